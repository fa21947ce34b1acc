/** Calls, as telephony providers tell them: one event a state, one activity a call. */
package io.syncline.source.telephony;
