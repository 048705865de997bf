/**
 * Tests of the whole: real sockets, a real cell JVM, real clients.
 *
 * <p>Threads: those of the tests only.
 */
@NullMarked
package io.interleave.it;

import org.jspecify.annotations.NullMarked;
