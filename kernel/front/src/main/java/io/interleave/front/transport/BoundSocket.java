package io.interleave.front.transport;

import org.zeromq.ZMQ;

/** A socket that listens, its queue, and the name of its thread. */
record BoundSocket(String name, ZMQ.Socket socket, SendQueue queue) {}
