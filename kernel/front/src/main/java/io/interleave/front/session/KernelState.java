package io.interleave.front.session;

/**
 * What the kernel does. STARTING becomes IDLE with the first request's idle; IDLE and RUNNING
 * alternate, a cell at a time; ENDING, after a shutdown request, is the last.
 */
enum KernelState {
  STARTING,
  IDLE,
  RUNNING,
  ENDING
}
