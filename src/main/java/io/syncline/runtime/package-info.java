/** What the process itself needs: the clock, the start, its refusals. */
package io.syncline.runtime;
