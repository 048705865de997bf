"""Behind a Jupyter Server: floods below its limits, state, restart, interrupt, a second page."""

import re
import time

import pytest

import kernels
from servers import Page, Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(str(tmp_path_factory.mktemp("server")))
    yield server
    server.close()


@pytest.fixture(scope="module")
def page(server):
    page = Page(server, path="flood.ipynb")
    page.finish(page.send("kernel_info_request", {}))
    yield page
    page.close()


def nothing_dropped(server):
    assert "rate exceeded" not in server.log(), server.log()[-2000:]


def test_flood_of_twenty_megabytes_keeps_the_result(server, page):
    run = page.run(
        'for (int i = 0; i < 200_000; i++) System.out.println("flood ".repeat(16) + i);\n42',
        seconds=60,
    )
    assert run.status == "ok"
    assert run.result == "42", run.story()[-1500:]
    assert len(run.stdout) > 1_500_000
    total = sum(6 * 16 + len(str(i)) + 1 for i in range(200_000))
    said = re.sub(r"\D", "", run.shown[-3000:])
    printed_all = len(run.stdout) == total
    assert printed_all or str(total) in said or "200000" in said or re.search(
        r"\d[\d,. ]+(bytes|characters|lines)", run.shown[-3000:]
    ), run.shown[-1500:]
    nothing_dropped(server)


def test_four_megabytes_in_one_print_are_not_dropped_whole(server, page):
    run = page.run('System.out.println("y".repeat(4_000_000)); "after"', seconds=40)
    assert run.stdout.count("y") == 4_000_000
    assert run.result.strip('"') == "after"
    nothing_dropped(server)


def test_thousands_of_displays_keep_the_result(server, page):
    run = page.run("for (int i = 0; i < 5000; i++) display(i);\n42", seconds=60)
    assert run.result == "42"
    assert len(run.of("display_data")) == 5000
    nothing_dropped(server)


def test_thousands_of_flushes_keep_the_result(server, page):
    run = page.run(
        "for (int i = 0; i < 20_000; i++) { System.out.println(i); System.out.flush(); "
        'System.err.println("e"); }\n42',
        seconds=60,
    )
    assert run.result == "42"
    assert run.stdout == "".join(f"{i}\n" for i in range(20_000))
    assert run.stderr == "e\n" * 20_000
    nothing_dropped(server)


def test_error_after_a_flood_is_seen(server, page):
    run = page.run(
        'for (int i = 0; i < 30_000; i++) System.out.println("x".repeat(99));\n'
        'throw new IllegalStateException("at the end");',
        seconds=40,
    )
    assert "at the end" in run.error
    nothing_dropped(server)


def busy_again(page, run, times):
    """Waits until the page saw the cell's busy so often: once as it began, once after each other request."""

    def seen():
        page.pump(0.02)
        states = [record["content"]["execution_state"] for record in run.of("status")]
        assert "idle" not in states
        return states.count("busy") >= times

    kernels.until(seen, 10, f"busy for the {times}. time")


def shows_busy(page):
    """The server reads for itself what it passes on to pages, now and then after it has."""
    kernels.until(lambda: page.state() == "busy", 1, "busy on the server")


def test_server_shows_busy_for_the_whole_cell(server, page, tmp_path):
    # The cell ends when it is told to: the time that a loaded machine takes for the questions varies.
    end = tmp_path / "end"
    run = page.start(
        f'while (!Files.exists(Path.of("{end}"))) Thread.sleep(20);\n"ended"')
    busy_again(page, run, 1)
    shows_busy(page)
    for asked in range(1, 11):
        page.finish(page.send("complete_request", {"code": "Str", "cursor_pos": 3}))
        busy_again(page, run, asked + 1)
        shows_busy(page)
    end.touch()
    page.finish(run)
    assert run.result.strip('"') == "ended", run.story()[-1500:]
    kernels.until(lambda: page.state() == "idle", 3, "idle")


def test_interrupt_over_the_server(server, page):
    page.run("int kept = 3;")
    run = page.start("while (true) { }")
    time.sleep(0.5)
    server.call("POST", f"kernels/{page.id}/interrupt")
    page.finish(run, 5)
    assert run.status == "error"
    assert page.run("kept").result == "3"


def test_flood_can_be_interrupted_over_the_server(server, page):
    run = page.start('while (true) System.out.println("endless");')
    for _ in range(20):
        page.pump(0.1)
    server.call("POST", f"kernels/{page.id}/interrupt")
    since = time.monotonic()
    page.finish(run, 10)
    assert time.monotonic() - since < 5 * kernels.noisy()
    assert page.run("1").result == "1"
    nothing_dropped(server)


def test_second_page_is_served(server, page):
    second = Page(server, kernel=page.id)
    assert second.finish(second.send("kernel_info_request", {})).status == "ok"
    assert second.run("6 * 7").result == "42"
    second.close()


def test_page_that_reconnects_with_the_same_session_is_served(server, page):
    page.close()
    page.connect()
    assert page.run("2 + 2").result == "4"


def test_restart_over_the_server(server):
    page = Page(server, path="restart.ipynb")
    page.run("int gone = 1;")
    page.close()
    server.call("POST", f"kernels/{page.id}/restart")
    page.connect()
    run = page.run("gone")
    assert run.status == "error"
    assert page.run("1").result == "1"
    page.close()
    server.call("DELETE", f"kernels/{page.id}")
    assert page.id not in {kernel["id"] for kernel in server.call("GET", "kernels")}


def test_killed_server_takes_its_kernels_along(tmp_path):
    import psutil

    own = Server(str(tmp_path))
    try:
        page = Page(own)
        page.run("1")
        processes = [p for p in kernels.family(own.process.pid) if p.pid != own.process.pid]
        assert len(processes) >= 2
        own.process.kill()
        kernels.until(lambda: not any(map(kernels.alive, processes)), 5, "the end of the kernel")
    finally:
        own.close()


def test_last_activity_does_not_move_while_idle(server, page):
    page.run("1")
    time.sleep(0.5)
    before = server.call("GET", f"kernels/{page.id}")["last_activity"]
    time.sleep(4)
    assert server.call("GET", f"kernels/{page.id}")["last_activity"] == before


def test_server_log_has_no_complaint(server, page):
    bad = [
        line for line in server.log().splitlines()
        if re.match(r"\[[EC] ", line) or "Traceback" in line or "rate exceeded" in line
    ]
    assert not bad, bad
