/** Looks at what sources really send against what their mappings read: fields and types, never a value. */
package io.syncline.reconciliation.mapping;
