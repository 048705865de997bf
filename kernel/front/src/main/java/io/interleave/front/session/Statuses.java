package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Publication.Status;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes busy and idle. Clients and servers keep one state for the whole kernel, set by the last
 * status they saw; so when a request that was answered beside a running cell becomes idle, the
 * cell's busy is published once more.
 */
final class Statuses {
  /** Types whose status the server does not count; repeating busy after them is of no use. */
  private static final Set<String> UNTRACKED =
      Set.of(
          "kernel_info_request",
          "comm_info_request",
          "shutdown_request",
          "interrupt_request",
          "debug_request");

  private final Outbox outbox;
  private KernelState state = KernelState.STARTING; // guarded by this
  private @Nullable Message running; // guarded by this

  Statuses(Outbox outbox) {
    this.outbox = outbox;
  }

  synchronized void starting() {
    outbox.publish(new JsonObject(), new Status(Status.State.STARTING));
  }

  synchronized KernelState state() {
    return state;
  }

  synchronized void busy(Message request) {
    publish(request, Status.State.BUSY);
  }

  synchronized void idle(Message request) {
    if (state == KernelState.STARTING) {
      state = KernelState.IDLE;
    }
    publish(request, Status.State.IDLE);
    if (running != null && !UNTRACKED.contains(request.type())) {
      publish(running, Status.State.BUSY);
    }
  }

  /** Like {@link #busy}, for the request on the execute thread. */
  synchronized void begin(Message request) {
    running = request;
    if (state != KernelState.ENDING) {
      state = KernelState.RUNNING;
    }
    publish(request, Status.State.BUSY);
  }

  /** Like {@link #idle}, for the request on the execute thread. */
  synchronized void end(Message request) {
    running = null;
    if (state != KernelState.ENDING) {
      state = KernelState.IDLE;
    }
    publish(request, Status.State.IDLE);
  }

  synchronized void ending() {
    state = KernelState.ENDING;
  }

  private void publish(Message request, Status.State word) {
    outbox.publish(request.header(), new Status(word));
  }
}
