"""jupyter_kernel_test as Debian ships it (0.4.5), with every test that applies to a kernel.

Run with the interpreter that has it: `/usr/bin/python3 interleave_kernel_test.py REPORT.xml`.
Prints to the report in JUnit's XML format, one test case a method. The welcome and the history cases
at the end are what newer releases of the suite check, written anew here.
"""

import os
import sys
import time
import unittest
from xml.sax.saxutils import escape, quoteattr

import jupyter_kernel_test
from jupyter_client.manager import start_new_kernel

NAME = os.environ.get("INTERLEAVE_KERNEL", "interleave")


PATIENCE = 5
"""The suite allows 0.1 s between two messages on IOPub; a machine that builds as well needs more."""


class InterleaveTest(jupyter_kernel_test.KernelTests):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        channel = cls.kc.iopub_channel
        get = channel.get_msg
        channel.get_msg = lambda timeout=None: get(timeout=timeout and timeout * PATIENCE)

    kernel_name = NAME
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    completion_samples = [
        {"text": "Math.sqr", "matches": {"sqrt("}},
        {"text": "System.out.printl", "matches": {"println("}},
        {"text": "zzznothing"},
    ]
    complete_code_samples = [
        "1", "int x = 1;", "int f() { return 1; }", 'System.out.println("hello");', "// remark",
    ]
    incomplete_code_samples = ["int f() {", '"""\nabc', "if (true) {", "foo("]
    invalid_code_samples = ["int x = ;", "1 + * 2"]
    code_generate_error = 'throw new RuntimeException("x");'
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "List.of(1, 2)", "result": "[1, 2]"},
        {"code": "int six = 6;\nsix * 7", "result": "42"},
    ]
    code_display_data = [
        {"code": 'display("text");', "mime": "text/plain"},
    ]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 + 2*"
    code_inspect_sample = "String"
    code_clear_output = "clearOutput();"

    def test_history_tail_is_bounded_by_n(self):
        for n in (1, 2):
            reply = self.history_helper(
                ["11 + 1", "11 + 2"], output=False, raw=True, hist_access_type="tail", n=n
            )
            self.assertEqual(len(reply["content"]["history"]), n)

    def test_history_search_without_a_match_is_empty(self):
        reply = self.history_helper(
            ["1"], output=False, raw=True, hist_access_type="search", pattern="no such text*"
        )
        self.assertEqual(reply["content"]["history"], [])


class WelcomeTest(unittest.TestCase):
    def test_first_message_on_iopub_is_the_welcome(self):
        manager, client = start_new_kernel(kernel_name=NAME)
        client.stop_channels()
        try:
            second = manager.client()
            second.start_channels(shell=False, stdin=False, hb=False, control=False)
            message = second.get_iopub_msg(timeout=10)
            self.assertEqual(message["header"]["msg_type"], "iopub_welcome")
            self.assertEqual(message["content"], {"subscription": ""})
            self.assertEqual(message["parent_header"], {})
            second.stop_channels()
        finally:
            manager.shutdown_kernel()


class Report(unittest.TextTestResult):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.cases = {}

    def startTest(self, test):
        super().startTest(test)
        self.cases[test.id()] = [time.monotonic(), 0.0, "", ""]

    def stopTest(self, test):
        case = self.cases[test.id()]
        case[1] = time.monotonic() - case[0]
        super().stopTest(test)

    def note(self, test, kind, text):
        parent = getattr(test, "test_case", test)
        case = self.cases.setdefault(parent.id(), [time.monotonic(), 0.0, "", ""])
        case[2], case[3] = kind, case[3] + f"{test}\n{text}\n"

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, "failure", self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, "failure", self.errors[-1][1])

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.note(subtest, "failure", self._exc_info_to_string(err, test))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.note(test, "skipped", reason or NOT_APPLICABLE.get(test.id().split(".")[-1], ""))


NOT_APPLICABLE = {
    "test_pager": "the kernel has no pager: long texts are shown in the notebook",
}


def main(path):
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules[__name__])
    result = unittest.TextTestRunner(resultclass=Report, verbosity=2).run(suite)
    with open(path, "w") as file:
        file.write(f'<testsuite name="jupyter_kernel_test" tests="{len(result.cases)}">\n')
        for name, (_, took, kind, text) in result.cases.items():
            group, case = name.rsplit(".", 1) if "(" not in name else ("class", name)
            file.write(f"<testcase classname={quoteattr(group)} name={quoteattr(case)} time=\"{took:.3f}\">")
            if kind:
                first = text.strip().splitlines()[-1] if text.strip() else "no reason given"
                file.write(f"<{kind} message={quoteattr(first)}>{escape(text)}</{kind}>")
            file.write("</testcase>\n")
        file.write("</testsuite>\n")
    return 0 if result.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv.pop(1)))
