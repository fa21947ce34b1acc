/** The append-only record of every change: what it was, what it became, why, by whom. */
package io.syncline.audit;
