/**
 * The fault harness: runs the real jar against real peers, breaks things, and compares the CRM with what it must contain.
 * {@code mvn -Pfaults verify} runs all of it and prints a table.
 */
package io.syncline.faults;
