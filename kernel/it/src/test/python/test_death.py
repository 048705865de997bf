"""Exits and deaths: of the cell, of its JVM, of the front, of the parent; restart and shutdown."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
import pytest

import kernels
from kernels import alive, until

EXITS = {
    "System.exit": "System.exit(3);",
    "reference": "IntConsumer end = System::exit; end.accept(3);",
    "Runtime.exit": "Runtime.getRuntime().exit(3);",
    "halt": "Runtime.getRuntime().halt(3);",
    "reflection": 'Runtime.class.getMethod("exit", int.class).invoke(Runtime.getRuntime(), 3);',
    "reflected System": 'System.class.getMethod("exit", int.class).invoke(null, 3);',
    "thread": "var t = new Thread(() -> System.exit(3)); t.start(); t.join();",
    "caught": "try { System.exit(3); } catch (Throwable e) { } while (true) { Thread.sleep(10); }",
}


@pytest.mark.parametrize("how", EXITS)
def test_exit_ends_the_cell_and_not_the_kernel(kernel, how):
    kernel.ok("int kept = 11;")
    cell = kernel.cell_pid()
    run = kernel.run('System.out.println("before");\n' + EXITS[how])
    assert run.stdout.startswith("before\n")
    assert "exit" in run.shown.lower() and "3" in run.shown, run.story()
    assert "REPL." not in run.shown and "io.interleave" not in run.shown, run.story()
    assert kernel.ok("kept").result == "11", "variables survive an exit"
    assert kernel.cell_pid() == cell
    assert kernel.alive()


def test_killed_cell_jvm_is_replaced_at_once_and_declarations_return(kernel):
    kernel.ok("import java.util.zip.CRC32;\nint lost = 5;\nint twice(int n) { return 2 * n; }\n"
              "class Point { int x = 9; }\nrecord Pair(int a, int b) { }")
    first = kernel.cell_pid()
    run = kernel.start("Thread.sleep(30_000);")
    kernel.wait(lambda: run.of("execute_input"), 5)
    kernel.pump_for(0.3)
    os.kill(first, signal.SIGKILL)
    kernel.finish(run, 5)
    assert run.status == "error"
    assert "lost" in run.shown, run.story()
    again = kernel.ok("twice(4) + new Point().x + new Pair(1, 2).b() + (new CRC32() == null ? 1 : 0)")
    assert again.result == "19"
    assert kernel.cell_pid() != first
    assert kernel.run("lost").status == "error", "a lost variable is gone, not another value"


def test_cell_jvm_killed_while_idle_is_replaced_and_the_next_cell_is_told(kernel):
    kernel.ok("int forgotten = 3; int three() { return 3; }")
    first = kernel.cell_pid()
    os.kill(first, signal.SIGKILL)
    until(lambda: kernel.cell_pid() not in (None, first), 5, "a new cell JVM")
    run = kernel.run("three()", seconds=10)
    later = run if run.status == "ok" else kernel.ok("three()")
    assert later.result == "3"


SMALL_HEAP = {"JDK_JAVA_OPTIONS": "-Xmx400m"}
"""Both JVMs take it; the front's own limit comes later on its command line and wins."""


def test_heap_exhausted_is_an_error_in_the_cell(fresh):
    kernel = fresh(env=SMALL_HEAP)
    run = kernel.run(
        "var hog = new ArrayList<long[]>();\nwhile (true) hog.add(new long[1_000_000]);", seconds=60
    )
    assert run.status == "error"
    assert "memory" in run.shown.lower(), run.story()
    kernel.run("hog = null;", seconds=20)
    assert kernel.ok("1 + 1", seconds=20).result == "2"


def test_heap_exhausted_in_a_thread_keeps_the_kernel(fresh):
    kernel = fresh(env=SMALL_HEAP)
    kernel.run(
        "var t = new Thread(() -> { var l = new ArrayList<long[]>(); while (true) l.add(new long[1_000_000]); });"
        " t.start(); t.join();",
        seconds=60,
    )
    assert kernel.ok("1 + 1", seconds=20).result == "2"


def test_native_crash_is_told_and_survived(kernel):
    run = kernel.run(
        'var f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");\n'
        "f.setAccessible(true);\nvar unsafe = f.get(null);\n"
        'unsafe.getClass().getMethod("putAddress", long.class, long.class).invoke(unsafe, 0L, 0L);',
        seconds=40,
    )
    assert run.status == "error"
    assert kernel.alive()
    assert kernel.ok("1 + 1", seconds=20).result == "2"
    for name in os.listdir("."):
        assert not name.startswith("hs_err"), "a crash leaves no file in the notebook's folder"


def test_cell_jvm_that_is_stopped_is_replaced_when_stop_is_pressed_again(fresh):
    kernel = fresh()
    kernel.ok("int three() { return 3; }")
    cell = kernel.cell_pid()
    run = kernel.start("Thread.sleep(60_000);")
    kernel.wait(lambda: run.of("execute_input"), 5)
    kernel.pump_for(0.3)
    os.kill(cell, signal.SIGSTOP)
    try:
        kernel.interrupt()
        kernel.finish(run, 8)
        assert run.status == "error" and "answer" in run.shown, run.story()
        stuck = kernel.start("three()")
        kernel.wait(lambda: stuck.of("execute_input"), 5)
        kernel.pump_for(0.3)
        kernel.interrupt()
        kernel.finish(stuck, 10)
        assert stuck.status == "error", stuck.story()
        assert kernel.ok("three()", seconds=15).result == "3"
        assert not alive_pid(cell)
    finally:
        if alive_pid(cell):
            os.kill(cell, signal.SIGKILL)


def alive_pid(pid):
    try:
        return alive(psutil.Process(pid))
    except psutil.NoSuchProcess:
        return False


def test_ten_thousand_threads_harm_nobody(kernel):
    run = kernel.run(
        "int made = 0;\ntry {\n  for (; made < 10_000; made++) {\n"
        "    var t = new Thread(null, () -> { try { Thread.sleep(600); } catch (InterruptedException e) {} }, \"many\", 64 * 1024);\n"
        "    t.start();\n  }\n} catch (OutOfMemoryError e) { System.out.println(\"refused\"); }",
        seconds=60,
    )
    assert run.status in ("ok", "error"), run.story()
    assert kernel.ok("1 + 1", seconds=20).result == "2"


def test_processes_that_cells_started_end_with_their_jvm(fresh):
    kernel = fresh()
    kernel.ok('Process child = new ProcessBuilder("sleep", "600").start();')
    child = int(kernel.ok("child.pid()").result)
    assert alive_pid(child)
    kernel.ok("%jvm -Dfresh=yes")
    assert kernel.ok('System.getProperty("fresh")', seconds=20).result == "yes"
    until(lambda: not alive_pid(child), 5, "the end of what a cell had started")


# --- shutdown and restart ---

STATES = {
    "fresh": None,
    "idle": "1",
    "spinning": "while (true) { }",
    "sleeping": "Thread.sleep(60_000);",
    "flooding": "while (true) System.out.println(1);",
    "threads": "for (int i = 0; i < 3; i++) new Thread(() -> { while (true) { } }).start();",
    "swallowing": "while (true) try { Thread.sleep(9); } catch (Throwable e) { }",
    "child process": 'Process child = new ProcessBuilder("sleep", "60").start();\n'
    'System.out.println("started");\nchild.waitFor();',
    "shutdown hook": "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));",
}


@pytest.mark.parametrize("state", STATES)
def test_shutdown_ends_both_jvms(fresh, state):
    kernel = fresh()
    if STATES[state]:
        run = kernel.start(STATES[state])
        kernel.wait(lambda: run.of("execute_input"), 10)
        if "started" in STATES[state]:
            kernel.wait(lambda: "started" in run.stdout, 10)
        kernel.pump_for(0.4)
    since = time.monotonic()
    run, code = kernel.shutdown()
    assert code == 0
    assert run.reply["content"] == {"status": "ok", "restart": False}
    assert run.reply["channel"] == "control"
    assert time.monotonic() - since < 3 * kernels.noisy()


def test_shutdown_while_waiting_for_input(fresh):
    kernel = fresh()
    kernel.start("new Scanner(System.in).nextLine()", allow_stdin=True)
    kernel.wait(lambda: kernel.input_requests, 10)
    kernel.shutdown()


def test_shutdown_on_shell_and_its_message_on_iopub(fresh):
    kernel = fresh()
    other = kernels.Client(kernel.info)
    try:
        other.ready()
        run = kernel.send("shutdown_request", {"restart": True})
        kernel.wait(lambda: run.reply, 5)
        assert run.reply["content"] == {"status": "ok", "restart": True}
        other.wait(
            lambda: any(m["type"] == "shutdown_reply" for m in other.foreign.get(run.id, [])), 3)
    finally:
        other.close()
    until(lambda: not kernel.alive(), 5, "exit")


def test_jupyter_client_shuts_down_by_the_message(fresh):
    kernel = fresh()
    processes = kernel.processes()
    kernel.start("while (true) { }")
    kernel.pump_for(0.5)
    since = time.monotonic()
    kernel.km.shutdown_kernel()
    if kernels.noisy() < 2:  # the client itself waits no longer
        assert time.monotonic() - since < 2.5, "it had to be killed"
    until(lambda: not any(map(alive, processes)), 2, "the end of all processes")


def test_terminate_signal_ends_both(fresh):
    kernel = fresh()
    kernel.start("while (true) { }")
    kernel.pump_for(0.5)
    processes = kernel.processes()
    assert len(processes) >= 2
    os.kill(kernel.pid, signal.SIGTERM)
    until(lambda: not any(map(alive, processes)), 3, "the end of all processes")


@pytest.mark.parametrize("code", ["1", "while (true) { }", "while (true) System.out.println(1);"])
def test_killed_front_leaves_no_child(fresh, code):
    kernel = fresh()
    run = kernel.start(code)
    kernel.wait(lambda: run.of("execute_input"), 10)
    kernel.pump_for(0.3)
    processes = kernel.processes()
    assert len(processes) >= 2
    os.kill(kernel.pid, signal.SIGKILL)
    until(lambda: not any(map(alive, processes)), 3, "the end of the cell JVM")


def test_killed_front_leaves_no_child_when_the_cell_jvm_blocks_exits(fresh):
    kernel = fresh()
    kernel.ok("Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));")
    processes = kernel.processes()
    os.kill(kernel.pid, signal.SIGKILL)
    until(lambda: not any(map(alive, processes)), 3, "the end of the cell JVM")


START = """
import os, subprocess, sys, time
if sys.argv[1] == "named":
    os.environ["JPY_PARENT_PID"] = str(os.getpid())
else:
    os.environ.pop("JPY_PARENT_PID", None)
quiet = subprocess.DEVNULL
kernel = subprocess.Popen(
    sys.argv[2:], start_new_session=True, stdin=quiet, stdout=quiet, stderr=quiet
)
print(kernel.pid, flush=True)
time.sleep(120)
"""


@contextmanager
def orphaned(tmp_path, named):
    """A kernel whose parent is killed once it is ready; yields (client, its processes)."""
    info = kernels.connection_info()
    path = tmp_path / "connection.json"
    path.write_text(json.dumps(info))
    parent = subprocess.Popen(
        [sys.executable, "-c", START, named, *kernels.argv(str(path))],
        stdout=subprocess.PIPE, text=True,
    )
    pid = int(parent.stdout.readline())
    parent.stdout.close()
    processes = kernels.family(pid)
    try:
        with kernels.connected(info) as client:
            client.ready()
            client.ok("1")
            processes = kernels.family(pid)
            assert len(processes) >= 2
            parent.kill()
            parent.wait(5)
            yield client, processes
    finally:
        for process in processes:
            if alive(process):
                process.kill()


def test_kernel_ends_with_the_parent_named_in_its_environment(tmp_path):
    with orphaned(tmp_path, "named") as (_, processes):
        until(lambda: not any(map(alive, processes)), 3, "the end with the parent")


def test_kernel_without_a_named_parent_outlives_its_starter(tmp_path):
    with orphaned(tmp_path, "unnamed") as (client, processes):
        time.sleep(2.5)
        assert client.ok("1 + 1").result == "2"
        client.send("shutdown_request", {"restart": False}, "control")
        until(lambda: not any(map(alive, processes)), 5, "exit")


def test_twenty_restarts_on_the_same_ports(fresh):
    kernel = fresh()
    sessions = set()
    for i in range(20):
        info = kernel.ready()
        sessions |= kernel.kernel_sessions
        if i % 5 == 0:
            assert kernel.ok(f"{i} + 1").result == str(i + 1)
        old = kernel.processes()
        kernel.close()
        kernel.km.restart_kernel(now=False)
        until(lambda: not any(map(alive, old)), 5, "the end of the old kernel")
        kernel.pid = kernel.km.provisioner.process.pid
        kernels.Client.__init__(kernel, kernel.connection())
    kernel.ready()
    sessions |= kernel.kernel_sessions
    assert len(sessions) == 21, "each process has its own session id"
    assert kernel.ok("1").count == 1, "the counter starts again"


def test_twenty_starts_all_answer_everywhere(tmp_path):
    """No start may lack a channel: kernel_info on shell and control, and a heartbeat."""
    import zmq

    for _ in range(20):
        with kernels.process(str(tmp_path)) as (started, info):
            with kernels.connected(info) as client:
                client.ready(15)
                client.ask("kernel_info_request", channel="control", seconds=5)
                with client.context.socket(zmq.REQ) as heart:
                    heart.linger = 0
                    heart.connect(f"tcp://127.0.0.1:{info['hb_port']}")
                    heart.send(b"ping")
                    assert heart.poll(2000 * kernels.noisy()) and heart.recv() == b"ping"
