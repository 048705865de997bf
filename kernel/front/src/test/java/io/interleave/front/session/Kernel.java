package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.magic.CellProcess;
import io.interleave.front.magic.CellSettings;
import io.interleave.front.magic.StandardMagics;
import io.interleave.front.magic.ThreadDisplay;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A session between a fake outbox, a toy engine and a fake cell JVM. */
final class Kernel implements AutoCloseable {
  final FakeOutbox outbox = new FakeOutbox();
  final EchoEngine engine = new EchoEngine();
  final FakeCellVm cellVm = new FakeCellVm();
  final FakeTime time = new FakeTime();
  final Settings settings = new Settings();
  final List<Boolean> endings = new ArrayList<>();
  final AtomicLong limitBytes = new AtomicLong(10_000_000);
  final CellEvents events;
  final Session session;
  private int requests;

  /** Settings as commands see them. */
  static final class Settings implements CellSettings, CellProcess, ThreadDisplay {
    @Override
    public void when(String when) {}

    @Override
    public void omit(int cell) {}

    @Override
    public void image(String format) {}

    @Override
    public boolean png() {
      return false;
    }

    @Override
    public String dump() {
      return "no threads";
    }

    volatile Duration settle = Duration.ofSeconds(10);
    volatile Route route = Route.STARTING;
    volatile long outputLimit = 10_000_000;
    volatile List<String> options = List.of();
    final List<Path> classPath = new ArrayList<>();

    @Override
    public Duration settleLimit() {
      return settle;
    }

    @Override
    public void settleLimit(Duration limit) {
      settle = limit;
    }

    @Override
    public Route route() {
      return route;
    }

    @Override
    public void route(Route route) {
      this.route = route;
    }

    @Override
    public long outputLimitBytes() {
      return outputLimit;
    }

    @Override
    public void outputLimitBytes(long bytes) {
      outputLimit = bytes;
    }

    @Override
    public List<String> restart(List<String> jvmOptions) {
      options = jvmOptions;
      return List.of("x");
    }

    @Override
    public List<String> jvmOptions() {
      return options;
    }

    @Override
    public void addToClassPath(Path entry) {
      classPath.add(entry);
    }

    @Override
    public List<Path> classPath() {
      return classPath;
    }
  }

  Kernel(Path folder) {
    this(folder, false);
  }

  Kernel(Path folder, boolean paced) {
    events =
        new CellEvents(
            outbox, time, new OutputLimits(limitBytes::get, folder.resolve("output")), paced);
    engine.tell(events);
    session =
        new Session(
            outbox,
            engine,
            cellVm,
            events,
            new SessionParts(
                StandardMagics.create(settings, settings, settings, folder),
                new History(new HistoryFile(folder.resolve("history"))),
                new Reply.KernelInfo("0.1", "17", "Interleave", List.of()),
                time,
                endings::add));
  }

  static JsonObject json(Object... pairs) {
    JsonObject json = new JsonObject();
    for (int i = 0; i < pairs.length; i += 2) {
      String key = (String) pairs[i];
      Object value = pairs[i + 1];
      if (value instanceof Boolean flag) {
        json.addProperty(key, flag);
      } else if (value instanceof Number number) {
        json.addProperty(key, number);
      } else if (value instanceof JsonObject object) {
        json.add(key, object);
      } else {
        json.addProperty(key, String.valueOf(value));
      }
    }
    return json;
  }

  /** Sends a request and returns its id. */
  String send(Channel channel, String type, JsonObject content) {
    return send(channel, type, content, List.of());
  }

  String send(Channel channel, String type, JsonObject content, List<byte[]> buffers) {
    return send(channel, type, new JsonObject(), content, buffers);
  }

  /** Answers a question as JupyterLab does: it is the parent. */
  void answer(FakeOutbox.Sent question, String value) {
    JsonObject parent = question.message().header();
    send(Channel.STDIN, "input_reply", parent, json("value", value), List.of());
  }

  private String send(
      Channel channel, String type, JsonObject parent, JsonObject content, List<byte[]> buffers) {
    String id = "request-" + ++requests;
    JsonObject header =
        json(
            "msg_id",
            id,
            "msg_type",
            type,
            "session",
            "client",
            "username",
            "",
            "date",
            "2026-11-20T08:24:14.811421Z",
            "version",
            "5.4",
            "x",
            json("a", 1));
    session.received(
        channel,
        new Message(
            List.of("client".getBytes(StandardCharsets.UTF_8)),
            header,
            parent,
            new JsonObject(),
            content,
            buffers));
    return id;
  }

  String send(String type, Object... pairs) {
    return send(Channel.SHELL, type, json(pairs));
  }

  String execute(String code, Object... pairs) {
    JsonObject content = json(pairs);
    content.addProperty("code", code);
    return send(Channel.SHELL, "execute_request", content);
  }

  /** Runs a cell to its idle and returns its reply's content. */
  JsonObject run(String code, Object... pairs) {
    return reply(execute(code, pairs));
  }

  JsonObject reply(String id) {
    FakeOutbox.Sent reply = outbox.awaitIdle(id);
    if (reply == null) {
      throw new AssertionError("no reply to " + id);
    }
    return reply.content();
  }

  String last() {
    return "request-" + requests;
  }

  @Override
  public void close() {
    session.close();
  }
}
