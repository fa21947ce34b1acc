package io.syncline.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class TimerPoliciesTest {
    private final AtomicBoolean mayBegin = new AtomicBoolean();
    private final AtomicInteger ticks = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void timers_beginNothing_whileTheyMayNot_andRequestsGoThrough() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.addRoutePolicyFactory(new TimerPolicies(mayBegin::get));
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("timer:tick?period=20&delay=0").process(exchange -> ticks.incrementAndGet());
                    from("direct:call").process(exchange -> calls.incrementAndGet());
                }
            });
            context.start();

            await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(2)).until(() -> ticks.get() == 0);
            context.createProducerTemplate().sendBody("direct:call", "");
            assertThat(calls).hasValue(1);

            mayBegin.set(true);
            await().untilAsserted(() -> assertThat(ticks).hasPositiveValue());
        }
    }
}
