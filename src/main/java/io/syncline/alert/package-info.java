/** Tells the owners of connectors what they have to mend, and that it is mended. */
package io.syncline.alert;
