"""The batch: pages, tables, index, manifest; what fails is told and nothing half-written stays."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from framing.cli import main
from framing.errors import ParameterError
from framing.report import export
from framing.report.batch import build, plan
from framing.report.jupyter import loaded
from framing.report.notebooks import check_parameters, notebook
from framing.report.written_files import write_table
from framing.show.markup import anchor
from framing.study import Study, read_study
from tests.conftest import ROOT

nbformat = loaded("nbformat")
PAGES = [
    "corpus.html",
    "frame-european_reactions.html",
    "frame-trump_putin_rapport.html",
    "frame-ukraine_exclusion.html",
    "index.html",
    "methods.html",
    "outlets.html",
    "validity.html",
    "wire.html",
]
TEXTS = [
    f"article-{path.name}.html" for path in sorted((ROOT / "seeds" / "articles").glob("*.txt"))
]
SETS = ["wire-passages.html"]  # of over fifty passages that a count opens
TEXT = "The village was left out of the talks. They went on.\nNobody asked the village."


def write_notebook(folder: Path, name: str, *code: str) -> None:
    cells = [nbformat.v4.new_markdown_cell(f"# What of {name}?")]
    cells += [nbformat.v4.new_code_cell(source) for source in code]
    cells[1].metadata["tags"] = ["parameters"]
    (folder / "notebooks").mkdir(exist_ok=True)
    book = nbformat.v4.new_notebook(cells=cells)
    book.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    nbformat.write(book, folder / "notebooks" / f"{name}.ipynb")


def small_study(folder: Path, *reports: str) -> Path:
    """Write a study of two texts, coded by rules alone."""
    folder.mkdir(exist_ok=True)
    for outlet in ("Daily", "Courier"):
        (folder / outlet).mkdir()
        (folder / outlet / f"{outlet}.txt").write_text(TEXT, encoding="utf-8")
    (folder / "codebook.toml").write_text(
        '[codebook]\nname = "b"\n[frames.out]\nlabel = "Left <out>"\ndefinition = "d"\n'
        '[[frames.out.indicators]]\nid = "i"\nany = ["left out"]\n',
        encoding="utf-8",
    )
    lines = ['[study]\nname = "Small & <b>bold</b>"', '[corpus]\narticles = ["Daily", "Courier"]']
    (folder / "study.toml").write_text("\n".join([*lines, *reports]) + "\n", encoding="utf-8")
    return folder


def test_a_notebook_is_sought_in_the_study_then_in_the_repository(tmp_path: Path) -> None:
    assert notebook("frame", folder=tmp_path) == ROOT / "notebooks" / "frame.ipynb"
    write_notebook(tmp_path, "frame", 'study: str = ""')
    assert notebook("frame", folder=tmp_path) == tmp_path / "notebooks" / "frame.ipynb"
    with pytest.raises(ParameterError, match=r"no notebook 'fram'.*Did you mean 'frame'"):
        notebook("fram")


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"fram": "x"},
            "has no parameter 'fram'. Parameters: study, frame, period, by. Did you mean 'frame'",
        ),
        ({"frame": 7}, "parameter 'frame' is 7, which is int; str is needed"),
        ({"frame": ["x"]}, "which is list; str is needed"),
    ],
    ids=["unknown", "number", "list"],
)
def test_unknown_or_wrongly_typed_parameters_are_refused(given: dict, message: str) -> None:
    with pytest.raises(ParameterError, match=re.escape(message)):
        check_parameters(notebook("frame"), given)


def test_a_notebook_without_a_parameters_cell_takes_none(tmp_path: Path) -> None:
    write_notebook(tmp_path, "bare", "1")
    book = nbformat.read(tmp_path / "notebooks" / "bare.ipynb", as_version=4)
    book.cells[1].metadata = {}
    nbformat.write(book, tmp_path / "notebooks" / "bare.ipynb")
    with pytest.raises(ParameterError, match="no cell tagged 'parameters'"):
        check_parameters(tmp_path / "notebooks" / "bare.ipynb", {"study": "x"})


def test_wrong_parameters_in_a_study_stop_the_report_before_anything_runs(tmp_path: Path) -> None:
    folder = small_study(
        tmp_path / "s", '[[report]]\nnotebook = "corpus"\nparameters = { unti = "x" }'
    )
    with pytest.raises(ParameterError, match="'unti'"):
        build(read_study(folder), output=tmp_path / "out")
    assert not (tmp_path / "out").exists()
    assert main(["report", str(folder)]) == 2


def test_a_formula_is_disarmed_in_csv_and_kept_whole_in_parquet(tmp_path: Path) -> None:
    texts = ["=cmd()", "+1", "-1", "@x", "\tx", "fine", None]
    result = {
        "columns": [["text", "str"], ["n", "int64"]],
        "rows": [[text, n] for n, text in enumerate(texts)],
        "caption": "c",
        "key": [],
    }
    write_table(result, tmp_path, "t")
    csv = pd.read_csv(tmp_path / "t.csv", keep_default_na=False)["text"].tolist()
    assert csv == ["'=cmd()", "'+1", "'-1", "'@x", "'\tx", "fine", ""]
    assert pd.read_parquet(tmp_path / "t.parquet")["text"].fillna("missing").tolist() == [
        *texts[:-1],
        "missing",
    ]


def test_what_is_not_a_result_of_ours_is_escaped_on_a_page() -> None:
    outputs = [
        {
            "output_type": "display_data",
            "data": {"text/html": "<script>1</script>", "text/plain": "<b>x</b>"},
        },
        {"output_type": "stream", "name": "stdout", "text": "<i>printed</i>"},
    ]  # fmt: skip
    book = {
        "cells": [
            {"cell_type": "markdown", "source": "# T\n\n## Head\n\n<script>2</script>"},
            {"cell_type": "code", "source": "x < 1", "outputs": outputs},
        ]
    }
    page = export.pages_of(book, title="T", file="t.html", pages=[], study="s")["t.html"]
    assert "<script" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "&lt;i&gt;printed" in page
    assert '<h2 id="head">Head</h2>' in page
    assert '<a href="#head">Head</a>' in page


@pytest.mark.slow
def test_the_shipped_report_has_every_page_table_and_notebook(shipped: Path) -> None:
    assert sorted(file.name for file in shipped.glob("*.html")) == sorted([*PAGES, *SETS, *TEXTS])
    manifest = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))
    assert [run["state"] for run in manifest["runs"]] == ["ok"] * 12
    for name, digest in manifest["files"].items():
        assert hashlib.sha256((shipped / name).read_bytes()).hexdigest() == digest, name
    for table in manifest["tables"]:
        csv = pd.read_csv(shipped / table["csv"], keep_default_na=False)
        assert len(csv) == len(pd.read_parquet(shipped / table["parquet"])) == table["rows"]


@pytest.mark.slow
def test_no_page_or_notebook_or_manifest_names_a_path_of_the_machine(shipped: Path) -> None:
    for file in [*shipped.glob("*.html"), *shipped.glob("notebooks/*"), shipped / "manifest.json"]:
        text = file.read_text(encoding="utf-8")
        assert str(ROOT) not in text, file.name
        assert str(shipped.parent) not in text, file.name


@pytest.mark.slow
def test_pages_hold_no_script_and_nothing_remote(shipped: Path) -> None:
    for page in shipped.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert "default-src 'none'" in text
        assert not re.findall(r"src=\"(?:https?:)?//", text), page.name
        assert not re.findall(r"<(?!a\b)[^>]*href=\"(?:https?:)?//", text), page.name
        assert not re.findall(r"<img\b", text), page.name
        for figure in re.findall(r"<figure\b.*?</figure>", text, flags=re.DOTALL):
            assert re.search(r'<svg[^>]* aria-label="[^"]', figure), page.name


@pytest.mark.slow
def test_the_matrix_links_every_cell_to_its_passage(shipped: Path, study: Study) -> None:
    index = (shipped / "index.html").read_text(encoding="utf-8")
    cells = re.findall(r"<td data-frame=.*?</td>", index)
    assert len(cells) == len(study.articles) * len(study.codebook.frames)
    for cell in cells:
        links = re.findall(r'href="([^"#]+)#([^"]+)"', cell)
        assert links, cell
        for page, place in links:
            assert f'id="{place}"' in (shipped / page).read_text(encoding="utf-8"), cell
    assert "95 %" not in index  # of one text an outlet


def _told(page: str) -> str:
    """Return the words of a part of a page, without marks."""
    seen = re.sub(r'<span class="sr">.*?</span>|<svg.*?</svg>', "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", seen)).split())


@pytest.mark.slow
def test_a_tick_is_a_sentence_and_opens_it(shipped: Path, study: Study) -> None:
    index = (shipped / "index.html").read_text(encoding="utf-8")
    strips = re.findall(r'<svg class="strip".*?</svg>', index, flags=re.DOTALL)
    present = study.answer_codings.query("present == 1").merge(study.sentences)
    key = ["frame", "article", "sentence"]
    frames = len(study.codebook.frames)
    assert sum(strip.count("<a ") for strip in strips) == frames * len(study.sentences)
    bare = sum(strip.count('class="tick bare') for strip in strips)
    assert bare + len(present[key].drop_duplicates()) == frames * len(study.sentences)
    titles = "\n".join(html.unescape(title) for title in re.findall("<title>(.*?)<", index))
    for row in present.itertuples():
        assert f"#{anchor(row.article, row.sentence)}" in index
        assert f": {row.text}\n" in f"{titles}\n"


@pytest.mark.slow
def test_a_filled_box_of_a_figure_opens_its_passage(shipped: Path, study: Study) -> None:
    for frame in study.codebook.frames:
        page = (shipped / f"frame-{frame}.html").read_text(encoding="utf-8")
        (figure,) = re.findall(r'<figure id="figure-strips".*?</figure>', page, flags=re.DOTALL)
        opened = re.findall(r'<a href="#([^"]+)"><path[^>]*/><title>', figure)
        present = study.answer_codings.query("frame == @frame and present == 1")
        keys = set(zip(present["article"], present["sentence"], strict=True))
        assert sorted(opened) == sorted(anchor(*key) for key in keys)
        assert all(f'<li id="{place}"' in page for place in opened)


@pytest.mark.slow
def test_the_index_says_how_urdupoint_puts_the_exclusion_and_whose_wording_it_may_be(
    shipped: Path,
) -> None:
    index = (shipped / "index.html").read_text(encoding="utf-8")
    first = _told(index[index.index("<h1>") :])[:800]
    assert (
        "Ukraine's exclusion In all 5 texts. Only UrduPoint opens with it: put as a danger by the "
        "article itself, in a clause that no other text here has; it may be the agency's. "
        "UrduPoint 1: "
    ) in first
    assert "could leave Kyiv out in the cold." in first


@pytest.mark.slow
def test_the_matrix_says_what_the_reference_codings_say(shipped: Path, study: Study) -> None:
    index = (shipped / "index.html").read_text(encoding="utf-8")
    row = index[index.index("IBTimes Australia</a></th>") :]
    assert "18 % 5 of 28, first at 3: denied by Trump" in _told(row.split("</td>")[0])
    absent = study.article_frames().query("coder == @study.answers_from and not present")
    assert index.count(">none found</a>") == len(absent) == 2


@pytest.mark.slow
def test_of_many_texts_the_index_shows_the_dots_of_the_page_on_outlets(generated: Path) -> None:
    index = (generated / "index.html").read_text(encoding="utf-8")
    (dots,) = re.findall(r'<figure id="figure-dots".*?</figure>', index, flags=re.DOTALL)
    drawn = results(generated, "outlets")["figure", "shares"]
    of_page, of_index = (re.findall(r"<text[^>]*>([^<]+)", svg) for svg in (drawn["svg"], dots))
    assert len(of_page) > 10
    assert of_index == of_page
    assert drawn["caption"] in html.unescape(dots)
    assert dots.count("<a href") > 1  # each count
    assert "<g href" not in dots
    assert 'class="strip"' not in index


@pytest.mark.slow
def test_the_word_score_is_on_the_outlets_page_alone(shipped: Path) -> None:
    having = [
        page.name for page in shipped.glob("*.html") if "VADER" in page.read_text(encoding="utf-8")
    ]
    assert sorted(having) == ["methods.html", "outlets.html"]  # the first names its source


@pytest.mark.slow
def test_a_failed_notebook_is_listed_first_and_does_not_stop_the_others(tmp_path: Path) -> None:
    folder = small_study(
        tmp_path / "s",
        '[[report]]\nnotebook = "corpus"',
        *[f'[[report]]\nnotebook = "{name}"' for name in ("broken", "exits", "dies")],
    )
    parameters = 'study: str = ""  # s'
    write_notebook(folder, "broken", parameters, "raise ValueError('no <b>luck</b>')", "1")
    write_notebook(folder, "exits", parameters, "import sys\nsys.exit(0)", "1")
    write_notebook(folder, "dies", parameters, "import os\nos._exit(0)", "1")
    assert main(["report", str(folder)]) == 1
    assert not (folder / "reports").exists()
    made = folder / "reports.failed"
    index = (made / "index.html").read_text(encoding="utf-8")
    assert index.index("3 of 4 notebooks failed") < index.index('class="lead"')
    assert "ValueError: no &lt;b&gt;luck&lt;/b&gt;" in index
    assert sorted(file.name for file in made.glob("*.html")) == [
        "corpus.html", "index.html", "methods.html"
    ]  # fmt: skip
    runs = json.loads((made / "manifest.json").read_text(encoding="utf-8"))["runs"]
    assert [run["state"] for run in runs] == ["ok", "failed", "failed", "killed"]
    assert not list(folder.rglob(".framing*"))


EACH_FRAME = '[[report]]\nnotebook = "frame"\neach = "frame"'


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_study_with_rules_alone_gets_its_report_beside_it_and_says_who_coded(
    tmp_path: Path,
) -> None:
    folder = small_study(tmp_path / "my study", EACH_FRAME)
    assert main(["report", str(folder)]) == 0
    index = (folder / "reports" / "index.html").read_text(encoding="utf-8")
    assert "rules only (the codebook's indicators); validity against people unknown" in index
    assert "Left &lt;out&gt;" in index
    assert "human" not in index


@pytest.mark.slow
def test_a_generated_corpus_shows_intervals_on_its_pages(generated: Path) -> None:
    index = (generated / "index.html").read_text(encoding="utf-8")
    assert "of sentences, corrected" in index
    assert "95 % interval" in index
    assert "differ in share of sentences (corrected)" in index
    outlets = (generated / "outlets.html").read_text(encoding="utf-8")
    assert "bars are 95 % intervals" in outlets


BEYOND = "How the outlets differ beyond these texts:"


def words(page: Path) -> str:
    """Return what a page says, without its tags."""
    text = html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))
    return " ".join(text.split())


@pytest.mark.slow
def test_a_study_coded_by_hand_shows_reliability_correction_and_what_its_claims_can_carry(
    generated: Path,
) -> None:
    validity = words(generated / "validity.html")
    assert "rules only (the codebook's indicators), held against human coding (adjudicated)" in (
        validity
    )
    assert "Alpha between anna and ben: Left out 0." in validity
    assert "reliable" in validity
    assert re.search(r"\d+ estimates corrected by a probability sample of \d+ sentences", validity)
    index, frame = words(generated / "index.html"), words(generated / "frame-left_out.html")
    for page in (index, frame, words(generated / "outlets.html")):
        assert BEYOND in page
        assert "Shares of texts are not corrected for coding error." in page
        assert not re.search(r"alpha 0|(?<!macro-)F1 0", page)
    assert "By the rules alone it is present in" in frame
    outlets = words(generated / "outlets.html")
    assert "18 comparisons, 1" in outlets
    assert "as counted alone, not corrected for coding error: no interval" in outlets
    assert "shares corrected by a sample of codes" in validity
    assert "not supported: the difference may be chance" in validity


@pytest.mark.slow
def test_the_shipped_study_has_one_grade_said_once_a_page(shipped: Path) -> None:
    for name in PAGES:
        said = words(shipped / name).count(f"{BEYOND} cannot be told (fewer than 5 texts an outlet")
        assert said == (name not in ("corpus.html", "methods.html", "validity.html")), name


@pytest.mark.slow
def test_every_page_but_that_on_the_coding_says_how_far_to_trust_it_and_links_there(
    shipped: Path,
) -> None:
    for name in PAGES:
        page = (shipped / name).read_text(encoding="utf-8")
        if name not in ("methods.html", "validity.html"):
            assert page.count("No two people coded these texts.") == 1, name
            assert '<a href="validity.html">Is the coding fit for use?</a>' in page, name
    validity = words(shipped / "validity.html")
    assert (
        "Numbers from: one language model, which coded every sentence twice and settled the 3 "
        "differences on presence; no person has checked it. No two people coded "
        "these texts" in validity
    )
    assert "nothing is left to correct by it" in validity
    assert "differs from itself on 3 of 372 decisions on presence." in validity
    assert "F1 on texts that the indicators may have been written with:" in validity
    for word in ("reliable enough", "tentative", "AC1 0", "adjudicated coding by"):
        assert word not in validity  # verdicts and coefficients are for people


def results(report: Path, page: str) -> dict[tuple[str, str], dict]:
    """Return what a page's notebook showed, by kind and name."""
    book = json.loads((report / "notebooks" / f"{page}.ipynb").read_text(encoding="utf-8"))
    return {(result["kind"], result["name"]): result for result in export.results(book)}


WIRE_TABLES = [
    "certainty", "certainty_by_text", "frames_by_origin", "in_none", "lacking", "moved",
    "origin_of_copy", "provenance", "reuse", "salience_by_family", "shared_quotations",
    "standing_frames", "standing_text", "stories", "substitutions", "who_shares",
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("report", ["shipped", "generated"])
def test_the_page_on_wire_copy_has_every_part_and_each_link_of_its_answer_opens_one(
    report: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(report)
    found = results(folder, "wire")
    assert sorted(name for kind, name in found if kind == "table") == WIRE_TABLES
    for key in [("answer", "answer"), ("figure", "origins"), ("figure", "curve"),
                ("versions", "versions"), ("pairs", "read_both")]:  # fmt: skip
        assert key in found
    page = (folder / "wire.html").read_text(encoding="utf-8")
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for place in re.findall(r'href="#([^"]+)"', page):
        assert place in ids, place
    assert "No intervals: this describes these texts." in words(folder / "wire.html")


@pytest.mark.slow
@pytest.mark.parametrize("report", ["shipped", "generated"])
def test_no_page_says_distorted_or_own_words_nor_what_only_an_original_could_show(
    report: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(report)
    for page in folder.glob("*.html"):
        said = words(page).lower()
        for word in ("distort", "own words", "omitted"):
            assert word not in said, (page.name, word)
        for text in re.findall(r'aria-label="([^"]*)"', page.read_text(encoding="utf-8")):
            assert not re.search(r"\b(?:kept|own)\b", text, flags=re.IGNORECASE), page.name
    found = results(folder, "wire")
    assert "agency's text" not in json.dumps(
        [found["answer", "answer"], found["figure", "origins"]]
    )


@pytest.mark.slow
def test_the_shipped_texts_are_told_side_by_side_with_what_a_cut_would_remove(
    shipped: Path, study: Study
) -> None:
    found = results(shipped, "wire")
    answer = found["answer", "answer"]
    nowhere = int((study.origins["origin"] == "unmatched").sum())
    assert (
        f"{nowhere} of {len(study.origins)} sentences stand in no other text here"
        in (answer["sentence"])
    )
    assert answer["sentence"].startswith("All 5 texts tell one story")
    told = ["".join(part["text"] for part in cell["parts"]) for cell in answer["cells"]]
    lacks = [line for line in told if "not found" in line]
    assert len(lacks) == 4  # all but the longest
    for line in lacks:
        assert "of which cutting for length alone would have dropped" in line
    page = (shipped / "wire.html").read_text(encoding="utf-8")
    absent = re.findall(r'<td class="absent"[^>]*>(.*?)</td>', page)
    assert len(absent) == (study.synopsis["relation"] == "absent").sum()
    assert set(absent) == {"not found", "not found; cutting for length alone would have dropped it"}


@pytest.mark.slow
@pytest.mark.parametrize("report", ["shipped", "generated"])
def test_the_index_says_what_the_texts_share_and_links_to_the_page(
    report: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(report)
    page = (folder / "index.html").read_text(encoding="utf-8")
    (section,) = re.findall(r'<h2 id="sharing">What the texts share</h2>(.*?)<h2', page, re.DOTALL)
    found = results(folder, "wire")
    brief = "".join(part["text"] for part in found["answer", "answer"]["brief"])
    assert re.search(r"\d+ of \d+ sentences stand in no other text (of their story )?here", brief)
    assert brief in html.unescape(re.sub("<.*?>", "", section))
    assert '<a href="wire.html">Side by side</a>' in section


@pytest.mark.slow
def test_beside_every_absence_stands_what_a_cut_would_remove(shipped: Path, study: Study) -> None:
    index = (shipped / "index.html").read_text(encoding="utf-8")
    lines = re.findall(r"none found</a>; (.*?)</span>", index)
    assert len(lines) == index.count(">none found</a>") == 2
    told = re.compile(
        r".*cutting (?:the longest text )?for length alone would have dropped (?:it|none|\d+ of .*)"
    )
    for line in lines:
        assert told.fullmatch(line), line
    absent = 0
    for frame in study.codebook.frames:
        page = (shipped / f"frame-{frame}.html").read_text(encoding="utf-8")
        for line in re.findall(r"<li[^>]*><strong>[^<]*</strong>: none found(.*?)\.</li>", page):
            assert told.fullmatch(line.strip(" ()")), line
            absent += 1
        said = words(shipped / f"frame-{frame}.html")
        assert (
            "a row is a passage of the longest text, IBTimes Australia; a column is another" in said
        )
        assert "after the cut is what shortening it from the end to as many words would" in said
    assert absent == 2


@pytest.mark.slow
def test_many_texts_are_told_by_outlet_with_what_a_cut_would_remove(generated: Path) -> None:
    found = results(generated, "wire")
    sentence = found["answer", "answer"]["sentence"]
    assert re.search(r"\d+ of 180 texts belong to \d+ families of texts that tell one", sentence)
    assert sentence.count(" of ") < 15  # six outlets, not 180 texts
    assert found["figure", "origins"]["alt"].startswith("Dot plot by outlet")
    matrix = found["table", "who_shares"]
    assert len(matrix["rows"]) == 6
    assert len(matrix["columns"]) == 7
    frames = [page for page in generated.glob("frame-*.html") if "-passages" not in page.name]
    assert len(frames) == 3
    for page in frames:
        assert "what became of each longest text's passages" in words(page), page.name


@pytest.mark.slow
def test_a_wheel_installed_outside_a_clone_runs_a_report(built: Path, tmp_path: Path) -> None:
    (wheel,) = built.glob("*.whl")
    target = tmp_path / "installed"
    install = [sys.executable, *"-m pip install --no-deps --no-compile --quiet --target".split()]
    subprocess.run([*install, target, wheel], check=True, capture_output=True)
    folder = small_study(tmp_path / "study", '[[report]]\nnotebook = "corpus"')
    program = "import framing.cli as c; print(c.__file__); raise SystemExit(c.main())"
    done = subprocess.run(
        [sys.executable, "-c", program, "report", str(folder)],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(target)}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert str(target) in done.stdout
    assert (folder / "reports" / "corpus.html").is_file()


def test_the_same_notebook_twice_gives_two_pages_with_names_of_their_own(tmp_path: Path) -> None:
    planned = plan(read_study(small_study(tmp_path / "s", EACH_FRAME, EACH_FRAME)))
    assert [run.file for run in planned] == ["frame-out.html", "frame-out-2.html"]


@pytest.mark.slow
@pytest.mark.usefixtures("here")
def test_a_notebook_of_ones_own_on_each_frame_needs_no_answer_for_the_index(
    tmp_path: Path,
) -> None:
    folder = small_study(
        tmp_path / "s",
        '[[report]]\nnotebook = "mine"\neach = "frame"',
        EACH_FRAME,
    )
    write_notebook(folder, "mine", 'study: str = ""  # s\nframe: str = ""  # f', "1")
    assert main(["report", str(folder)]) == 0
    index = (folder / "reports" / "index.html").read_text(encoding="utf-8")
    assert 'href="mine-out.html"' in index
    assert index.count(">Left &lt;out&gt;</a></th>") == 1
