"""Notebooks run by nbclient and nbconvert, as in `--execute`, grading and publishing."""

import logging
import subprocess
import sys
import time

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook, new_output

import kernels


def notebook(*cells):
    made = [c if not isinstance(c, str) else new_code_cell(c) for c in cells]
    return new_notebook(
        cells=made, metadata={"kernelspec": {"name": kernels.NAME, "display_name": "Java"}}
    )


def tagged(code, *tags):
    return new_code_cell(code, metadata={"tags": list(tags)})


def execute(book, **options):
    options.setdefault("timeout", 60)
    NotebookClient(book, kernel_name=kernels.NAME, **options).execute()
    nbformat.validate(book)
    return book


def text(cell):
    return "".join(o.get("text", "") for o in cell.outputs if o.output_type == "stream")


def test_notebook_runs(tmp_path):
    book = execute(notebook('System.out.println("a");', "int x = 3;", "x * 2", "%settle"))
    assert text(book.cells[0]) == "a\n"
    assert book.cells[2].outputs[0].data["text/plain"] == "6"
    assert [c.execution_count for c in book.cells] == [1, 2, 3, 4]
    assert book.metadata.language_info.name == "java"
    assert book.metadata.language_info.file_extension == ".java"


def test_error_stops_the_notebook():
    book = notebook("int x = 1;", 'throw new IllegalStateException("here");', "x = 2;")
    with pytest.raises(CellExecutionError) as caught:
        execute(book)
    assert caught.value.ename.endswith("IllegalStateException")
    assert "here" in str(caught.value)
    assert book.cells[2].execution_count is None


def test_tag_and_options_allow_errors():
    book = execute(notebook(tagged('throw new RuntimeException("ok");', "raises-exception"), "1"))
    assert book.cells[0].outputs[0].output_type == "error"
    assert book.cells[1].outputs[0].data["text/plain"] == "1"
    book = execute(notebook("int x = ;", "2"), allow_errors=True)
    assert book.cells[1].outputs[0].data["text/plain"] == "2"
    name = book.cells[0].outputs[0].ename
    execute(notebook("int y = ;", "3"), allow_error_names=[name])


def test_timeout_with_interrupt_goes_on():
    book = notebook("while (true) { }", '"next"')
    since = time.monotonic()
    execute(book, timeout=2, interrupt_on_timeout=True, allow_errors=True)
    assert time.monotonic() - since < 12 * kernels.noisy()
    assert book.cells[0].outputs[-1].output_type == "error"
    assert book.cells[1].outputs[0].data["text/plain"].strip('"') == "next"


def test_timeout_without_interrupt_ends_the_kernel():
    with pytest.raises(CellTimeoutError):
        execute(notebook("while (true) { }"), timeout=2)


def test_reading_input_fails_at_once():
    since = time.monotonic()
    with pytest.raises(CellExecutionError) as caught:
        execute(notebook("new Scanner(System.in).nextLine()"))
    assert time.monotonic() - since < 15 * kernels.noisy()
    assert "input" in str(caught.value).lower()


def test_exit_is_an_error_and_no_dead_kernel():
    with pytest.raises(CellExecutionError) as caught:
        execute(notebook("System.exit(3);"))
    assert not isinstance(caught.value, DeadKernelError)


def test_output_of_a_thread_is_in_its_cell():
    book = execute(notebook(
        'new Thread(() -> { try { Thread.sleep(700); } catch (InterruptedException e) {} '
        'System.out.println("late"); }).start();',
        'System.out.println("second");',
    ))
    assert text(book.cells[0]) == "late\n"
    assert text(book.cells[1]) == "second\n"


def test_two_hundred_cells_without_a_warning(caplog):
    cells = [f'System.out.println({i}); {i} * 2' for i in range(200)]
    with caplog.at_level(logging.WARNING):
        book = execute(notebook(*cells))
    assert [text(c) for c in book.cells] == [f"{i}\n" for i in range(200)]
    assert [c.outputs[-1].data["text/plain"] for c in book.cells] == [str(2 * i) for i in range(200)]
    assert not [r for r in caplog.records if "Timeout waiting for IOPub" in r.getMessage()]
    assert not caplog.records, caplog.text


def test_timing_of_cells_is_recorded():
    book = execute(notebook("Thread.sleep(400);"))
    times = book.cells[0].metadata.execution
    begun, ended = (times[f"iopub.status.{state}"] for state in ("busy", "idle"))
    from jupyter_client.jsonutil import parse_date

    assert 0.39 < (parse_date(ended) - parse_date(begun)).total_seconds() < 5 * kernels.noisy()
    assert all(stamp.endswith("Z") for stamp in times.values())


def test_display_is_updated_in_its_first_cell():
    book = execute(notebook('var handle = display("one");', 'handle.update("two");'))
    assert "two" in str(book.cells[0].outputs), book
    assert not book.cells[1].outputs


def test_flood_is_complete_without_a_server():
    book = execute(notebook("for (int i = 0; i < 500_000; i++) System.out.println(i);"), timeout=60)
    assert text(book.cells[0]) == "".join(f"{i}\n" for i in range(500_000))


def test_nbconvert_executes_and_exports(tmp_path):
    path = tmp_path / "in.ipynb"
    book = notebook('System.out.println("converted");', "1 + 1")
    # The exporter of scripts looks for these before it runs the notebook.
    book.metadata.language_info = {"name": "java", "file_extension": ".java"}
    nbformat.write(book, path)
    for target, word in (("html", "converted"), ("script", "System.out")):
        done = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--execute", "--to", target, str(path),
             "--output", f"out-{target}"],
            capture_output=True, text=True, timeout=60, cwd=tmp_path,
        )
        assert done.returncode == 0, done.stderr
        assert "Timeout" not in done.stderr
        out = next(tmp_path.glob(f"out-{target}*"))
        assert word in out.read_text()
        if target == "script":
            assert out.suffix == ".java"
