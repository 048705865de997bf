package io.interleave.front.transport;

import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.Message;

/**
 * Gets every valid message, on the thread of its channel and in the order it came. While it does
 * not return, nothing else is read from that channel, and replies to it wait; long work belongs on
 * another thread.
 */
public interface MessageReceiver {
  void received(Channel channel, Message message);
}
