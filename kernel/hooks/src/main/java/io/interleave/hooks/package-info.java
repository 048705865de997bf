/**
 * What patched JDK classes and rewritten user classes call. On the boot class path of the cell JVM,
 * so it may use {@code java.base} only and knows nothing of the cell's runtime, which plugs itself
 * in.
 *
 * <p>Threads: none of its own; every method may be called by any thread of user code.
 */
@NullMarked
package io.interleave.hooks;

import org.jspecify.annotations.NullMarked;
