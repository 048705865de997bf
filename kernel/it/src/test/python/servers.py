"""A Jupyter Server of our own, and a client that sees what a browser sees."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
import uuid

import websocket

import kernels
import messages

TOKEN = "interleave-tests"


class Server:
    """`jupyter server` in a folder, on a free port of 127.0.0.1."""

    def __init__(self, folder, app="jupyter_server", options=()):
        self.port = kernels.free_ports(1)[0]
        self.log_path = os.path.join(folder, "server.log")
        self.log_file = open(self.log_path, "w")
        root = os.path.join(folder, "root")
        os.makedirs(root, exist_ok=True)
        self.process = subprocess.Popen(
            [sys.executable, "-m", app, "--no-browser", "--allow-root", "--ServerApp.ip=127.0.0.1",
             f"--ServerApp.port={self.port}", "--ServerApp.port_retries=0",
             f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={root}",
             "--ServerApp.allow_origin=*", *options],
            stdin=subprocess.DEVNULL, stdout=self.log_file, stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        kernels.until(self.answers, 40, "an answer of Jupyter Server")

    def answers(self):
        if self.process.poll() is not None:
            raise RuntimeError(f"Jupyter Server ended: {self.log()[-3000:]}")
        try:
            return self.call("GET", "status")
        except OSError:
            return None

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/{path}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"token {TOKEN}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            text = answer.read()
            return json.loads(text) if text else True

    def log(self):
        with open(self.log_path) as file:
            return file.read()

    def close(self):
        family = kernels.family(self.process.pid)
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            pass
        for process in family:
            if kernels.alive(process):
                process.kill()
        self.log_file.close()


class Page:
    """One kernel of the server over a websocket, as JupyterLab talks to it."""

    def __init__(self, server, kernel=None, path=None):
        self.server = server
        if path:
            session = server.call("POST", "sessions", {
                "path": path, "type": "notebook", "name": path, "kernel": {"name": kernels.NAME}})
            kernel = session["kernel"]["id"]
        self.id = kernel or server.call("POST", "kernels", {"name": kernels.NAME})["id"]
        self.session = uuid.uuid4().hex
        self.runs = {}
        self.connect()

    def connect(self):
        self.socket = websocket.create_connection(
            f"ws://127.0.0.1:{self.server.port}/api/kernels/{self.id}/channels"
            f"?session_id={self.session}&token={TOKEN}", timeout=30,
        )

    def send(self, kind, content, channel="shell"):
        header = {"msg_id": uuid.uuid4().hex, "session": self.session, "username": "", "msg_type": kind,
                  "version": "5.2", "date": "2026-01-01T00:00:00.000Z", "subshell_id": None}
        run = kernels.Run(kind, content.get("code", ""))
        run.id = header["msg_id"]
        self.runs[run.id] = run
        self.socket.send(json.dumps({
            "channel": channel, "header": header, "parent_header": {}, "metadata": {},
            "content": content, "buffers": []}))
        return run

    def start(self, code, **more):
        return self.send("execute_request", {
            "code": code, "silent": False, "store_history": True, "user_expressions": {},
            "allow_stdin": True, "stop_on_error": True, **more})

    def pump(self, seconds=0.1):
        self.socket.settimeout(max(seconds, 0.001))
        try:
            data = self.socket.recv()
        except websocket.WebSocketTimeoutException:
            return
        message = json.loads(data)
        kind, content = message["header"]["msg_type"], message["content"]
        if message["channel"] != "iopub" or kind != "status":
            messages.check_content(kind, content)
        run = self.runs.get((message["parent_header"] or {}).get("msg_id"))
        if run is None:
            return
        record = {"type": kind, "content": content, "at": time.monotonic(),
                  "header": message["header"], "parent": message["parent_header"]}
        if message["channel"] == "iopub":
            run.iopub.append(record)
            if kind == "status" and content["execution_state"] == "idle":
                run.idle_at = record["at"]
        else:
            run.reply, run.reply_at = record, record["at"]

    def finish(self, run, seconds=30):
        end = time.monotonic() + seconds * kernels.noisy()
        while not run.over:
            if time.monotonic() > end:
                raise TimeoutError(f"no idle within {seconds} s:\n{run.story()[:3000]}")
            self.pump()
        return run

    def run(self, code, seconds=30, **more):
        return self.finish(self.start(code, **more), seconds)

    def state(self):
        return self.server.call("GET", f"kernels/{self.id}")["execution_state"]

    def close(self):
        self.socket.close()
