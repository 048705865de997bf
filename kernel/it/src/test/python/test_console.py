"""`jupyter console` in a terminal of 100 columns: what somebody without a browser sees of threads."""

import os
import re
import sys

import pexpect
import pytest

import kernels

QUEUE = (
    "Object till = new Object(); Thread[] all = new Thread[3]; "
    'for (int i = 0; i < 3; i++) { all[i] = new Thread(() -> { synchronized (till) { '
    "try { Thread.sleep(200); } catch (InterruptedException e) { } } }, "
    '"guest-" + i); all[i].start(); } for (Thread t : all) t.join();'
)
CONTROLS = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|\][^\x07]*\x07|[=>()][0-9A-Za-z]?)|\r")


@pytest.fixture(params=[True, False], ids=["simple", "toolkit"])
def console(request):
    words = ["-m", "jupyter_console", "--kernel", kernels.NAME]
    if request.param:
        words.append("--simple-prompt")
    child = pexpect.spawn(
        sys.executable,
        words,
        env={**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},
        dimensions=(60, 110),
        encoding="utf-8",
        timeout=30 * kernels.noisy(),
    )
    try:
        child.expect(r"In \[")
        yield child
    finally:
        family = kernels.family(child.pid)
        child.close(force=True)
        for process in family:
            if kernels.alive(process):
                process.kill()


def shown(console, code, last):
    console.send(code + "\r")
    console.expect(last)
    text = console.before + console.after
    console.expect(r"In \[")
    return CONTROLS.sub("", text + console.before)


def test_table_and_lanes_are_shown_as_text(console):
    # The JVM and its recorder have started when the second cell runs.
    shown(console, "Thread.sleep(2000); 6 * 7", "42")
    text = shown(console, QUEUE, "Contention: ")
    assert "3 threads + main" in text
    assert re.search(r"^1 +guest-0 +platform .* finished$", text, re.M), text
    last = re.search(r"^(guest-\d) *\| *[.x#=-]+ *\|  blocked [2-9]\d\d ms on till$", text, re.M)
    assert last, text
    assert re.search(rf"^lock till: guest-\d -> {last[1]} at ", text, re.M), text
    assert "<table" not in text and "<svg" not in text


def test_a_cell_without_threads_shows_its_value_only(console):
    text = shown(console, "6 * 7", "42")
    assert "main" not in text
