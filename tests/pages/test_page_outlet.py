"""The page on one outlet: its texts, each frame's share, and how it is put, from the tables."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from framing.pages import outlet as page
from framing.report import batch
from framing.study import Study
from framing.study.settings import Run
from tests.conftest import ROOT
from tests.handcoded import HandCoded

ONE = Run("outlet", each="outlet")


def told(study: Study, outlet: str) -> dict[str, str]:
    rows = page.accounts(study, outlet).to_dict("records")
    return {row["name"]: "".join(part["text"] for part in row["parts"]) for row in rows}


def test_a_share_says_what_it_is_corrected_by_and_texts_are_counted_as_coded(
    hand_coded: HandCoded,
) -> None:
    study = hand_coded.study
    outlet = "Tribune"
    leading = study.checks.leading.query("outlet == @outlet").set_index("frame")
    texts = study.answers().query("outlet == @outlet")
    having = study.passages.query("outlet == @outlet and coder == 'rules' and present == 1")
    for frame, label in study.codebook.labels.items():
        row, said = leading.loc[frame], told(study, outlet)[label]
        own = texts[texts["frame"] == frame]
        if row["called"]:
            assert said.startswith(f"{100 * row['share']:.0f} % of its sentences, corrected (95 %")
            assert f"; {row['n_frame']} of {row['base']} sentences by the rules)" in said
            limits = f"95 % interval {100 * row['ci_low']:.0f} % to {100 * row['ci_high']:.0f} %"
            assert limits in said
            assert "corrected" in said
        else:
            assert said.startswith(f"By the rules {row['n_frame']} of {row['base']} sentences; too")
        n = having.query("frame == @frame")["article"].nunique()
        alone = n - own["present"].sum()
        more = f", {alone} of them in headline or caption alone" if alone else ""
        assert f"As coded: in {n} of {len(own)} texts{more}." in said


def test_a_text_alone_is_told_as_a_text_and_outlets_are_not_compared(study: Study) -> None:
    assert (
        page.answer_sentence(study, "TAG24") == "TAG24: 1 text. What is said describes this text."
    )
    said = told(study, "TAG24")["Ukraine's exclusion"]
    assert said.startswith("5 % of its sentences (1 of 22 sentences); whether it differs from the")
    assert "The text raises Ukraine's exclusion (left out) once, in sentence 9 of 21" in said


def test_each_text_of_an_outlet_has_a_row_with_its_counts(study: Study) -> None:
    (row,) = page.texts(study, "TAG24").to_dict("records")
    assert (row["Ukraine's exclusion"], row["Trump-Putin rapport"], row["of sentences"]) == (
        1,
        8,
        22,
    )


@pytest.mark.parametrize(("n_texts", "pages"), [(5, 2), (4, 0)])
def test_outlets_have_a_page_from_five_stories_on(n_texts: int, pages: int, study: Study) -> None:
    outlets = [outlet for outlet in ("A & B", "Écho") for _ in range(n_texts)]
    articles = pd.DataFrame({"article": range(len(outlets)), "outlet": outlets, "family": None})
    of = SimpleNamespace(codebook=study.codebook, runs=(ONE,), folder=ROOT, articles=articles)
    of.by = lambda column: of
    planned = batch.plan(of)
    assert len(planned) == pages
    for one in planned:
        assert one.parameters["outlet"] == one.single == one.short
        assert not one.frame
    names = [one.file for one in planned]
    assert len(set(names)) == len(names)
    assert all(set(name) & set(" &") == set() for name in names)
