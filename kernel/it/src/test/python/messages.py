"""Checks messages of a kernel against the Jupyter messaging specification, version 5.5.

`check_frames` looks at the raw frames of one message (wire protocol, header), `check_content` at
the content of each message type. Both raise `BadMessage` with the value and the rule it breaks.
"""

import json
import re

DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")
MIME = re.compile(r"[\w\-+.]+/[\w\-+.]+")
DELIMITER = b"<IDS|MSG>"


class BadMessage(AssertionError):
    """A message that breaks the specification."""


class Optional:
    """A field that may be absent, but not of another shape."""

    def __init__(self, rule):
        self.rule = rule


def one_of(*words):
    return lambda value: value in words


def count(value):
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def list_of(rule):
    return lambda value: isinstance(value, list) and all(holds(rule, item) for item in value)


def bundle(value):
    """MIME type to data; JSON types are values, all others text."""
    return isinstance(value, dict) and all(
        MIME.fullmatch(mime)
        and (isinstance(data, str) or mime == "application/json" or mime.endswith("+json"))
        for mime, data in value.items()
    )


def shape(**fields):
    return lambda value: isinstance(value, dict) and all(
        holds(rule.rule, value[name]) if name in value else isinstance(rule, Optional)
        for name, rule in (
            (name, rule if isinstance(rule, Optional) else Required(rule))
            for name, rule in fields.items()
        )
    )


class Required:
    def __init__(self, rule):
        self.rule = rule


def holds(rule, value):
    if isinstance(rule, type):
        return isinstance(value, rule) and not (rule is int and isinstance(value, bool))
    return rule(value)


def comms(value):
    return isinstance(value, dict) and all(
        isinstance(about.get("target_name"), str) for about in value.values()
    )


def expressions(value):
    return isinstance(value, dict) and all(
        answer["status"] == "ok" and bundle(answer["data"]) and isinstance(answer["metadata"], dict)
        or answer["status"] == "error" and isinstance(answer["traceback"], list)
        for answer in value.values()
    )


def history_entry(value):
    return (
        isinstance(value, list)
        and len(value) == 3
        and count(value[0])
        and count(value[1])
        and (isinstance(value[2], str) or isinstance(value[2], list) and len(value[2]) == 2)
    )


TRACE = {"ename": str, "evalue": str, "traceback": list_of(str)}
DISPLAY = {"data": bundle, "metadata": dict, "transient": Optional(dict)}

CONTENT = {
    "status": {"execution_state": one_of("busy", "idle", "starting")},
    "stream": {"name": one_of("stdout", "stderr"), "text": str},
    "display_data": DISPLAY,
    "update_display_data": {
        "data": bundle,
        "metadata": dict,
        "transient": shape(display_id=str),
    },
    "execute_input": {"code": str, "execution_count": count},
    "execute_result": {**DISPLAY, "execution_count": count},
    "error": TRACE,
    "clear_output": {"wait": bool},
    "iopub_welcome": {"subscription": str},
    "comm_open": {"comm_id": str, "target_name": str, "data": dict},
    "comm_msg": {"comm_id": str, "data": dict},
    "comm_close": {"comm_id": str, "data": dict},
    "input_request": {"prompt": str, "password": bool},
    "execute_reply": {
        "execution_count": count,
        "payload": list_of(shape(source=str)),
        "user_expressions": expressions,
    },
    "kernel_info_reply": {
        "protocol_version": re.compile(r"5\.\d+(\.\d+)?").fullmatch,
        "implementation": str,
        "implementation_version": str,
        "language_info": shape(
            name=str, version=str, mimetype=str, file_extension=re.compile(r"\.\w+").fullmatch
        ),
        "banner": str,
        "help_links": list_of(shape(text=str, url=str)),
        "supported_features": list_of(str),
    },
    "complete_reply": {
        "matches": list_of(str),
        "cursor_start": count,
        "cursor_end": count,
        "metadata": dict,
    },
    "inspect_reply": {"found": bool, "data": bundle, "metadata": dict},
    "history_reply": {"history": list_of(history_entry)},
    "comm_info_reply": {"comms": comms},
    "shutdown_reply": {"restart": bool},
    "interrupt_reply": {},
    "connect_reply": {
        f"{channel}_port": count for channel in ("shell", "iopub", "stdin", "control", "hb")
    },
    "usage_reply": {
        "hostname": str,
        "pid": count,
        "kernel_cpu": number,
        "kernel_memory": number,
        "cpu_count": count,
        "host_virtual_memory": dict,
    },
}


def require(condition, *what):
    if not condition:
        raise BadMessage(" ".join(str(part) for part in what))


def strict_json(frame):
    """The object in a JSON frame, as a browser would read it."""

    def refuse(word):
        raise BadMessage(f"{word} is no JSON: {frame[:200]!r}")

    value = json.loads(frame.decode("utf-8", "strict"), parse_constant=refuse)
    require(isinstance(value, dict), "not a JSON object:", frame[:200])
    return value


def check_frames(frames, keyed=True):
    """Splits the frames of one message and checks all but its content.

    Returns (identities, header, parent_header, metadata, content, buffers) with JSON parsed.
    """
    require(DELIMITER in frames, "no delimiter in", frames)
    cut = frames.index(DELIMITER)
    identities, signed = frames[:cut], frames[cut + 1 :]
    require(len(signed) >= 5, "too few frames:", frames)
    require(
        re.fullmatch(rb"[0-9a-f]{32,128}" if keyed else rb"", signed[0]),
        "signature is not lower-case hex:",
        signed[0],
    )
    header, parent, metadata, content = (strict_json(frame) for frame in signed[1:5])
    for field in ("msg_id", "session", "username", "date", "msg_type", "version"):
        require(isinstance(header.get(field), str), field, "is not a string in", header)
    require(DATE.fullmatch(header["date"]), "date is no UTC time with microseconds:", header)
    require(header["version"].startswith("5."), "version is not 5.x:", header)
    require("subshell_id" not in header, "a kernel's header names no subshell:", header)
    require(parent == {} or "msg_id" in parent, "odd parent header:", parent)
    return identities, header, parent, metadata, content, signed[5:]


def check_content(msg_type, content):
    """Checks the content of a message that a kernel sent."""
    if msg_type == "is_complete_reply":
        require(
            content.get("status") in ("complete", "incomplete", "invalid", "unknown"),
            "is_complete_reply:",
            content,
        )
        require("indent" not in content or content["status"] == "incomplete", content)
        return
    require(msg_type in CONTENT, "unknown message type", msg_type)
    fields = CONTENT[msg_type]
    if msg_type.endswith("_reply"):
        status = content.get("status")
        require(status in ("ok", "error", "aborted"), msg_type, "has status", status)
        if status == "aborted":
            require(msg_type == "execute_reply", msg_type, "cannot be aborted")
            require(content == {"status": "aborted"}, "aborted replies say only that:", content)
            return
        if status == "error":
            fields = dict(TRACE)
            if msg_type == "execute_reply":
                fields["execution_count"] = count
    for name, rule in fields.items():
        optional = isinstance(rule, Optional)
        if name not in content:
            require(optional, msg_type, "lacks", name, "in", json.dumps(content)[:500])
            continue
        rule = rule.rule if optional else rule
        require(holds(rule, content[name]), msg_type, name, "is", repr(content[name])[:500])
    if msg_type == "execute_result":
        require("text/plain" in content["data"], "a result without text/plain:", content)
    if msg_type in ("display_data", "execute_result"):
        for mime, data in content["data"].items():
            if mime.startswith("image/") and mime != "image/svg+xml":
                require("\n" not in data, mime, "has line breaks in its base64")
