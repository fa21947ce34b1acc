/** Hawtio's console: the routes as they run, with their counters. */
package io.syncline.hawtio;
