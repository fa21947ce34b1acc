/** Who may use the console: signing in and out, and what other sites' pages send in a signed-in person's name. */
package io.syncline.console.access;
