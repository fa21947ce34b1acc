package io.syncline.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;

/**
 * Says what is wrong with an object of an operator. The Prometheus operator's types come as classes that were made from its
 * schema; of CloudNativePG there is nothing that could be had by a build, so that its Cluster is not checked here.
 */
final class CustomObjects {
    private static final String CLOUD_NATIVE_PG = "postgresql.cnpg.io/v1";

    private static final Map<String, Class<?>> TYPES = Map.of(
            "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class,
            "monitoring.coreos.com/v1/ServiceMonitor", ServiceMonitor.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                /** The classes would keep unknown fields. */
                @Override
                public Boolean hasAnySetter(Annotated member) {
                    return false;
                }
            });

    private CustomObjects() {}

    static boolean knows(JsonNode object) {
        return TYPES.containsKey(kind(object))
                || object.path("apiVersion").asText().equals(CLOUD_NATIVE_PG);
    }

    static List<String> problems(JsonNode object) {
        Class<?> type = TYPES.get(kind(object));
        if (type == null) {
            return List.of();
        }
        try {
            STRICT.treeToValue(object, type);
            return List.of();
        } catch (JsonProcessingException e) {
            return List.of(kind(object) + ": " + e.getOriginalMessage());
        }
    }

    private static String kind(JsonNode object) {
        return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
    }
}
