"""The page on one text: its sentences, what they raise, who speaks, and where else they stand."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from framing.errors import ParameterError
from framing.pages import article as page
from framing.report.runs import MAX_TEXTS, plan
from framing.study import Study, read_study
from tests.report.test_report import small_study

EACH_TEXT = '[[report]]\nnotebook = "article"\neach = "article"'


@pytest.fixture(scope="module")
def first(study: Study) -> str:
    return str(study.articles["article"].iloc[0])


def test_the_answer_counts_the_sentences_and_names_the_nearest_version(study, first):
    said = page.answer_sentence(study, first)
    own = study.sentences.query("article == @first")
    n = study.answer_codings.query("article == @first and present == 1")["sentence"].nunique()
    assert said.startswith(f"UrduPoint, 13 February 2025: {len(own)} sentences, ")
    assert f"; {n} of them carry a frame. Nearest version: IBTimes Australia, which has a " in said


def test_counterparts_are_those_of_the_alignments_whichever_side_a_text_is_on(study):
    pairs = study.alignments
    for article in study.articles["article"]:
        found = page.counterparts(study, article)
        assert len(found) == ((pairs[["article_a", "article_b"]] == article).sum(axis=None))
        assert article not in set(found["other"])
    ends = {
        frozenset([(article, row.sentence), (row.other, row.there)])
        for article in study.articles["article"]
        for row in page.counterparts(study, article).itertuples()
    }
    assert ends == {
        frozenset([(row.article_a, row.sentence_a), (row.article_b, row.sentence_b)])
        for row in pairs.itertuples()
    }


def test_each_sentence_stands_once_in_its_order_with_its_anchor(study, first):
    html = page.text_view(study, first).html
    own = study.sentences.query("article == @first")
    assert re.findall(r'<tr id="([^"]+)"', html) == [f"p-{first}-{n}" for n in own["sentence"]]


def test_a_sentence_that_raises_a_frame_says_how_and_by_whom_and_its_words_are_marked(study, first):
    html = page.text_view(study, first).html
    row = re.search(rf'<tr id="p-{first}-0".*?</tr>', html, flags=re.S)[0]
    assert "Ukraine&#39;s exclusion (left out): put as a danger by the article itself" in row
    assert "that could leave Kyiv out in the cold</mark>" in row
    claims = study.claims.query("coder == @study.answers_from and article == @first")
    framed = claims.loc[claims["present"] == 1, "sentence"].nunique()
    assert html.count(' framed"') == framed


def test_what_stands_elsewhere_says_where_and_what_does_not_says_it_may_be_the_agencys(
    study, first
):
    html = page.text_view(study, first).html
    shared = page.counterparts(study, first)["sentence"].nunique()
    alone = len(study.sentences.query("article == @first")) - shared
    assert html.count("in no other text here; it may be the agency&#39;s") == alone > 0
    assert re.search(r"word for word in [^<]*IBTimes Australia \d+", html)


def test_a_text_that_shares_nothing_has_no_version_beside_it(tmp_path):
    study = read_study(small_study(tmp_path / "s", EACH_TEXT))
    (article, *_) = study.articles["article"]
    study.__dict__["alignments"] = study.alignments.iloc[:0]
    assert page.nearest(study, article) == ""
    assert page.answer_sentence(study, article).endswith("No other text here shares its wording.")
    html = page.text_view(study, article).html
    assert html.count('<th scope="col">') == 3


def test_the_text_is_escaped(tmp_path):
    study = read_study(small_study(tmp_path / "s", EACH_TEXT))
    (article, *_) = study.articles["article"]
    hostile = study.sentences.assign(text="<script>alert(1)</script>")
    study.__dict__["sentences"] = hostile
    html = page.text_view(study, article).html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_each_text_has_a_page_and_of_very_many_one_is_to_be_named(tmp_path):
    study = read_study(small_study(tmp_path / "s", EACH_TEXT))
    runs = plan(study)
    assert [run.parameters["article"] for run in runs] == study.articles["article"].tolist()
    assert all(run.single for run in runs)
    many = pd.concat([study.articles] * (MAX_TEXTS + 1), ignore_index=True)
    study.__dict__["articles"] = many.assign(article=[f"a{n}" for n in range(len(many))])
    with pytest.raises(ParameterError, match="Name the one that is wanted instead"):
        plan(study)
