"""Compares kernels side by side: `python bench.py [KERNEL...] [--rounds N] [--only WORD] [--out DIR]`.

KERNEL is the name of an installed kernelspec; the first is the one under test and the others are
what it is compared with. `python3` (ipykernel) is always there. Runs are interleaved: in each round
every kernel is measured once, in turn, so that whatever else the machine does falls on all of them.
Figures are medians with their range. Each table gives the ratio to the first kernel; below 1 the other
one is better. Writes bench.md and bench.json into DIR (default: the present folder).
"""

import argparse
import json
import os
import pathlib
import platform
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

import psutil

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "test" / "python"))
import kernels  # noqa: E402  (its folder has just been added)
from kernels import Client  # noqa: E402


# What a kernel does once for the cells to come is over then.
IDLE_AFTER = 7


class Snippets:
    """The same work in the language of the kernel."""

    def __init__(self, language):
        self.java = language == "java"

    def one(self, n):
        return f"int v{n} = {n} * 3;" if self.java else f"v{n} = {n} * 3"

    def first_output(self):
        return 'System.out.println("now"); Thread.sleep(400);' if self.java else (
            'import time\nprint("now", flush=True); time.sleep(0.4)')

    def lines(self, threads, each):
        if self.java:
            return (
                f"var ts = new java.util.ArrayList<Thread>();\nfor (int t = 0; t < {threads}; t++) {{\n"
                f"  int id = t;\n  ts.add(new Thread(() -> {{ for (int i = 0; i < {each}; i++) "
                'System.out.println("t" + id + " line " + i + " end"); }));\n}\n'
                "for (var t : ts) t.start();\nfor (var t : ts) t.join();"
            )
        return (
            "import threading, sys\ndef work(t):\n"
            f"    for i in range({each}): print(f't{{t}} line {{i}} end')\n"
            f"ts = [threading.Thread(target=work, args=(t,)) for t in range({threads})]\n"
            "[t.start() for t in ts]; [t.join() for t in ts]; None"
        )

    def small_cell(self, n):
        return f"int c{n} = {n}; c{n} + 1" if self.java else f"c{n} = {n}\nc{n} + 1"

    def big_class(self, marker):
        if self.java:
            methods = "\n".join(
                f"  int m{i}(int x) {{ return x * {i} + {marker}; }}" for i in range(198))
            return f"class Big {{\n{methods}\n}}"
        methods = "\n".join(f"  def m{i}(self, x): return x * {i} + {marker}" for i in range(198))
        return f"class Big:\n{methods}"

    def complete(self):
        return '"text".toU' if self.java else '"text".upp'


def pss(kernel):
    """Proportional set size of all processes of the kernel, in MB."""
    total = 0
    for process in kernel.processes():
        try:
            for line in pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
        except OSError:
            continue
    return total / 1024


def thread_cpu(kernel):
    """CPU time of each living thread in ns; the ticks of 10 ms of a process would be too coarse."""
    found = {}
    for process in kernel.processes():
        for task in pathlib.Path(f"/proc/{process.pid}/task").iterdir():
            try:
                found[task] = int((task / "schedstat").read_text().split()[0])
            except OSError:
                continue
    return found


def settled_pss(kernel):
    kernel.pump_for(1.0)
    return pss(kernel)


class Measured:
    """A kernel of one name, started for one measurement."""

    def __init__(self, name):
        kernels.NAME = name
        self.kernel = kernels.Kernel()
        info = self.kernel.ask("kernel_info_request").reply["content"]
        self.text = Snippets(info["language_info"]["name"])

    def __enter__(self):
        return self.kernel, self.text

    def __exit__(self, *_):
        self.kernel.kill()


def warm(kernel, text, n=60):
    for i in range(n):
        kernel.ok("1 + 1")


def start_and_shutdown(name):
    """Process start to kernel_info_reply and to the first result, CPU until then; then the end."""
    kernels.NAME = name
    folder = os.environ.get("TMPDIR", "/tmp")
    info = kernels.connection_info(kernel_name=name)
    found = {}
    client = Client(info)
    try:
        since = time.monotonic()
        with kernels.process(folder, info) as (started, _):
            asked = client.send("kernel_info_request", {})
            first = client.start("1 + 1")
            client.wait(lambda: asked.reply, 60)
            found["start to kernel_info_reply, ms"] = (asked.reply_at - since) * 1e3
            # IOPub connects on its own; a subscription that came late does not count.
            try:
                client.wait(lambda: first.over, 4)
                found["start to first result idle, ms"] = (first.idle_at - since) * 1e3
            except TimeoutError:
                client.wait(lambda: first.reply, 60)
                found["start to first result idle, ms"] = (first.reply_at - since) * 1e3
            kernel = Family(started)
            found["CPU until the first result, s"] = kernel.cpu()
            processes = kernel.processes()
            time.sleep(0.5)
            since = time.monotonic()
            client.send("shutdown_request", {"restart": False}, "control")
            end = since + 10
            while any(map(kernels.alive, processes)) and time.monotonic() < end:
                started.poll()
                time.sleep(0.002)
            found["shutdown_request to all processes gone, ms"] = (
                (time.monotonic() - since) * 1e3 if time.monotonic() < end else None)
    finally:
        client.close()
        os.unlink(started.connection_file)
    return found


class Family:
    """Processes under one that was started, with the CPU they have used."""

    def __init__(self, started):
        self.pid = started.pid

    def processes(self):
        return kernels.family(self.pid)

    cpu = kernels.Kernel.cpu


def round_trips(name):
    with Measured(name) as (kernel, text):
        warm(kernel, text, 150)
        before, times = kernel.cpu(), []
        for _ in range(100):
            run = kernel.ok("1 + 1")
            times.append((max(run.idle_at, run.reply_at) - run.sent) * 1e3)
        cpu = (kernel.cpu() - before) * 1e3 / 100
        ordered = sorted(times)
        cells = {1: [], 20: []}
        for n in range(15):
            for snippets, durations in cells.items():
                run = kernel.ok("\n".join(text.one(i) for i in range(snippets)))
                durations.append((max(run.idle_at, run.reply_at) - run.sent) * 1e3)
        one, twenty = (statistics.median(durations[5:]) for durations in cells.values())
        outputs = []
        for _ in range(5):
            run = kernel.ok(text.first_output())
            outputs.append((run.first_output_at - run.sent) * 1e3)
        completions = []
        for _ in range(60):
            code = text.complete()
            run = kernel.ask("complete_request", {"code": code, "cursor_pos": len(code)})
            completions.append((run.reply_at - run.sent) * 1e3)
        completions = sorted(completions[10:])
        return {
            "warm `1 + 1`, ms": statistics.median(times),
            "warm `1 + 1`, 95th percentile, ms": ordered[94],
            "CPU for a warm `1 + 1`, ms": cpu,
            "cell of one one-line snippet, ms": one,
            "cell of 20 one-line snippets, ms": twenty,
            "cell of 20 / cell of one": twenty / one,
            "request to first output, ms": statistics.median(outputs),
            "completion, warm median, ms": statistics.median(completions),
            "completion, warm 99th percentile, ms": completions[-1],
        }


def floods(name):
    """Of a kernel that was used a second ago, as when a person runs one cell after another."""
    found = {}
    with Measured(name) as (kernel, text):
        kernel.ok("1 + 1")
        kernel.pump_for(1.0)
        for threads, each in ((1, 200_000), (4, 50_000)):
            run = kernel.ok(text.lines(threads, each), seconds=120)
            label = "200,000 lines, one thread" if threads == 1 else "4 x 50,000 lines"
            whole = re.findall(r"^t\d line \d+ end$", run.stdout, re.M)
            found[f"{label}, s"] = run.idle_at - run.sent
            found[f"{label}: lines lost or torn"] = 200_000 - len(whole)
            found[f"{label}: messages"] = len(run.of("stream"))
    return found


SPIN = """
static long spin(long steps) {
  long x = 88172645463325252L;
  for (long i = 0; i < steps; i++) { x ^= x << 13; x ^= x >>> 7; x ^= x << 17; }
  return x;
}
static long alone(long steps) { long t = System.nanoTime(); spin(steps); return System.nanoTime() - t; }
static long two(long steps) throws InterruptedException {
  long t = System.nanoTime();
  Thread a = new Thread(() -> spin(steps)), b = new Thread(() -> spin(steps));
  a.start(); b.start(); a.join(); b.join();
  return System.nanoTime() - t;
}
static String measured() throws InterruptedException {
  long steps = 60_000_000; alone(steps); two(steps);
  String all = "";
  for (int i = 0; i < 5; i++) all += alone(steps) + " " + two(steps) + " ";
  return all;
}
"""


def loop(name):
    """The same program in a cell and under plain `java`, in turn; only for kernels of Java."""
    with Measured(name) as (kernel, text):
        if not text.java:
            return {}
        home = kernel.ok('System.getProperty("java.home")').result.strip('"')
        kernel.ok(SPIN)
        with tempfile.TemporaryDirectory() as folder:
            source = pathlib.Path(folder, "Spin.java")
            source.write_text("public class Spin {" + SPIN + "public static void main(String[] a) "
                              "throws Exception { System.out.println(measured()); } }")
            subprocess.run([f"{home}/bin/javac", source], check=True)
            ratios = []
            for _ in range(3):
                plain = subprocess.run([f"{home}/bin/java", "-cp", folder, "Spin"], check=True,
                                       capture_output=True, text=True).stdout
                ours = kernel.ok("measured()", seconds=120).result.strip('"')
                figures = []
                for printed in (ours, plain):
                    numbers = [int(n) for n in printed.split()]
                    alone, two = min(numbers[::2]), min(numbers[1::2])
                    figures.append((alone, 2 * alone / two))
                ratios.append((figures[0][0] / figures[1][0], figures[0][1] / figures[1][1]))
        return {
            "CPU-bound cell / plain java": statistics.median(r[0] for r in ratios),
            "speed-up of two threads / plain java": statistics.median(r[1] for r in ratios),
        }


def memory(name):
    with Measured(name) as (kernel, text):
        found = {"PSS after start, MB": settled_pss(kernel)}
        kernel.ok("1 + 1")
        found["PSS after one cell, MB"] = settled_pss(kernel)
        for n in range(50):
            kernel.ok(text.small_cell(n))
        found["PSS after 50 cells, MB"] = settled_pss(kernel)
        kernel.pump_for(IDLE_AFTER)
        before, since = thread_cpu(kernel), time.monotonic()
        kernel.pump_for(10)
        after = thread_cpu(kernel)
        used = sum(max(0, ns - before.get(thread, 0)) for thread, ns in after.items())
        found["CPU while idle, % of one core"] = used / 1e9 / (time.monotonic() - since) * 100
        return found


def many_cells(name):
    with Measured(name) as (kernel, text):
        times = []
        for n in range(300):
            run = kernel.ok(text.small_cell(n))
            times.append((run.idle_at - run.sent) * 1e3)
        return {
            "300 cells, the first 50, ms": statistics.median(times[:50]),
            "300 cells, the last 50, ms": statistics.median(times[-50:]),
            "300 cells, the last 50 / the first": (
                statistics.median(times[-50:]) / statistics.median(times[:50])),
            "RSS after 300 cells, MB": sum(
                psutil.Process(p.pid).memory_info().rss for p in kernel.processes()) / 2**20,
        }


def classes(name):
    with Measured(name) as (kernel, text):
        warm(kernel, text, 5)
        found = {}
        for label, marker in (("first", 0), ("redefined", 1), ("redefined again", 2)):
            run = kernel.ok(text.big_class(marker), seconds=60)
            found[f"class of 200 lines, {label}, ms"] = (run.idle_at - run.sent) * 1e3
        return found


PARTS = {part.__name__: part for part in
         (start_and_shutdown, round_trips, floods, loop, memory, many_cells, classes)}


def spread(values):
    known = [v for v in values if v is not None]
    if not known:
        return None
    return {"median": statistics.median(known), "low": min(known), "high": max(known),
            "runs": len(known), "failed": len(values) - len(known)}


def shown(value):
    if value is None:
        return "never"
    magnitude = abs(value)
    return f"{value:,.0f}" if magnitude >= 100 or value == int(value) else (
        f"{value:.1f}" if magnitude >= 10 else f"{value:.2f}")


def table(results, names):
    first, others = names[0], names[1:]
    head = ["figure", *names, *[f"{other} / {first}" for other in others]]
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for figure in results:
        row, medians = [figure], {}
        for name in names:
            s = spread(results[figure].get(name, []))
            medians[name] = s and s["median"]
            row.append("never" if s is None else
                       f"{shown(s['median'])} ({shown(s['low'])}–{shown(s['high'])})")
        for other in others:
            own, its = medians[first], medians[other]
            row.append(f"{its / own:.2f}" if own and its is not None else "–")
        lines.append("| " + " | ".join(row) + " |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("kernel", nargs="*", default=["interleave"])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", choices=PARTS, help="measure this part alone")
    parser.add_argument("--out", type=pathlib.Path, default=pathlib.Path("."))
    asked = parser.parse_args()
    names = list(dict.fromkeys([*asked.kernel, "python3"]))
    results = {}
    for number in range(asked.rounds):
        for part in asked.only or PARTS:
            for name in names:
                print(f"round {number + 1} of {asked.rounds}: {part}, {name}", file=sys.stderr)
                try:
                    figures = PARTS[part](name)
                except (TimeoutError, AssertionError) as failure:
                    print(f"  {type(failure).__name__}: {str(failure)[:300]}", file=sys.stderr)
                    continue
                for figure, value in figures.items():
                    results.setdefault(figure, {}).setdefault(name, []).append(value)
    machine = {
        "cores": os.cpu_count(), "system": platform.platform(),
        "memory GB": round(psutil.virtual_memory().total / 2**30, 1),
        "load before the end": os.getloadavg(), "rounds": asked.rounds,
    }
    asked.out.mkdir(parents=True, exist_ok=True)
    markdown = (
        f"Medians and ranges of {asked.rounds} interleaved rounds; {machine['cores']} cores, "
        f"{machine['memory GB']} GB, {machine['system']}.\n\n{table(results, names)}\n"
    )
    (asked.out / "bench.md").write_text(markdown)
    (asked.out / "bench.json").write_text(json.dumps(
        {"machine": machine, "figures": {
            figure: {name: {"values": values, **(spread(values) or {})} for name, values in by.items()}
            for figure, by in results.items()}}, indent=1))
    print(markdown)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    main()
