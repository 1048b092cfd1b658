"""What studies, codebooks, frames and reports show of themselves: short, and what to do next."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from framing.report.batch import Report
from framing.report.runs import PageRun
from framing.study import read_study
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def study():
    return read_study(ROOT / "seeds")


def test_a_study_tells_its_name_its_numbers_and_what_to_do_next(study):
    assert repr(study) == (
        "Study 'The Trump-Putin call of 12 February 2025 in five texts': 5 articles, 5 outlets, "
        "3 frames, answers from 'reference'. Next: study.sentences, study.passages"
    )
    assert study._repr_html_().startswith("<p><strong>Study &#39;The Trump-Putin call")


def test_a_study_whose_texts_cannot_be_read_says_so_and_how_to_see_more(study, tmp_path):
    lost = replace(study, sources=(tmp_path / "gone.csv",))
    assert "gone.csv" in repr(lost)
    assert repr(lost).endswith("Next: framing check")


def test_a_codebook_and_a_frame_tell_their_numbers(study):
    book = study.codebook
    assert repr(book) == (
        "Codebook 'Ukraine talks, February 2025' 2.0.0: language 'en', 3 frames, 24 indicators. "
        "Next: codebook.frame('ukraine_exclusion')"
    )
    assert repr(book.frame("ukraine_exclusion")).startswith(
        "Frame 'ukraine_exclusion': Ukraine's exclusion, 6 indicators, sub-codes left_out"
    )


def test_a_name_is_escaped_in_a_notebook(study):
    assert "<b>" not in replace(study.codebook, name="<b>")._repr_html_()


def test_a_report_tells_how_many_pages_it_has_and_which_failed():
    done = PageRun("corpus", Path("corpus.ipynb"), {}, "What?", "Corpus")
    told = repr(Report(Path("out"), (done, replace(done, name="frame", error="ValueError: no"))))
    assert told == (
        "Report: 1 of 2 pages built, in out, frame failed: ValueError: no. "
        "Next: open out/index.html"
    )
