"""Errors: compile errors and exceptions, both in the coordinates of the cell."""

import pytest


def clean(run):
    """What no reader should ever meet."""
    for word in ("REPL.", "$JShell$", "do_it$", "jdk.jshell", "io.interleave", "#1:", "jdk.internal"):
        assert word not in run.shown, run.story()


def test_exception_names_class_message_and_cell_line(kernel):
    run = kernel.run('int a = 1;\n\nthrow new IllegalArgumentException("too small: " + a);')
    content = run.reply["content"]
    assert content["status"] == "error"
    assert content["ename"].endswith("IllegalArgumentException")
    assert content["evalue"] == "too small: 1"
    assert [m["type"] for m in run.iopub] == ["status", "execute_input", "error", "status"]
    assert run.of("error")[0]["content"] == {
        key: content[key] for key in ("ename", "evalue", "traceback")
    }
    assert f"cell {run.count}, line 3" in run.error
    assert 'throw new IllegalArgumentException("too small: " + a);' in run.error
    clean(run)


def test_missing_message_is_an_empty_evalue(kernel):
    assert kernel.run("throw new RuntimeException();").reply["content"]["evalue"] == ""


def test_frames_of_several_cells_are_named(kernel):
    first = kernel.ok("int divide(int a, int b) {\n  return a / b;\n}")
    second = kernel.ok("int twice(int n) {\n\n\n  return divide(n, 0);\n}")
    run = kernel.run("int before = 1;\ntwice(5)")
    assert run.reply["content"]["ename"].endswith("ArithmeticException")
    for place in (
        f"cell {first.count}, line 2",
        f"cell {second.count}, line 4",
        f"cell {run.count}, line 2",
    ):
        assert place in run.error, run.story()
    assert run.error.index(f"cell {first.count},") < run.error.index(f"cell {run.count},")
    clean(run)


def test_causes_and_suppressed_are_kept(kernel):
    run = kernel.run(
        'var low = new java.io.IOException("disk");\n'
        'low.addSuppressed(new IllegalStateException("closing"));\n'
        'throw new RuntimeException("high", low);'
    )
    for word in ("RuntimeException", "high", "IOException", "disk", "IllegalStateException", "closing"):
        assert word in run.error, run.story()
    assert "aused by" in run.error
    clean(run)


def test_user_exceptions_have_their_own_name(kernel):
    kernel.ok("class OutOfPaint extends RuntimeException { OutOfPaint(String m) { super(m); } }")
    run = kernel.run('throw new OutOfPaint("blue");')
    assert run.reply["content"]["ename"] == "OutOfPaint"
    clean(run)
    checked = kernel.run('class Late extends Exception {}\nthrow new Late();')
    assert checked.reply["content"]["ename"] == "Late"
    clean(checked)


def test_library_frames_in_between_do_not_hide_the_cell(kernel):
    run = kernel.run("List.of(3, 1).stream()\n  .map(n -> n / 0)\n  .toList();")
    assert f"cell {run.count}, line 2" in run.error, run.story()
    clean(run)


def test_stack_overflow_is_folded(kernel):
    run = kernel.run("int down(int n) {\n  return down(n + 1) + 1;\n}\ndown(0)", seconds=30)
    assert "StackOverflowError" in run.reply["content"]["ename"]
    assert len(run.error.splitlines()) < 60, run.error
    assert f"cell {run.count}, line 2" in run.error
    clean(run)
    assert kernel.ok("1").result == "1"


def test_errors_in_static_initialisers_name_the_cause(kernel):
    run = kernel.run(
        "class Init {\n  static int v = Integer.parseInt(\"x\");\n}\nSystem.out.println(Init.v);"
    )
    assert "NumberFormatException" in run.error, run.story()
    assert f"cell {run.count}, line 2" in run.error, run.story()
    clean(run)


def test_assertions_are_on(kernel):
    run = kernel.run('assert 1 > 2 : "no";')
    assert "AssertionError" in run.reply["content"]["ename"]
    assert run.reply["content"]["evalue"] == "no"


@pytest.mark.parametrize(
    "code, line, column, words",
    [
        ("int ok = 1;\nint bad = \"text\";", 2, 11, "incompatible types"),
        ("unknown + 1", 1, 1, "unknown"),
        ("int a = 1;\nint b = 2;\nint c = = 3;", 3, 9, ""),
        ("String s = \"unclosed;", 1, 12, "nclosed"),
        ("void f() {\n  return 1;\n}", 2, 10, ""),
        ("var 𝐚 = 1; var t = 𝐚 + zz;", 1, 24, "zz"),
    ],
)
def test_compile_error_shows_line_column_and_caret(kernel, code, line, column, words):
    run = kernel.run(code)
    assert run.status == "error", run.story()
    assert words in run.error, run.story()
    assert f"line {line}" in run.error, run.story()
    source = code.split("\n")[line - 1]
    lines = run.error.split("\n")
    shown = next(i for i, text in enumerate(lines) if source in text)
    caret = next(text for text in lines[shown + 1 :] if "^" in text)
    offset = lines[shown].index(source)
    assert caret.index("^") - offset == column - 1, run.error
    clean(run)


def test_compile_errors_have_one_distinct_name(kernel):
    names = {kernel.run(code).reply["content"]["ename"] for code in ("int x = ;", "nope", "foo(")}
    assert len(names) == 1
    assert "ompil" in names.pop()


def test_syntax_error_anywhere_means_nothing_ran(kernel):
    kernel.ok("int untouched = 1;")
    run = kernel.run('untouched = 2;\nSystem.out.println("ran");\nint x = = 3;')
    assert run.status == "error" and run.stdout == ""
    assert kernel.ok("untouched").result == "1"


def test_unfinished_cell_is_a_compile_error(kernel):
    run = kernel.run("untouched2 = 1;\nif (true) {")
    assert run.status == "error" and run.of("error")
    clean(run)


def test_uncaught_exception_of_a_thread_is_shown_once_with_its_name(kernel):
    run = kernel.ok(
        "var t = new Thread(() -> {\n"
        '  throw new IllegalStateException("lost");\n'
        '}, "painter");\n'
        "t.start();\nt.join();"
    )
    assert run.shown.count("java.lang.IllegalStateException:") == 1, run.story()
    assert "painter" in run.shown and "lost" in run.shown
    assert f"cell {run.count}, line 2" in run.shown, run.story()
    clean(run)


def test_uncaught_handler_of_the_user_is_respected(kernel):
    run = kernel.ok(
        "var t = new Thread(() -> { throw new RuntimeException(\"mine\"); });\n"
        't.setUncaughtExceptionHandler((th, e) -> System.out.println("handled " + e.getMessage()));\n'
        "t.start(); t.join();"
    )
    assert run.stdout == "handled mine\n", run.story()
    assert "RuntimeException" not in run.shown


def test_print_stack_trace_shows_cell_lines(kernel):
    run = kernel.ok("int line1 = 0;\nnew Exception(\"printed\").printStackTrace();")
    assert "java.lang.Exception: printed" in run.stderr
    assert f"cell {run.count}" in run.stderr, run.story()
    for word in ("REPL.", "$JShell$"):
        assert word not in run.stderr, run.story()


def test_trace_of_a_thread_dump_shows_cell_lines(kernel):
    run = kernel.ok(
        "void nap() throws Exception {\n  Thread.sleep(20_000);\n}\n"
        "var t = new Thread(() -> { try { nap(); } catch (Exception e) {} });\n"
        "t.start(); Thread.sleep(300);\n"
        "System.out.println(List.of(t.getStackTrace()));\nt.interrupt(); t.join();"
    )
    assert f"cell {run.count}" in run.stdout, run.story()


def test_long_messages_are_bounded(kernel):
    run = kernel.run('throw new RuntimeException("x".repeat(20_000_000));', seconds=30)
    assert run.status == "error"
    assert len(run.reply["content"]["evalue"]) < 2_000_000
    assert kernel.ok("1").result == "1"


def test_exception_whose_message_throws_is_still_an_error(kernel):
    run = kernel.run(
        "class Nasty extends RuntimeException {\n"
        '  public String getMessage() { throw new IllegalStateException("nested"); }\n'
        "}\nthrow new Nasty();"
    )
    assert run.status == "error" and "Nasty" in run.error, run.story()
    assert kernel.ok("1").result == "1"


def test_circular_causes_end(kernel):
    run = kernel.run(
        'var a = new RuntimeException("a"); var b = new RuntimeException("b", a); a.initCause(b);\n'
        "throw a;"
    )
    assert run.status == "error"
    assert len(run.error) < 20_000
