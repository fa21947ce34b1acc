/** Lists in pages by keyset: a page begins after the last row of the one before, so that new rows move nothing. */
package io.syncline.paging;
