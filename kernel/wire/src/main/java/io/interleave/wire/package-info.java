/**
 * The frames that the front JVM and the cell JVM exchange over one Unix-domain socket, and their
 * codec. Commands travel to the cell JVM, events travel back; in each direction the order of frames
 * is the order of what happened.
 *
 * <p>Threads: none of its own. A {@link io.interleave.wire.FrameWriter} may be shared by threads, a
 * {@link io.interleave.wire.FrameReader} belongs to one.
 */
@NullMarked
package io.interleave.wire;

import org.jspecify.annotations.NullMarked;
