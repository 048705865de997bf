package io.interleave.front.threads;

/**
 * A thread printed.
 *
 * @param at nanoseconds since the cell began
 */
public record OutputTick(long threadId, long at) {}
