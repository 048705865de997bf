package io.interleave.front.protocol;

/** The channels on which requests and replies travel; IOPub and heartbeat carry neither. */
public enum Channel {
  SHELL,
  CONTROL,
  STDIN
}
