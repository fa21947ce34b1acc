/**
 * The pages for people: what needs them, what happened and why, and what they can mend. Rendered on the server from the
 * same services as the API; a page is one resource, what it shows one record, and its template.
 */
package io.syncline.console;
