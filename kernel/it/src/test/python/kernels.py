"""A kernel under test: its process, its five sockets, and a record of all that it said.

Every message is checked against the specification as it arrives, whatever the test is about.
All waits end; a wait that ends without what it waited for raises `TimeoutError` with the story.
"""

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import contextmanager

import psutil
import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

import messages

NAME = os.environ.get("INTERLEAVE_KERNEL", "interleave")
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")
PATIENCE = float(os.environ.get("INTERLEAVE_PATIENCE", "1"))


def noisy():
    """Multiplies each limit: more than 1 where as many programs as this want each processor now."""
    return max(PATIENCE, min(10.0, os.getloadavg()[0] / (os.cpu_count() or 1)))


ANSI = re.compile(r"\x1b\[[0-9;]*m")


def plain(text):
    return ANSI.sub("", text)


def argv(connection_file, *more):
    """The command line of the installed kernelspec."""
    spec = KernelSpecManager().get_kernel_spec(NAME)
    fill = {"connection_file": connection_file, "resource_dir": spec.resource_dir}
    fill["prefix"] = sys.prefix
    if spec.argv[0] == "python":
        spec.argv[0] = sys.executable
    return [re.sub(r"\{(\w+)\}", lambda m: fill[m[1]], word) for word in spec.argv] + list(more)


def java_home():
    """The JDK that the kernelspec names."""
    return os.path.dirname(os.path.dirname(os.path.realpath(argv("x")[0])))


def family(pid):
    """The process and all that it started, dead ones left out."""
    try:
        root = psutil.Process(pid)
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def alive(process):
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def until(condition, seconds, what):
    """Waits for something that no message announces."""
    end = time.monotonic() + seconds * noisy()
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.02)


class Run:
    """What a kernel said in answer to one request."""

    def __init__(self, kind, code=""):
        self.kind = kind
        self.code = code
        self.sent = time.monotonic()
        self.iopub = []
        self.reply = None
        self.reply_at = None
        self.idle_at = None
        self.first_output_at = None
        self.startup = False

    def of(self, *types):
        return [m for m in self.iopub if m["type"] in types]

    def text(self, stream):
        return "".join(m["content"]["text"] for m in self.of("stream") if m["content"]["name"] == stream)

    @property
    def stdout(self):
        return self.text("stdout")

    @property
    def stderr(self):
        return self.text("stderr")

    @property
    def status(self):
        return self.reply and self.reply["content"].get("status")

    @property
    def result(self):
        results = self.of("execute_result")
        return results[0]["content"]["data"]["text/plain"] if results else None

    @property
    def error(self):
        """The error output of the cell as plain text; empty when there is none."""
        return "\n".join(plain("\n".join(m["content"]["traceback"])) for m in self.of("error"))

    @property
    def count(self):
        return self.reply["content"].get("execution_count")

    @property
    def states(self):
        return [m["content"]["execution_state"] for m in self.of("status")]

    @property
    def shown(self):
        """All that a reader of the notebook sees below the cell, as plain text."""
        parts = []
        for m in self.iopub:
            content = m["content"]
            if m["type"] == "stream":
                parts.append(content["text"])
            elif m["type"] in ("display_data", "execute_result", "update_display_data"):
                parts.append(content["data"].get("text/plain", ""))
            elif m["type"] == "error":
                parts.append("\n".join(content["traceback"]))
        return plain("\n".join(parts))

    @property
    def over(self):
        return self.reply is not None and self.idle_at is not None

    def story(self):
        lines = [f"{self.kind} {self.code[:300]!r}"]
        for m in self.iopub[-30:]:
            lines.append(f"  {m['at'] - self.sent:7.3f}  {m['type']} {json.dumps(m['content'])[:400]}")
        lines.append(f"  reply: {json.dumps(self.reply and self.reply['content'])[:600]}")
        return "\n".join(lines)

    __repr__ = story


class Client:
    """One client of a kernel, on sockets of its own.

    `session` is also the routing identity, as with Jupyter Server.
    """

    CHANNELS = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB}

    def __init__(self, info, identity=None, subscribe=b""):
        from jupyter_client.session import Session

        self.info = info
        self.session = Session(key=info["key"].encode(), signature_scheme=info["signature_scheme"])
        self.context = zmq.Context()
        self.sockets = {}
        self.poller = zmq.Poller()
        ip = {"0.0.0.0": "127.0.0.1", "*": "127.0.0.1"}.get(info["ip"], info["ip"])
        for channel, kind in self.CHANNELS.items():
            socket = self.context.socket(kind)
            socket.linger = 0
            socket.rcvhwm = 0
            if channel == "iopub":
                socket.subscribe(subscribe)
            else:
                socket.identity = (identity or self.session.session).encode()
            socket.connect(f"tcp://{ip}:{info[f'{channel}_port']}")
            self.sockets[channel] = socket
            self.poller.register(socket, zmq.POLLIN)
        self.runs = {}
        self.parentless = []
        self.foreign = {}
        self.input_requests = []
        self.answers = None
        self.kernel_sessions = set()
        self.message_ids = set()
        self.asked = 0

    def close(self):
        for socket in self.sockets.values():
            socket.close(0)
        self.context.term()

    # --- receiving ---

    def pump(self, seconds=0.05):
        """Takes in whatever has arrived, waiting up to `seconds` for the first of it."""
        names = {socket: name for name, socket in self.sockets.items()}
        for socket, _ in self.poller.poll(max(0, int(seconds * 1000))):
            for _ in range(200):
                try:
                    frames = socket.recv_multipart(zmq.NOBLOCK)
                except zmq.Again:
                    break
                self._take(names[socket], frames)

    def pump_for(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.pump(min(left, 0.05))

    def wait(self, condition, seconds, what="a message"):
        end = time.monotonic() + seconds * noisy()
        while not condition():
            left = end - time.monotonic()
            if left <= 0:
                story = "\n".join(run.story() for run in list(self.runs.values())[-3:])
                raise TimeoutError(f"{what}: not within {seconds} s; last requests:\n{story}")
            self.pump(min(left, 0.1))

    def _take(self, channel, frames):
        keyed = bool(self.info["key"])
        idents, header, parent, metadata, content, buffers = messages.check_frames(frames, keyed)
        if keyed:
            signed = frames[len(idents) + 1 :]
            assert self.session.sign(signed[1:5]) == signed[0], f"bad signature: {frames}"
        kind = header["msg_type"]
        messages.check_content(kind, content)
        assert header["msg_id"] not in self.message_ids, f"message id sent twice: {header}"
        self.message_ids.add(header["msg_id"])
        self.kernel_sessions.add(header["session"])
        message = {
            "channel": channel, "type": kind, "header": header, "parent": parent,
            "metadata": metadata, "content": content, "buffers": buffers,
            "topic": idents, "at": time.monotonic(),
        }
        run = self.runs.get(parent.get("msg_id"))
        if run is None:
            if not parent:
                self.parentless.append(message)
            else:
                self.foreign.setdefault(parent["msg_id"], []).append(message)
        elif channel == "iopub":
            run.iopub.append(message)
            if kind == "status" and content["execution_state"] == "idle":
                run.idle_at = message["at"]
            elif run.first_output_at is None and kind not in ("status", "execute_input"):
                run.first_output_at = message["at"]
        elif channel == "stdin":
            self.input_requests.append(message)
            if self.answers is not None:
                self.answer(self.answers.pop(0), message)
        else:
            assert run.reply is None, f"two replies to one request:\n{run.story()}\n{message}"
            run.reply, run.reply_at = message, message["at"]

    # --- sending ---

    def send(self, kind, content, channel="shell", code="", buffers=None, **header):
        """Sends a request and returns its `Run` without waiting."""
        message = self.session.msg(kind, content)
        message["header"].update(header)
        run = Run(kind, code)
        run.header = json.loads(self.session.pack(message["header"]))
        run.id = message["header"]["msg_id"]
        self.runs[run.id] = run
        self.session.send(self.sockets[channel], message, buffers=buffers)
        return run

    def ask(self, kind, content=None, channel="shell", seconds=10, **more):
        """Sends a request and waits for its reply and idle."""
        run = self.send(kind, content or {}, channel, **more)
        self.wait(lambda: run.over, seconds, kind)
        return run

    def start(self, code, **options):
        """Sends a cell as JupyterLab does, without waiting."""
        content = {
            "code": code, "silent": False, "store_history": True, "user_expressions": {},
            "allow_stdin": False, "stop_on_error": True, **options,
        }
        return self.send("execute_request", content, code=code)

    def run(self, code, seconds=20, inputs=None, **options):
        """Runs a cell to its idle; `inputs` are the lines to type when it asks."""
        self.answers = None if inputs is None else list(inputs)
        if inputs is not None:
            options.setdefault("allow_stdin", True)
        run = self.start(code, **options)
        self.wait(lambda: run.over, seconds, "idle")
        self.answers = None
        return run

    def ok(self, code, seconds=20, **options):
        """Runs a cell that must succeed."""
        run = self.run(code, seconds, **options)
        assert run.status == "ok", run.story()
        return run

    def finish(self, run, seconds=10):
        self.wait(lambda: run.over, seconds, "idle")
        return run

    def answer(self, value, request):
        reply = self.session.msg("input_reply", {"value": value}, parent=request["header"])
        self.session.send(self.sockets["stdin"], reply)

    def interrupt(self):
        return self.send("interrupt_request", {}, "control")

    def ready(self, seconds=30):
        """Waits as jupyter_client does: an answer, then something on IOPub."""
        end = time.monotonic() + seconds * noisy()
        while time.monotonic() < end:
            run = self.send("kernel_info_request", {})
            # IOPub may connect in the middle of it, so that its busy was not seen.
            run.startup = True
            started = STARTED.get(self.info["shell_port"])
            if started and started.poll() is not None:
                raise RuntimeError(f"the kernel ended: {started.communicate()[1][-3000:]}")
            try:
                self.wait(lambda: run.over, 1)
                return run
            except TimeoutError:
                continue
        raise TimeoutError(f"no kernel_info_reply and idle within {seconds} s")

    def check_books(self):
        """Each finished request had one busy, then one idle, and the kernel had one session."""
        assert len(self.kernel_sessions) <= 1, f"several session ids: {self.kernel_sessions}"
        for run in self.runs.values():
            if run.startup or not run.over:
                continue
            states = run.states
            assert states[0] == "busy" and states.count("idle") == 1, run.story()
            assert run.iopub[0]["type"] == "status", run.story()
            for message in run.iopub:
                assert message["parent"] == run.header, (message["parent"], run.header)
            idle = next(i for i, m in enumerate(run.iopub) if m["content"].get("execution_state") == "idle")
            for message in run.iopub[idle + 1 :]:
                assert message["type"] in (
                    "stream", "display_data", "update_display_data", "error", "clear_output",
                    "comm_open", "comm_msg", "comm_close",
                ), run.story()


class Kernel(Client):
    """A kernel process started through its kernelspec by jupyter_client, and a client of it."""

    def __init__(self, env=None, cwd=None, extra=(), stderr=None):
        self.log = stderr
        self.km = KernelManager(kernel_name=NAME, cache_ports=False)
        for channel, port in zip(CHANNELS, free_ports(5)):
            setattr(self.km, f"{channel}_port", port)
        self.began = time.monotonic()
        options = {"stderr": stderr, "stdout": stderr} if stderr else {}
        self.km.start_kernel(
            env={**os.environ, **(env or {})}, cwd=cwd, extra_arguments=list(extra), **options
        )
        self.pid = self.km.provisioner.process.pid
        LIVING.append(self)
        try:
            super().__init__(self.connection())
            self.ready()
        except BaseException:
            self.kill()
            raise

    def connection(self):
        info = self.km.get_connection_info()
        info["key"] = info["key"].decode()
        return info

    def processes(self):
        return family(self.pid)

    def cell_pid(self):
        """The process id of the cell JVM."""
        children = psutil.Process(self.pid).children()
        return children[0].pid if children else None

    def cpu(self):
        """CPU seconds that all processes of the kernel have used."""
        total = 0.0
        for process in self.processes():
            try:
                times = process.cpu_times()
                total += times.user + times.system
            except psutil.NoSuchProcess:
                pass
        return total

    def cores_used(self, seconds=0.6):
        before, since = self.cpu(), time.monotonic()
        self.pump_for(seconds)
        return (self.cpu() - before) / (time.monotonic() - since)

    def cores_at_rest(self, below=0.5, seconds=0.6):
        """Cores used once they are below the limit; after 8 s of more, what they are then.

        A new kernel uses some for a moment when nothing runs: it gets ready for the next cells."""
        end = time.monotonic() + 8 * noisy()
        cores = self.cores_used(seconds)
        while cores >= below and time.monotonic() < end:
            cores = self.cores_used(seconds)
        return cores

    def alive(self):
        return self.km.provisioner.process.poll() is None

    def shutdown(self, seconds=5):
        """Ends the kernel in the orderly way and checks that nothing of it is left."""
        processes = self.processes()
        self.interrupt()
        run = self.send("shutdown_request", {"restart": False}, "control")
        self.wait(lambda: run.reply, seconds, "shutdown_reply")
        until(lambda: not self.alive(), seconds, "exit after shutdown_reply")
        until(lambda: not any(map(alive, processes)), seconds, "the end of all processes")
        code = self.km.provisioner.process.returncode
        self.kill()
        return run, code

    def kill(self):
        """Ends what is left of the kernel, with force."""
        if self in LIVING:
            LIVING.remove(self)
            self.close()
        for process in self.processes():
            try:
                process.kill()
            except psutil.NoSuchProcess:
                pass
        try:
            self.km.cleanup_resources()
        except Exception:
            pass
        for socket in ("_control_socket",):
            if getattr(self.km, socket, None):
                getattr(self.km, socket).close(0)


STARTED = {}
"""Kernels started by `process`, by shell port."""

LIVING = []
"""Kernels that this process started and that may still run."""


def free_ports(n):
    """Ports that nobody is given who asks the system for any: they stay free until they are used."""
    ports = []
    while len(ports) < n:
        port = random.SystemRandom().randrange(10_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in ports:
            ports.append(port)
    return ports


def connection_info(**changes):
    ports = free_ports(5)
    info = {
        "transport": "tcp", "ip": "127.0.0.1", "key": uuid.uuid4().hex,
        "signature_scheme": "hmac-sha256", "kernel_name": NAME,
        **{f"{c}_port": p for c, p in zip(CHANNELS, ports)},
    }
    info.update(changes)
    return info


@contextmanager
def process(folder, info=None, text=None, args=(), env=None, popen=None):
    """Starts the kernel by its command line on a connection file of our own.

    Yields (Popen, connection info); kills what is left at the end. `text` is written in place of
    the JSON of `info`.
    """
    info = info or connection_info()
    path = os.path.join(folder, f"connection-{uuid.uuid4().hex}.json")
    with open(path, "w") as file:
        file.write(json.dumps(info) if text is None else text)
    started = subprocess.Popen(
        argv(path, *args),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, **(env or {})}, start_new_session=True, **(popen or {}),
    )
    STARTED[info["shell_port"]] = started
    started.connection_file = path
    started.family = lambda: family(started.pid)
    try:
        yield started, info
    finally:
        for member in family(started.pid):
            try:
                member.kill()
            except psutil.NoSuchProcess:
                pass
        try:
            os.killpg(started.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        started.wait(5)
        STARTED.pop(info["shell_port"])
        started.stdout.close()
        started.stderr.close()


@contextmanager
def connected(info, **options):
    client = Client(info, **options)
    try:
        yield client
    finally:
        client.close()


def thread_dumps():
    """The threads of every JVM of the kernels that run, as text."""
    jcmd = os.path.join(java_home(), "bin", "jcmd")
    parts = []
    for kernel in LIVING:
        for member in kernel.processes():
            parts.append(f"--- process {member.pid}")
            try:
                done = subprocess.run(
                    [jcmd, str(member.pid), "Thread.print"], capture_output=True, text=True, timeout=10
                )
                parts.append(done.stdout or done.stderr)
            except (OSError, subprocess.TimeoutExpired) as failure:
                parts.append(repr(failure))
    return "\n".join(parts)
