package io.interleave.cell;

import io.interleave.api.CellRuntime;
import io.interleave.api.Check;
import io.interleave.api.Comm;
import io.interleave.api.CommMessage;
import io.interleave.api.Compare;
import io.interleave.api.Outcomes;
import io.interleave.api.Programs;
import io.interleave.cell.comms.CommRegistry;
import io.interleave.cell.exec.Snippets;
import io.interleave.cell.measure.Measurements;
import io.interleave.cell.owner.Owners;
import io.interleave.cell.recorder.Recorder;
import io.interleave.cell.streams.FrameQueue;
import io.interleave.cell.values.Bundles;
import io.interleave.hooks.StopCheck;
import io.interleave.wire.Event;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cell JVM's side of the API. */
final class UserRuntime implements CellRuntime {
  private static final int CLEAR_CHARS = 100;

  private final Owners owners;
  private final FrameQueue queue;
  private final Snippets snippets;
  private final CommRegistry comms;
  private final Recorder recorder;
  private final Measurements measurements;

  UserRuntime(
      Owners owners, FrameQueue queue, Snippets snippets, CommRegistry comms, Recorder recorder) {
    this.owners = owners;
    this.queue = queue;
    this.snippets = snippets;
    this.comms = comms;
    this.recorder = recorder;
    this.measurements = new Measurements(queue::send);
  }

  @Override
  public @Nullable Object last() {
    return snippets.last();
  }

  @Override
  public void display(@Nullable Object value, @Nullable String id, boolean update) {
    show(Bundles.data(value), id, update);
  }

  @Override
  public void displayData(Map<String, String> data, @Nullable String id, boolean update) {
    show(Bundles.complete(data, data.keySet()), id, update);
  }

  private void show(Map<String, String> data, @Nullable String id, boolean update) {
    StopCheck.poll();
    int cell = owners.current();
    int size = data.values().stream().mapToInt(String::length).sum();
    queue.sendPaced(new Event.Display(cell, data, "{}", id, update), cell, size);
  }

  @Override
  public void clearOutput(boolean untilNext) {
    StopCheck.poll();
    int cell = owners.current();
    queue.sendPaced(new Event.Clear(cell, untilNext), cell, CLEAR_CHARS);
  }

  @Override
  public int cell() {
    return owners.working();
  }

  @Override
  public AutoCloseable enterCell(int cell) {
    return owners.enter(cell);
  }

  @Override
  public void bind(Thread thread, int cell) {
    owners.bind(thread, cell);
  }

  @Override
  public void registerComm(String target, BiConsumer<Comm, CommMessage> onOpen) {
    comms.register(target, onOpen);
  }

  @Override
  public void unregisterComm(String target) {
    comms.unregister(target);
  }

  @Override
  public Comm openComm(String target, String dataJson, String metadataJson) {
    return comms.open(target, dataJson, metadataJson);
  }

  @Override
  public void compare(List<Compare.Section> sections, int runs, int warmups, boolean check)
      throws Exception {
    int cell = owners.current();
    measurements.compare(
        cell, sections, new Measurements.Rounds(runs, warmups, check), recorder.meter(cell));
  }

  @Override
  public <S> Map<String, Long> race(
      Supplier<? extends S> state,
      List<? extends Outcomes.Actor<? super S>> actors,
      Outcomes.Result<? super S> result,
      int rounds,
      List<String> expected)
      throws Throwable {
    return measurements.race(owners.current(), state, actors, result, rounds, expected);
  }

  @Override
  public List<String> threadsLeft(long waitMillis) throws InterruptedException {
    return owners.left(owners.working(), waitMillis).stream()
        .map(work -> work.name() + " (" + work.state() + " at " + work.top() + ")")
        .toList();
  }

  @Override
  public Effort measure(Check.Body body) throws Exception {
    return measurements.effort(body, recorder.meter(owners.current()));
  }

  @Override
  public int run(Programs.Plan plan) throws IOException, InterruptedException {
    return measurements.run(owners.current(), plan);
  }
}
