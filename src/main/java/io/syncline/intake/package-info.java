/** The way of a delivery into the CRM: translate, decide whether to file, claim, apply, answer. Called by routes/. */
package io.syncline.intake;
