/** The HTTP API under {@code /api/v1}: JSON in and out, errors as problem+json, roles viewer, operator and admin. */
package io.syncline.api;
