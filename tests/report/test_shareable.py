"""A report that may be passed on: no long quotation, no full text, codings without text."""

from __future__ import annotations

import csv
import hashlib
import html
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.words import words
from framing.errors import ParameterError
from framing.report.batch import build
from framing.report.quotations import Quotations
from framing.report.shareable import Shareable, codings_without_text, for_sharing
from framing.show.results import MIME, table
from framing.study import Study, read_study
from tests.conftest import ROOT
from tests.quick import pages_as_run_for, pages_run_here
from tests.report.test_report import small_study, write_notebook

MOST = 25
SAMPLE = ROOT / "reports" / "sample" / "frame.html"


# -- an independent reading of what stands in a file ------------------------------------------


def folded(text: str) -> list[str]:
    return [word.folded for word in words(text)]


def runs(texts: list[str], size: int) -> set[tuple[str, ...]]:
    found = set()
    for text in texts:
        own = folded(text)
        found |= {tuple(own[n : n + size]) for n in range(len(own) - size + 1)}
    return found


def without_markup(page: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"data:[^\"]*", "", page)))


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
    """Read a file in each way in which its words may follow one another."""
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
    elif file.suffix == ".html":
        yield without_markup(text)
        yield re.sub(r"<[^>]*>", " ", text)
    else:
        held = json.loads(text)
        yield " ".join(leaves(held))
        for leaf in leaves(held):
            yield without_markup(leaf)


def long_runs(folder: Path, texts: list[str]) -> dict[str, int]:
    """Count the runs of more than 25 words of an article in each file of a report."""
    sought = runs(texts, MOST + 1)
    found = {}
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            n = sum(len(runs([text], MOST + 1) & sought) for text in readings(file))
            if n:
                found[file.relative_to(folder).as_posix()] = n
    return found


# -- small things -----------------------------------------------------------------------------


def corpus(*texts: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make articles of lines, each a sentence."""
    articles = pd.DataFrame({"article": [f"a{n}" for n in range(len(texts))], "text": texts})
    rows = []
    for article, text in zip(articles["article"], texts, strict=True):
        for number, line in enumerate(re.finditer(r"[^\n]+", text)):
            rows.append((article, number, *line.span(), line.group(), "body"))
    columns = ["article", "sentence", "start", "end", "text", "zone"]
    return articles, pd.DataFrame(rows, columns=columns)


def cutting(*texts: str, most: int = MOST, coded: Any = ()) -> Shareable:
    return Shareable(Quotations(*corpus(*texts), coded=set(coded), most=most))


def numbered(first: int, last: int) -> str:
    return " ".join(f"w{n}" for n in range(first, last))


LONG = numbered(0, 40)


def test_a_quotation_of_25_words_stays_whole_and_of_26_is_cut() -> None:
    rights = cutting(LONG)
    assert rights.page(f"<p>{numbered(0, 25)}</p>") == f"<p>{numbered(0, 25)}</p>"
    assert rights.page(f"<p>{numbered(0, 26)}</p>") == f"<p>{numbered(0, 25)} …</p>"


def test_a_cut_quotation_keeps_the_marked_words_inside_the_window() -> None:
    page = f"<blockquote>{numbered(0, 33)} <mark>w33 w34</mark> {numbered(35, 40)}</blockquote>"
    cut = cutting(LONG).page(page)
    assert cut == (
        f"<blockquote>… {numbered(15, 33)} <mark>w33 w34</mark> {numbered(35, 40)}</blockquote>"
    )


def test_no_empty_mark_is_left_where_marked_words_are_cut() -> None:
    page = f"<p><mark>w0</mark> {numbered(1, 37)} <mark>w37</mark> <mark>w38</mark> w39</p>"
    cut = cutting(LONG).page(page)
    assert re.findall(r"<mark>(.*?)</mark>", cut) == ["w37", "w38"]


def test_a_quotation_is_known_by_its_words_whatever_markup_case_and_marks_stand_between() -> None:
    loud = "</a>, <b>".join(f"W{n}" for n in range(40))
    cut = cutting(LONG).page(f"<p><a>{loud}</b></p>")
    assert folded(without_markup(cut)) == folded(numbered(0, 25))


@pytest.mark.parametrize("attribute", ["alt", "title", "aria-label"])
@pytest.mark.parametrize("mark", ['"', "'"])
def test_what_a_picture_is_said_to_show_is_cut_too(attribute: str, mark: str) -> None:
    tag = f"<img {attribute}={mark}{{}} &lt;{mark} src='x'>"
    cut = cutting(LONG).page(tag.format(numbered(0, 40)))
    assert cut == tag.format(f"{numbered(0, 25)} …")
    short = tag.format(numbered(0, 25))
    assert cutting(LONG).page(short) == short


def test_words_written_with_entities_are_known_and_stay_escaped() -> None:
    text = "It isn't " + LONG
    cut = cutting(text).page(f"<p>It isn&#39;t {LONG} &lt;b&gt;</p>")
    assert cut == f"<p>It isn&#39;t {numbered(0, 23)} … &lt;b&gt;</p>"


def test_short_quotations_that_follow_one_another_do_not_make_a_long_one() -> None:
    rights = cutting(f"{numbered(0, 20)}\n{numbered(20, 40)}", coded=[("a0", 0), ("a0", 1)])
    cut = rights.page(f"<li>{numbered(0, 20)}</li><li>{numbered(20, 40)}</li>")
    assert not runs([without_markup(cut)], 26) & runs([LONG], 26)
    assert "…" in cut


def test_two_quotations_that_make_26_words_together_are_parted() -> None:
    text = f"{numbered(0, 13)}\n{numbered(13, 26)}\n{numbered(26, 40)}"
    rights = cutting(text, coded=[("a0", 0), ("a0", 1)])
    cut = rights.page(f"<li>{numbered(0, 13)}</li><li>{numbered(13, 26)}</li>")
    assert cut == f"<li>{numbered(0, 13)}</li><li>… {numbered(16, 26)}</li>"
    whole = f"<li>{numbered(0, 13)}</li><li>{numbered(13, 25)}</li>"
    assert rights.page(whole) == whole


def test_what_no_article_says_is_left_as_it_is() -> None:
    page = f"<p>{numbered(100, 200)}</p>"
    assert cutting(LONG).page(page) == page


def test_of_a_text_half_is_quoted_at_length_and_of_the_rest_eight_words() -> None:
    lines = [numbered(20 * n, 20 * n + 20) for n in range(6)]
    rights = cutting("\n".join(lines), coded=[("a0", 5)])
    cut = [rights.lines(line) for line in lines]
    short = [f"{numbered(20 * n, 20 * n + 8)} …" for n in (2, 3, 4)]
    assert cut == [*lines[:2], *short, lines[5]]


def test_a_headline_of_up_to_25_words_is_never_cut() -> None:
    heads = [numbered(0, 20), numbered(20, 40), numbered(40, 60)]
    articles, sentences = corpus("\n".join([*heads, numbered(60, 64)]))
    sentences.loc[:2, "zone"] = "headline"
    rights = Shareable(Quotations(articles, sentences, coded={("a0", 3)}, most=MOST))
    assert [rights.lines(head) for head in heads] == heads


def test_a_concordances_three_columns_are_one_quotation_around_what_was_sought() -> None:
    rows = pd.DataFrame({"before": [numbered(0, 30) + " "], "match": "w30", "after": " w31 w32"})
    data = json.loads(json.dumps(dict(table(rows, name="kwic", caption="c").data)))
    [[before, match, after]] = cutting(LONG).result(data)["rows"]
    assert (match, after) == ("w30", " w31 w32")
    assert folded(before) == folded(numbered(8, 30))
    assert before.startswith("…")


def test_a_result_that_is_no_table_stays_none() -> None:
    data = {"schema": 1, "kind": "answer", "sentence": LONG, "cells": []}
    assert cutting(LONG).result(data) == {**data, "sentence": f"{numbered(0, 25)} …"}


def test_numbers_pictures_and_missing_cells_of_a_table_stay() -> None:
    picture = f"<svg><text>{LONG}</text></svg>"
    data = {"columns": [["a", "str"], ["n", "int64"]], "rows": [[None, 3], [LONG, 4]], "x": picture}
    cut = cutting(LONG).result(data)
    assert cut["rows"] == [[None, 3], [f"{numbered(0, 25)} …", 4]]
    assert cut["x"] == picture


def test_every_output_of_a_notebook_is_cut_and_its_code_and_prose_too() -> None:
    shown = table(pd.DataFrame({"said": [LONG]}), name="t", caption="c")._repr_mimebundle_()
    outputs = [
        {"output_type": "stream", "name": "stdout", "text": [f"x\n{LONG}\n"]},
        {"output_type": "error", "ename": "E", "evalue": LONG, "traceback": [LONG]},
        {"output_type": "execute_result", "data": {"text/plain": LONG, "text/html": LONG}},
        {"output_type": "display_data", "data": {**shown, "text/markdown": LONG}},
    ]
    cells = [
        {"cell_type": "code", "source": [f"# {LONG}"], "outputs": outputs, "metadata": {}},
        {"cell_type": "markdown", "source": LONG, "metadata": {}},
    ]
    cut = cutting(LONG).notebook({"cells": cells, "metadata": {}})
    for leaf in leaves(cut):
        assert not runs([without_markup(leaf)], 26) & runs([LONG], 26)
    data = cut["cells"][0]["outputs"][3]["data"]
    assert data["text/plain"].splitlines()[-1] == f"{numbered(0, 25)} …"
    assert cut["cells"][0]["outputs"][0]["text"] == f"x\n{numbered(0, 25)} …\n"
    assert data[MIME]["rows"] == [[f"{numbered(0, 25)} …"]]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_page_of_any_words_keeps_a_run_of_more_words(data: st.DataObject) -> None:
    word = st.sampled_from(
        ["to", "be", "Bé", "or", "not", "<b>", "</p><p>", "·", "<mark>", "&amp;"]
    )
    said = " ".join(data.draw(st.lists(word, max_size=80)))
    text = without_markup(said) or "to"
    cut = cutting(text, most=8).page(f"<p>{said}</p>")
    assert not runs([re.sub(r"<[^>]*>", " ", cut)], 9) & runs([text], 9)


@pytest.mark.parametrize("most", [0, 7, -1, True, 25.0, "25"])
def test_a_length_that_is_none_is_refused_before_anything_runs(most: Any, tmp_path: Path) -> None:
    study = read_study(small_study(tmp_path / "s"))
    with pytest.raises(ParameterError, match="a whole number of words from 8 on is needed"):
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


def test_a_table_that_tells_the_place_of_each_text_holds_its_hash_instead() -> None:
    _, sentences = corpus(LONG)
    rows = json.loads(json.dumps(dict(table(sentences, name="sentences", caption="c").data)))
    made = cutting(LONG).result(rows)
    assert made["columns"][4] == ["sha256", "str"]
    assert made["rows"][0][4] == hashlib.sha256(LONG.encode()).hexdigest()
    assert made["rows"][0][:4] == ["a0", 0, 0, len(LONG)]


def test_what_coders_noted_is_left_out_of_codings() -> None:
    codings = {"article": ["a"], "sentence": [0], "coder": ["m"], "note": ["He 'hailed' it."]}
    made = table(pd.DataFrame(codings), name="codings", caption="c").data
    cut = cutting(LONG).result(json.loads(json.dumps(dict(made))))
    assert [name for name, _ in cut["columns"]] == ["article", "sentence", "coder"]
    assert cut["rows"] == [["a", 0, "m"]]


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
    normal = long_runs(shipped, texts)
    assert {"wire.html", "notebooks/wire.ipynb", "tables/wire-in_none.csv"} <= set(normal)


@pytest.mark.slow
def test_a_shareable_report_holds_no_full_text(study: Study, shareable: Path) -> None:
    """Of each text a good part of its runs of nine words stands nowhere in the report."""
    held: set[tuple[str, ...]] = set()
    for file in shareable.rglob("*"):
        if file.is_file():
            for text in readings(file):
                held |= runs([text], 9)
    for text in study.articles["text"]:
        own = runs([text], 9)
        assert len(own & held) < 0.6 * len(own)


@pytest.mark.slow
def test_headlines_stay_and_cut_quotations_show_their_marks(study: Study, shareable: Path) -> None:
    corpus_page = folded(without_markup((shareable / "corpus.html").read_text(encoding="utf-8")))
    said = " ".join(corpus_page)
    for row in study.sentences[study.sentences["zone"] == "headline"].itertuples():
        assert " ".join(folded(row.text)) in said
    page = (shareable / "frame-ukraine_exclusion.html").read_text(encoding="utf-8")
    quoted = re.findall(r"<blockquote>(.*?)</blockquote>", page, flags=re.S)
    assert any("…" in text for text in quoted)
    assert not [text for text in quoted if "…" in text and "<mark>" not in text]


@pytest.mark.slow
def test_each_page_says_once_that_quotations_are_cut_and_why(
    study: Study, shareable: Path, shipped: Path
) -> None:
    note = for_sharing(study).note
    for page in shareable.glob("*.html"):
        assert html.unescape(page.read_text(encoding="utf-8")).count(note) == 1
        assert note not in html.unescape((shipped / page.name).read_text(encoding="utf-8"))
    manifest = json.loads((shareable / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["quoted_words"] == 25
    assert "tables/codings.parquet" in manifest["files"]


@pytest.mark.slow
def test_a_study_of_very_long_sentences_keeps_none_and_a_normal_report_keeps_them(
    tmp_path: Path,
) -> None:
    folder = small_study(
        tmp_path / "s", *(f'[[report]]\nnotebook = "{name}"' for name in ("corpus", "own", "frame"))
    )
    text = f"{numbered(0, 150)} left out {numbered(150, 300)}.\n{numbered(300, 340)}."
    for outlet in ("Daily", "Courier"):
        (folder / outlet / f"{outlet}.txt").write_text(text, encoding="utf-8")
    write_notebook(
        folder, "own", 'study: str = ""', "import framing as fr; this = fr.read_study(study)",
        "print(this.articles.text[0])", "this.sentences", "this.articles.text.tolist()",
    )  # fmt: skip
    (folder / "study.toml").write_text(
        (folder / "study.toml")
        .read_text(encoding="utf-8")
        .replace('notebook = "frame"', 'notebook = "frame"\neach = "frame"'),
        encoding="utf-8",
    )
    study, cut, whole = read_study(folder), tmp_path / "cut", tmp_path / "whole"
    with pages_run_here():
        assert not build(study, output=whole).failed
    with pages_as_run_for(whole):
        assert not build(study, output=cut, shareable=25).failed
    assert long_runs(cut, [text]) == {}
    assert {"own.html", "frame-out.html"} <= set(long_runs(whole, [text]))
    page = (cut / "frame-out.html").read_text(encoding="utf-8")
    assert re.search(r"<blockquote>… w1\d\d .*<mark>left out</mark>.* …\.?</blockquote>", page)


@pytest.fixture(scope="module")
def shareable(study: Study, shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("shareable") / "report"
    with pages_as_run_for(shipped):
        report = build(study, output=output, shareable=MOST)
    assert not report.failed
    return output


# -- the page that is shown as a sample ---------------------------------------------------------


def sample_page(page: str) -> str:
    """Return a page that stands alone: no links to others, no versions of libraries."""
    page = re.sub(r"<header>.*?</header>\n", "", page, flags=re.S)
    page = re.sub(r'<a href="[^#"][^"]*">(.*?)</a>', r"\1", page)
    page = re.sub(r'<div class="table"[^>]*aria-label="What these results.*?</div>', "", page)
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
    assert html.unescape(said).count(for_sharing(study).note) == 1
    assert not re.search(r'href="[^#]', said)
