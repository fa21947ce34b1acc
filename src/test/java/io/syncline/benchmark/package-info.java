/** What it costs to be reliable: the packaged application against PostgreSQL's own least work, on one server. See README.md. */
package io.syncline.benchmark;
