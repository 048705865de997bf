package io.interleave.front.render;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.interleave.front.threads.End;
import io.interleave.front.threads.HandOff;
import io.interleave.front.threads.LockUse;
import io.interleave.front.threads.OutputTick;
import io.interleave.front.threads.Run;
import io.interleave.front.threads.Span;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import io.interleave.front.threads.Times;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * A thread report as {@code application/vnd.interleave.threads.v1+json}, for programs that read
 * timings back from a notebook. All times are whole nanoseconds; a field that is {@code null} could
 * not be measured.
 *
 * <ul>
 *   <li>{@code cell}: title; {@code wall}, {@code body}, {@code cpu}; {@code processors}; {@code
 *       java}; {@code running}, true while the cell runs
 *   <li>{@code threads}: {@code number}, {@code id}, {@code name}, {@code kind} (cell, platform,
 *       daemon, pool, virtual), {@code startedBy}, {@code start}, {@code wall}, {@code cpu}, {@code
 *       ready}, {@code sleep}, {@code blocked}, {@code wait}, {@code io}, {@code unaccounted},
 *       {@code lines}, {@code end} (finished, interrupted, running or an exception's class); at
 *       most 1,000, {@code threadCount} has them all
 *   <li>{@code spans}: {@code thread} (id), {@code state} (sleeping, blocked, waiting, io,
 *       unaccounted), {@code from}, {@code to}, {@code what}, {@code where}; what lies between is
 *       running, as far as the thread's {@code unaccounted} allows
 *   <li>{@code handOffs}: {@code at}, {@code from}, {@code to}, {@code lock}
 *   <li>{@code output}: {@code thread}, {@code at}
 *   <li>{@code locks}: {@code lock}, {@code waits}, {@code total}, {@code longest}, {@code lines}
 *   <li>{@code notes}: sentences
 * </ul>
 *
 * Each list of spans, hand-offs and output has at most 5,000 entries.
 */
public final class ThreadJson {
  /** The name of the format. */
  public static final String MIME_TYPE = "application/vnd.interleave.threads.v1+json";

  private static final int MOST_THREADS = 1_000;
  private static final int MOST_ENTRIES = 5_000;

  private final ThreadReport report;

  public ThreadJson(ThreadReport report) {
    this.report = report;
  }

  /** The report as JSON text. */
  public String text() {
    Run run = report.run();
    JsonObject root = new JsonObject();
    root.addProperty("cell", Names.clean(run.title()));
    root.addProperty("wall", run.wallNanos());
    root.addProperty("body", run.bodyNanos());
    optional(root, "cpu", run.cpuNanos());
    root.addProperty("processors", run.machine().processors());
    root.addProperty("java", run.machine().java());
    root.addProperty("running", run.running());
    root.addProperty("threadCount", report.rows().size());
    JsonArray threads = new JsonArray();
    report.rows().stream().limit(MOST_THREADS).map(ThreadJson::thread).forEach(threads::add);
    root.add("threads", threads);
    timeline(root, report.timeline());
    JsonArray locks = new JsonArray();
    report.locks().stream().limit(MOST_ENTRIES).map(ThreadJson::lock).forEach(locks::add);
    root.add("locks", locks);
    JsonArray notes = new JsonArray();
    report.notes().forEach(notes::add);
    root.add("notes", notes);
    return root.toString();
  }

  private static JsonObject thread(ThreadRow row) {
    Times times = row.times();
    JsonObject out = new JsonObject();
    out.addProperty("number", row.number());
    out.addProperty("id", row.id());
    out.addProperty("name", Names.clean(row.name()));
    out.addProperty("kind", row.kind().word());
    out.addProperty("startedBy", Names.clean(row.startedBy()));
    out.addProperty("start", row.start());
    out.addProperty("wall", times.wall());
    optional(out, "cpu", times.cpu());
    optional(out, "ready", times.ready());
    optional(out, "sleep", times.sleep());
    optional(out, "blocked", times.blocked());
    optional(out, "wait", times.waiting());
    optional(out, "io", times.io());
    optional(out, "unaccounted", times.unaccounted());
    out.addProperty("lines", row.lines());
    out.addProperty("end", end(row.end()));
    return out;
  }

  private static String end(End end) {
    if (end instanceof End.Threw threw) {
      return threw.className();
    }
    if (end instanceof End.Interrupted) {
      return "interrupted";
    }
    return end instanceof End.Finished ? "finished" : "running";
  }

  private static void timeline(JsonObject root, ThreadReport.Timeline timeline) {
    JsonArray spans = new JsonArray();
    for (Span span : timeline.spans().subList(0, most(timeline.spans().size()))) {
      JsonObject out = new JsonObject();
      out.addProperty("thread", span.threadId());
      out.addProperty("state", span.state().name().toLowerCase(Locale.ROOT));
      out.addProperty("from", span.from());
      out.addProperty("to", span.to());
      out.addProperty("what", Names.clean(span.what()));
      out.addProperty("where", Names.clean(span.where()));
      spans.add(out);
    }
    root.add("spans", spans);
    JsonArray handOffs = new JsonArray();
    for (HandOff h : timeline.handOffs().subList(0, most(timeline.handOffs().size()))) {
      JsonObject out = new JsonObject();
      out.addProperty("at", h.at());
      out.addProperty("from", h.fromThread());
      out.addProperty("to", h.toThread());
      out.addProperty("lock", Names.clean(h.lock()));
      handOffs.add(out);
    }
    root.add("handOffs", handOffs);
    JsonArray output = new JsonArray();
    for (OutputTick tick : timeline.ticks().subList(0, most(timeline.ticks().size()))) {
      JsonObject out = new JsonObject();
      out.addProperty("thread", tick.threadId());
      out.addProperty("at", tick.at());
      output.add(out);
    }
    root.add("output", output);
  }

  private static int most(int size) {
    return Math.min(size, MOST_ENTRIES);
  }

  private static JsonObject lock(LockUse use) {
    JsonObject out = new JsonObject();
    out.addProperty("lock", Names.clean(use.lock()));
    out.addProperty("waits", use.waits());
    out.addProperty("total", use.totalNanos());
    out.addProperty("longest", use.longestNanos());
    JsonArray lines = new JsonArray();
    use.lines().forEach(lines::add);
    out.add("lines", lines);
    return out;
  }

  private static void optional(JsonObject out, String name, OptionalLong value) {
    out.add(name, value.isPresent() ? new JsonPrimitive(value.getAsLong()) : JsonNull.INSTANCE);
  }
}
