/** The CRM's records as people keep them: accounts, contacts, deals and the organization's users. */
package io.syncline.crm;
