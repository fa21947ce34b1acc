/** People and companies that events bring into the CRM: who is created, and what of them is completed. */
package io.syncline.people;
