/** Syncline: a reliability-first CRM sync runtime. */
package io.syncline;
