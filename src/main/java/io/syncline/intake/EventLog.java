package io.syncline.intake;

import io.syncline.event.Delivery;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import org.jboss.logging.MDC;

/** Gives each log line of an event its connector and key, whoever writes it. */
final class EventLog {
    private static final String BEGUN = "syncline.logged";
    private static final String CONNECTOR = "connector";
    private static final String EVENT_KEY = "eventKey";

    private EventLog() {}

    /** Up to the end of the exchange, or to the next delivery in it. */
    static void begin(Exchange exchange, Delivery delivery) {
        MDC.put(CONNECTOR, delivery.connector());
        MDC.remove(EVENT_KEY);
        if (exchange.getProperty(BEGUN) == null && exchange.getUnitOfWork() != null) {
            exchange.setProperty(BEGUN, true);
            exchange.getUnitOfWork().addSynchronization(new SynchronizationAdapter() {
                @Override
                public void onDone(Exchange done) {
                    end();
                }
            });
        }
    }

    /** From now on the event is known. */
    static void know(String key) {
        MDC.put(EVENT_KEY, key);
    }

    private static void end() {
        MDC.remove(CONNECTOR);
        MDC.remove(EVENT_KEY);
    }
}
