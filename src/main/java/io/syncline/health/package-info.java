/** What probes are told. */
package io.syncline.health;
