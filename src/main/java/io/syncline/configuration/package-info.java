/** Reads {@code syncline.*} and refuses what cannot be meant, in one message that says what to change. */
package io.syncline.configuration;
