/** What the routes that poll sources have in common. */
package io.syncline.source.poll;
