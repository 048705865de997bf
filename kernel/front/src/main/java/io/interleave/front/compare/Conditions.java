package io.interleave.front.compare;

/**
 * What a careful reader wants to know of the machine while the runs were made.
 *
 * @param what the JDK, or the program and its version, such as {@code JDK 25.0.3}
 * @param processors what {@code Runtime.availableProcessors} said
 * @param othersShare the part of the machine's CPU that other processes took, from 0 to 1, or NaN
 * @param loadAverage of the last minute, or negative
 * @param gcShare garbage collection time ÷ wall time
 * @param jitShare time the just-in-time compilers worked ÷ wall time
 */
public record Conditions(
    String what,
    int processors,
    double othersShare,
    double loadAverage,
    double gcShare,
    double jitShare) {}
