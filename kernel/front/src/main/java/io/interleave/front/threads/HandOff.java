package io.interleave.front.threads;

/**
 * A lock went from one thread to one that had been blocked on it.
 *
 * @param at nanoseconds since the cell began
 * @param lock its name
 */
public record HandOff(long at, long fromThread, long toThread, String lock) {}
