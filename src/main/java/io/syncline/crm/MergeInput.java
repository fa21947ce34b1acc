package io.syncline.crm;

import java.util.UUID;

/** The contact that stays. */
public record MergeInput(UUID into) {}
