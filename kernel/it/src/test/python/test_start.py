"""Starting the process: connection files good and bad, ports, environment, first messages."""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

import pytest
import zmq

import kernels
from kernels import until


def refused(started, seconds=3):
    """Waits for a start that must fail; returns its one line on stderr."""
    since = time.monotonic()
    out, err = started.communicate(timeout=20)
    took = time.monotonic() - since
    assert started.returncode not in (0, None), err
    assert took < seconds * kernels.noisy(), f"{took:.1f} s"
    assert "\tat " not in err and "Exception in thread" not in err, err
    lines = [line for line in err.splitlines() if line.strip()]
    assert len(lines) == 1, err
    return lines[0]


@pytest.mark.parametrize(
    "text, word",
    [
        ("", "empty"), ("{", ""), ("[1]", ""), ("null", ""), ("{}", "port"),
        (json.dumps(kernels.connection_info(shell_port="many")), "shell_port"),
        (json.dumps(kernels.connection_info(iopub_port=99_999)), "99999"),
        (json.dumps(kernels.connection_info(signature_scheme="hmac-rot13")), "rot13"),
        (json.dumps(kernels.connection_info(transport="carrier")), "carrier"),
        (json.dumps(kernels.connection_info(transport="ipc")), "ipc"),
        (json.dumps(kernels.connection_info(ip="no.such.host.invalid")), "no.such.host.invalid"),
        (json.dumps(kernels.connection_info(curve_publickey="x" * 40, curve_secretkey="y" * 40)), "curve"),
    ],
)
def test_bad_connection_file_is_one_clear_line(tmp_path, text, word):
    # A name server that does not answer is asked again after five seconds.
    seconds = 15 if ".invalid" in text else 3
    with kernels.process(str(tmp_path), text=text) as (started, _):
        line = refused(started, seconds)
        assert word.lower() in line.lower(), line
        assert pathlib.Path(started.connection_file).name in line or word in line, line


def test_missing_connection_file_is_one_clear_line(tmp_path):
    command = kernels.argv(str(tmp_path / "nowhere.json"))
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert "nowhere.json" in refused(started)


def test_taken_port_is_one_clear_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        info = kernels.connection_info(control_port=port)
        with kernels.process(str(tmp_path), info) as (started, _):
            line = refused(started, 5)
            assert str(port) in line, line


def test_extra_arguments_and_fields_are_tolerated(tmp_path):
    info = kernels.connection_info(jupyter_session="a.ipynb", future={"x": [1]})
    with kernels.process(str(tmp_path), info, args=["--foo=bar", "--debug", "rest"]) as _:
        with kernels.connected(info) as client:
            client.ready()
            assert client.ok("1").result == "1"


def test_first_messages_are_welcome_and_starting(tmp_path):
    info = kernels.connection_info()
    context = zmq.Context()
    sub = context.socket(zmq.SUB)
    sub.linger = 0
    sub.subscribe(b"")
    sub.setsockopt(zmq.RECONNECT_IVL, 10)
    sub.connect(f"tcp://127.0.0.1:{info['iopub_port']}")
    try:
        with kernels.process(str(tmp_path), info):
            seen = []
            end = time.monotonic() + 4 * kernels.noisy()
            while time.monotonic() < end:
                if sub.poll(100):
                    parts = sub.recv_multipart()
                    cut = parts.index(b"<IDS|MSG>")
                    head, parent, _, content = (json.loads(p) for p in parts[cut + 2 : cut + 6])
                    seen.append((head["msg_type"], parent, content))
        kinds = [kind for kind, _, _ in seen]
        assert kinds[0] == "iopub_welcome", seen
        assert kinds.count("iopub_welcome") == 1
        assert kinds[1:] in ([], ["status"]), seen
        for kind, parent, content in seen[1:]:
            assert parent == {} and content == {"execution_state": "starting"}
    finally:
        sub.close(0)
        context.term()


def test_welcome_comes_first_in_fifty_subscriptions(tmp_path):
    info = kernels.connection_info()
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            client.ready()
            run = client.start(
                'for (int i = 0; i < 4000; i++) { System.out.println(i); Thread.sleep(1); }'
            )
            for _ in range(50):
                with client.context.socket(zmq.SUB) as sub:
                    sub.linger = 0
                    sub.subscribe(b"")
                    sub.connect(f"tcp://127.0.0.1:{info['iopub_port']}")
                    assert sub.poll(3000)
                    assert json.loads(sub.recv_multipart()[-4])["msg_type"] == "iopub_welcome"
                client.pump(0)
            client.interrupt()
            client.finish(run, 5)


def test_all_interfaces_are_bound_when_asked(tmp_path):
    info = kernels.connection_info(ip="0.0.0.0")
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            client.ready()
        with socket.create_connection(("127.0.0.2", info["hb_port"]), 2):
            pass


def test_only_the_named_interface_is_bound(tmp_path):
    info = kernels.connection_info()
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            client.ready()
        with pytest.raises(OSError):
            socket.create_connection(("127.0.0.2", info["shell_port"]), 2).close()


def test_cells_see_the_notebooks_folder_and_environment(fresh, tmp_path):
    kernel = fresh(cwd=str(tmp_path), env={"INTERLEAVE_TEST": "é 1"})
    assert kernel.ok('Path.of("").toAbsolutePath().toString()').result.strip('"') == str(tmp_path)
    assert kernel.ok('System.getenv("INTERLEAVE_TEST")').result.strip('"') == "é 1"
    assert os.listdir(tmp_path) == [], "the kernel leaves nothing in the notebook's folder"


def test_nothing_is_written_to_the_servers_log(tmp_path):
    with kernels.process(str(tmp_path)) as (started, info):
        with kernels.connected(info) as client:
            client.ready()
            client.ok('System.out.println("out"); System.err.println("err"); new Thread(() -> '
                      '{ throw new RuntimeException("thread"); }).start();')
            client.run("throw new RuntimeException();")
            client.send("shutdown_request", {"restart": False}, "control")
            out, err = started.communicate(timeout=15)
    assert out == ""
    assert err == ""


def test_kernel_info_is_answered_while_everything_else_warms_up(tmp_path):
    info = kernels.connection_info()
    since = time.monotonic()
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            run = client.send("kernel_info_request", {})
            first = client.start("1 + 1")
            # The subscription may come later than these messages, which then go without statuses.
            client.wait(lambda: run.reply, 10)
            answered = time.monotonic() - since
            client.wait(lambda: first.reply, 15)
            assert first.status == "ok"
            assert answered < 3 * kernels.noisy()
            assert run.reply_at <= first.reply_at


def test_file_of_the_socket_is_private_and_goes_with_the_kernel(fresh):
    kernel = fresh()
    found = []
    for process in kernel.processes():
        for path in re.findall(r"/\S+", " ".join(process.cmdline())):
            if os.path.exists(path) and os.path.exists(os.path.dirname(path)):
                mode = os.stat(path).st_mode
                if (mode & 0o170000) == 0o140000:
                    found.append(path)
    for path in found:
        assert os.stat(os.path.dirname(path)).st_mode & 0o077 == 0
    kernel.shutdown()
    assert not [path for path in found if os.path.exists(path)]


def test_other_kernels_of_the_machine_are_not_disturbed(fresh):
    one, two = fresh(), fresh()
    one.ok("int v = 1;")
    two.ok("int v = 2;")
    assert (one.ok("v").result, two.ok("v").result) == ("1", "2")
    one.shutdown()
    assert two.ok("v").result == "2"
