/**
 * Association: which account, contact and deal an activity belongs to, with a receipt for each link. The rules are a
 * pure function of evidence; the evidence is looked up, and looked up again when it changes.
 */
package io.syncline.association;
