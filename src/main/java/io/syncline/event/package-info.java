/** The vocabulary of the path: what a source delivered, what it means, under which key, and what became of it. Plain Java. */
package io.syncline.event;
