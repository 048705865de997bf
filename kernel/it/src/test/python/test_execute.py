"""execute_request: order of messages, counter, silent runs, results, aborted queues."""

import datetime

import pytest
from jupyter_client.jsonutil import parse_date


def test_cell_is_framed_by_busy_input_and_idle(kernel):
    run = kernel.ok('System.out.println("a");\n1 + 1')
    assert [m["type"] for m in run.iopub] == [
        "status", "execute_input", "stream", "execute_result", "status",
    ]
    assert run.of("execute_input")[0]["content"] == {
        "code": 'System.out.println("a");\n1 + 1', "execution_count": run.count,
    }
    assert (run.stdout, run.result) == ("a\n", "2")
    assert run.of("execute_result")[0]["content"]["execution_count"] == run.count
    assert run.reply["content"]["payload"] == []
    assert run.reply["content"]["user_expressions"] == {}


def test_idle_follows_the_reply_at_once(kernel):
    gaps = []
    for _ in range(10):
        run = kernel.ok("1 + 1")
        gaps.append(abs(run.idle_at - run.reply_at))
    assert sorted(gaps)[5] < 0.05, gaps


def test_counter_advances_only_with_history(kernel):
    first = kernel.ok("1").count
    unstored = kernel.ok("2", store_history=False)
    assert unstored.of("execute_input")[0]["content"]["execution_count"] == unstored.count
    assert unstored.of("execute_result")[0]["content"]["execution_count"] == unstored.count
    silent = kernel.ok("3", silent=True)
    assert kernel.ok("4").count == first + 1
    assert unstored.count == first
    assert silent.count == first


def test_failing_cell_counts_too(kernel):
    first = kernel.ok("1").count
    assert kernel.run('throw new RuntimeException("x");').count == first + 1
    assert kernel.run("int x = ;").count == first + 2
    assert kernel.ok("1").count == first + 3


def test_silent_cell_shows_nothing_but_busy_and_idle(kernel):
    run = kernel.ok('int silentValue = 7; System.out.println("unseen"); silentValue', silent=True)
    assert [m["type"] for m in run.iopub] == ["status", "status"]
    failing = kernel.run('throw new IllegalStateException("unseen");', silent=True)
    assert [m["type"] for m in failing.iopub] == ["status", "status"]
    assert failing.status == "error"
    assert kernel.ok("silentValue").result == "7"


def test_failing_silent_cell_aborts_nothing(kernel):
    runs = [
        kernel.start("Thread.sleep(200); throw new RuntimeException();", silent=True),
        kernel.start("11"),
    ]
    for run in runs:
        kernel.finish(run)
    assert (runs[0].status, runs[1].status, runs[1].result) == ("error", "ok", "11")


def test_missing_fields_have_defaults(kernel):
    run = kernel.ask("execute_request", {"code": "21 * 2"})
    assert (run.status, run.result) == ("ok", "42")
    stored = kernel.ask("execute_request", {"code": "1", "silent": True})
    assert kernel.ok("1").count == run.count + 1 and stored.status == "ok"


def test_unknown_fields_are_ignored(kernel):
    run = kernel.ask("execute_request", {"code": "5", "shiny": [1, {"x": None}]}, x={"a": 1})
    assert run.result == "5"
    assert run.reply["parent"]["x"] == {"a": 1}


@pytest.mark.parametrize("code", ["", "   ", "\n\n", "// nothing", "/* nothing\nhere */", ";"])
def test_empty_code_is_fine(kernel, code):
    run = kernel.ok(code)
    assert not run.of("execute_result", "error", "stream")


@pytest.mark.parametrize(
    "code",
    [
        "int declared = 3;", "int declared2 = 3", "declared = 4", "void method() {}",
        "class Some {}", "import java.util.zip.CRC32;", "System.out.flush()", "int a1 = 1, b1 = 2;",
        "record Pair(int a, int b) {}", "enum Colour { RED }", "interface Shape {}",
        "var list = List.of(1);",
    ],
)
def test_declarations_assignments_and_void_are_silent(kernel, code):
    kernel.ok("int declared = 0;")
    assert not kernel.ok(code).of("execute_result", "stream", "display_data")


@pytest.mark.parametrize(
    "code, shown",
    [
        ("1 + 1", "2"), ("2 * 3", "6"), ('"a" + 1', "a1"), ("new int[] {1, 2}", "[1, 2]"),
        ("new int[][] {{1}, {2, 3}}", "[[1], [2, 3]]"), ('new String[] {"x", null}', "[x, null]"),
        ("List.of(1, 2)", "[1, 2]"), ("Map.of(1, 2)", "{1=2}"), ("'c'", "c"), ("true", "true"),
        ("1.5", "1.5"), ("Duration.ofSeconds(3)", "PT3S"), ("new BigInteger(\"12\")", "12"),
        ("Optional.of(4)", "Optional[4]"), ("(Object) null", "null"),
        ("Stream.of(3, 1, 2).sorted().collect(Collectors.toList())", "[1, 2, 3]"),
        ("new AtomicInteger(4)", "4"), ("Path.of(\"a\")", "a"), ("IntStream.range(0, 3).sum()", "3"),
    ],
)
def test_value_of_the_last_expression_is_the_result(kernel, code, shown):
    run = kernel.ok(code)
    assert run.of("execute_result"), run.story()
    assert run.result.strip('"') == shown


def test_semicolon_after_the_last_expression_hides_its_value(kernel):
    assert not kernel.ok("2 * 3;").of("execute_result")
    assert not kernel.ok("2 * 3; // said why").of("execute_result")


def test_only_the_last_expression_gives_a_result(kernel):
    run = kernel.ok("1;\n2;\nint after = 3;")
    assert not run.of("execute_result")
    run = kernel.ok("1;\n2;\n3")
    assert [m["content"]["data"]["text/plain"] for m in run.of("execute_result")] == ["3"]


def test_value_whose_to_string_throws_is_an_error_or_a_text_but_never_silence(kernel):
    run = kernel.run(
        'class Bad { public String toString() { throw new IllegalStateException("in toString"); } }\n'
        "new Bad()"
    )
    assert "in toString" in run.shown or "IllegalStateException" in run.shown, run.story()
    assert kernel.ok("1").result == "1"


def test_huge_value_is_bounded(kernel):
    run = kernel.ok('"x".repeat(50_000_000)', seconds=30)
    assert 1000 < len(run.result) < 3_000_000


def test_state_lives_on_between_cells(kernel):
    kernel.ok("int counter = 1;\nint twice(int n) { return 2 * n; }\nclass Point { int x = 4; }")
    kernel.ok("counter += twice(3);")
    assert kernel.ok("counter + new Point().x").result == "11"


def test_redefinition_replaces(kernel):
    kernel.ok("int again() { return 1; }")
    kernel.ok("int again() { return 2; }")
    assert kernel.ok("again()").result == "2"
    kernel.ok("class Again { int v = 1; }")
    kernel.ok("class Again { int v = 5; }")
    assert kernel.ok("new Again().v").result == "5"
    kernel.ok('String again2 = "s";')
    kernel.ok("int again2 = 3;")
    assert kernel.ok("again2").result == "3"


def test_forward_references_work(kernel):
    kernel.ok("int callsLater() { return defined() + 1; }\nint defined() { return 1; }")
    assert kernel.ok("callsLater()").result == "2"


def test_short_print_forms_work(kernel):
    assert kernel.ok('print("a"); println("b"); println(); printf("%d%n", 3);').stdout == "ab\n\n3\n"


def test_io_println_works_on_25(kernel, feature):
    if feature < 25:
        pytest.skip("java.lang.IO is new in Java 25")
    assert kernel.ok('IO.println("hi"); IO.print(1);').stdout == "hi\n1"


def test_last_gives_the_last_value(kernel):
    kernel.ok("40 + 2")
    assert kernel.ok("last()").result == "42"


@pytest.mark.parametrize("word", ["volatile", "final", "synchronized"])
def test_dropped_modifiers_are_explained(kernel, word):
    code = f"{word} void guarded() {{}}" if word == "synchronized" else f"{word} int flag = 0;"
    run = kernel.run(code)
    assert word in run.shown, run.story()


def test_class_with_main_says_how_to_run_it(kernel):
    run = kernel.ok(
        "class Main { public static void main(String[] args) { System.out.println(1); } }"
    )
    assert "Main.main" in run.shown, run.story()


def test_compiler_sees_only_the_users_class_path(kernel):
    for library in ("com.google.gson.Gson", "org.objectweb.asm.ClassReader", "org.zeromq.ZMQ",
                    "io.interleave.wire.Frame", "io.interleave.front.engine.Engine"):
        run = kernel.run(f"import {library};\n{library} v = null;")
        assert run.status == "error", run.story()


def test_user_expressions_are_evaluated_after_success(kernel):
    run = kernel.ok("int ue = 20;", user_expressions={"a": "ue + 1", "b": "zz", "c": "1/0"})
    answers = run.reply["content"]["user_expressions"]
    assert answers["a"]["status"] == "ok"
    assert answers["a"]["data"]["text/plain"] == "21"
    assert answers["b"]["status"] == "error" and answers["b"]["ename"]
    assert answers["c"]["status"] == "error" and "ArithmeticException" in answers["c"]["ename"]
    failed = kernel.run("throw new RuntimeException();", user_expressions={"a": "1"})
    assert failed.reply["content"].get("user_expressions", {}) == {}


def test_reply_says_when_the_cell_started(kernel):
    run = kernel.ok("Thread.sleep(300)")
    started = parse_date(run.reply["metadata"]["started"])
    ended = parse_date(run.reply["header"]["date"])
    assert datetime.timedelta(seconds=0.28) < ended - started < datetime.timedelta(seconds=5)
    assert started.utcoffset() == datetime.timedelta(0)


def test_dates_parse_as_utc(kernel):
    run = kernel.ok("1")
    for message in [*run.iopub, run.reply]:
        date = parse_date(message["header"]["date"])
        assert isinstance(date, datetime.datetime)
        assert date.utcoffset() == datetime.timedelta(0)
        assert abs(datetime.datetime.now(datetime.timezone.utc) - date).total_seconds() < 30


def test_error_aborts_what_is_queued(kernel):
    runs = [
        kernel.start('Thread.sleep(300); throw new RuntimeException("stop");'),
        kernel.start("aborted1"),
        kernel.start("aborted2"),
    ]
    info = kernel.send("kernel_info_request", {})
    for run in [*runs, info]:
        kernel.finish(run)
    assert [run.status for run in runs] == ["error", "aborted", "aborted"]
    for run in runs[1:]:
        assert [m["type"] for m in run.iopub] == ["status", "status"], run.story()
        assert run.reply["content"] == {"status": "aborted"}
    assert info.status == "ok"
    later = kernel.ok("2")
    assert later.count == runs[0].count + 1


def test_error_without_stop_on_error_aborts_nothing(kernel):
    runs = [
        kernel.start("throw new RuntimeException();", stop_on_error=False),
        kernel.start("7"),
    ]
    for run in runs:
        kernel.finish(run)
    assert [run.status for run in runs] == ["error", "ok"]


def test_requests_are_answered_in_order(kernel):
    runs = [kernel.start(f"{i}") for i in range(100)]
    for run in runs:
        kernel.finish(run, 30)
    counts = [run.count for run in runs]
    assert counts == list(range(counts[0], counts[0] + 100))
    assert [run.result for run in runs] == [str(i) for i in range(100)]
    assert [run.reply_at for run in runs] == sorted(run.reply_at for run in runs)


def test_two_clients_see_each_others_cells(kernel):
    from kernels import Client

    other = Client(kernel.info)
    try:
        other.ready()
        run = other.ok("6 * 7")
        assert run.result == "42"
        kernel.wait(lambda: len(kernel.foreign.get(run.id, [])) >= 4, 5)
        assert [m["type"] for m in kernel.foreign[run.id]] == [
            "status", "execute_input", "execute_result", "status",
        ]
        assert kernel.foreign[run.id][0]["parent"]["session"] == other.session.session
    finally:
        other.close()


def test_display_keeps_its_place_between_streams(kernel):
    run = kernel.ok('System.out.println("a"); display("b"); System.err.println("c");')
    kinds = [m["type"] for m in run.iopub if m["type"] not in ("status", "execute_input")]
    assert kinds == ["stream", "display_data", "stream"]
    assert (run.stdout, run.stderr) == ("a\n", "c\n")


def test_cell_after_a_thousand_expressions_is_as_quick_as_the_first(kernel):
    """No figure, only that nothing piles up: far more than a factor of three would show it."""
    import time

    def batch():
        since = time.monotonic()
        for run in [kernel.start("1 + 1") for _ in range(100)]:
            kernel.finish(run, 30)
        return time.monotonic() - since

    batch()
    first = batch()
    for _ in range(3):
        batch()
    assert batch() < 3 * first + 1


def test_previewed_features_compile_when_the_jvm_was_told_to_have_them(kernel, feature):
    previewed = {
        17: "static String kind(Object x) { return switch (x) { case Integer i -> \"int\"; default -> \"?\"; }; }\n"
        "System.out.println(kind(1));",
        25: "try (var scope = StructuredTaskScope.open()) {\n  var a = scope.fork(() -> \"int\");\n"
        "  scope.join();\n  System.out.println(a.get());\n}",
    }
    code = previewed.get(feature) or pytest.skip(f"which features Java {feature} previews")
    refused = kernel.run(code)
    assert refused.status == "error" and "%jvm --enable-preview" in refused.error, refused.story()
    try:
        kernel.ok("%jvm --enable-preview")
        assert kernel.ok(code).stdout == "int\n"
    finally:
        kernel.ok("%jvm -Xmx300m")
    assert kernel.run(code).status == "error"
