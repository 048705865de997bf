"""Questions about code and kernel: complete, inspect, is_complete, history, info, usage."""

import time
import uuid

import pytest


def complete(kernel, code, cursor=None, seconds=5):
    content = {"code": code, "cursor_pos": len(code) if cursor is None else cursor}
    return kernel.ask("complete_request", content, seconds=seconds).reply["content"]


def inspect(kernel, code, cursor=None, detail=0):
    content = {"code": code, "cursor_pos": len(code) if cursor is None else cursor,
               "detail_level": detail}
    return kernel.ask("inspect_request", content).reply["content"]


def is_complete(kernel, code):
    return kernel.ask("is_complete_request", {"code": code}).reply["content"]


def history(kernel, access, **more):
    content = {"output": False, "raw": True, "hist_access_type": access, **more}
    return kernel.ask("history_request", content).reply["content"]["history"]


def test_kernel_info_describes_java(kernel, feature):
    for channel in ("shell", "control"):
        info = kernel.ask("kernel_info_request", channel=channel).reply["content"]
        assert info["protocol_version"].startswith("5.5")
        language = info["language_info"]
        assert language["name"] == "java"
        assert language["mimetype"] == "text/x-java"
        assert language["codemirror_mode"] == "java"
        assert language["pygments_lexer"] == "java"
        assert language["version"].startswith(str(feature))
        assert info["implementation"].lower() == "interleave"
        assert "kernel subshells" not in info["supported_features"]
    assert all(m["header"]["version"] == "5.5" for m in kernel.ok("1").iopub)


@pytest.mark.parametrize(
    "kind", ["foo_request", "debug_request", "create_subshell_request", "list_subshell_request", "x"]
)
@pytest.mark.parametrize("channel", ["shell", "control"])
def test_unknown_requests_get_busy_and_idle(kernel, kind, channel):
    run = kernel.send(kind, {"command": "nothing", "seq": 0, "type": "request"}, channel)
    kernel.wait(lambda: run.idle_at, 5, "idle")
    assert run.states == ["busy", "idle"]
    assert kernel.ask("kernel_info_request").status == "ok"


def test_members_are_completed(kernel):
    answer = complete(kernel, 'String word = "a"; word.toUpp')
    assert "toUpperCase(" in {m.rstrip(")") for m in answer["matches"]} or any(
        m.startswith("toUpperCase") for m in answer["matches"]
    )
    start, end = answer["cursor_start"], answer["cursor_end"]
    assert 'String word = "a"; word.toUpp'[start:end] == "toUpp"


def test_variables_of_other_cells_are_completed(kernel):
    kernel.ok("int quiteUnusual = 1;")
    assert any(m.startswith("quiteUnusual") for m in complete(kernel, "int x = quiteUn")["matches"])


def test_positions_count_code_points(kernel):
    code = 'String s𝐚 = "x"; s𝐚.isEm'
    answer = complete(kernel, code)
    assert code[answer["cursor_start"] : answer["cursor_end"]] == "isEm"
    assert any(m.startswith("isEmpty") for m in answer["matches"])
    kernel.ok('String t𝐚 = "x";')
    asked = '/* 😀😀😀 */ t𝐚.isEmpty'
    assert inspect(kernel, asked, len(asked) - 1)["found"]


def test_completion_in_the_middle_of_a_cell(kernel):
    code = 'var list = new ArrayList<String>();\nlist.ad\nSystem.out.println(list);'
    answer = complete(kernel, code, code.index("list.ad") + len("list.ad"))
    assert any(m.startswith("add") for m in answer["matches"])
    assert answer["cursor_end"] == code.index("list.ad") + len("list.ad")


@pytest.mark.parametrize("cursor", [None, -5, 1000, 0])
def test_odd_cursors_are_clamped(kernel, cursor):
    content = {"code": "Str"}
    if cursor is not None:
        content["cursor_pos"] = cursor
    answer = kernel.ask("complete_request", content).reply["content"]
    assert 0 <= answer["cursor_start"] <= answer["cursor_end"] <= 3
    assert kernel.ask("complete_request", {"code": "Str", "cursor_pos": None}).status == "ok"


def test_completion_has_no_side_effects(kernel):
    kernel.ok("int touched = 0;")
    for code in ("touched++; touched.", "System.exit(0); Str", "touched = 9; tou"):
        complete(kernel, code)
    assert kernel.ok("touched").result == "0"


def test_types_for_the_completer_match_by_index(kernel):
    answer = complete(kernel, "Strin")
    types = answer["metadata"].get("_jupyter_types_experimental")
    if types is not None:
        assert [t["text"] for t in types] == answer["matches"]
        assert all(isinstance(t["type"], str) for t in types)


def test_magics_are_completed(kernel):
    assert any("settle" in m for m in complete(kernel, "%set")["matches"])


@pytest.mark.parametrize("code", ["", "}", "((((", "\"", "a.b.c.", "%%", "𝐚"])
def test_completion_of_nonsense_is_an_answer(kernel, code):
    assert complete(kernel, code)["status"] == "ok"
    assert inspect(kernel, code)["status"] == "ok"


def test_inspection_finds_methods_and_classes(kernel):
    for code in ("String", "Math.abs", "Thread.sleep", '"a".length', "List.of"):
        answer = inspect(kernel, code)
        assert answer["found"], code
        assert answer["data"]["text/plain"].strip()
    kernel.ok("int documented(int a, String b) { return a; }")
    assert "documented" in inspect(kernel, "documented(")["data"]["text/plain"]
    kernel.ok("long inspected = 5;")
    assert "long" in inspect(kernel, "inspected")["data"]["text/plain"]
    assert inspect(kernel, "String", detail=1)["found"]


def test_nothing_known_is_not_an_error(kernel):
    answer = inspect(kernel, "noSuchThing")
    assert (answer["found"], answer["data"]) == (False, {})


@pytest.mark.parametrize("code", ["1", "int x = 1;", "int f() { return 1; }", "", "// a", "if (true) { }"])
def test_complete_code(kernel, code):
    assert is_complete(kernel, code)["status"] == "complete"


@pytest.mark.parametrize("code", ["int f() {", '"""\nabc', "if (true) {", "foo(", "/* a", "class A {\n  int x;"])
def test_incomplete_code(kernel, code):
    answer = is_complete(kernel, code)
    assert answer["status"] == "incomplete"
    assert answer.get("indent", "").strip() == ""


@pytest.mark.parametrize("code", ["int x = ;", ")", "1 + * 2"])
def test_invalid_code(kernel, code):
    assert is_complete(kernel, code)["status"] == "invalid"


def test_history_by_tail_search_and_range(kernel):
    # Earlier sessions of the same user are searched too, so the names are new ones.
    name = "h" + uuid.uuid4().hex[:8]
    codes = [f"int {name}{i} = {i} * 111;" for i in range(4)]
    runs = [kernel.ok(code) for code in codes]
    kernel.run("int secret1 = 1;", silent=True)
    kernel.ok("1 + 111", store_history=False)
    tail = history(kernel, "tail", n=4)
    assert [entry[2] for entry in tail] == codes
    assert [entry[1] for entry in tail] == [run.count for run in runs]
    session, line = tail[0][:2]
    found = history(kernel, "range", session=session, start=line, stop=line + 2)
    assert [entry[2] for entry in found] == codes[:2]
    assert history(kernel, "range", session=0, start=line, stop=line + 1)[0][2] == codes[0]
    assert [e[2] for e in history(kernel, "search", pattern=f"int {name}2*")] == [codes[2]]
    assert len(history(kernel, "search", pattern=f"int {name}*", n=2)) == 2
    kernel.ok(codes[0])
    assert len(history(kernel, "search", pattern=f"int {name}0 =*", unique=True)) == 1
    assert len(history(kernel, "search", pattern=f"int {name}0 =*")) == 2
    with_output = kernel.ask("history_request", {"output": True, "raw": True,
                                                 "hist_access_type": "tail", "n": 1})
    assert len(with_output.reply["content"]["history"][0][2]) == 2


def test_history_tolerates_nulls_and_nonsense(kernel):
    content = {"output": None, "raw": None, "hist_access_type": "tail", "n": None, "pattern": None,
               "session": None, "start": None, "stop": None, "unique": None}
    assert kernel.ask("history_request", content).status == "ok"
    assert kernel.ask("history_request", {"hist_access_type": "sideways"}).reply
    assert kernel.ask("history_request", {}).reply


def test_connect_reply_has_the_ports(kernel):
    run = kernel.send("connect_request", {})
    kernel.wait(lambda: run.idle_at, 5)
    if run.reply:
        assert run.reply["content"]["hb_port"] == kernel.info["hb_port"]


def test_usage_counts_both_jvms_also_while_a_cell_runs(kernel):
    import psutil

    busy = kernel.start("long n = 0; long end = System.nanoTime() + 2_500_000_000L; "
                        "while (System.nanoTime() < end) n++;")
    kernel.wait(lambda: busy.of("execute_input"), 5)
    kernel.ask("usage_request", channel="control", seconds=2)
    since, before = time.monotonic(), kernel.cpu()
    kernel.pump_for(1)
    run = kernel.ask("usage_request", channel="control", seconds=2)
    cpu = 100 * (kernel.cpu() - before) / (time.monotonic() - since)
    assert not busy.over
    usage = run.reply["content"]
    assert run.reply["type"] == "usage_reply"
    assert usage["pid"] == kernel.pid
    assert usage["cpu_count"] == psutil.cpu_count()
    memory = sum(p.memory_info().rss for p in kernel.processes())
    assert 0.2 * memory < usage["kernel_memory"] < 1.5 * memory
    assert 0.7 * cpu - 5 < usage["kernel_cpu"] < 1.3 * cpu + 5, cpu
    virtual = usage["host_virtual_memory"]
    assert abs(virtual["total"] - psutil.virtual_memory().total) < 0.1 * virtual["total"]
    kernel.finish(busy, 10)


def test_questions_are_answered_while_a_cell_runs_and_the_kernel_stays_busy(kernel):
    kernel.ok("String during = \"x\";")
    busy = kernel.start("Thread.sleep(2500);")
    kernel.wait(lambda: busy.of("execute_input"), 5)
    asked = [
        kernel.ask("complete_request", {"code": "during.len", "cursor_pos": 10}, seconds=2),
        kernel.ask("inspect_request", {"code": "during", "cursor_pos": 3, "detail_level": 0}, seconds=2),
        kernel.ask("is_complete_request", {"code": "int f() {"}, seconds=2),
        kernel.ask("history_request", {"hist_access_type": "tail", "n": 1, "output": False,
                                       "raw": True}, seconds=2),
        kernel.ask("comm_info_request", {}, seconds=2),
        kernel.ask("kernel_info_request", {}, seconds=2),
    ]
    assert not busy.over, "they waited for the cell"
    for run in asked:
        assert run.status in ("ok", "incomplete"), run.story()
    kernel.pump_for(0.2)
    assert busy.states[-1] == "busy"
    # The server counts all but these; ours is about the state that it shows.
    tracked = [r for r in asked if r.kind not in ("kernel_info_request", "comm_info_request")]
    last = max((m for r in [*tracked, busy] for m in r.of("status")), key=lambda m: m["at"])
    assert last["parent"]["msg_id"] == busy.id, "the last word is that the cell is busy"
    kernel.finish(busy)
    assert busy.states[-1] == "idle" and busy.states.count("idle") == 1


def test_idle_kernel_is_silent_on_iopub(kernel):
    kernel.pump_for(2)
    before = len(kernel.message_ids)
    kernel.pump_for(5)
    assert len(kernel.message_ids) == before


def test_idle_kernel_uses_no_cpu(kernel):
    kernel.pump_for(0.5)
    assert kernel.cores_at_rest(0.1, 2) < 0.1
