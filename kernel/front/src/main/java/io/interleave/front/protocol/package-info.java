/**
 * The Jupyter messaging protocol, version 5.5: messages, headers, signatures, and the content of
 * each message as a record. No sockets.
 *
 * <p>Threads: none. {@link io.interleave.front.protocol.Signer}, {@link
 * io.interleave.front.protocol.WireCodec} and {@link io.interleave.front.protocol.KernelSession}
 * may be used by several threads at once; everything else is immutable. JSON objects handed to a
 * message must not be changed afterwards.
 */
@NullMarked
package io.interleave.front.protocol;

import org.jspecify.annotations.NullMarked;
