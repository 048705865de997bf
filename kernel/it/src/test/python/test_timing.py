"""Timed cells, comparisons, races and programs say what is true, and nothing typed ends the kernel."""

import json
import os
import subprocess
import sys

import pytest

COMPARISON = "application/vnd.interleave.comparison.v1+json"

SPIN = """
long spin(long millis) {
    long end = System.nanoTime() + millis * 1_000_000, n = 0;
    while (System.nanoTime() < end) n++;
    return n > 0 ? 1 : 0;
}
"""


def comparison(run):
    for m in run.of("display_data"):
        if COMPARISON in m["content"]["data"]:
            return m["content"]["data"][COMPARISON]
    raise AssertionError(run.story())


def by_label(run):
    return {row["label"]: row for row in comparison(run)["rows"]}


def test_sections_take_turns_and_are_compared(kernel):
    run = kernel.ok("%%compare -n 3\n//: long\nThread.sleep(300);\n//: short\nThread.sleep(100);")
    rows = by_label(run)
    assert 2 < rows["short"]["speedUp"] < 4, run.story()
    assert rows["long"]["runs"] == rows["short"]["runs"] == 3
    assert rows["short"]["verdict"] == "indicative", "three runs make no verdict"


def test_enough_runs_make_a_verdict(kernel):
    run = kernel.ok("%%compare -n 6 -w 0\n//: long\nThread.sleep(200);\n//: short\nThread.sleep(50);\n"
                    "//: same\nThread.sleep(200);")
    rows = by_label(run)
    assert rows["short"]["verdict"] == "faster", run.story()
    assert rows["short"]["speedUpLow"] > 1.5
    assert rows["same"]["verdict"] in ("no_clear_difference", "slower", "faster")
    assert 0.8 < rows["same"]["speedUp"] < 1.25, run.story()


def test_cpu_of_workers_is_counted(kernel):
    run = kernel.ok(
        "%%time burn\n"
        "List<Thread> two = new ArrayList<>();\n"
        "for (int i = 0; i < 2; i++) two.add(new Thread(() -> {\n"
        "    var bean = java.lang.management.ManagementFactory.getThreadMXBean();\n"
        "    while (bean.getCurrentThreadCpuTime() < 500_000_000L) { }\n"
        "}));\n"
        "for (var t : two) t.start();\n"
        "for (var t : two) t.join();")
    kernel.ok("%timings --json timings-test.json")
    with open("timings-test.json") as file:
        entries = {entry["label"]: entry for entry in json.load(file)}
    os.remove("timings-test.json")
    assert entries["burn"]["threads"] == 2, "main only waits: " + run.story()
    assert 0.9 < entries["burn"]["runs"][0]["cpu"] < 1.1, run.story()


def test_every_cell_is_in_the_ledger(kernel):
    first = kernel.ok("Thread.sleep(600);").count
    second = kernel.ok("Thread.sleep(300);").count
    run = kernel.ok(f"%compare {first} {second}")
    assert "indicative only" in run.shown
    assert 1.5 < comparison(run)["rows"][1]["speedUp"] < 3, run.story()


def test_ways_of_running_tasks(kernel, feature):
    kernel.ok("int task(int i) throws Exception { Thread.sleep(30); return i * i; }")
    run = kernel.ok("%%compare --as sequential,platform,pool,virtual,parallel --tasks 4 -t 4 -n 5 --check\n", seconds=30)
    rows = by_label(run)
    assert rows["pool"]["speedUp"] > 2 and rows["parallel"]["speedUp"] > 2, run.story()
    if feature < 21:
        assert "virtual: needs Java 21" in run.shown
    else:
        assert rows["virtual"]["speedUp"] > 2, run.story()


def test_results_that_differ_are_no_comparison(kernel):
    run = kernel.run("%%compare -n 1 --check\n//: a\nint[] r = {1, 2};\nr\n//: b\nnew int[] {1, 3}")
    assert run.status == "error" and "different results" in run.error, run.story()
    assert kernel.run("%%compare -n 1 --check\n//: a\nnew int[] {1, 2}\n//: b\nnew int[] {1, 2}").status == "ok"


def test_section_that_throws_is_told_and_the_others_are_reported(kernel):
    run = kernel.run("%%compare -n 2\n//: broken\nint zero = 0;\nint bad = 1 / zero;\n//: fine\nThread.sleep(5);")
    assert run.status == "error" and "ArithmeticException" in run.error
    assert f"cell {run.count}, line 4" in run.error, run.story()
    assert "fine" in run.shown and "broken: threw ArithmeticException" in run.shown


def test_stop_keeps_the_runs_that_are_done(kernel):
    run = kernel.start("%%compare -n 500\n//: a\nThread.sleep(10);\n//: b\nThread.sleep(10);")
    kernel.pump_for(1.5)
    kernel.interrupt()
    kernel.finish(run)
    assert run.status == "error"
    assert "stopped after" in run.shown, run.story()
    assert by_label(run)["a"]["runs"] > 5


def test_variables_may_be_called_as_packages_are(kernel):
    kernel.ok("int java = 1; int io = 2;")
    try:
        kernel.ok("%%compare -n 1\n//: a\njava + 1\n//: b\nio")
        kernel.ok("%%python\nprint(1)")
        kernel.ok("%%outcomes -n 100\n//: state\nint x;\n//: actor a\nx = 1;\n//: actor b\nx = 2;\n//: result\nx")
    finally:
        kernel.ok("%jvm -Xmx300m")


@pytest.mark.parametrize(
    "code, words",
    [
        ("%%compare -n 0\n//: a\n1\n//: b\n2", "-n is 0"),
        ("%%compare -w -1\n//: a\n1\n//: b\n2", "-w is -1"),
        ("%%compare --as pool -t 0\nint task(int i) { return i; }", "-t is 0"),
        ("%%time -n 9999999999\n1 + 1", "-n is 9999999999"),
        ("%%compare\n1 + 1", "no sections"),
        ("%%compare\n//: a\n1\n//: a\n2", 'two sections are called "a"'),
        ("%%compare\n//:\n1", "no label"),
        ("%%compare\n//: a\n//: b\n1", 'the section "a" is empty'),
        ("%%compare --as sequential,magic\nint task(int i) { return i; }", '"magic" is no way'),
        ("%%outcomes\n//: state\nint x;\n//: actor\nx++;\n//: result\nx", "two actors"),
        ("%%outcomes\n//: state\nint x;\n//: actor a\nx = 1;\n//: actor b\nyy = 2;\n//: result\nx", "variable yy"),
        ("%%outcomes\n//: state\nint x;\n//: actor a\nx = 1;\n//: actor b\nyy = 2;\n//: result\nx", "line 7"),
        ("%%outcomes\n//: state\nint x;\n//: player\nx++;\n//: result\nx", "no part of a race"),
        ("%compare nothing nowhere", 'nothing was timed under "nothing"'),
        ("%%time -n 3\nint declared = 1;", "line 2"),
        ("%%program\nclass Main { }", "no main method"),
        ("%%program --jdk /no/such/jdk\nclass Main { public static void main(String[] a) { } }", "there is no JDK"),
        ("%%script no-such-program-here\nx", "no-such-program-here"),
    ],
)
def test_bad_input_says_what_is_wrong(kernel, code, words):
    run = kernel.run(code)
    assert run.status == "error" and words in run.error, run.story()
    assert kernel.ok("1 + 1").result == "2"


def test_race_as_beginners_write_it_loses_updates(kernel):
    if len(os.sched_getaffinity(0)) < 2:
        pytest.skip("a race needs two cores to be seen reliably")
    for _ in range(3):
        run = kernel.ok("%%outcomes --expect 2\n//: state\nint x;\n//: actor left\nx++;\n//: actor right\nx++;\n"
                        "//: result\nx", seconds=60)
        assert "10000 rounds" in run.shown and "gave another result than 2" in run.shown, run.story()


def test_race_that_is_none_gives_one_outcome(kernel):
    run = kernel.ok("%%outcomes -n 2000 --expect 2\n//: state\nAtomicInteger x = new AtomicInteger();\n//: actor a\n"
                    "x.incrementAndGet();\n//: actor b\nx.incrementAndGet();\n//: result\nx.get()", seconds=60)
    assert "every result was as expected" in run.shown, run.story()


@pytest.mark.parametrize("expect", ["--expect 1 --expect 2", "--expect '1 | 2'"])
def test_race_may_have_several_correct_outcomes(kernel, expect):
    run = kernel.ok(f"%%outcomes -n 500 {expect}\n//: state\nint x;\n//: actor a\nx = 1;\n"
                    "//: actor b\nx = 2;\n//: result\nx", seconds=60)
    assert "every result was as expected" in run.shown, run.story()


def test_program_has_a_jvm_of_its_own(kernel):
    run = kernel.ok(
        "%%program\n"
        "public class Daemons {\n"
        "    public static void main(String[] args) throws Exception {\n"
        "        var ticked = new java.util.concurrent.CountDownLatch(3);\n"
        "        Thread t = new Thread(() -> { while (true) {\n"
        "            if (ticked.getCount() > 0) System.out.println(\"tick\");\n"
        "            ticked.countDown();\n"
        "            try { Thread.sleep(100); } catch (InterruptedException e) { } } });\n"
        "        t.setDaemon(true);\n"
        "        t.start();\n"
        "        ticked.await();\n"
        "        System.err.println(\"main ends\");\n"
        "        System.exit(3);\n"
        "    }\n"
        "}", seconds=40)
    assert run.stdout == "tick\n" * 3, run.story()
    assert run.stderr == "main ends\n"
    assert "exit code 3" in run.shown


def test_program_that_does_not_compile_names_the_line(kernel):
    run = kernel.run("%%program\nclass Main {\n    public static void main(String[] a) {\n        int x = \"a\";\n    }\n}")
    assert run.status == "error"
    assert f"cell {run.count}, line 4, column 17" in run.error, run.story()


def test_program_is_ended_in_time_and_by_stop(kernel):
    loop = "class Main { public static void main(String[] a) { while (true) { } } }"
    run = kernel.ok("%%program --timeout 1s\n" + loop, seconds=40)
    assert "longer than 1.0 s" in run.shown, run.story()
    run = kernel.start("%%program\n" + loop)
    kernel.pump_for(2)
    kernel.interrupt()
    kernel.finish(run)
    assert run.status == "error"
    assert "class Main" not in subprocess.run(["ps", "ax"], capture_output=True, text=True).stdout


def test_compact_source_file_where_java_has_it(kernel, feature):
    if feature < 25:
        pytest.skip("compact source files are new in Java 25")
    assert kernel.ok('%%program\nvoid main() {\n    IO.println("compact");\n}', seconds=40).stdout == "compact\n"


def test_program_may_use_what_is_in_preview(kernel, feature):
    if feature == 17:  # patterns in a switch were in preview there
        body = 'Object o = 5; System.out.println(switch (o) { case Integer i -> i + 1; default -> "other"; });'
    elif feature == 25:
        body = ("try (var scope = java.util.concurrent.StructuredTaskScope.open()) { var six = scope.fork(() -> 6);"
                " scope.join(); System.out.println(six.get()); }")
    else:
        pytest.skip("other Javas have other things in preview")
    program = "class Main { public static void main(String[] a) throws Exception { " + body + " } }"
    assert kernel.ok('%%program --vm "--enable-preview"\n' + program, seconds=40).stdout == "6\n"
    assert "preview" in kernel.run("%%program\n" + program).error


def test_python_runs_beside_java(kernel):
    run = kernel.ok("%%python\nimport sys\nprint(sum(range(10)), sys.version_info[0])")
    assert run.stdout == "45 3\n"
    assert "Python 3." in run.shown
    failed = kernel.run("%%python\nraise SystemExit(4)")
    assert failed.status == "error" and "exit code 4" in failed.error


def test_much_output_of_a_program_is_not_lost(kernel):
    run = kernel.ok(f"%%script {sys.executable} -\nfor i in range(200000): print('line', i)", seconds=60)
    lines = run.stdout.splitlines()
    assert len(lines) == 200000 and lines[-1] == "line 199999", (len(lines), lines[-1:])


def test_busy_machine_is_named(kernel):
    kernel.ok(SPIN)
    burner = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        run = kernel.ok("%%compare -n 4\n//: a\nspin(60)\n//: b\nspin(60)", seconds=30)
        assert "The machine was busy" in run.shown, run.story()
    finally:
        burner.kill()
        burner.wait()
