/** Field ownership: which source may write a field, decided by a total order and kept as provenance. */
package io.syncline.ownership;
