/** Activities: how the events of one merge into one, and how they are stored. */
package io.syncline.timeline;
