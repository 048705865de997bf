package io.interleave.wire;

/** One message between the two JVMs: a {@link Command} or an {@link Event}. */
public sealed interface Frame permits Command, Event, Comm {}
