/** Reads the bodies that webhooks bring, JSON and forms, strictly and without ever naming what stands in them. */
package io.syncline.source.payload;
