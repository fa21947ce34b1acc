/** Looks at the CRM by itself: what is there twice, what hangs in the air, what today's evidence and rules contradict. */
package io.syncline.reconciliation.consistency;
