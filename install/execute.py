"""Runs notebooks from top to bottom without a browser and prints one line for each.

Called by install/lab --execute with the Python of .venv. Exit status: 0 when every notebook ran,
1 when a cell failed or a kernel did not start, 2 when a notebook cannot be read or written.
"""

import argparse
import re
import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

CELL_TIMEOUT_SECONDS = 600
START_TIMEOUT_SECONDS = 60


def one_line(text, longest=160):
    plain = re.sub(r"\x1b\[[0-9;]*m", "", str(text))
    words = " ".join(plain.split())
    return words if len(words) <= longest else words[: longest - 1] + "…"


def run(path):
    """Executes one notebook; returns it with its outputs, and what went wrong or None."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_SECONDS,
        startup_timeout=START_TIMEOUT_SECONDS,
        kernel_name=notebook.metadata.get("kernelspec", {}).get("name", "interleave"),
        resources={"metadata": {"path": str(path.parent)}},
    )
    current = {"cell": 0}
    client.on_cell_start = lambda cell, cell_index: current.update(cell=cell_index + 1)
    try:
        client.execute()
        return notebook, None
    except CellExecutionError as error:
        return notebook, f"cell {current['cell']}: {error.ename}: {one_line(error.evalue)}"
    except CellTimeoutError:
        return notebook, f"cell {current['cell']}: still running after {CELL_TIMEOUT_SECONDS} s"
    except (DeadKernelError, RuntimeError, OSError) as error:
        return notebook, f"the kernel: {one_line(error)}"


def main():
    parser = argparse.ArgumentParser(prog="install/lab --execute")
    parser.add_argument("--output-dir", type=Path)
    parser.add_argument("notebooks", nargs="+", type=Path)
    arguments = parser.parse_args()
    if arguments.output_dir is not None:
        try:
            arguments.output_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            print(f"install/lab: cannot write {arguments.output_dir}: {error.strerror}", file=sys.stderr)
            return 2
    status = 0
    for path in arguments.notebooks:
        start = time.monotonic()
        try:
            notebook, problem = run(path.resolve())
        except (OSError, ValueError, nbformat.ValidationError) as error:
            print(f"{path.name}: cannot be read: {one_line(error)}", file=sys.stderr)
            status = 2
            continue
        seconds = time.monotonic() - start
        cells = sum(1 for cell in notebook.cells if cell.cell_type == "code")
        outcome = "ok" if problem is None else f"FAILED {problem}"
        print(f"{path.name}: {cells} code cells, {seconds:.1f} s, {outcome}", flush=True)
        if problem is not None:
            status = max(status, 1)
        if arguments.output_dir is not None:
            try:
                nbformat.write(notebook, arguments.output_dir / path.name)
            except OSError as error:
                print(f"install/lab: cannot write {error.filename}: {error.strerror}", file=sys.stderr)
                status = 2
    return status


if __name__ == "__main__":
    sys.exit(main())
