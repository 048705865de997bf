package io.interleave.front.magic;

/**
 * A command as it stands in a cell.
 *
 * @param name without percent signs
 * @param words the rest of its line
 * @param line from 1
 * @param source the whole line
 */
public record MagicCall(String name, String words, int line, String source) {}
