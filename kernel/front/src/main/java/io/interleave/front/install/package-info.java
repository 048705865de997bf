/**
 * Puts the kernel where Jupyter finds it, takes it away again, and says what is wrong when it does
 * not start.
 *
 * <p>Threads: {@code doctor} and {@code install} start a kernel of their own and talk to it from
 * the thread that called them; {@code subprocess-reader} empties the output of a short-lived
 * process and ends with it.
 */
@NullMarked
package io.interleave.front.install;

import org.jspecify.annotations.NullMarked;
