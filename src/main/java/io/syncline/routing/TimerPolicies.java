package io.syncline.routing;

import io.quarkus.arc.Unremovable;
import io.syncline.database.DatabaseWatch;
import io.syncline.runtime.Shutdown;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Lets no timer begin work while the database is away, where all of them begin, nor once the process is about to end.
 * Camel finds it in the registry.
 */
@ApplicationScoped
@Unremovable
public class TimerPolicies implements RoutePolicyFactory {
    private static final String TIMER = "timer:";

    private final BooleanSupplier mayBegin;

    @Inject
    TimerPolicies(DatabaseWatch database, Shutdown shutdown) {
        this(() -> !shutdown.begun() && database.answers());
    }

    TimerPolicies(BooleanSupplier mayBegin) {
        this.mayBegin = mayBegin;
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext context, String routeId, NamedNode route) {
        // One a route: it is stopped with its route.
        return new Policy();
    }

    private final class Policy extends RoutePolicySupport {
        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            boolean timer = route.getEndpoint().getEndpointUri().startsWith(TIMER);
            if (timer && !mayBegin.getAsBoolean()) {
                exchange.setRouteStop(true);
            }
        }
    }
}
