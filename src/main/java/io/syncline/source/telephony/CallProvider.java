package io.syncline.source.telephony;

import io.syncline.event.Delivery;

/** How one provider tells a call's states: the mapping from its fields to ours. */
interface CallProvider {
    /** The name in the configuration. */
    String name();

    /**
     * @param region ISO 3166 code of the country whose numbers come without a country code
     * @throws io.syncline.event.PermanentSyncException if the delivery cannot be read
     */
    CallState read(Delivery delivery, String region);
}
