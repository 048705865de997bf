"""A cell stays busy while work that it started goes on, and ends in bounded time."""

import time

import pytest


@pytest.fixture(autouse=True)
def default_settle(kernel):
    yield
    kernel.run("%settle 10s")


def lasted(run):
    return run.idle_at - run.sent


def test_cell_stays_busy_until_its_thread_ends(kernel):
    run = kernel.ok('new Thread(() -> { try { Thread.sleep(900); } catch (InterruptedException e) {} '
                    'System.out.println("end"); }).start();')
    assert run.stdout == "end\n"
    assert lasted(run) > 0.85
    idle = [m["type"] for m in run.iopub].index("stream")
    assert idle < len(run.iopub) - 1


@pytest.mark.parametrize(
    "code",
    [
        "Executors.newFixedThreadPool(2).submit(() -> { Thread.sleep(700); System.out.println(1); return 1; });",
        "CompletableFuture.runAsync(() -> { try { Thread.sleep(700); } catch (InterruptedException e) {} System.out.println(1); });",
        "Executors.newScheduledThreadPool(1).schedule(() -> System.out.println(1), 700, TimeUnit.MILLISECONDS);",
        "var one = Executors.newSingleThreadExecutor(); for (int i = 0; i < 7; i++) one.submit(() -> { Thread.sleep(100); return 1; }); one.submit(() -> System.out.println(1));",
        "ForkJoinPool.commonPool().execute(() -> { try { Thread.sleep(700); } catch (InterruptedException e) {} System.out.println(1); });",
    ],
)
def test_cell_waits_for_running_and_queued_tasks(kernel, code):
    run = kernel.ok(code)
    assert run.stdout == "1\n", run.story()
    assert 0.65 < lasted(run) < 5, run.story()


def test_cell_waits_for_virtual_threads(kernel, feature):
    if feature < 21:
        pytest.skip("virtual threads are new in Java 21")
    run = kernel.ok("Thread.startVirtualThread(() -> { try { Thread.sleep(700); } "
                    'catch (InterruptedException e) {} System.out.println("v"); });')
    assert run.stdout == "v\n" and lasted(run) > 0.65


@pytest.mark.parametrize(
    "code",
    [
        "var idlePool = Executors.newFixedThreadPool(4); idlePool.submit(() -> 1).get();",
        "var cached = Executors.newCachedThreadPool(); cached.submit(() -> 1).get();",
        "var ticks = Executors.newScheduledThreadPool(1); ticks.scheduleAtFixedRate(() -> {}, 5000, 5000, TimeUnit.MILLISECONDS);",
        "new java.util.Timer().schedule(new java.util.TimerTask() { public void run() {} }, 5000, 5000);",
        "IntStream.range(0, 100).parallel().sum();",
        "var d = new Thread(() -> { try { Thread.sleep(20000); } catch (InterruptedException e) {} }); d.setDaemon(true); d.start();",
        "var client = java.net.http.HttpClient.newHttpClient(); client.sendAsync(java.net.http.HttpRequest.newBuilder(java.net.URI.create(\"http://127.0.0.1:1/\")).build(), java.net.http.HttpResponse.BodyHandlers.discarding()).handle((r, e) -> 1).join();",
        "var server = new java.net.ServerSocket(0); new Thread(() -> { try { server.accept(); } catch (IOException e) {} }).start();",
    ],
)
def test_idle_pools_ticks_daemons_and_accept_loops_hold_nobody(kernel, code):
    run = kernel.ok(code)
    assert lasted(run) < 3, run.story()


def test_settling_ends_after_its_limit_and_names_what_runs(kernel):
    kernel.ok("%settle 2s")
    run = kernel.ok(
        'new Thread(() -> {\n  try { Thread.sleep(6000); } catch (InterruptedException e) {}\n'
        '  System.out.println("after idle");\n}, "weaver").start();'
    )
    assert 1.9 < lasted(run) < 4, run.story()
    assert "weaver" in run.shown and f"cell {run.count}, line 2" in run.shown, run.story()
    other = kernel.ok("%settle off")
    kernel.wait(lambda: "after idle" in run.stdout, 8)
    assert "after idle" not in other.shown


def test_settle_off_ends_the_cell_with_its_body(kernel):
    kernel.ok("%settle off")
    run = kernel.ok('new Thread(() -> { try { Thread.sleep(1200); } catch (InterruptedException e) {} }).start();')
    assert lasted(run) < 0.9


def test_default_limit_is_ten_seconds(kernel):
    run = kernel.ok(
        'new Thread(() -> { try { Thread.sleep(13000); } catch (InterruptedException e) {} }, "long").start();',
        seconds=20,
    )
    assert 9.5 < lasted(run) < 12.5
    assert "long" in run.shown


def test_settling_can_be_interrupted(kernel):
    run = kernel.start(
        "new Thread(() -> { try { Thread.sleep(9000); } catch (InterruptedException e) {} }).start();"
    )
    kernel.pump_for(0.8)
    assert not run.over
    kernel.interrupt()
    kernel.finish(run, 3)
    assert run.status == "error"


def test_error_in_the_body_still_settles_its_threads(kernel):
    run = kernel.run(
        'new Thread(() -> { try { Thread.sleep(600); } catch (InterruptedException e) {} '
        'System.out.println("t"); }).start();\nthrow new RuntimeException("body");'
    )
    assert run.status == "error" and run.stdout == "t\n", run.story()


@pytest.mark.parametrize("value", ["soon", "-1s", ""])
def test_settle_refuses_what_is_no_duration(kernel, value):
    run = kernel.run(f"%settle {value}")
    if value:
        assert run.status == "error"
        assert value in run.shown
    else:
        assert "10" in run.shown, "without a value it says the present one"
