/** Reads history: from a source again, or from an export of one; through the same path and under the same keys. */
package io.syncline.backfill;
