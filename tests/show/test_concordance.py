"""Words in context: marked passages, each word with what stands behind it, escaped."""

from __future__ import annotations

import json
import re

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.corpus.sentences import tokens
from framing.errors import ParameterError
from framing.pages.outlets import words_in_context
from framing.show.concordance import concordance
from framing.show.results import MIME
from framing.words.keyness import keyness
from framing.words.kwic import kwic

HOSTILE = '<script>alert(1)</script> & "fate" <img src=x onerror=alert(1)>'


def sentences(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Make sentences from (article, outlet, text)."""
    table = pd.DataFrame(rows, columns=["article", "outlet", "text"])
    return table.assign(sentence=table.groupby("article").cumcount())


TALKS = sentences(
    ("a1", "A", "Kyiv’s fate is sealed."),
    ("a1", "A", "Who will decide its fate, and whose fate?"),
    ("a2", "A", "Fate decides."),
    ("b1", "B", "The talks begin."),
    ("b1", "B", "After the talks, more talks."),
)
WORDS = tokens(TALKS)
FOUND = keyness(WORDS, min_count=1)


def bundle(result) -> dict:
    return result._repr_mimebundle_()


def test_nothing_given_is_edited():
    words, table = WORDS.copy(deep=True), TALKS.copy(deep=True)
    words_in_context(FOUND, words, table)
    assert_frame_equal(words, WORDS)
    assert_frame_equal(table, TALKS)


# -- marked passages --------------------------------------------------------------------------


def test_each_place_is_a_line_under_its_outlet_with_the_match_marked():
    result = concordance(kwic(TALKS, "fate", "talks"), name="talks", caption="fate or talks")
    assert result.kind == "concordance"
    line = '<li>Kyiv’s <mark>fate</mark> is sealed. <span class="about">(a1)</span></li>'
    assert line in result.html
    assert str(result.html).count("<mark>") == 7
    assert result.text.splitlines() == [
        "fate or talks: 7 places in 3 texts.",
        "A",
        "Kyiv’s fate is sealed. (a1)",
        "Who will decide its fate, and whose fate? (a1)",
        "Who will decide its fate, and whose fate? (a1)",
        "Fate decides. (a2)",
        "B",
        "The talks begin.",
        "After the talks, more talks.",
        "After the talks, more talks.",
    ]


def test_what_is_not_shown_of_an_outlet_is_counted():
    rows = kwic(TALKS, "fate", "talks")
    result = concordance(rows, name="talks", caption="c", shown=3)
    assert str(result.html).count("<li>") == 6
    assert re.findall(r"\d of \d places shown", result.text) == ["3 of 4 places shown"]
    assert len(bundle(result)[MIME]["rows"]) == len(rows) == 7


def test_the_data_hold_every_place_and_its_key():
    result = concordance(kwic(TALKS, "decide*"), name="decide", caption="c")
    data = json.loads(json.dumps(bundle(result)[MIME], allow_nan=False))
    assert [name for name, _ in data["columns"]] == [
        "article", "sentence", "outlet", "before", "match", "after"
    ]  # fmt: skip
    assert data["key"] == ["article", "sentence"]
    assert data["rows"][1] == ["a2", 0, "A", "Fate ", "decides", "."]
    assert data["passages"] == [["a1", 1], ["a2", 0]]


def test_nothing_found_is_said():
    result = concordance(kwic(TALKS, "Minsk"), name="minsk", caption="Minsk")
    assert result.text == "Minsk: 0 places in 0 texts."


# -- words and the passages behind them -------------------------------------------------------


def test_each_word_opens_the_passages_in_which_its_group_uses_it():
    result = words_in_context(FOUND, WORDS, TALKS, top=1)
    assert result.text.splitlines() == [
        "Not tested: one text. These words may be chance.",
        "A",
        "fate: 4 here in 2 texts (285.7 per 1,000 words), 0 elsewhere (0.0)",
        "Kyiv’s fate is sealed. (a1)",
        "Who will decide its fate, and whose fate? (a1)",
        "Who will decide its fate, and whose fate? (a1)",
        "3 of 4 places shown.",
        "B",
        "talks: 3 here in 1 text (375.0 per 1,000 words), 0 elsewhere (0.0)",
        "The talks begin.",
        "After the talks, more talks.",
        "After the talks, more talks.",
    ]


def test_a_word_is_a_summary_that_opens_without_a_script():
    page = str(words_in_context(FOUND, WORDS, TALKS, top=2, lines=1).html)
    assert page.count("<details><summary><strong>") == 4
    assert len(re.findall(r"</summary>\s*<ol>\s*<li>", page)) == 4
    assert "<script" not in page
    assert " open" not in page


def test_only_words_that_a_group_uses_more_are_its_words():
    table = sentences(("a", "A", "Fate fate talks."), ("b", "B", "Fate talks talks."))
    words = tokens(table)
    result = words_in_context(keyness(words, min_count=1), words, table)
    assert re.findall(r"<strong>(\w+)</strong>", result.html) == ["fate", "talks"]
    alike = sentences(("a", "A", "Talks."), ("b", "B", "Talks."))
    same = words_in_context(keyness(tokens(alike), min_count=1), tokens(alike), alike)
    assert same.text == "None."


def test_a_tested_word_is_shown_by_its_counts_and_q_stands_on_the_page_on_validity():
    rows = [(f"{o.lower()}{n}", o, f"{w} Kyiv.") for o, w in (("A", "Fate"), ("B", "Talks"))
            for n in range(12)]  # fmt: skip
    table = sentences(*rows)
    words = tokens(table)
    said = words_in_context(keyness(words), words, table, top=1).text.splitlines()[1]
    assert said == "fate: 12 here in 12 texts (500.0 per 1,000 words), 0 elsewhere (0.0)"


def test_a_word_whose_place_other_texts_would_not_give_is_said_to_be_so():
    rows = [(f"a{n}", "A", f"Fate decided. {'Burst. ' * 9 * (n == 3)}") for n in range(6)]
    rows += [(f"b{n}", "B", "Talks decided.") for n in range(6)]
    table = sentences(*rows)
    words = tokens(table)
    found = keyness(words).assign(q=0.01)
    said = words_in_context(found, words, table, top=2).text
    share = found.query("feature == 'burst' and group == 'A'")["stability"].item()
    assert share < 0.8
    line = next(line for line in said.splitlines() if line.startswith("Burst: "))
    assert line.startswith("Burst: 9 here in one text only (")
    assert line.endswith(f"(0.0); place not stable, among the first 10 in {100 * share:.0f} %")
    fate = next(line for line in said.splitlines() if line.startswith("fate: "))
    assert fate.startswith("fate: 6 here in 6 texts (")
    assert "stable" not in fate


def test_a_word_of_one_text_is_said_to_be_so_where_its_group_has_several_even_of_one_story():
    table = sentences(("a1", "A", "Fate. Kyiv."), ("a2", "A", "Fate."), ("b", "B", "Talks."))
    for told in (table, table.assign(family="story")):
        said = words_in_context(keyness(tokens(told)), tokens(told), told).text
        assert "fate: 2 here in 2 texts (" in said
        assert "Kyiv: 1 here in one text only (" in said
        assert "talks: 1 here in 1 text (" in said


def test_a_reference_group_is_named():
    found = keyness(WORDS, min_count=1, reference="B")
    said = words_in_context(found, WORDS, TALKS, top=1).text
    assert "4 here in 2 texts (285.7 per 1,000 words), 0 in B (0.0)" in said


def test_possessives_and_variants_open_the_passages_they_were_counted_in():
    table = sentences(("a", "A", "Kyiv’s favour, Kyiv’s favor."), ("b", "B", "Talks."))
    words = tokens(table)
    found = keyness(words, min_count=1, variants=True)
    page = words_in_context(found, words, table, variants=True).html
    assert re.findall("<mark>(.*?)</mark>", page) == [
        "favour",
        "favor",
        "Kyiv’s",
        "Kyiv’s",
        "Talks",
    ]


def test_groups_other_than_outlets_have_their_own_words():
    week = WORDS.assign(week=WORDS["article"].map({"a1": "1", "a2": "2", "b1": "2"}))
    found = keyness(week, by="week", min_count=1)
    shown = words_in_context(found, week, TALKS, by="week", top=1)
    assert re.findall(r"<h3>(\w+)</h3>", shown.html) == ["1", "2"]
    words = [line for line in shown.text.splitlines() if " here in " in line]
    assert words[0].startswith("fate: 3 here in 1 text")
    assert words[1].startswith("talks: 3 here in one text only")


def test_the_data_of_words_hold_group_feature_and_key_of_every_place():
    data = bundle(words_in_context(FOUND, WORDS, TALKS, top=1, lines=1))[MIME]
    assert data["kind"] == "concordance"
    places_of = [(row[-2], row[-1], row[0], row[1]) for row in data["rows"]]
    assert places_of[:2] == [("A", "fate", "a1", 0), ("A", "fate", "a1", 1)]
    assert len(places_of) == 7
    assert data["passages"] == [["a1", 0], ["a1", 1], ["a2", 0], ["b1", 0], ["b1", 1]]


@pytest.mark.parametrize("option", ["top", "lines"])
def test_at_least_one_word_and_line_is_shown(option):
    with pytest.raises(ParameterError, match=f"{option} is 0; a number from 1 on is needed"):
        words_in_context(FOUND, WORDS, TALKS, **{option: 0})
    with pytest.raises(ParameterError, match="shown is 0"):
        concordance(kwic(TALKS, "fate"), name="n", caption="c", shown=0)


# -- hostile text -----------------------------------------------------------------------------


def test_whatever_a_text_an_outlet_or_an_article_is_called_is_escaped():
    table = sentences((HOSTILE, HOSTILE, HOSTILE), ("b", "B", "Talks."))
    words = tokens(table)
    words = words.assign(token=words["token"].mask(words["token"] == "script", "<b>script"))
    pages = [
        concordance(kwic(table, "script"), name="n", caption=HOSTILE),
        words_in_context(keyness(words, min_count=1), words, table, top=9),
    ]
    for page in pages:
        assert "<mark>script</mark>" in page.html
        tags = set(re.findall(r"<(/?\w+)", str(page.html)))
        assert not tags & {"script", "img", "b", "/script"}
