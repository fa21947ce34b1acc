package io.syncline.people;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which events make new contacts. */
@ConfigMapping(prefix = "syncline.contacts")
public interface ContactRules {
    /** A lead form makes or completes its contact and account. */
    @WithDefault("true")
    boolean fromLeads();

    /** Somebody outside becomes a contact when someone of the organization writes to them; never by writing to us. */
    @WithDefault("true")
    boolean fromOutboundMail();
}
