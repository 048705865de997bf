"""Comm messages: unknown targets, buffers, order, handlers of user code."""

import json
import os
import uuid

import kernels


def open_comm(kernel, target, data=None, buffers=None):
    comm = uuid.uuid4().hex
    run = kernel.send(
        "comm_open", {"comm_id": comm, "target_name": target, "data": data or {}}, buffers=buffers
    )
    kernel.wait(lambda: run.idle_at, 5, "idle")
    return comm, run


def test_unknown_target_is_closed_at_once(kernel):
    comm, run = open_comm(kernel, "jupyter.widget.control")
    assert [m["type"] for m in run.iopub] == ["status", "comm_close", "status"]
    close = run.of("comm_close")[0]
    assert close["content"]["comm_id"] == comm
    assert close["content"]["data"] == {}
    assert close["topic"] == [f"comm-{comm}".encode()]
    assert run.idle_at - run.sent < 0.5 * kernels.noisy()
    assert run.reply is None


def test_messages_for_unknown_comms_get_busy_and_idle_only(kernel):
    for kind in ("comm_msg", "comm_close"):
        run = kernel.send(kind, {"comm_id": "nobody", "data": {}})
        kernel.wait(lambda: run.idle_at, 5)
        assert [m["type"] for m in run.iopub] == ["status", "status"]


def test_two_hundred_messages_get_two_hundred_idles(kernel):
    runs = [kernel.send("comm_msg", {"comm_id": "nobody", "data": {"n": n}}) for n in range(200)]
    kernel.wait(lambda: all(run.idle_at for run in runs), 10)
    assert all(run.states == ["busy", "idle"] for run in runs)


def test_comm_info_is_empty_without_comms(kernel):
    assert kernel.ask("comm_info_request").reply["content"]["comms"] == {}
    assert kernel.ask("comm_info_request", {"target_name": "x"}).reply["content"]["comms"] == {}


def test_broken_comm_messages_are_survived(kernel):
    for content in ({}, {"comm_id": 5}, {"comm_id": "a", "target_name": None, "data": "text"}):
        for kind in ("comm_open", "comm_msg", "comm_close"):
            run = kernel.send(kind, content)
            kernel.wait(lambda: run.idle_at, 5)
    assert kernel.ok("1").result == "1"


def test_comm_messages_while_a_cell_runs_get_idle_and_the_kernel_stays_busy(kernel):
    busy = kernel.start("Thread.sleep(1200);")
    kernel.wait(lambda: busy.of("execute_input"), 5)
    run = kernel.send("comm_open", {"comm_id": "c1", "target_name": "none", "data": {}})
    kernel.wait(lambda: run.idle_at, 5)
    kernel.finish(busy)
    assert busy.status == "ok"


HANDLER = """
import io.interleave.api.*;
Comms.register("echo", (comm, opened) -> {
  System.out.println("opened " + opened.dataJson());
  comm.send("{\\"hello\\": 1}");
  comm.onMessage(message -> {
    System.out.println("got " + message.dataJson());
    comm.send(message.dataJson(), "{}", message.buffers());
  });
  comm.onClose(message -> System.out.println("closed"));
});
"""


def test_user_code_answers_a_comm_with_buffers(kernel):
    kernel.ok(HANDLER)
    comm, run = open_comm(kernel, "echo", {"a": 1})
    assert not run.of("comm_close"), run.story()
    kernel.wait(lambda: run.of("comm_msg"), 5)
    assert run.of("comm_msg")[0]["content"]["data"] == {"hello": 1}
    info = kernel.ask("comm_info_request").reply["content"]["comms"]
    assert info == {comm: {"target_name": "echo"}}
    assert kernel.ask("comm_info_request", {"target_name": "other"}).reply["content"]["comms"] == {}
    buffers = [os.urandom(1 << 20), b"", b"\x00\xff"]
    message = kernel.send("comm_msg", {"comm_id": comm, "data": {"n": 2, "é": "😀"}}, buffers=buffers)
    kernel.wait(lambda: message.idle_at, 10)
    reply = message.of("comm_msg")[0]
    assert reply["content"] == {"comm_id": comm, "data": {"n": 2, "é": "😀"}}
    assert reply["buffers"] == buffers
    assert reply["topic"] == [f"comm-{comm}".encode()]
    assert "got" in message.stdout, "output of the handler has the comm message as its parent"
    closing = kernel.send("comm_close", {"comm_id": comm, "data": {}})
    kernel.wait(lambda: closing.idle_at, 5)
    assert kernel.ask("comm_info_request").reply["content"]["comms"] == {}


def test_many_messages_are_handled_in_order(kernel):
    kernel.ok(HANDLER)
    comm, _ = open_comm(kernel, "echo")
    runs = [kernel.send("comm_msg", {"comm_id": comm, "data": {"n": n}}) for n in range(200)]
    kernel.wait(lambda: all(run.idle_at for run in runs), 10)
    for n, run in enumerate(runs):
        assert [m["content"]["data"] for m in run.of("comm_msg")] == [{"n": n}], run.story()


def test_comm_opened_by_a_cell_reaches_the_client(kernel):
    run = kernel.ok(
        'import io.interleave.api.*;\n'
        'var mine = Comms.open("front.target", "{\\"x\\": [1, null]}");\nmine.id()'
    )
    opened = run.of("comm_open")[0]
    assert opened["content"]["target_name"] == "front.target"
    assert opened["content"]["data"] == {"x": [1, None]}
    assert opened["content"]["comm_id"] == run.result.strip('"')
    closing = kernel.ok("mine.close();")
    assert closing.of("comm_close")[0]["content"]["comm_id"] == opened["content"]["comm_id"]


def test_handler_that_throws_harms_nothing(kernel):
    kernel.ok('import io.interleave.api.*;\n'
              'Comms.register("bad", (c, o) -> { throw new IllegalStateException("handler"); });')
    _, run = open_comm(kernel, "bad")
    assert run.states == ["busy", "idle"]
    assert "handler" in run.shown, "its exception is shown somewhere"
    assert kernel.ok("1").result == "1"


def test_comm_closed_by_the_client_in_mid_cell_is_seen_by_the_cell(kernel):
    kernel.ok(HANDLER)
    comm, _ = open_comm(kernel, "echo")
    busy = kernel.start("Thread.sleep(800);")
    kernel.wait(lambda: busy.of("execute_input"), 5)
    message = kernel.send("comm_msg", {"comm_id": comm, "data": {"mid": 1}})
    kernel.wait(lambda: message.idle_at, 5)
    kernel.finish(busy)
    assert message.of("comm_msg"), message.story()
    assert json.dumps(message.of("comm_msg")[0]["content"]["data"]) == '{"mid": 1}'
