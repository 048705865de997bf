package io.interleave.front.session;

import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Request;

/** A request and where its reply goes. */
record Received(Channel channel, Message message, Request request) {}
