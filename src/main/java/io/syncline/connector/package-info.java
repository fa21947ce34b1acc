/** Connectors: what is configured, whether it runs, how far it has read, and how it is doing. */
package io.syncline.connector;
