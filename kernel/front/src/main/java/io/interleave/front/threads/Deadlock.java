package io.interleave.front.threads;

import java.util.List;

/**
 * Threads that wait for each other in a circle: each wants what the next one holds, and the last
 * what the first holds.
 *
 * @param members in the order of the circle, at least two
 * @param interruptible whether every wait in the circle can be interrupted, which breaks it
 */
public record Deadlock(List<Member> members, boolean interruptible) {

  public Deadlock {
    members = List.copyOf(members);
  }

  /**
   * @param holds what it holds that the one before it wants
   * @param wants what it waits for
   * @param where its innermost user line, such as {@code cell 7, line 5}
   */
  public record Member(String thread, String holds, String wants, String where) {}
}
