/** Leads, as forms and other systems send them. */
package io.syncline.source.lead;
