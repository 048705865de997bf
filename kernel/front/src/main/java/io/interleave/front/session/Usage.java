package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Reply;

/** How much the kernel's processes use, as resource monitors ask for it. */
final class Usage {
  private final ProcFigures proc;
  private final Time time;
  private long lastNanos; // control thread only, as is all below
  private long lastKernelTicks;
  private long lastHostBusy;
  private long lastHostTotal;

  Usage(ProcFigures proc, Time time) {
    this.proc = proc;
    this.time = time;
    this.lastNanos = time.nanos();
  }

  /** Figures since the last call; what the system does not tell is left out. */
  Reply measure() {
    JsonObject json = new JsonObject();
    json.addProperty("hostname", proc.hostname());
    json.addProperty("pid", ProcessHandle.current().pid());
    json.addProperty("cpu_count", Runtime.getRuntime().availableProcessors());
    json.addProperty("kernel_memory", proc.memoryBytes());

    long now = time.nanos();
    long ticks = proc.cpuTicks();
    double seconds = Math.max(now - lastNanos, 1_000_000) / 1e9;
    double cpu = Math.max(0, ticks - lastKernelTicks) * 100.0 / (proc.ticksPerSecond() * seconds);
    json.addProperty("kernel_cpu", lastKernelTicks == 0 ? 0.0 : round(cpu));
    lastNanos = now;
    lastKernelTicks = ticks;

    ProcFigures.HostCpu host = proc.hostCpu();
    if (host.total() > 0) {
      long total = host.total() - lastHostTotal;
      double busy = total <= 0 ? 0 : (host.busy() - lastHostBusy) * 100.0 / total;
      json.addProperty("host_cpu_percent", round(busy));
      lastHostBusy = host.busy();
      lastHostTotal = host.total();
    }
    JsonObject memory = new JsonObject();
    proc.hostMemory().forEach(memory::addProperty);
    if (memory.size() > 0) {
      json.add("host_virtual_memory", memory);
    }
    return new Reply.Usage(json);
  }

  private static double round(double percent) {
    return Math.round(percent * 10) / 10.0;
  }
}
