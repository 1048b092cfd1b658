"""Every sentence with where else it stands, and what counts of shared sentences open."""

from __future__ import annotations

import pandas as pd

from framing.show import shared_sentences as shared
from framing.tables.require import require
from framing.wire.align import closest_first

ORIGINS = pd.DataFrame({
    "family": "story", "event": "all",
    "article": ["a", "a", "b", "b"], "sentence": [0, 1, 0, 1], "outlet": ["A", "A", "B", "B"],
    "rank": [1, 2, 1, 2], "zone": "body", "text": ["One.", "Two.", "One.", "Three."],
    "origin": ["verbatim", "unmatched", "verbatim", "unmatched"],
    "closest": ["verbatim", None, "verbatim", None],
})  # fmt: skip
PAIRS = require(
    pd.DataFrame({"article_a": ["a"], "sentence_a": [0], "article_b": ["b"], "sentence_b": [0],
                  "relation": ["verbatim"], "similarity": [1.0]}),
    "alignments",
)  # fmt: skip


def test_each_sentence_has_where_else_it_stands_and_its_text_leads_back_to_its_account():
    page = shared.shared_sentences(ORIGINS, PAIRS, articles=ORIGINS.drop_duplicates("article")).html
    for place, said in (("p-a-0", "word for word in B 1"), ("p-b-0", "word for word in A 1"),
                        ("p-a-1", shared.NO_OTHER.format("no other text here"))):  # fmt: skip
        about = page.partition(f'<li id="{place}">')[2].partition("</p>")[0]
        assert about.unescape().endswith(f" · {said}"), place
    assert '<div class="passages all">' in page
    assert page.count('data-opens="a-a"') == 1


def test_of_several_counterparts_in_a_text_the_closest_is_told():
    found = [("verbatim", ("b", 0)), ("reworded", ("b", 1)), ("reworded", ("c", 0))]
    number = {("b", 0): "1", ("b", 1): "2", ("c", 0): "1"}
    told = shared.where(found, {"b": "B", "c": "C"}, number, texts="")
    assert told == "word for word in B 1; reworded in C 1"
    told = shared.where(found[:1], {"b": "B: Talks on Monday"}, number, texts="", is_standing=True)
    assert told == "word for word in B: Talks on Monday (1); standing text"


def test_standing_text_is_not_said_to_stand_in_no_other_text():
    standing = ORIGINS.loc[[1], ["article", "sentence"]]
    articles = ORIGINS.drop_duplicates("article")
    page = shared.shared_sentences(ORIGINS, PAIRS, articles=articles, standing_text=standing).html
    for place, said in (("p-a-1", "standing text, compared with no other"),
                        ("p-b-1", shared.NO_OTHER.format("no other text here"))):  # fmt: skip
        about = page.partition(f'<li id="{place}">')[2].partition("</p>")[0]
        assert about.unescape().endswith(f" · {said}"), place


def test_of_sentences_as_like_the_one_at_the_nearest_place_is_told():
    pairs = pd.concat([PAIRS.assign(sentence_b=n) for n in (0, 9, 4)]).assign(sentence_a=5)
    assert closest_first(pairs).query("article == 'a'")["other_sentence"].tolist() == [4, 9, 0]


def test_counts_of_the_answer_open_their_sentences():
    counts = shared.answer_counts(ORIGINS)
    assert counts["2 of 4 sentences"] == "p-a-1 p-b-1"
    assert counts["B |1 of 2"] == "p-b-0"
    assert counts["2 word for word"] == "p-a-0 p-b-0"


def test_counts_of_what_a_text_lacks_open_sentences_of_the_longest_text():
    cut = pd.DataFrame({
        "article": "b", "longest": "a", "sentence": [0, 1, 2], "present": [True, False, False],
        "cut": [True, False, True],
    })  # fmt: skip
    assert shared.lacking_counts(cut, pd.DataFrame({"article": ["b"]})) == {
        "n_absent": ["p-a-1 p-a-2"], "n_cut": ["p-a-2"], "n_beyond": ["p-a-0"],
    }  # fmt: skip


def test_counts_of_who_shares_with_whom_open_the_sentences_of_one_in_the_other():
    square = pd.DataFrame({"sentences of": ["A", "B"], "in A": "", "in B": ""})
    assert shared.matrix_counts(square, ORIGINS, PAIRS, most=30) == {
        "in A": ["", "p-b-0"], "in B": ["p-a-0", ""],
    }  # fmt: skip
    pairs = pd.DataFrame({"one": ["A"], "other": ["B"], "there": "", "back": ""})
    assert shared.matrix_counts(pairs, ORIGINS, PAIRS, most=0) == {
        "there": ["p-a-0"], "back": ["p-b-0"],
    }  # fmt: skip
