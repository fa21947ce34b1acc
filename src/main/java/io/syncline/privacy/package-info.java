/** Keeps away for good who was erased. */
package io.syncline.privacy;
