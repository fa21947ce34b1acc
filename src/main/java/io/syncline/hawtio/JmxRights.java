package io.syncline.hawtio;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;
import javax.management.ObjectName;
import org.jolokia.server.core.restrictor.AbstractConstantRestrictor;

/**
 * What an admin may do by JMX: read what concerns Camel and the JVM, and stop and start routes, which the audit says.
 * Nothing that shows payloads or the environment, or writes files or attributes.
 */
@Singleton
class JmxRights extends AbstractConstantRestrictor {
    private static final String CAMEL = "org.apache.camel";
    private static final Set<String> DOMAINS = Set.of(CAMEL, "java.lang", "jolokia", "JMImplementation");
    private static final Pattern READING = Pattern.compile("(dump|explain|find|get|has|is|list)[A-Z]\\w*");
    private static final Set<String> CHANGING = Set.of("start", "stop", "suspend", "resume", "restart", "reset");

    /** What was given to the process may be a password. */
    private static final Set<String> UNREAD = Set.of("SystemProperties", "InputArguments");

    private final RouteActs acts;

    @Inject
    JmxRights(RouteActs acts) {
        super(true);
        this.acts = acts;
    }

    @Override
    public boolean isObjectNameHidden(ObjectName name) {
        return !name.isDomainPattern() && !DOMAINS.contains(name.getDomain());
    }

    @Override
    public boolean isAttributeReadAllowed(ObjectName name, String attribute) {
        return !isObjectNameHidden(name) && !UNREAD.contains(attribute);
    }

    @Override
    public boolean isAttributeWriteAllowed(ObjectName name, String attribute) {
        return false;
    }

    /** Jolokia asks right before it does it. */
    @Override
    public boolean isOperationAllowed(ObjectName name, String operation) {
        // With or without its parameters: stop, stop(long).
        String called = operation.replaceFirst("\\(.*", "");
        if (CHANGING.contains(called) && isRoute(name)) {
            acts.record(ObjectName.unquote(name.getKeyProperty("name")), called);
            return true;
        }
        return READING.matcher(called).matches() && !isObjectNameHidden(name);
    }

    private static boolean isRoute(ObjectName name) {
        return name.getDomain().equals(CAMEL) && "routes".equals(name.getKeyProperty("type"));
    }
}
