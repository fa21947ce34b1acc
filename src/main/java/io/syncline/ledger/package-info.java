/**
 * The ledger: idempotent repository, archive of raw payloads, record of outcomes, retry queue and dead letter store, in
 * one table with its attempts and sightings.
 */
package io.syncline.ledger;
