/** The PostgreSQL that comes with Syncline, for when no JDBC URL is set: a real server, durable, beside the process. */
package io.syncline.database;
