"""A report that may be passed on: no long quotation, no full text, codings without text."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from framing.corpus.words import folded_words
from framing.errors import ParameterError
from framing.report.batch import build
from framing.report.shareable import check_shareable, codings_without_text, note
from framing.report.written_files import hashes
from framing.study import Study, read_study
from tests.conftest import ROOT
from tests.quick import pages_run_here
from tests.report.test_report import small_study, write_notebook
from tests.show.test_quotations import (
    LONG,
    MOST,
    corpus,
    cutting,
    numbered,
    runs,
    without_markup,
)

SAMPLE = ROOT / "reports" / "sample" / "frame.html"


# -- an independent reading of what stands in a file ------------------------------------------


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    else:
        yield str(value)


def readings(file: Path) -> Iterator[str]:
    """Read a file in each way in which its words may follow one another; a picture has none."""
    if file.suffix == ".png":
        return
    if file.suffix == ".parquet":
        rows = pd.read_parquet(file).astype("object").map(str)
        yield " ".join(rows.to_numpy().ravel())
        for column in rows:
            yield " ".join(rows[column])
        return
    text = file.read_text(encoding="utf-8")
    yield text
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as lines:
            yield " ".join(" ".join(row) for row in csv.reader(lines))
    elif file.suffix in (".html", ".svg"):
        yield without_markup(text)
        yield re.sub(r"<[^>]*>", " ", text)
    else:
        held = json.loads(text)
        yield " ".join(leaves(held))
        for leaf in leaves(held):
            yield without_markup(leaf)


class Sought:
    """Runs of so many words of some texts, to be looked for in many others."""

    def __init__(self, texts: list[str], size: int):
        self.runs, self.size = runs(texts, size), size
        self.pairs = {pair for run in self.runs for pair in pairwise(run)}

    def within(self, text: str) -> set[tuple[str, ...]]:
        """Return those that stand in a text: where all pairs do, the run is looked up."""
        own, met, found = folded_words(text), 0, set()
        for last, pair in enumerate(pairwise(own), 2):
            met = met + 1 if pair in self.pairs else 0
            if met >= self.size - 1:
                found.add(tuple(own[last - self.size : last]))
        return found & self.runs


def long_runs(folder: Path, texts: list[str], files: str = "*") -> dict[str, int]:
    """Count the runs of more than 25 words of an article in each file of a report, or in some."""
    sought = Sought(texts, MOST + 1)
    found = {}
    for file in sorted(folder.rglob(files)):
        if file.is_file():
            n = sum(len(sought.within(text)) for text in readings(file))
            if n:
                found[file.relative_to(folder).as_posix()] = n
    return found


# -- what is refused --------------------------------------------------------------------------


def notebook(**cell: Any) -> str:
    """Write an executed notebook of one cell."""
    return json.dumps({"cells": [{"cell_type": "code", "source": "", **cell}], "metadata": {}})


def output(**said: Any) -> str:
    return notebook(outputs=[said])


WAYS = {
    "printed": ("notebooks/own.ipynb", output(output_type="stream", text=["x\n", LONG])),
    "said by an error": ("notebooks/own.ipynb", output(ename="E", evalue=LONG)),
    "shown as text": ("notebooks/own.ipynb", output(data={"text/plain": LONG})),
    "shown as HTML": (
        "notebooks/own.ipynb", output(data={"text/html": f"<i>{LONG.replace(' ', '</i> <i>')}</i>"})
    ),
    "in lines": ("notebooks/own.ipynb", output(text=[f"{word}\n" for word in LONG.split()])),
    "in a list": ("notebooks/own.ipynb", output(data={"x": LONG.split()})),
    "in the code": ("notebooks/own.ipynb", notebook(source=[f"# {LONG}"])),
    "in the prose": ("notebooks/own.ipynb", notebook(cell_type="markdown", source=LONG)),
    "in the metadata": ("notebooks/own.ipynb", notebook(metadata={"x": LONG})),
    "on a page": ("own.html", f"<p>{LONG}</p>"),
    "in marked parts of words": ("own.html", f"<p>{LONG.replace('w', '<mark>w</mark>')}</p>"),
    "deep inside": ("own.html", f"<!-- --> \x0b{'<div>' * 999}{LONG.replace(' ', '<br>')}"),
    "in blocks": ("own.html", f"<p>{LONG.replace(' ', '</p><p>')}</p>"),
    "for those who cannot see": ("own.html", f"<img alt='{LONG}'>"),
    "in a table": ("tables/own.csv", "a,b\n" + LONG.replace(" ", ",")),
    "in the manifest": ("manifest.json", json.dumps({"runs": [{"error": LONG}]})),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), WAYS.values(), ids=WAYS)
def test_a_long_run_of_words_is_refused_whatever_shows_it(
    tmp_path: Path, name: str, text: str
) -> None:
    quotations = cutting(f"Other.\n{LONG}")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text.replace(LONG, numbered(0, 25)), encoding="utf-8")
    if LONG in text:
        check_shareable(tmp_path, quotations)
    (tmp_path / name).write_text(text, encoding="utf-8")
    said = f"{name} holds more than 25 words in a row of the article 'a0', from its character 7 on"
    with pytest.raises(ParameterError, match=re.escape(said)):
        check_shareable(tmp_path, quotations)


def test_the_cells_of_a_column_are_read_as_they_follow_one_another(tmp_path: Path) -> None:
    rows = pd.DataFrame({"a": LONG.split(), "b": "x", "c": None})
    rows.to_parquet(tmp_path / "own.parquet")
    with pytest.raises(ParameterError, match=r"own\.parquet holds more than 25 words"):
        check_shareable(tmp_path, cutting(LONG))
    rows.head(25).to_parquet(tmp_path / "own.parquet")
    check_shareable(tmp_path, cutting(LONG))


def test_the_article_is_named_whose_words_they_are(tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text(numbered(100, 130), encoding="utf-8")
    with pytest.raises(ParameterError, match="of the article 'a1', from its character 0 on"):
        check_shareable(tmp_path, cutting(LONG, numbered(100, 140), numbered(200, 240)))


@pytest.mark.parametrize("most", [0, 7, -1, True, 25.0, "25"])
def test_a_length_that_is_none_is_refused_before_anything_runs(most: Any, tmp_path: Path) -> None:
    study = read_study(small_study(tmp_path / "s"))
    with pytest.raises(ParameterError, match=r"a whole number (of words from 8 on )?is needed"):
        build(study, output=tmp_path / "out", shareable=most)
    assert not (tmp_path / "out").exists()


# -- codings ----------------------------------------------------------------------------------


def test_codings_are_written_as_id_offsets_and_hash_without_text(study: Study) -> None:
    made = codings_without_text(study.codings, study.sentences)
    rows = pd.DataFrame(made.data["rows"], columns=[name for name, _ in made.data["columns"]])
    first = ["article", "sentence", "start", "end", "sha256", "coder", "frame", "present"]
    assert list(rows)[:8] == first
    assert not {"text", "note"} & set(rows)
    assert len(rows) == len(study.codings)
    texts = study.articles.set_index("article")["text"]
    sentences = study.sentences.set_index(["article", "sentence"])["text"]
    for row in rows.itertuples():
        text = texts[row.article][row.start : row.end]
        assert text == sentences[row.article, row.sentence]
        assert hashlib.sha256(text.encode()).hexdigest() == row.sha256


def test_a_coding_of_a_sentence_that_is_not_there_keeps_its_row_without_a_hash() -> None:
    codings = pd.DataFrame(
        {"article": "a", "sentence": [9], "coder": "m", "frame": "f", "present": [1]}
    )
    _, sentences = corpus("One.")
    row = codings_without_text(codings, sentences).data["rows"][0]
    assert row[:2] == ["a", 9]
    assert pd.isna(row[4])


# -- reports ----------------------------------------------------------------------------------


@pytest.mark.slow
def test_no_file_of_a_shareable_report_of_the_shipped_study_holds_a_long_run(
    study: Study, shareable: Path, shipped: Path
) -> None:
    texts = study.articles["text"].tolist()
    assert long_runs(shareable, texts) == {}
    normal = long_runs(shipped, texts, "wire*")
    assert {"wire.html", "notebooks/wire.ipynb", "tables/wire-in_none.csv"} <= set(normal)


@pytest.mark.slow
def test_a_shareable_report_holds_no_full_text(study: Study, shareable: Path) -> None:
    """Of each text a good part of its runs of nine words stands nowhere in the report."""
    sought = Sought(study.articles["text"].tolist(), 9)
    held: set[tuple[str, ...]] = set()
    for file in shareable.rglob("*"):
        if file.is_file():
            for text in readings(file):
                held |= sought.within(text)
    for text in study.articles["text"]:
        own = runs([text], 9)
        assert len(own & held) < 0.6 * len(own)


@pytest.mark.slow
def test_headlines_stay_and_cut_quotations_show_their_marks(study: Study, shareable: Path) -> None:
    corpus_page = folded_words(
        without_markup((shareable / "corpus.html").read_text(encoding="utf-8"))
    )
    said = " ".join(corpus_page)
    for row in study.sentences[study.sentences["zone"] == "headline"].itertuples():
        assert " ".join(folded_words(row.text)) in said
    page = (shareable / "frame-ukraine_exclusion.html").read_text(encoding="utf-8")
    quoted = re.findall(r"<blockquote>(.*?)</blockquote>", page, flags=re.S)
    assert any("…" in text for text in quoted)
    assert not [text for text in quoted if "…" in text and "<mark>" not in text]


@pytest.mark.slow
def test_each_page_says_once_that_quotations_are_cut_and_why(
    shareable: Path, shipped: Path
) -> None:
    for page in shareable.glob("*.html"):
        assert html.unescape(page.read_text(encoding="utf-8")).count(note(MOST)) == 1
        assert note(MOST) not in html.unescape((shipped / page.name).read_text(encoding="utf-8"))
    manifest = json.loads((shareable / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["quoted_words"] == 25
    assert "tables/codings.parquet" in manifest["files"]


def long_study(folder: Path, *pages: str) -> tuple[Study, str]:
    """Write a study of two texts that are alike, of two very long sentences."""
    small_study(folder, *(f"[[report]]\n{page}" for page in pages))
    text = f"{numbered(0, 150)} left out {numbered(150, 300)}.\n{numbered(300, 340)}."
    for outlet in ("Daily", "Courier"):
        (folder / outlet / f"{outlet}.txt").write_text(text, encoding="utf-8")
    return read_study(folder), text


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_study_of_very_long_sentences_keeps_none_and_a_normal_report_keeps_them(
    tmp_path: Path,
) -> None:
    pages = ('notebook = "frame"\neach = "frame"', 'notebook = "wire"')
    study, text = long_study(tmp_path / "s", *pages)
    for name, most in (("cut", 25), ("whole", None)):
        report = build(study, output=tmp_path / name, shareable=most)
        assert not report.failed
    assert long_runs(tmp_path / "cut", [text]) == {}
    assert {"wire.html", "frame-out.html"} <= set(long_runs(tmp_path / "whole", [text], "*.html"))
    page = (tmp_path / "cut" / "frame-out.html").read_text(encoding="utf-8")
    assert re.search(r"<blockquote>… w1\d\d .*<mark>left out</mark>.* …\.?</blockquote>", page)


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_notebook_of_ones_own_may_show_texts_by_results_alone(tmp_path: Path) -> None:
    study, text = long_study(tmp_path / "s", 'notebook = "own"')
    read = "import framing as fr\nfrom framing import report\nthis = fr.read_study(study)"
    shown = 'report.table(this.articles, name="texts", caption="c")'
    output = tmp_path / "out"
    write_notebook(study.folder, "own", 'study: str = ""', read, "this.sentences", shown)
    build(study, output=output, shareable=MOST)
    assert long_runs(output, [text]) == {}
    before = hashes(output)
    write_notebook(study.folder, "own", 'study: str = ""', read, "print(this.articles.text[0])")
    with pytest.raises(ParameterError, match=r"^notebooks/own\.ipynb holds more than 25 words .*"):
        build(study, output=output, shareable=MOST)
    assert hashes(output) == before
    assert not (tmp_path / "out.failed").exists()


@pytest.fixture(scope="module")
def shareable(study: Study, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("shareable") / "report"
    with pages_run_here():
        report = build(study, output=output, shareable=MOST)
    assert not report.failed
    return output


# -- the page that is shown as a sample ---------------------------------------------------------


def sample_page(page: str) -> str:
    """Return a page that stands alone: no links to others, no version, no day."""
    page = re.sub(r"<header>.*?</header>\n", "", page, flags=re.S)
    page = re.sub(r'<a href="[^#"][^"]*"[^>]*>(.*?)</a>', r"\1", page)
    of_a_day = r'<time.*?</time> · |<meta name="citation_publication_date".*?>\n'
    page = re.sub(of_a_day, "", page)
    return re.sub(r"made with framing [\w.]+", "made with framing", page)


@pytest.mark.slow
def test_the_sample_page_is_todays_page_of_a_shareable_report(
    study: Study, shareable: Path
) -> None:
    page = sample_page((shareable / "frame-ukraine_exclusion.html").read_text(encoding="utf-8"))
    if os.environ.get("FRAMING_WRITE"):
        SAMPLE.write_text(page, encoding="utf-8", newline="\n")
    assert SAMPLE.read_text(encoding="utf-8") == page


def test_no_file_of_the_sample_holds_a_long_run(study: Study) -> None:
    texts = study.articles["text"].tolist()
    sought = runs(texts, MOST + 1)
    said = SAMPLE.read_text(encoding="utf-8")
    for text in (said, without_markup(said), re.sub(r"<[^>]*>", " ", said)):
        assert not runs([text], MOST + 1) & sought
    assert html.unescape(said).count(note(MOST)) == 1
    assert not re.search(r'href="[^#]', said)
