package io.syncline.runtime;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Makes traces as soon as it is said where to export them; application.properties has them switched off. */
public final class TracesConfigSourceFactory implements ConfigSourceFactory {
    private static final List<String> ENDPOINTS =
            List.of("quarkus.otel.exporter.otlp.endpoint", "quarkus.otel.exporter.otlp.traces.endpoint");

    /** Above application.properties, and below the environment, which can switch them off again. */
    private static final int ORDINAL = 255;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return ENDPOINTS.stream().anyMatch(name -> isSet(context.getValue(name)))
                ? List.of(new PropertiesConfigSource(Map.of("quarkus.otel.sdk.disabled", "false"), "traces", ORDINAL))
                : List.of();
    }

    /** By somebody: Quarkus has a default. */
    private static boolean isSet(ConfigValue value) {
        return value != null
                && value.getValue() != null
                && !value.getValue().isBlank()
                && value.getConfigSourceOrdinal() > 0;
    }
}
