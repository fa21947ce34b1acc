package io.syncline.source.mail;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What holds for the mail of all mailboxes: {@code syncline.mail}. */
@ConfigMapping(prefix = "syncline.mail")
interface MailRules {
    /**
     * {@code exclude} keeps automated mail off the timelines; {@code file} files it like any other, marked as automated.
     */
    @WithDefault("exclude")
    AutomatedMailRule automated();

    /**
     * The largest mail that is read whole. Of a larger one that many bytes are kept: its headers and text, and as much
     * of its attachments; more would cost memory and database for content that no timeline shows.
     */
    @WithDefault("25M")
    MemorySize largest();
}
