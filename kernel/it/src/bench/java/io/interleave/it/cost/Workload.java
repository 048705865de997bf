package io.interleave.it.cost;

/** What is measured, with the name of its method in {@link WorkloadBenchmark}. */
enum Workload {
  XORSHIFT("xorshift", "scalar: 10,000 steps of xorshift64"),
  FIBONACCI("fibonacci", "calls: fibonacci(20)"),
  DOT_PRODUCT("dotProduct", "vectorised: dot product of 1,000 int"),
  MULTIPLY_ADD("multiplyAdd", "vectorised: a = b·c + d of 1,000 double"),
  ALLOCATION("allocation", "allocation: 1,000 objects that escape"),
  EXCEPTIONS("exceptions", "exceptions: 100 thrown through 20 frames"),
  MONITOR("monitor", "contended: 2 threads, 1,000 times synchronized each"),
  LOCK("lock", "contended: 2 threads, 1,000 times ReentrantLock each"),
  VIRTUAL("virtualThreads", "virtual threads: 1,000 that compute 1,000 steps"),
  PARKING("parkingVirtualThreads", "virtual threads: 1,000 that park once");

  private static final int VIRTUAL_SINCE = 21;

  private final String method;
  private final String title;

  Workload(String method, String title) {
    this.method = method;
    this.title = title;
  }

  /** The name of the benchmark method. */
  String method() {
    return method;
  }

  /** What one operation is. */
  String title() {
    return title;
  }

  /** Why it cannot run on this Java; empty when it can. */
  String lack() {
    boolean virtual = this == VIRTUAL || this == PARKING;
    return virtual && Runtime.version().feature() < VIRTUAL_SINCE
        ? "virtual threads need Java " + VIRTUAL_SINCE
        : "";
  }
}
