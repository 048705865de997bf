/**
 * What user code may call. {@link io.interleave.api.Interleave} is imported into every cell; the
 * rest is there on request. The cell JVM plugs its side in through {@link
 * io.interleave.api.CellRuntime}.
 *
 * <p>Threads: none of its own, except that comm handlers run on a thread named {@code comms}. Every
 * method may be called by any thread; what it shows belongs to the cell of that thread.
 */
@NullMarked
package io.interleave.api;

import org.jspecify.annotations.NullMarked;
