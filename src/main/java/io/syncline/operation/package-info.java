/** Commands on many events at once, and the gauges by which Syncline is watched. */
package io.syncline.operation;
