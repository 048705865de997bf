"""Fixtures: one kernel for a file, or one for a test that ends or breaks it; and the watchdog."""

import faulthandler
import os
import shutil
import signal
import sys
import threading

import pytest

import kernels

WATCH_SECONDS = 60
FORCE_SECONDS = 90

# A shell without job control has what it starts in the background ignore SIGINT, and kernels would
# inherit that from here: a JVM handles no signal that it was told to ignore.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="module")
def shared():
    """Holds the kernel of a file; a test that finds it dead gets a new one."""
    holder = {}
    yield holder
    if "kernel" in holder:
        kernel = holder["kernel"]
        try:
            kernel.check_books()
        finally:
            kernel.kill()


@pytest.fixture
def kernel(shared):
    found = shared.get("kernel")
    if found is not None and found.alive():
        found.pump(0)
        return found
    shared["kernel"] = kernels.Kernel()
    return shared["kernel"]


@pytest.fixture
def fresh():
    """Starts kernels for this test alone: `fresh(env=…)`."""
    started = []

    def start(**options):
        started.append(kernels.Kernel(**options))
        return started[-1]

    yield start
    for kernel in started:
        try:
            kernel.check_books()
        finally:
            kernel.kill()


@pytest.fixture(scope="module")
def feature(shared):
    """The Java feature release that runs the cells."""
    if not (shared.get("kernel") and shared["kernel"].alive()):
        shared["kernel"] = kernels.Kernel()
    return int(shared["kernel"].ok("Runtime.version().feature()").result)


def dump_threads(item, why):
    """Leaves the threads of all kernels beside the reports, or on stderr where there are none."""
    text = f"\n{item.nodeid} {why}\n" + kernels.thread_dumps()
    folder = os.environ.get("INTERLEAVE_REPORTS")
    if folder:
        path = os.path.join(folder, f"threads-{item.name.replace(os.sep, '_')}.txt")
        with open(path, "w") as file:
            file.write(text)
        text = f"\n{item.nodeid} {why}; threads: {path}\n"
    sys.__stderr__.write(text)


def pytest_exception_interact(node, call):
    if call.when == "call" and call.excinfo.errisinstance(TimeoutError):
        dump_threads(node, "waited in vain")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Dumps the threads of both JVMs when a test takes 60 s, and ends its kernels after 90 s."""

    def dump():
        dump_threads(item, f"has been running for {WATCH_SECONDS} s")
        faulthandler.dump_traceback(file=sys.__stderr__)

    def end():
        sys.__stderr__.write(f"\n{item.nodeid}: ending its kernels after {FORCE_SECONDS} s\n")
        for kernel in list(kernels.LIVING):
            for process in kernel.processes():
                process.kill()

    timers = [threading.Timer(WATCH_SECONDS, dump), threading.Timer(FORCE_SECONDS, end)]
    for timer in timers:
        timer.daemon = True
        timer.start()
    try:
        return (yield)
    finally:
        for timer in timers:
            timer.cancel()


def need(tool):
    """Skips when an optional tool is missing; with CI=true it fails, there nothing is optional."""
    path = shutil.which(tool)
    if path is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{tool} is not installed")
    return path
