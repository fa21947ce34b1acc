/** The routes of routes/: loading them, live reload, and the routes that connectors get from templates. */
package io.syncline.routing;
