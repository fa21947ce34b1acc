/** Finds where source, ledger and CRM have drifted apart, keeps what was found, and mends what can be mended. */
package io.syncline.reconciliation;
