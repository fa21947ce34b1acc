/** Keeps webhooks on disk while the database cannot, in order and over crashes, and hands them on when it is back. */
package io.syncline.spool;
