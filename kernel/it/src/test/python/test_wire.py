"""The wire protocol with raw frames: signatures, identities, damaged input, heartbeat, IOPub."""

import hashlib
import hmac
import json
import os
import random
import threading
import time
import uuid

import pytest
import zmq

import kernels
from messages import DELIMITER


def header(kind="kernel_info_request", **more):
    return {"msg_id": uuid.uuid4().hex, "session": "raw", "username": "u", "msg_type": kind,
            "date": "2026-01-02T03:04:05.123456Z", "version": "5.3", **more}


def signed(key, parts, scheme="sha256"):
    mac = hmac.new(key.encode(), digestmod=getattr(hashlib, scheme))
    for part in parts:
        mac.update(part)
    return mac.hexdigest().encode()


def frames(info, head=None, content=None, buffers=(), before=(), scheme="sha256"):
    parts = [json.dumps(p).encode() for p in (head or header(), {}, {}, content or {})]
    signature = signed(info["key"], parts, scheme) if info["key"] else b""
    return [*before, DELIMITER, signature, *parts, *buffers]


@pytest.fixture
def raw(kernel):
    """Opens a bare DEALER on a channel: `raw("shell")`."""
    sockets = []

    def connect(channel, identity=None, kind=zmq.DEALER):
        socket = kernel.context.socket(kind)
        socket.linger = 0
        socket.reconnect_ivl = -1  # one that was replaced must not come back
        if identity:
            socket.identity = identity
        if kind == zmq.SUB:
            socket.rcvhwm = 0
        socket.connect(f"tcp://127.0.0.1:{kernel.info[f'{channel}_port']}")
        sockets.append(socket)
        return socket

    yield connect
    for socket in sockets:
        socket.close(0)


def answer(socket, seconds=5):
    assert socket.poll(int(seconds * 1000 * kernels.noisy())), "no answer"
    return socket.recv_multipart()


def silent(socket, seconds=0.4):
    return not socket.poll(int(seconds * 1000))


@pytest.mark.parametrize("before", [[], [b"one"], [b"", b"\x00two", b"three"]])
@pytest.mark.parametrize("buffers", [[], [b"\x00\xff", b"{}"]])
@pytest.mark.parametrize("channel", ["shell", "control"])
def test_leading_frames_come_back(kernel, raw, before, buffers, channel):
    socket = raw(channel)
    head = header(x={"deep": [1, None]})
    socket.send_multipart(frames(kernel.info, head, before=before, buffers=buffers))
    got = answer(socket)
    assert got[: len(before)] == before
    assert got[len(before)] == DELIMITER
    reply, parent = json.loads(got[len(before) + 2]), json.loads(got[len(before) + 3])
    assert reply["msg_type"] == "kernel_info_reply"
    assert parent == head, "the parent header is the request's header, verbatim"
    assert got[len(before) + 1] == signed(kernel.info["key"], got[len(before) + 2 : len(before) + 6])


def damaged(info):
    good = frames(info)
    bad_json = [b"{", b"{}", b"{}", b"{}"]
    typeless = [json.dumps({"msg_id": "a"}).encode(), b"{}", b"{}", b"{}"]
    listed = [b"[]", b"[]", b"[]", b"[]"]
    numbers = [json.dumps({k: 5 for k in header()}).encode(), b"{}", b"{}", b"{}"]
    nulls = [json.dumps({k: None for k in header()}).encode(), b"null", b"null", b"null"]
    deep = [b"[" * 200_000, b"{}", b"{}", b"{}"]
    latin = [b'{"msg_type": 5, "msg_id": "\xff\xfe"}', b"{}", b"{}", b"{}"]
    key = info["key"]
    return {
        "empty": [b""],
        "no delimiter": [b"a", b"b", b"c", b"d", b"e", b"f"],
        "only delimiter": [DELIMITER],
        "too few": good[:4],
        "unsigned": [good[0], b"", *good[2:]],
        "wrong signature": [good[0], b"0" * 64, *good[2:]],
        "signature cut": [good[0], good[1][:-1], *good[2:]],
        "signature in capitals": [good[0], good[1].upper(), *good[2:]],
        "signature of bytes": [good[0], b"\xff" * 64, *good[2:]],
        "changed after signing": [*good[:5], b'{"a": 1}'],
        "bad json": [DELIMITER, signed(key, bad_json), *bad_json],
        "no type": [DELIMITER, signed(key, typeless), *typeless],
        "lists": [DELIMITER, signed(key, listed), *listed],
        "numbers": [DELIMITER, signed(key, numbers), *numbers],
        "nulls": [DELIMITER, signed(key, nulls), *nulls],
        "deep nesting": [DELIMITER, signed(key, deep), *deep],
        "bad utf-8": [DELIMITER, signed(key, latin), *latin],
        "oversized": [DELIMITER, b"0" * 64, b"{" * 30_000_000, b"{}", b"{}", b"{}"],
    }


@pytest.mark.parametrize("channel", ["shell", "control", "stdin"])
def test_damaged_messages_are_dropped_and_the_channel_lives(kernel, raw, channel):
    before = len(kernel.parentless)
    for name, bad in damaged(kernel.info).items():
        socket = raw(channel)
        socket.send_multipart(bad)
        if name not in ("numbers", "nulls"):
            assert silent(socket, 0.05), name
        socket.close(0)
        if channel != "stdin":
            probe = raw(channel)
            probe.send_multipart(frames(kernel.info))
            assert answer(probe), name
            probe.close(0)
    assert kernel.ok("1 + 1").result == "2"
    assert len(kernel.parentless) == before, "nothing of it on IOPub"


def test_thousand_random_multiparts_harm_nothing(kernel, raw):
    dice = random.Random(4)
    for channel in ("shell", "control", "stdin"):
        socket = raw(channel)
        for _ in range(1000):
            parts = [dice.randbytes(dice.randrange(40)) for _ in range(dice.randrange(1, 9))]
            if dice.random() < 0.5:
                parts[dice.randrange(len(parts))] = DELIMITER
            socket.send_multipart(parts)
    assert kernel.ask("kernel_info_request", seconds=10).status == "ok"
    assert kernel.ask("kernel_info_request", channel="control").status == "ok"
    assert kernel.ok("1").result == "1"


def test_replayed_message_is_answered_once(kernel, raw):
    socket = raw("shell")
    message = frames(kernel.info)
    socket.send_multipart(message)
    answer(socket)
    socket.send_multipart(message)
    assert silent(socket)
    again = raw("shell")
    again.send_multipart(message)
    assert silent(again)


def test_second_peer_with_the_same_identity_is_served(kernel, raw):
    first = raw("shell", b"same")
    first.send_multipart(frames(kernel.info))
    answer(first)
    second = raw("shell", b"same")
    second.send_multipart(frames(kernel.info))
    answer(second)
    for _ in range(3):
        third = raw("control", b"panel")
        third.send_multipart(frames(kernel.info))
        answer(third)


def test_every_subscriber_is_welcomed(kernel, raw):
    for topic in (b"", b"", b"stream", b""):
        socket = raw("iopub", kind=zmq.SUB)
        socket.subscribe(topic)
        got = answer(socket, 2)
        cut = got.index(DELIMITER)
        head, parent, _, content = (json.loads(part) for part in got[cut + 2 : cut + 6])
        assert head["msg_type"] == "iopub_welcome"
        assert parent == {}
        assert content == {"subscription": topic.decode()}
        assert got[:cut] in ([], [topic])
        socket.close(0)


def test_subscription_by_topic_gets_only_that_topic(kernel, raw):
    socket = raw("iopub", kind=zmq.SUB)
    socket.subscribe(b"stream.stdout")
    answer(socket, 2)
    kernel.ok('System.out.println("o"); System.err.println("e"); 1')
    time.sleep(0.3)
    kinds = []
    while socket.poll(100):
        got = socket.recv_multipart()
        kinds.append((got[0], json.loads(got[3])["msg_type"]))
    assert kinds == [(b"stream.stdout", "stream")]


def test_bytes_that_are_no_topic_are_survived(kernel, raw):
    socket = raw("iopub", kind=zmq.SUB)
    socket.subscribe(b"\xff\xfe")
    socket.unsubscribe(b"\xff\xfe")
    socket.subscribe(b"a" * 10_000)
    publisher = raw("iopub", kind=zmq.XSUB)
    publisher.send(b"\x07nonsense")
    publisher.send(b"")
    assert kernel.ok("1").result == "1"


def test_heartbeat_echoes_while_cells_spin(kernel, raw):
    run = kernel.start("for (int i = 0; i < 8; i++) new Thread(() -> { while (true) { } }).start(); "
                       "while (true) { }")
    kernel.wait(lambda: run.of("execute_input"), 5)
    heart = raw("hb", kind=zmq.REQ)
    worst = 0
    for n in range(20):
        since = time.monotonic()
        heart.send(b"ping%d" % n)
        assert answer(heart, 2) == [b"ping%d" % n]
        worst = max(worst, time.monotonic() - since)
        time.sleep(0.05)
    assert worst < 1, worst
    kernel.interrupt()
    kernel.finish(run, 8)


def test_heartbeat_echoes_every_frame(kernel, raw):
    heart = raw("hb", kind=zmq.DEALER)
    heart.send_multipart([b"", b"a", b"b"])
    assert answer(heart, 2) == [b"", b"a", b"b"]


def test_display_of_large_data_keeps_its_bytes(kernel):
    run = kernel.ok('display("d".repeat(3_000_000));', seconds=30)
    assert len(run.of("display_data")[0]["content"]["data"]["text/plain"]) > 100_000


def test_ten_thousand_messages_have_ten_thousand_ids(kernel):
    run = kernel.ok('for (int i = 0; i < 10_000; i++) display(i);', seconds=60)
    assert len(run.of("display_data")) == 10_000  # ids and signatures are checked on arrival


@pytest.mark.parametrize("scheme", ["sha256", "sha512", "sha1", "md5"])
def test_signature_schemes(tmp_path, scheme):
    info = kernels.connection_info(signature_scheme=f"hmac-{scheme}")
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            client.ready()
            assert client.ok("1").result == "1"


def test_empty_key_switches_signing_off(tmp_path):
    info = kernels.connection_info(key="")
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            client.ready()
            run = client.ok('System.out.println(1); 2')
            assert (run.stdout, run.result) == ("1\n", "2")


def test_key_with_letters_beyond_ascii(tmp_path):
    info = kernels.connection_info(key="kéy-😀")
    with kernels.process(str(tmp_path), info):
        with kernels.connected(info) as client:
            client.ready()
