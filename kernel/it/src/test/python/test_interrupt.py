"""Stop: every kind of work ends within a second, variables stay, no core goes on burning."""

import time

import pytest

import kernels

WORK = {
    "spin": "while (true) { }",
    "count": "long n = 0; while (true) { n++; }",
    "for": "for (;;) ;",
    "sleep": "Thread.sleep(60_000);",
    "swallowed": "while (true) { try { Thread.sleep(50); } catch (InterruptedException e) { } }",
    "catch_all": "while (true) { try { Math.sqrt(2); } catch (Throwable e) { } }",
    "finally": "while (true) { try { Math.sqrt(2); } finally { continue; } }",
    "four_threads": "for (int i = 0; i < 4; i++) new Thread(() -> { while (true) { } }).start(); while (true) { }",
    "join": "var t = new Thread(() -> { while (true) { } }); t.start(); t.join();",
    "wait": "var o = new Object(); synchronized (o) { o.wait(); }",
    "queue": "new LinkedBlockingQueue<String>().take();",
    "reentrant": "var l = new java.util.concurrent.locks.ReentrantLock(); var t = new Thread(() -> { l.lock(); while (true) { } }); t.start(); Thread.sleep(200); l.lock();",
    "latch": "new CountDownLatch(1).await();",
    "uninterruptible": "var l = new Semaphore(0); l.acquireUninterruptibly();",
    "socket_read": "var s = new java.net.ServerSocket(0); var c = new java.net.Socket(\"127.0.0.1\", s.getLocalPort()); s.accept(); c.getInputStream().read();",
    "recursion": "int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }\nfib(60)",
    "big_power": "new java.math.BigInteger(\"3\").pow(200_000_000).bitLength()",
    "sort": "Integer[] a = new Random(1).ints(30_000_000).boxed().toArray(Integer[]::new); Arrays.sort(a, (x, y) -> { for (int i = 0; i < 1000; i++) if (Thread.currentThread() == null) return 9; return Integer.compare(x, y); });",
    "parallel": "LongStream.range(0, Long.MAX_VALUE).parallel().map(x -> x ^ 3).sum()",
    "stream": "Stream.iterate(1, x -> x + 1).filter(x -> x == 0).findFirst()",
    "pool": "var p = Executors.newFixedThreadPool(3); for (int i = 0; i < 9; i++) p.submit(() -> { while (true) { } }); p.awaitTermination(1, TimeUnit.HOURS);",
    "flood": "while (true) System.out.println(\"flood\");",
    "flood_threads": "for (int i = 0; i < 3; i++) new Thread(() -> { while (true) System.out.println(\"flood\"); }).start(); while (true) System.err.println(\"e\");",
    "future": "CompletableFuture.runAsync(() -> { while (true) { } }).join();",
    "lambda": "Runnable r = () -> { while (true) { } }; r.run();",
    "static_init": "class Slow { static { int i = 0; while (true) { i++; if (i == -1) break; } } static int v = 1; }\nSlow.v",
    "process": "new ProcessBuilder(\"sleep\", \"60\").inheritIO().start().waitFor();",
    "string_builder": "var sb = new StringBuilder(); while (true) { sb.append('x'); if (sb.length() > 1_000_000) sb.setLength(0); }",
}

LIBRARY_ONLY = {"big_power", "uninterruptible"}
"""Work with no user code in it: Java 20 and 21 offer no way to stop it, there it is left behind."""


def spinning(kernel, run):
    kernel.wait(lambda: run.of("execute_input"), 10)
    kernel.pump_for(0.5)
    assert not run.over, run.story()


@pytest.mark.parametrize("name", WORK)
def test_interrupt_ends(kernel, feature, name):
    if name in LIBRARY_ONLY and feature in (20, 21):
        pytest.skip("Java 20 removed Thread.stop, and the foreign-function API came with 22")
    if not (kernel.runs and any(r.code == "int kept = 77;" for r in kernel.runs.values())):
        kernel.ok("int kept = 77;")
    run = kernel.start(WORK[name])
    spinning(kernel, run)
    since = time.monotonic()
    request = kernel.interrupt()
    kernel.wait(lambda: run.over and request.over, 8, "the end of an interrupted cell")
    took = run.reply_at - since
    assert took < 3, f"{took:.2f} s\n{run.story()}"
    assert run.status == "error", run.story()
    assert request.status == "ok"
    assert run.reply["content"]["ename"], run.story()
    assert "REPL." not in run.shown and "$JShell$" not in run.shown, run.story()[-3000:]
    assert kernel.ok("kept", seconds=10).result == "77"
    kernel.pump_for(0.3)
    cores = kernel.cores_at_rest()
    assert cores < 0.5, f"{cores:.2f} cores still busy\n{kernel_threads(kernel)}"


def kernel_threads(kernel):

    return kernels.thread_dumps()[-6000:]


DEADLOCK = """
var a = new Object(); var b = new Object();
var both = new CountDownLatch(2);
void take(Object x, Object y) {
  synchronized (x) {
    both.countDown();
    try { both.await(); } catch (InterruptedException e) { return; }
    System.out.println("has one");
    synchronized (y) { System.out.println("never"); }
  }
}
var t1 = new Thread(() -> take(a, b), "left");
var t2 = new Thread(() -> take(b, a), "right");
t1.start(); t2.start(); t1.join(); t2.join();
"""


def test_interrupt_ends_a_cell_in_deadlock_and_names_its_threads(fresh):
    kernel = fresh()
    kernel.ok("int kept = 5;")
    run = kernel.start(DEADLOCK)
    kernel.wait(lambda: run.stdout.count("has one") == 2, 10)
    spinning(kernel, run)
    kernel.interrupt()
    kernel.finish(run, 8)
    assert run.status == "error"
    assert "left" in run.shown and "right" in run.shown, run.story()
    assert kernel.ok("kept").result == "5"


def test_interrupt_ends_monitor_waits_where_the_owner_can_be_stopped(kernel):
    run = kernel.start(
        "var m = new Object();\n"
        "var owner = new Thread(() -> { synchronized (m) { while (true) { } } });\n"
        "owner.start(); Thread.sleep(100);\n"
        "synchronized (m) { System.out.println(\"in\"); }"
    )
    spinning(kernel, run)
    kernel.interrupt()
    kernel.finish(run, 5)
    assert run.status == "error"
    assert kernel.cores_at_rest() < 0.5


def test_interrupt_when_idle_does_nothing(kernel):
    request = kernel.interrupt()
    kernel.finish(request, 5)
    assert request.status == "ok"
    run = kernel.ok("Thread.sleep(300); 5")
    assert run.result == "5"


def test_interrupt_aborts_the_queue(kernel):
    runs = [kernel.start("while (true) { }"), kernel.start("1"), kernel.start("2")]
    spinning(kernel, runs[0])
    kernel.interrupt()
    for run in runs:
        kernel.finish(run, 8)
    assert [run.status for run in runs] == ["error", "aborted", "aborted"]
    assert kernel.ok("3").result == "3"


def test_threads_of_earlier_cells_go_on(kernel):
    kernel.ok("%settle off")
    earlier = kernel.ok(
        'var ticking = new Thread(() -> { try { while (true) { System.out.println("tick"); '
        "Thread.sleep(100); } } catch (InterruptedException e) { System.out.println(\"cut\"); } });\n"
        "ticking.start();"
    )
    kernel.run("%settle 10s")
    run = kernel.start("while (true) { }")
    spinning(kernel, run)
    kernel.interrupt()
    kernel.finish(run, 5)
    before = earlier.stdout.count("tick")
    kernel.pump_for(0.6)
    assert earlier.stdout.count("tick") >= before + 3
    assert "cut" not in earlier.stdout
    kernel.ok("ticking.interrupt(); ticking.join();")


def test_fifty_interrupts_in_a_row_leave_a_working_kernel(kernel):
    kernel.ok("long survivor = 1;")
    for i in range(50):
        run = kernel.start("while (true) { survivor++; }")
        kernel.wait(lambda: run.of("execute_input"), 5)
        kernel.pump_for(0.02)
        kernel.interrupt()
        kernel.finish(run, 5)
        assert run.status == "error", run.story()
    assert int(kernel.ok("survivor").result) > 1
    assert kernel.cores_at_rest() < 0.5


def test_interrupt_that_races_with_the_end_of_the_cell_harms_nothing(kernel):
    for i in range(30):
        run = kernel.start(f"Thread.sleep({i % 6}); {i}")
        if i % 3:
            kernel.pump(0.005)
        request = kernel.interrupt()
        kernel.finish(run, 5)
        kernel.finish(request, 5)
        assert run.status in ("ok", "error", "aborted")
        assert kernel.ok(f"{i} + 1").result == str(i + 1)


def test_flood_stops_within_a_second_also_on_screen(kernel):
    run = kernel.start('while (true) System.out.println("water".repeat(20));')
    kernel.wait(lambda: len(run.of("stream")) > 3, 5)
    since = time.monotonic()
    kernel.interrupt()
    kernel.finish(run, 5)
    assert run.idle_at - since < 3 * kernels.noisy()
    kernel.pump_for(0.3)
    assert run.iopub[-1]["type"] == "status"


def test_control_answers_while_a_cell_spins(kernel):
    run = kernel.start("while (true) { }")
    spinning(kernel, run)
    times = []
    for _ in range(10):
        times.append(kernel.ask("kernel_info_request", channel="control", seconds=3))
    gaps = sorted(r.reply_at - r.sent for r in times)
    assert gaps[5] < 0.2, gaps
    kernel.interrupt()
    kernel.finish(run, 5)


def test_signal_interrupts_and_does_not_kill(kernel):
    import os
    import signal

    run = kernel.start("while (true) { }")
    spinning(kernel, run)
    os.kill(kernel.pid, signal.SIGINT)
    kernel.finish(run, 5)
    assert run.status == "error" and kernel.alive()
    assert kernel.ok("1").result == "1"
