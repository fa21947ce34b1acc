/** Is anything missing: of each connector's items, how many are in which state, and whether the sum balances. */
package io.syncline.completeness;
