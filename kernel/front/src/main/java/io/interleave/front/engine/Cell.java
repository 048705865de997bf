package io.interleave.front.engine;

/**
 * Code to run.
 *
 * @param id numbers this run; unique in a kernel's life, also over restarts of the cell JVM
 * @param title what traces call it, such as {@code cell 7}
 * @param code the code with its magics blanked out, so that lines keep their numbers
 * @param stdinAllowed whether the client can be asked for input
 */
public record Cell(int id, String title, String code, boolean stdinAllowed) {}
