package io.interleave.front.threads;

/**
 * A thread did not run, as recorded.
 *
 * @param from {@code System.nanoTime} of the cell JVM
 * @param to {@code System.nanoTime} of the cell JVM
 * @param what the lock, queue or file by name; empty when unknown
 * @param where {@code cell 7, line 3}; empty when no cell's code is on the stack
 * @param previousOwner the thread that gave the lock up, or that ended a wait; 0 when unknown
 */
public record Pause(
    long threadId,
    State state,
    long from,
    long to,
    String what,
    String where,
    long previousOwner) {}
