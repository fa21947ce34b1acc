/** Leads and the marketing touches they bring: where a person came from. */
package io.syncline.attribution;
