/** Derives the timeline again from the ledger by the rules of today, beside the one that is there, and compares the two. */
package io.syncline.rebuild;
