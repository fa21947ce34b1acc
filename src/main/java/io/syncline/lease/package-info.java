/** The replicas that share a database, and which of them polls which connector: leases with fences, in that database. */
package io.syncline.lease;
