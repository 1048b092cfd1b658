"""Entries of indicators: how often each stands in the texts, whatever is asked beside it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing import mentions
from framing.coding import entries, starter_codebook
from framing.coding.codebook import parse_codebook
from framing.coding.matching import Matcher
from framing.errors import ParameterError, TableError
from tests.effort import least


def book(*indicators: dict, terms: dict | None = None):
    listed = [{"id": f"i{n}", **one} for n, one in enumerate(indicators)]
    values = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}}
    values["frames"]["f"]["indicators"] = listed
    return parse_codebook(values | ({"terms": terms} if terms else {}), source="b")


def table(**articles: list[str]) -> pd.DataFrame:
    rows = [
        (article, n, text) for article, texts in articles.items() for n, text in enumerate(texts)
    ]
    return pd.DataFrame(rows, columns=["article", "sentence", "text"])


TEXTS = table(
    a=["Kyiv was left out, left out again.", "The fate of Kyiv.", "Crowns were paid."],
    b=["The future of Ukraine’s ports."],
)  # fmt: skip


def test_a_row_is_an_entry_with_its_place_and_its_counts_and_zero_is_a_row():
    codebook = book(
        {"any": ["left out", "expensve", "crown*"]},
        {"all": [["fate", "future"], "decid*"], "unless": ["Kyiv", "photograph*"]},
    )
    wanted = pd.DataFrame(
        [
            ("f", "i0", "any", "left out", 1, 1),
            ("f", "i0", "any", "expensve", 0, 0),
            ("f", "i0", "any", "crown*", 1, 1),
            ("f", "i1", "all", "fate", 1, 1),
            ("f", "i1", "all", "future", 1, 1),
            ("f", "i1", "all", "decid*", 0, 0),
            ("f", "i1", "unless", "kyiv", 2, 1),
            ("f", "i1", "unless", "photograph*", 0, 0),
        ],
        columns=["frame", "indicator", "part", "entry", "n_sentences", "n_articles"],
    )
    assert_frame_equal(entries(TEXTS, codebook=codebook), wanted, check_dtype=False)


def test_entries_of_roles_are_counted_and_stand_with_what_holds_of_them_alone():
    codebook = book({"who": ["Kyiv"], "does": ["left [not after was]"], "whom": ["crowns"]})
    found = entries(TEXTS, codebook=codebook)
    assert found[["part", "entry", "n_sentences"]].values.tolist() == [
        ["who", "kyiv", 2],
        ["does", "left [not after was]", 1],
        ["whom", "crowns", 1],
    ]


def test_an_entry_of_a_word_group_is_counted_in_each_indicator_that_names_it():
    codebook = book(
        {"any": ["@ukraine"]},
        {"all": ["@ukraine", "@ukraine"]},
        terms={"ukraine": ["Ukrain*", "Kyiv"]},
    )
    found = entries(TEXTS, codebook=codebook)
    assert found[["indicator", "part", "entry", "n_articles"]].values.tolist() == [
        ["i0", "any", "ukrain*", 1], ["i0", "any", "kyiv", 1],
        ["i1", "all", "ukrain*", 1], ["i1", "all", "kyiv", 1],
    ]  # fmt: skip


def test_each_count_is_that_of_an_indicator_with_the_entry_alone():
    codebook = starter_codebook("semetko_valkenburg")
    words = (
        "Talks could cost billions. The mayor blamed the council; a victim was in tears.".split()
    )
    random = np.random.default_rng(3)
    texts = table(**{f"a{n}": [" ".join(random.choice(words, 12)) for _ in range(4)]
                     for n in range(10)})  # fmt: skip
    found = entries(texts, codebook=codebook)
    assert (found["n_sentences"] > 0).sum() > 5
    alone = list(found["entry"].unique())
    met = mentions(texts, codebook=book(*({"any": [entry]} for entry in alone)))
    for n, entry in enumerate(alone):
        spans = met[met["indicator"] == f"i{n}"]
        own = found[found["entry"] == entry]
        assert set(own["n_sentences"]) == {len(spans[["article", "sentence"]].drop_duplicates())}
        assert set(own["n_articles"]) == {spans["article"].nunique()}


def test_shuffled_sentences_change_nothing_and_nothing_is_edited():
    codebook = book({"any": ["left out", "Kyiv"]})
    shuffled = TEXTS.sample(frac=1, random_state=1)
    kept = shuffled.copy(deep=True)
    assert_frame_equal(entries(shuffled, codebook=codebook), entries(TEXTS, codebook=codebook))
    assert_frame_equal(shuffled, kept)


def test_no_sentence_and_no_indicator_are_tables_too():
    assert entries(TEXTS.iloc[:0], codebook=book({"any": ["Kyiv"]}))["n_sentences"].to_list() == [0]
    none = entries(TEXTS, codebook=book())
    assert none.empty
    assert list(none.columns) == list(entries(TEXTS, codebook=book({"any": ["Kyiv"]})).columns)


def test_what_is_no_codebook_or_no_sentences_is_refused():
    with pytest.raises(ParameterError, match="which is no codebook"):
        entries(TEXTS, codebook="book.toml")
    with pytest.raises(TableError, match="no column 'text'"):
        entries(TEXTS.drop(columns="text"), codebook=book({"any": ["Kyiv"]}))


def test_a_group_is_met_where_its_indicator_is_not():
    codebook = book({"all": ["fate", "decided"], "within": 3})
    assert Matcher(codebook).matches("The fate of Kyiv.") == []
    assert len(Matcher(codebook).read(["The fate of Kyiv."]).met(0)) == 1


def test_the_work_does_not_grow_with_entries_that_are_not_met():
    texts = ["Talks on the fate of the old mill went on for days in the town."] * 2000

    def seconds(n: int) -> float:
        ready = Matcher(book({"any": ["fate"]}, *({"any": [f"absent{k}"]} for k in range(n))))
        ready.read(texts[:1])
        return least(lambda: [*map(ready.read(texts).met, range(len(texts)))])

    assert seconds(2000) < 2 * seconds(20)
