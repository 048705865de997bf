"""What threads print: complete, in order, in whole lines, in time."""

import collections
import re
import time

import pytest


def lines_of(text):
    return text.split("\n")[:-1]


def test_million_lines_arrive(kernel):
    run = kernel.ok('for (int i = 0; i < 1_000_000; i++) System.out.println(i);', seconds=60)
    assert lines_of(run.stdout) == [str(i) for i in range(1_000_000)]
    assert len(run.of("stream")) < 2_000


def test_four_threads_lose_no_line_and_tear_none(kernel):
    run = kernel.ok(
        "var threads = new ArrayList<Thread>();\n"
        "for (int t = 0; t < 4; t++) {\n"
        "  int id = t;\n"
        "  threads.add(new Thread(() -> {\n"
        '    for (int i = 0; i < 50_000; i++) System.out.println("t" + id + " line " + i + " end");\n'
        "  }));\n"
        "}\n"
        "for (var t : threads) t.start();\n"
        "for (var t : threads) t.join();",
        seconds=60,
    )
    seen = collections.defaultdict(list)
    for line in lines_of(run.stdout):
        found = re.fullmatch(r"t(\d) line (\d+) end", line)
        assert found, f"torn: {line!r}"
        seen[found[1]].append(int(found[2]))
    assert {key: len(values) for key, values in seen.items()} == dict.fromkeys("0123", 50_000)
    assert all(values == list(range(50_000)) for values in seen.values())


def test_lines_of_print_and_printf_of_one_thread_are_in_order(kernel):
    run = kernel.ok(
        'for (int i = 0; i < 1000; i++) { System.out.print(i); System.out.print(" "); '
        'System.out.printf("%s%n", "x"); System.out.append("y\\n"); System.out.write(122); }'
    )
    assert run.stdout == "".join(f"{i} x\ny\nz" for i in range(1000))


def test_both_streams_keep_their_common_order(kernel):
    run = kernel.ok(
        "for (int i = 0; i < 200; i++) {\n"
        '  System.out.println("o" + i);\n  System.err.println("e" + i);\n}'
    )
    assert run.stdout == "".join(f"o{i}\n" for i in range(200))
    assert run.stderr == "".join(f"e{i}\n" for i in range(200))
    joined = "".join(m["content"]["text"] for m in run.of("stream"))
    assert joined == "".join(f"o{i}\ne{i}\n" for i in range(200))


def test_partial_line_is_soon_visible(kernel):
    run = kernel.start('System.out.print("name? "); Thread.sleep(1500); System.out.println("x");')
    kernel.wait(lambda: run.of("execute_input"), 5)
    kernel.wait(lambda: run.stdout == "name? ", 5, "a partial line")
    kernel.finish(run)
    assert run.stdout == "name? x\n"
    assert run.reply_at - run.first_output_at > 1, run.story()


def test_lines_arrive_while_the_cell_runs(kernel):
    run = kernel.ok(
        'for (int i = 0; i < 5; i++) { System.out.println("tick " + i); Thread.sleep(1000); }'
    )
    times = [m["at"] for m in run.of("stream")]
    assert len(times) == 5, run.story()
    gaps = [b - a for a, b in zip(times, times[1:])]
    assert all(0.4 < gap < 1.6 for gap in gaps), gaps


def test_flushing_each_line_does_not_make_a_message_a_line(kernel):
    run = kernel.ok("for (int i = 0; i < 5000; i++) { System.out.println(i); System.out.flush(); }")
    assert len(lines_of(run.stdout)) == 5000
    assert len(run.of("stream")) < 200


def test_utf8_split_over_writes_is_joined(kernel):
    run = kernel.ok(
        'byte[] face = "😀é\\n".getBytes(java.nio.charset.StandardCharsets.UTF_8);\n'
        "for (byte b : face) { System.out.write(b); System.out.flush(); Thread.sleep(20); }"
    )
    assert run.stdout == "😀é\n", run.story()


def test_utf8_of_two_threads_does_not_mix(kernel):
    run = kernel.ok(
        'byte[] bytes = "é".getBytes(java.nio.charset.StandardCharsets.UTF_8);\n'
        "System.out.write(bytes[0]); System.out.flush();\n"
        'var t = new Thread(() -> System.out.println("other")); t.start(); t.join();\n'
        "System.out.write(bytes[1]); System.out.println();"
    )
    assert "é" in run.stdout and "other\n" in run.stdout, run.story()
    assert "\ufffd" not in run.stdout


def test_strings_of_every_kind_survive(kernel):
    text = 'tab\\t é ß 日本 😀 \\u0000 \\u001b[31mred\\u001b[0m \\r\\b back'
    run = kernel.ok(f'System.out.println("{text}");')
    assert run.stdout == "tab\t é ß 日本 😀 \0 \x1b[31mred\x1b[0m \r\b back\n"


def test_lone_surrogates_are_replaced(kernel):
    run = kernel.ok('System.out.println("a\\ud800b"); "x\\udc00y"')
    assert re.fullmatch("a.b\n", run.stdout), run.story()
    assert run.result.strip('"').startswith("x")


def test_carriage_returns_stay(kernel):
    run = kernel.ok('for (int i = 0; i < 5; i++) System.out.print("\\r" + i);')
    assert run.stdout == "\r0\r1\r2\r3\r4"


def test_output_of_a_child_process_is_shown(kernel):
    run = kernel.ok(
        'int status = new ProcessBuilder("sh", "-c", "echo out; echo err >&2; exit 3")'
        ".inheritIO().start().waitFor();\nSystem.out.println(status);"
    )
    assert run.stdout.replace("3\n", "", 1) == "out\n" and "3\n" in run.stdout, run.story()
    assert run.stderr == "err\n"


def test_many_lines_of_a_child_process_arrive_before_idle(kernel):
    run = kernel.ok(
        'new ProcessBuilder("seq", "1", "100000").inheritIO().start().waitFor();', seconds=30
    )
    assert lines_of(run.stdout) == [str(i) for i in range(1, 100_001)]


def test_replaced_system_out_is_respected_and_can_be_put_back(kernel):
    run = kernel.ok(
        "var saved = System.out;\n"
        "var buffer = new ByteArrayOutputStream();\n"
        "System.setOut(new PrintStream(buffer, true));\n"
        'System.out.println("captured");\n'
        "System.setOut(saved);\n"
        'System.out.println("seen " + (System.out == saved) + " " + buffer.toString().trim());'
    )
    assert run.stdout == "seen true captured\n", run.story()


def test_replaced_system_out_stays_replaced_over_cells(kernel):
    kernel.ok("var before = System.out; var kept = new ByteArrayOutputStream();"
              "System.setOut(new PrintStream(kept, true));")
    assert kernel.ok('System.out.println("into the buffer");').stdout == ""
    run = kernel.ok("System.setOut(before); System.out.println(kept.toString().trim());")
    assert run.stdout == "into the buffer\n"


def test_wrapped_system_out_is_routed(kernel):
    kernel.ok("var mine = new PrintStream(System.out, true);")
    assert kernel.ok('mine.println("later cell");').stdout == "later cell\n"


def test_logger_goes_to_the_cell_that_logs(kernel):
    kernel.ok('var log = java.util.logging.Logger.getLogger("demo"); log.info("first");')
    run = kernel.ok('log.warning("second");')
    assert "second" in run.stderr and "first" not in run.stderr, run.story()


def test_system_console_and_file_descriptor_one_are_captured(kernel):
    run = kernel.ok(
        "var raw = new FileOutputStream(FileDescriptor.out);\n"
        'raw.write("raw\\n".getBytes()); raw.flush();'
    )
    assert run.stdout == "raw\n", run.story()


def test_daemon_output_is_shown_while_the_cell_runs(kernel):
    run = kernel.ok(
        "var beats = new CountDownLatch(5);\n"
        'var d = new Thread(() -> { while (true) { System.out.println("beat"); beats.countDown(); '
        "try { Thread.sleep(200); } catch (InterruptedException e) { return; } } });\n"
        "d.setDaemon(true); d.start(); beats.await(); d.interrupt(); d.join();"
    )
    assert run.stdout.count("beat") >= 5, run.story()
    assert run.reply_at - run.first_output_at > 0.5, "it came while the cell ran"


def test_one_line_of_a_megabyte_arrives_in_pieces(kernel):
    run = kernel.ok('System.out.println("m".repeat(1_000_000));')
    assert run.stdout == "m" * 1_000_000 + "\n"
    assert max(len(m["content"]["text"]) for m in run.of("stream")) <= 256 * 1024


def test_limit_of_output_goes_to_a_named_file_with_an_exact_count(kernel):
    run = kernel.run(
        "%output limit 1MB\n"
        'for (int i = 0; i < 40_000; i++) System.out.println("0123456789012345678901234567890123456789 " + i);\n'
        "42",
        seconds=60,
    )
    assert run.status == "ok" and run.result == "42", run.story()[:4000]
    total = sum(41 + len(str(i)) + 1 for i in range(40_000))
    assert 900_000 < len(run.stdout) < 1_400_000
    path = re.search(r"(/\S+)", re.sub(r"0123456789\S* \d+\n?", "", run.shown))
    assert path, run.story()[:3000]
    with open(path[1].rstrip(".,;:)")) as file:
        kept = file.read()
    assert kept.endswith("39999\n")
    kernel.run("%output limit 50MB")


def test_slow_reader_gets_everything(fresh):
    """A client that does not read for a while loses neither output nor idle."""
    kernel = fresh()
    run = kernel.start("for (int i = 0; i < 300_000; i++) System.out.println(i);")
    time.sleep(4)
    kernel.finish(run, 60)
    assert lines_of(run.stdout) == [str(i) for i in range(300_000)]
