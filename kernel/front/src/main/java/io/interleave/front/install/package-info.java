/**
 * Puts the kernel where Jupyter finds it, takes it away again, and says what is wrong when it does
 * not start.
 *
 * <p>Class-data archives are made by a training run of the installed kernel, by {@code install} and
 * in a process that a kernel starts for it and that ends by itself; a lock on a file of the
 * kernel's folder lets one do so at a time.
 *
 * <p>Threads: {@code doctor} and {@code install} start a kernel of their own and talk to it from
 * the thread that called them; {@code subprocess-reader} empties the output of a short-lived
 * process and ends with it.
 */
@NullMarked
package io.interleave.front.install;

import org.jspecify.annotations.NullMarked;
