"""Writes a notebook for the kernel under test: `write_notebook.py OUT.ipynb CELLS`.

CELLS is a file with the sources of code cells, separated by NUL characters.
"""

import pathlib
import sys

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

out, cells = map(pathlib.Path, sys.argv[1:3])
notebook = new_notebook(
    cells=[new_code_cell(source) for source in cells.read_text().split("\0")],
    metadata={
        "kernelspec": {"name": "interleave", "display_name": "Java (Interleave)", "language": "java"}
    },
)
nbformat.write(notebook, out)
