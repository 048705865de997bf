package io.interleave.it.cost;

/** What the workloads run in. */
enum SetUp {
  /** The JVM and the classes as they are. */
  PLAIN("plain"),
  /** As the cell JVM runs the classes of a cell. */
  CELL("cell"),
  /** The same, but each stop check reads a volatile field: shows that a cost would be seen. */
  VOLATILE_CHECKS("volatile checks");

  private final String title;

  SetUp(String title) {
    this.title = title;
  }

  /** What tables call it. */
  String title() {
    return title;
  }
}
