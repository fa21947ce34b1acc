/** Compares item by item what a source holds, what the ledger has of it, and what is in the CRM. */
package io.syncline.reconciliation.parity;
