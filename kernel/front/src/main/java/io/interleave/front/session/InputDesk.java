package io.interleave.front.session;

import io.interleave.front.protocol.InputRequest;
import io.interleave.front.protocol.Message;
import io.interleave.wire.Command;
import io.interleave.wire.Event.InputWanted;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks clients for input, one question at a time, and hands the answers to the threads that read.
 * Replies that nobody waits for are dropped.
 */
final class InputDesk {
  /** What clients send when the user ends the input. */
  private static final String END_OF_INPUT = "\u0004";

  private record Question(InputWanted wanted, CellOutput output) {}

  private final Outbox outbox;
  private final Consumer<Command> cell;
  private final Deque<Question> questions = new ArrayDeque<>(); // the first is asked; by this
  private String asking = ""; // the id of the message that asks; guarded by this

  InputDesk(Outbox outbox, Consumer<Command> cell) {
    this.outbox = outbox;
    this.cell = cell;
  }

  /** A thread of a run reads; {@code output} is null when there is no cell to ask in. */
  synchronized void wanted(InputWanted wanted, @Nullable CellOutput output) {
    if (output == null || !output.run().stdinAllowed()) {
      cell.accept(new Command.Input(wanted.id(), null));
      return;
    }
    output.flushAll();
    questions.add(new Question(wanted, output));
    if (questions.size() == 1) {
      ask();
    }
  }

  /**
   * A client answered.
   *
   * @param reply its parent is the question, or with some clients nothing
   */
  synchronized void answered(Message reply, String value) {
    Question question = answersAnEarlierQuestion(reply) ? null : questions.poll();
    if (question != null) {
      String text = value.equals(END_OF_INPUT) ? null : value;
      cell.accept(new Command.Input(question.wanted.id(), text));
      ask();
    }
  }

  // Such as of one whose cell was stopped while the user typed: the channel of answers and that of
  // cells have no order between them.
  private boolean answersAnEarlierQuestion(Message reply) {
    return reply.parentType().equals(InputRequest.TYPE) && !reply.parentId().equals(asking);
  }

  /** The run was stopped: its threads do not read any more. */
  synchronized void stopped(Run run) {
    withdraw(run.id());
  }

  /** The process that asked is gone. */
  synchronized void clear() {
    questions.clear();
  }

  private void withdraw(int run) {
    Question asked = questions.peek();
    questions.removeIf(question -> question.output.run().id() == run);
    if (asked != questions.peek()) {
      ask();
    }
  }

  private void ask() {
    Question next = questions.peek();
    if (next != null) {
      asking =
          outbox.ask(
              next.output.run().origin(),
              new InputRequest(next.wanted.prompt(), next.wanted.password()));
    }
  }
}
