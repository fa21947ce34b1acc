/** Gives new records an owner by rule, with the reason kept; a person's choice stays above it. */
package io.syncline.assignment;
