/** What the raw items of each connector look like, path by path and without a value, and where that is not what is read. */
package io.syncline.shape;
