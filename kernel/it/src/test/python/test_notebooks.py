"""The notebooks of the course as files: what Jupyter's own reader and its schema say of them."""

import json
import re
from pathlib import Path

import nbformat
import pytest

COURSE = sorted((Path(__file__).parents[5] / "notebooks").glob("*.ipynb"))
LARGEST_BYTES = 1_500_000


def outputs(book):
    for cell in book.cells:
        if cell.cell_type == "code":
            yield from cell.outputs


def test_there_are_notebooks():
    assert len(COURSE) >= 7


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_notebook_is_valid(path):
    text = path.read_text(encoding="utf-8")
    book = json.loads(text)
    nbformat.validate(book)
    ids = [cell["id"] for cell in book["cells"]]
    assert len(ids) == len(set(ids))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    assert len(text.encode()) < LARGEST_BYTES


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_layout_is_that_of_jupyter(path):
    text = path.read_text(encoding="utf-8")
    laid_out = json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"
    # Java and Python write the same number in two ways, 7.8E-5 and 7.8e-05.
    pythonic = re.sub(r"(?m)(?<=[ :])-?\d+\.\d+(E-?\d+)?(?=,?$)", lambda n: repr(float(n[0])), text)
    assert pythonic == laid_out


@pytest.mark.parametrize("path", COURSE, ids=lambda path: path.stem)
def test_outputs_name_no_place_and_time_of_this_machine(path):
    book = nbformat.read(path, as_version=4)
    for cell in book.cells:
        assert "execution" not in cell.metadata
    shown = [
        str(text)
        for output in outputs(book)
        for kind, text in output.get("data", {"": output.get("text", "")}).items()
        if not kind.startswith("image/") and "data:image/" not in str(text)
    ]
    for place in ("/home/", "/root/", "/tmp/", "/usr/lib/", str(Path.home()) + "/"):
        assert not [text for text in shown if place in text], place


def test_broken_notebook_is_noticed():
    book = json.loads(COURSE[0].read_text(encoding="utf-8"))
    code = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
    code["outputs"] = [{"output_type": "stream", "text": "x"}]
    with pytest.raises(nbformat.ValidationError):
        nbformat.validate(book)
