"""Counts of parts add up to those of the whole, and give the measures that the tables give."""

from __future__ import annotations

from functools import cache, partial

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing import large
from framing.coding.codebook import parse_codebook
from framing.errors import ParameterError, TableError
from framing.large import Counts, combine, counted

TEXTS = {  # outlet, day, family, text
    "a": ("Daily", "2025-02-13", "s", "Kyiv left out\n\nKyiv was left out of talks. It fears war."),
    "b": ("Daily", "2025-02-14", "s", "Talks\n\nThe talks began. Kyiv's envoys were left out."),
    "c": ("Daily", "2025-02-20", "t", "Snow\n\nSnow fell. “We were left out,” Kyiv said."),
    "d": ("Daily", None, "u", "Warm words\n\nWarm words were heard, and a good peace was made."),
    "e": ("Daily", "2025-03-01", "v", "Quiet\n\nNothing was said of Kyiv. Nobody came."),
    "f": ("Courier", "2025-02-13", "w", "Kyiv absent\n\nKyiv was left out; warm words followed."),
    "g": ("Courier", "2025-02-14", "x", "Trains\n\nTrains ran late. Snow fell on the talks."),
    "h": ("Herald", "2025-02-14", "y", "Der Rat\n\nDer Rat hat gestern lange in Kyiv getagt."),
}  # fmt: skip
BOOK = {
    "codebook": {"name": "made"},
    "frames": {
        "exclusion": {"definition": "d", "indicators": [{"id": "i", "any": ["left out"]}]},
        "rapport": {"definition": "d", "indicators": [{"id": "i", "any": ["warm words"]}]},
    },
}
MEASURES = {
    "prevalence": (large.prevalence, lambda t: framing.prevalence(t["article_frames"])),
    "salience": (large.salience, lambda t: framing.salience(t["article_frames"])),
    "salience by words": (
        partial(large.salience, unit="words"),
        lambda t: framing.salience(t["article_frames"], unit="words"),
    ),
    "prominence": (large.prominence, lambda t: framing.prominence(t["article_frames"])),
    "trend": (large.trend, lambda t: framing.trend(t["article_frames"], t["articles"])),
    "trend by day": (
        partial(large.trend, period="day", measure="salience"),
        lambda t: framing.trend(
            t["article_frames"], t["articles"], period="day", measure="salience"
        ),
    ),
    "manner": (large.manner, lambda t: framing.compare.manner(t["passages"])),
    "manner by voice": (
        partial(large.manner, variable="voice"),
        lambda t: framing.compare.manner(t["passages"], variable="voice"),
    ),
    "word scores": (
        large.word_scores,
        lambda t: framing.words.word_scores(
            t["tone"].drop(columns="outlet"), t["sentences"]
        ).sort_values("outlet", ignore_index=True),
    ),
    "TF-IDF by outlet": (large.tfidf, lambda t: framing.words.tfidf(t["tokens"], by="outlet")),
    "TF-IDF with function words": (
        partial(large.tfidf, stop_words=False),
        lambda t: framing.words.tfidf(t["tokens"], by="outlet", stop_words=False),
    ),
}


@cache
def tables() -> dict[str, pd.DataFrame]:
    """Return the tables of all articles at once."""
    rows = [(name, *told) for name, told in TEXTS.items()]
    articles = pd.DataFrame(rows, columns=["article", "outlet", "date", "family", "text"])
    articles["language"] = ["de" if name == "h" else "en" for name in articles["article"]]
    sentences = framing.sentences(articles)
    codings = framing.code(sentences, codebook=parse_codebook(BOOK, source="made"))
    tone = framing.words.sentiment(sentences)
    return {
        "articles": articles,
        "sentences": sentences,
        "tokens": framing.tokens(sentences),
        "tone": tone.assign(outlet=sentences["outlet"]),
        "article_frames": framing.article_frames(codings, sentences),
        "passages": framing.passages(codings, sentences),
        "inputs": articles[["article", "outlet"]].assign(state="kept", reason=None),
    }


@cache
def counts_of(names: str) -> Counts:
    """Return the counts of some articles, counted by themselves."""
    given = {name: rows[rows["article"].isin([*names])] for name, rows in tables().items()}
    del given["sentences"]
    return counted(**given)


@settings(max_examples=20)
@given(parts=st.lists(st.integers(0, 4), min_size=8, max_size=8), order=st.permutations(range(5)))
def test_counts_of_parts_add_up_to_those_of_the_whole(parts: list[int], order: list[int]) -> None:
    split = ["".join(a for a, own in zip(TEXTS, parts, strict=True) if own == n) for n in order]
    assert combine(map(counts_of, split)) == counts_of("abcdefgh")


@settings(max_examples=10)
@given(order=st.permutations("abcdefgh"), at=st.integers(0, 8))
def test_it_is_all_one_in_which_steps_they_are_put_together(order: list[str], at: int) -> None:
    first, second = (combine(map(counts_of, some)) for some in (order[:at], order[at:]))
    assert combine([first, second]) == counts_of("abcdefgh")


def test_counts_that_differ_are_told_apart() -> None:
    assert counts_of("abcdefg") != counts_of("abcdefgh")


def test_nothing_adds_up_to_empty_tables() -> None:
    assert combine([]) == counts_of("")
    assert not any(map(len, combine([]).tables.values()))


def test_an_article_in_two_parts_is_refused() -> None:
    with pytest.raises(TableError, match=r"'b'.*one part alone"):
        combine([counts_of("ab"), counts_of("bc")])


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_of_counts_is_that_of_the_tables(name: str) -> None:
    of_counts, of_tables = MEASURES[name]
    found, expected = of_counts(counts_of("abcdefgh")), of_tables(tables())
    assert len(found)
    pd.testing.assert_frame_equal(found, expected, rtol=1e-12, check_exact=None)


@pytest.mark.parametrize("reference", ["rest", "Courier"])
def test_keyness_of_counts_lacks_only_what_needs_each_text(reference: str) -> None:
    found = large.keyness(counts_of("abcdefgh"), reference=reference)
    expected = framing.words.keyness(tables()["tokens"], reference=reference)
    lacking = ["p", "q", "dispersion", "stability"]
    assert found[lacking].isna().all(axis=None)
    assert found["note"].str.startswith("not_shuffled").all()
    kept = [column for column in expected if column not in (*lacking, "note")]
    pd.testing.assert_frame_equal(found[kept], expected[kept])


def test_document_frequencies_count_texts_that_hold_a_term() -> None:
    found = large.document_frequencies(counts_of("abcdefgh")).set_index("term")
    assert found.loc["kyiv"].tolist() == [8, 6]  # "Kyiv's" is the same term


@pytest.mark.parametrize("name", MEASURES)
def test_of_no_text_each_measure_has_no_row(name: str) -> None:
    assert MEASURES[name][0](counts_of("")).empty


def test_a_reference_that_is_no_outlet_is_refused() -> None:
    with pytest.raises(ParameterError, match="Did you mean 'Courier'"):
        large.keyness(counts_of("abcdefgh"), reference="Courrier")
