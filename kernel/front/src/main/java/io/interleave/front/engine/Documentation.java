package io.interleave.front.engine;

/**
 * What is known of a piece of code.
 *
 * @param text plain text, never empty
 * @param html the same as HTML without scripts or styles; empty when there is only text
 */
public record Documentation(String text, String html) {}
