/** MIME as strangers write it, taken apart by Jakarta Mail within bounds of memory and time. */
package io.syncline.source.mime;
