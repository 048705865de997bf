/**
 * The Jupyter messaging protocol, version 5.5: messages, headers, signatures, and the content of
 * each message as a record. No sockets, no threads.
 */
@NullMarked
package io.interleave.front.protocol;

import org.jspecify.annotations.NullMarked;
