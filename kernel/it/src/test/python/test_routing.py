"""Whose output is it? Starting cell for threads, submitting cell for tasks, never nobody."""

import pytest

LATER = "try { Thread.sleep(700); } catch (InterruptedException e) { throw new RuntimeException(e); }"


@pytest.fixture(autouse=True)
def no_settling(kernel):
    """These cells end at once, so that their threads outlive them."""
    kernel.ok("%settle off")
    yield
    kernel.run("%settle 10s")
    kernel.run("%threads route starting")


def outlives(kernel, code, word="late"):
    """Runs `code`, then another cell; the word must come under the first only."""
    first = kernel.ok(code)
    second = kernel.ok('System.out.println("second");')
    kernel.wait(lambda: word in first.stdout + second.stdout, 8, word)
    assert word in first.stdout, second.story()
    assert second.stdout == "second\n"
    assert not kernel.parentless or all(
        m["type"] in ("status", "iopub_welcome") for m in kernel.parentless
    )


def belongs_to_submitter(kernel, first, second, word="late"):
    """Runs both cells; the second submits work to something the first made."""
    a = kernel.ok(first)
    b = kernel.ok(second)
    kernel.wait(lambda: word in a.stdout + b.stdout, 8, word)
    assert word in b.stdout, a.story()
    assert word not in a.stdout


def test_thread_that_outlives_its_cell_prints_into_it(kernel):
    outlives(kernel, f'new Thread(() -> {{ {LATER} System.out.println("late"); }}).start();')


def test_grandchild_prints_into_the_cell(kernel):
    outlives(
        kernel,
        "new Thread(() -> { new Thread(() -> { "
        f'{LATER} System.out.println("late"); }}).start(); }}).start();',
    )


def test_thread_made_in_one_cell_and_started_in_another_belongs_to_the_starter(kernel):
    belongs_to_submitter(
        kernel, 'var t1 = new Thread(() -> System.out.println("late"));', "t1.start();"
    )


def test_three_cells_keep_their_output_apart(kernel):
    runs = [
        kernel.ok(
            f'for (int i = 0; i < 2; i++) new Thread(() -> {{ for (int n = 0; n < 20; n++) {{ '
            f'System.out.println("cell{c}"); System.err.println("err{c}"); '
            "try { Thread.sleep(30); } catch (InterruptedException e) {} } }).start();"
        )
        for c in range(3)
    ]
    kernel.wait(lambda: all(r.stdout.count("\n") == 40 and r.stderr.count("\n") == 40 for r in runs), 8)
    for c, run in enumerate(runs):
        assert run.stdout == f"cell{c}\n" * 40
        assert run.stderr == f"err{c}\n" * 40


@pytest.mark.parametrize(
    "make",
    [
        "Executors.newFixedThreadPool(1)", "Executors.newCachedThreadPool()",
        "Executors.newSingleThreadExecutor()", "Executors.newWorkStealingPool(2)",
        "Executors.newScheduledThreadPool(1)", "new ForkJoinPool(2)",
        "new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>())",
    ],
)
def test_pool_of_one_cell_prints_where_the_task_was_submitted(kernel, make):
    a = kernel.ok(f'ExecutorService pool = {make}; pool.submit(() -> System.out.println("warm")).get();')
    assert a.stdout == "warm\n"
    b = kernel.ok(f'var f = pool.submit(() -> {{ {LATER} System.out.println("task"); }});')
    c = kernel.ok('pool.execute(() -> System.out.println("third"));')
    kernel.wait(lambda: "task" in b.stdout and "third" in c.stdout, 8)
    assert (a.stdout, b.stdout, c.stdout) == ("warm\n", "task\n", "third\n")
    kernel.ok("pool.shutdownNow();")


def test_invoke_all_and_lambdas_in_queues_stay_the_users_objects(kernel):
    run = kernel.ok(
        "var queue = new LinkedBlockingQueue<Runnable>();\n"
        "var one = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, queue);\n"
        "var gate = new CountDownLatch(1);\n"
        "one.execute(() -> { try { gate.await(); } catch (InterruptedException e) {} });\n"
        'Runnable mine = () -> System.out.println("never");\n'
        "one.execute(mine);\n"
        "System.out.println((queue.peek() == mine) + \" \" + one.remove(mine));\n"
        "gate.countDown(); one.shutdown(); one.awaitTermination(2, TimeUnit.SECONDS)"
    )
    assert run.stdout == "true true\n" and run.result == "true", run.story()


def test_completable_future_prints_into_the_submitting_cell(kernel):
    outlives(kernel, f'var cf = CompletableFuture.runAsync(() -> {{ {LATER} System.out.println("late"); }});')


def test_async_stage_belongs_to_the_cell_that_attached_it(kernel):
    belongs_to_submitter(
        kernel,
        f"var base = CompletableFuture.supplyAsync(() -> {{ {LATER} return 1; }});",
        'var stage = base.thenAcceptAsync(v -> System.out.println("late " + v));',
    )


def test_parallel_stream_prints_into_its_cell(kernel):
    kernel.ok('IntStream.range(0, 50).parallel().forEach(i -> System.out.println("warm"));')
    run = kernel.ok('IntStream.range(0, 200).parallel().forEach(i -> System.out.println("p" + i));')
    assert sorted(run.stdout.split()) == sorted(f"p{i}" for i in range(200))


def test_common_pool_submission_belongs_to_its_cell(kernel):
    kernel.ok("ForkJoinPool.commonPool().submit(() -> 1).get()")
    outlives(kernel, f'ForkJoinPool.commonPool().execute(() -> {{ {LATER} System.out.println("late"); }});')


def test_timer_task_belongs_to_the_cell_that_scheduled_it(kernel):
    belongs_to_submitter(
        kernel,
        "var timer = new java.util.Timer(true);",
        "timer.schedule(new java.util.TimerTask() { public void run() { "
        'System.out.println("late"); } }, 300);',
    )


def test_scheduled_task_belongs_to_the_cell_that_scheduled_it(kernel):
    belongs_to_submitter(
        kernel,
        "var scheduler = Executors.newScheduledThreadPool(1);",
        'scheduler.schedule(() -> System.out.println("late"), 300, TimeUnit.MILLISECONDS);',
    )
    kernel.ok("scheduler.shutdownNow();")


def test_virtual_threads_print_into_their_cell(kernel, feature):
    if feature < 21:
        pytest.skip("virtual threads are new in Java 21")
    outlives(kernel, f'Thread.ofVirtual().start(() -> {{ {LATER} System.out.println("late"); }});')
    kernel.ok("var perTask = Executors.newVirtualThreadPerTaskExecutor();")
    outlives(kernel, f'perTask.submit(() -> {{ {LATER} System.out.println("late"); }});')


def test_many_virtual_threads_lose_nothing(kernel, feature):
    if feature < 21:
        pytest.skip("virtual threads are new in Java 21")
    run = kernel.ok(
        "try (var e = Executors.newVirtualThreadPerTaskExecutor()) {\n"
        '  for (int i = 0; i < 5000; i++) { int n = i; e.submit(() -> System.out.println("v" + n)); }\n'
        "}"
    )
    assert sorted(run.stdout.split()) == sorted(f"v{i}" for i in range(5000))


def test_late_error_stream_and_display_belong_to_the_cell(kernel):
    first = kernel.ok(
        f'new Thread(() -> {{ {LATER} System.err.println("late"); display("shown"); }}).start();'
    )
    second = kernel.ok("1")
    kernel.wait(lambda: first.stderr and "shown" in first.shown, 8)
    assert first.stderr == "late\n"
    assert "late" not in second.shown and "shown" not in second.shown


def test_late_uncaught_exception_belongs_to_its_cell(kernel):
    first = kernel.ok(
        f'new Thread(() -> {{ {LATER} throw new IllegalStateException("late"); }}, "dyer").start();'
    )
    second = kernel.ok("1")
    kernel.wait(lambda: "IllegalStateException" in first.shown + second.shown, 8)
    assert first.shown.count("java.lang.IllegalStateException:") == 1 and "dyer" in first.shown
    assert "IllegalStateException" not in second.shown


def test_late_output_sends_no_busy_and_no_idle(kernel):
    run = kernel.ok(f'new Thread(() -> {{ {LATER} System.out.println("late"); }}).start();')
    kernel.wait(lambda: run.stdout, 8)
    kernel.pump_for(0.3)
    assert run.states == ["busy", "idle"]


def test_route_latest_sends_everything_to_the_newest_cell(kernel):
    kernel.ok("%threads route latest")
    first = kernel.ok(f'new Thread(() -> {{ {LATER} System.out.println("late"); }}).start();')
    second = kernel.ok("1")
    kernel.wait(lambda: "late" in first.stdout + second.stdout, 8)
    assert second.stdout == "late\n", first.story()


def test_thread_can_be_given_to_another_cell(kernel):
    first = kernel.ok("import io.interleave.api.*;\nint here = CellOwner.current();")
    second = kernel.ok(
        'try (var owner = CellOwner.of(here)) { System.out.println("there"); }\n'
        'System.out.println("here");'
    )
    kernel.wait(lambda: first.stdout, 5)
    assert (first.stdout, second.stdout) == ("there\n", "here\n")
    third = kernel.ok(
        'var given = new Thread(() -> System.out.println("bound"));\n'
        "CellOwner.bind(given, here); given.start(); given.join();"
    )
    kernel.wait(lambda: "bound" in first.stdout + third.stdout, 5)
    assert first.stdout == "there\nbound\n", third.story()


def test_unknown_route_is_refused_with_the_choices(kernel):
    run = kernel.run("%threads route nowhere")
    assert run.status == "error"
    assert "starting" in run.shown and "latest" in run.shown


def test_negative_control_a_cell_that_prints_nothing_gets_nothing(kernel):
    kernel.ok(
        'new Thread(() -> { for (int i = 0; i < 20; i++) { System.out.println("noise"); '
        "try { Thread.sleep(20); } catch (InterruptedException e) {} } }).start();"
    )
    quiet = kernel.ok("Thread.sleep(300);")
    assert quiet.shown.strip() == ""
