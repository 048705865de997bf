/**
 * Shows what the threads of a cell do and did. Stands between the engine and the cell JVM on one
 * side and whoever uses them on the other, as wrappers of {@code CellVm}, its listener and {@code
 * Engine}: classes on their way to the cell JVM are read for the names of locks, output is counted,
 * and after a cell its report is asked for and displayed.
 *
 * <p>Threads: {@code thread-reports}, a daemon, samples the threads of a cell that runs and shows
 * the live table; it is started with {@code ThreadReports} and asks with a time limit, so that a
 * cell JVM that does not answer holds up nobody.
 */
@NullMarked
package io.interleave.front.report;

import org.jspecify.annotations.NullMarked;
