/**
 * What user code may call. The methods of {@link io.interleave.api.Interleave} are imported into
 * every cell, the classes by an import on demand, so that a class of the user's goes before. The
 * cell JVM plugs its side in through {@link io.interleave.api.CellRuntime}.
 *
 * <p>Threads: comm handlers run on a thread named {@code comms}; checks and comparisons start
 * threads for the code they are given, which belong to the calling cell. Every method may be called
 * by any thread; what it shows belongs to the cell of that thread.
 */
@NullMarked
package io.interleave.api;

import org.jspecify.annotations.NullMarked;
