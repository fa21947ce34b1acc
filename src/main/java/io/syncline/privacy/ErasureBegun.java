package io.syncline.privacy;

/** Somebody is being erased, or taken out by a rule: told within that transaction to whoever keeps copies of what is stored. */
public record ErasureBegun() {}
