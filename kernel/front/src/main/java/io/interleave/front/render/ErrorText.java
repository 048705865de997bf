package io.interleave.front.render;

import java.util.List;

/**
 * An error as a notebook shows it.
 *
 * @param name the exception's class or another stable name
 * @param value the message, never null, may be empty
 * @param lines the whole text, a line each, coloured by ANSI escape sequences
 */
public record ErrorText(String name, String value, List<String> lines) {}
