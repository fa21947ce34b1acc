/** Where is my e-mail: the whole way of an item, or the reason why it is not on the timeline. */
package io.syncline.trace;
