/**
 * The agent of the cell JVM: puts patched JDK classes in the place of the originals before user
 * code runs.
 *
 * <p>Threads: none; it runs on the main thread before {@code main}.
 */
@NullMarked
package io.interleave.cell.agent;

import org.jspecify.annotations.NullMarked;
