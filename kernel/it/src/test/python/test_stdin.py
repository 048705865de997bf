"""Reading System.in: asked of the right client, refused at once, interruptible."""

import time

import pytest

import kernels
from kernels import Client

SCANNER = "new Scanner(System.in).nextLine()"
READER = "new BufferedReader(new InputStreamReader(System.in)).readLine()"


@pytest.mark.parametrize("code", [SCANNER, READER], ids=["scanner", "reader"])
def test_line_is_read(kernel, code):
    run = kernel.ok(f'System.out.print("name? ");\nString got = {code};\n"<" + got + ">"',
                    inputs=["Ada é😀"])
    assert run.result.strip('"') == "<Ada é😀>", run.story()
    request = kernel.input_requests[-1]
    assert request["parent"] == run.header
    assert request["content"]["password"] is False
    # The client shows the prompt, so what is shown there is not printed too.
    assert run.stdout + request["content"]["prompt"] == "name? ", run.story()


def test_two_lines_are_two_requests(kernel):
    before = len(kernel.input_requests)
    run = kernel.ok(
        "var in = new Scanner(System.in); int a = in.nextInt(); int b = in.nextInt(); a * b",
        inputs=["6", "7"],
    )
    assert run.result == "42"
    assert len(kernel.input_requests) == before + 2


def test_output_comes_before_the_question(kernel):
    run = kernel.start(f'System.out.println("first"); {SCANNER}', allow_stdin=True)
    kernel.answers = None
    seen = len(kernel.input_requests)
    kernel.wait(lambda: len(kernel.input_requests) > seen, 5, "input_request")
    # The channels have no order between them, but the cell does not go on without an answer.
    kernel.wait(lambda: run.stdout == "first\n", 5, "the output")
    kernel.answer("x", kernel.input_requests[-1])
    kernel.finish(run)


def test_end_of_input_ends_the_stream(kernel):
    run = kernel.ok(f"{READER} == null", inputs=["\x04"])
    assert run.result == "true"


@pytest.mark.parametrize("code", [SCANNER, READER, "System.in.read()"])
def test_refused_at_once_where_the_client_cannot_be_asked(kernel, code):
    before = len(kernel.input_requests)
    run = kernel.run(code, allow_stdin=False)
    assert run.status == "error", run.story()
    assert run.idle_at - run.sent < 2 * kernels.noisy()
    assert "input" in run.error.lower()
    assert len(kernel.input_requests) == before


def test_only_the_client_that_ran_the_cell_is_asked(kernel):
    other = Client(kernel.info)
    try:
        other.ready()
        run = other.ok(SCANNER, inputs=["me"])
        assert run.result.strip('"') == "me"
        kernel.pump_for(0.2)
        assert all(m["parent"]["session"] != other.session.session for m in kernel.input_requests)
    finally:
        other.close()


def test_interrupt_ends_the_wait_for_input(kernel):
    seen = len(kernel.input_requests)
    run = kernel.start(SCANNER, allow_stdin=True)
    kernel.wait(lambda: len(kernel.input_requests) > seen, 5, "input_request")
    since = time.monotonic()
    kernel.interrupt()
    kernel.finish(run, 3)
    assert run.status == "error" and time.monotonic() - since < 2 * kernels.noisy()
    kernel.answer("stale", kernel.input_requests[-1])
    assert kernel.ok(SCANNER, inputs=["new"]).result.strip('"') == "new"


def test_thread_may_ask_too(kernel):
    run = kernel.ok(
        'var t = new Thread(() -> System.out.println("got " + new Scanner(System.in).nextLine()));'
        "t.start(); t.join();",
        inputs=["in thread"],
    )
    assert run.stdout.endswith("got in thread\n")


def test_io_readln_works_on_25(kernel, feature):
    if feature < 25:
        pytest.skip("java.lang.IO is new in Java 25")
    assert kernel.ok('IO.readln("who? ")', inputs=["me"]).result.strip('"') == "me"


def test_questions_are_answered_while_a_cell_waits_for_input(kernel):
    seen = len(kernel.input_requests)
    run = kernel.start(SCANNER, allow_stdin=True)
    kernel.wait(lambda: len(kernel.input_requests) > seen, 5, "input_request")
    assert kernel.ask("kernel_info_request", seconds=2).status == "ok"
    assert kernel.ask("complete_request", {"code": "Str", "cursor_pos": 3}, seconds=4).status == "ok"
    kernel.answer("x", kernel.input_requests[-1])
    assert kernel.finish(run).status == "ok"
