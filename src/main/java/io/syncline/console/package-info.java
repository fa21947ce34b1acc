/** The plain pages for people to look at: contacts and their timelines, rendered on the server. */
package io.syncline.console;
