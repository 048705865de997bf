"""Cells that are huge or odd: each gets a clear answer, and the kernel goes on."""

import pytest


@pytest.fixture(autouse=True)
def still_alive(kernel):
    yield
    assert kernel.ok("1 + 1", seconds=20).result == "2"


def test_megabyte_of_lines(kernel):
    code = "\n".join(f"// line {i} {'x' * 80}" for i in range(11_000)) + "\n5"
    assert len(code) > 1_000_000
    assert kernel.ok(code, seconds=30).result == "5"


def test_megabyte_on_one_line(kernel):
    code = 'int longLine = 1; /*' + "y" * 1_000_000 + "*/ longLine"
    assert kernel.ok(code, seconds=30).result == "1"


def test_literal_too_long_for_java_is_a_compile_error(fresh):
    own = fresh()
    run = own.run('"' + "z" * 1_000_000 + '"', seconds=30)
    assert run.status == "error"
    assert len(run.error) < 20_000, "the line is not shown in full"
    assert own.ok("1 + 1").result == "2"


def test_thousand_snippets(kernel):
    code = "\n".join(f"int s{i} = {i};" for i in range(300)) + "\ns299"
    assert kernel.ok(code, seconds=60).result == "299"


def test_comments_only(kernel):
    run = kernel.ok("// a\n/* b */\n/** c */\n" * 200)
    assert not run.of("execute_result", "error")


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_other_line_ends(kernel, newline):
    run = kernel.ok(newline.join(["int crlf = 1;", "int more =", "  2;", "crlf + more"]))
    assert run.result == "3"
    failing = kernel.run("\r\n".join(["int a = 1;", "int b = ;", "int c = 3;"]))
    assert "line 2" in failing.error


def test_lone_surrogates(kernel):
    text = '"a' + "\ud800" + 'b".length()'
    message = {"code": text, "silent": False, "allow_stdin": False}
    run = kernel.send("execute_request", message) if encodable(text) else None
    if run is None:
        run = raw_escape(kernel, text)
    kernel.finish(run, 10)
    assert run.result == "3" or run.status == "error", run.story()


def encodable(text):
    try:
        text.encode()
        return True
    except UnicodeEncodeError:
        return False


def raw_escape(kernel, code):
    """Sends code with JSON escapes, the only way a lone surrogate gets over the wire."""
    import json

    from kernels import Run

    session = kernel.session
    message = session.msg("execute_request", {"code": "placeholder"})
    header = json.loads(session.pack(message["header"]))
    parts = [json.dumps(p).encode() for p in (header, {}, {}, {"code": code, "silent": False})]
    run = Run("execute_request", "lone surrogate")
    run.header, run.id = header, header["msg_id"]
    kernel.runs[run.id] = run
    kernel.sockets["shell"].send_multipart([b"<IDS|MSG>", session.sign(parts), *parts])
    return run


@pytest.mark.parametrize(
    "code",
    [
        "\0", "\ufeffint bom = 1;", "#!/bin/java", "%", "%%", "%nosuch", "%%nosuch\n1", "!ls", "?",
        "String?", "\\", "`", "package x;", "module y { }", "import ;", "return 1;", "break;",
        "this", "super.toString()", "goto", "yield 1;", "{", "}", "{}", ";;;", "int int = 1;",
        "@Override", "/*", '"', "'", '"""', "a" * 10_000, "(" * 3_000, "1" * 500, "𝐚", "\u2028",
        "\\u000a", "int \\u0061bc = 1;",
    ],
    ids=lambda code: ascii(code[:20]),
)
def test_odd_cells_get_an_answer(kernel, code):
    run = kernel.run(code, seconds=30)
    assert run.status in ("ok", "error")
    assert "REPL." not in run.shown and "StackOverflow" not in run.shown
    assert "io.interleave" not in run.shown


def test_unknown_magic_suggests_the_nearest(kernel):
    run = kernel.run("%setle off")
    assert run.status == "error" and "%settle" in run.shown


def test_magics_have_help(kernel):
    run = kernel.run("%settle --help")
    assert "%settle" in run.shown and run.status == "ok"


@pytest.mark.parametrize(
    "content",
    [
        {}, {"code": None}, {"code": 5}, {"code": ["1"]}, {"code": "1", "silent": "yes"},
        {"code": "1", "user_expressions": []}, {"code": "1", "user_expressions": {"a": None}},
        {"code": "1", "store_history": None, "allow_stdin": None, "stop_on_error": None},
    ],
)
def test_odd_contents_get_an_answer(kernel, content):
    run = kernel.ask("execute_request", content)
    assert run.status in ("ok", "error")


@pytest.mark.parametrize(
    "kind", ["complete_request", "inspect_request", "is_complete_request", "history_request",
             "comm_info_request", "kernel_info_request"]
)
def test_questions_without_content_get_an_answer(kernel, kind):
    for content in ({}, {"code": None, "cursor_pos": "x"}, {"code": 3}):
        run = kernel.ask(kind, content)
        assert run.reply is not None


def test_deep_expression_is_answered(kernel):
    run = kernel.run("+".join(["1"] * 4000), seconds=40)
    assert run.status in ("ok", "error")
    assert "io.interleave" not in run.shown


def test_method_near_64_kilobytes_still_runs(kernel):
    body = "\n".join(f"    n += {i}; if (n < 0) n = 0;" for i in range(5000))
    run = kernel.run(f"int big() {{\n  int n = 0;\n{body}\n  return n;\n}}\nbig()", seconds=60)
    assert run.status in ("ok", "error"), run.story()[:2000]
    if run.status == "error":
        assert "too large" in run.error
