"""Thread tables and timelines where notebooks go: saved, converted, sanitised, as plain text."""

import html.parser
import json

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook

import kernels

TABLE = "application/vnd.interleave.threads.v1+json"
NAPPERS = """
Thread ada = new Thread(() -> {
  try { Thread.sleep(2400); } catch (InterruptedException e) { }
  System.out.println("ada woke up");
}, "ada");
Thread bob = new Thread(() -> {
  try { Thread.sleep(400); } catch (InterruptedException e) { }
}, "bob <i>");
ada.start(); bob.start();
ada.join(); bob.join();
"""


@pytest.fixture(scope="module")
def cell():
    """An executed cell whose threads were shown while it ran, in a valid notebook."""
    return executed("Thread.sleep(2000);", NAPPERS)


def executed(*cells):
    book = new_notebook(
        cells=[new_code_cell(source) for source in cells],
        metadata={"kernelspec": {"name": kernels.NAME, "display_name": "Java"}},
    )
    NotebookClient(book, kernel_name=kernels.NAME, timeout=60).execute()
    nbformat.validate(book)
    return book


def displays(book):
    return [o for o in book.cells[-1].outputs if o.output_type == "display_data"]


class Page(html.parser.HTMLParser):
    """Text that a reader sees, text within `pre`, and attributes of pictures."""

    def __init__(self, markup):
        super().__init__()
        self.seen, self.fixed, self.pictures = [], [], []
        self.open = []
        self.feed(markup)

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.pictures.append(dict(attributes))
        elif tag in ("pre", "style", "script"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            self.open.remove(tag)

    def handle_data(self, data):
        if "pre" in self.open:
            self.fixed.append(data)
        elif not self.open:
            self.seen.append(data)


def converted(book, **settings):
    return HTMLExporter(**settings).from_notebook_node(book)[0]


def test_saved_notebook_has_table_and_timeline_and_an_emptied_live_display(cell):
    live, table, timeline = displays(cell)
    assert set(live.data.values()) == {""}
    assert set(table.data) == {"text/html", "text/plain", TABLE}
    assert set(timeline.data) == {"text/html", "text/plain", "image/svg+xml"}
    others = {o.output_type for o in cell.cells[-1].outputs} - {"display_data"}
    assert others == {"stream"}
    names = [t["name"] for t in table.data[TABLE]["threads"]]
    assert names == ["main", "ada", "bob <i>"]
    assert not table.data[TABLE]["running"]


def test_plain_text_is_a_sentence_and_fits_into_100_columns(cell):
    for shown in displays(cell)[1:]:
        text = shown.data["text/plain"]
        sentence = text.split("\n  ")[0] if "\n  " in text.split(".")[0] else text.splitlines()[0]
        assert text[0].isupper() or text[0].isdigit(), text
        assert "." in sentence, text
        assert max(map(len, text.splitlines())) <= 100
        assert text.isascii()
        assert "\x1b" not in text
    for name in ("main", "ada", "bob <i>"):
        assert name in displays(cell)[1].data["text/plain"]


def test_converted_page_has_the_table_and_a_picture_with_words(cell):
    markup = converted(cell)
    page = Page(markup)
    (picture,) = [p for p in page.pictures if p.get("alt", "").startswith("Timeline of ")]
    assert picture["src"].startswith("data:image/svg+xml;base64,")
    assert "ada slept" in picture["alt"]
    assert "<caption>" in markup and "bob &lt;i&gt;" in markup
    seen = "".join(page.seen)
    assert "2 threads + main" in seen
    for tag in ("<table", "<td", "<th", "<figure", "<svg", "<details"):
        assert tag not in seen


def test_sanitised_page_still_has_both_texts_as_they_are(cell):
    # nbconvert's sanitiser knows neither caption nor tbody: what lies around is shown as text.
    fixed = "".join(Page(converted(cell, sanitize_html=True)).fixed)
    for shown in displays(cell)[1:]:
        assert shown.data["text/plain"] in fixed


def test_table_is_readable_by_programs(cell):
    report = displays(cell)[1].data[TABLE]
    json.dumps(report)
    ada = next(t for t in report["threads"] if t["name"] == "ada")
    assert 2_390_000_000 <= ada["sleep"] <= ada["wall"]
    assert ada["lines"] == 1 and ada["end"] == "finished"


def test_first_cell_has_states_although_it_is_faster_than_the_recorder():
    (report,) = [o.data[TABLE] for o in displays(executed(NAPPERS)) if TABLE in o.data]
    ada = next(t for t in report["threads"] if t["name"] == "ada")
    assert ada["sleep"] > 1_000_000_000
