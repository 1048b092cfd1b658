"""Asking all sentences at once finds what a slow matcher finds that reads each word by word."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from framing.coding import sieve
from framing.coding.codebook import parse_codebook
from framing.coding.matching import Matcher
from framing.coding.rules import mentions
from framing.corpus.parts import split_parts

WORDS = ["kyiv", "Kyiv", "KYIV", "talk", "talks", "peace", "US", "us", "U.S.", "US-led", "deal's",
         "peace-talks", "Kyiv’s", "“deal”", "left", "out", "out,", "İzmir", "the", "—"]  # fmt: skip
ENTRIES = ["kyiv", "talk*", "*talks", "*eac*", "US", "peace talk*", "left out", "deal", "out the",
           "us led", "kyiv deal", "le*", "*ut", "izmir"]  # fmt: skip
sentences = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
entries = st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=3, unique=True)
indicators = st.one_of(
    st.fixed_dictionaries({"any": entries}),
    st.fixed_dictionaries(
        {"all": st.lists(entries, min_size=2, max_size=3)},
        optional={"within": st.integers(1, 5), "unless": entries},
    ),
)


def book(given_indicators):
    rows = [{"id": str(n), **one} for n, one in enumerate(given_indicators)]
    frames = {"f": {"definition": "d", "indicators": rows}}
    return parse_codebook({"codebook": {"name": "b"}, "frames": frames}, source="b")


def slowly(entry, text: str) -> set[tuple[int, int]]:
    """Return where an entry stands, trying it at every word."""
    parts = split_parts(text)

    def meets(pattern, part) -> bool:
        if pattern.capitals:
            return part.capitals and part.letters.replace(".", "") == pattern.letters
        if pattern.open_start and pattern.open_end:
            return pattern.letters in part.letters
        if pattern.open_start:
            return part.letters.endswith(pattern.letters)
        if pattern.open_end:
            return part.letters.startswith(pattern.letters)
        return part.letters == pattern.letters

    size = len(entry.words)
    return {
        (parts[at].start, parts[at + size - 1].end)
        for at in range(len(parts) - size + 1)
        if all(map(meets, entry.words, parts[at : at + size]))
    }


def table(texts: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"article": "a", "sentence": range(len(texts)), "text": texts})


@given(st.lists(indicators, min_size=1, max_size=4), st.lists(sentences, min_size=1, max_size=6))
def test_no_sentence_is_passed_over_in_which_an_indicator_stands(given_indicators, texts):
    codebook = book(given_indicators)
    matcher = Matcher(codebook)
    may = matcher.read(texts).may_hold()
    found = [matcher.matches(text) for text in texts]
    assert all(may[at] for at, matches in enumerate(found) if matches)
    evidence = mentions(table(texts), codebook=codebook)
    spans = [
        (at, one.indicator.id, *span)
        for at, matches in enumerate(found)
        for one in matches
        for span in one.spans
    ]
    columns = ["sentence", "indicator", "start", "end"]
    assert [*evidence[columns].itertuples(index=False, name=None)] == spans


@given(st.lists(indicators, min_size=1, max_size=4), st.lists(sentences, min_size=1, max_size=6))
def test_a_sentence_is_let_through_only_if_each_member_stands_in_it(given_indicators, texts):
    codebook = book(given_indicators)
    may = Matcher(codebook).read(texts).may_hold()
    asked = [one.members for one in codebook.frame("f").indicators]
    held = [
        any(all(any(slowly(entry, text) for entry in group) for group in members)
            for members in asked)
        for text in texts
    ]  # fmt: skip
    assert may.tolist() == held


@given(st.lists(st.sampled_from(ENTRIES), min_size=1, max_size=1), sentences)
def test_one_entry_stands_where_trying_it_at_every_word_finds_it(entry, text):
    codebook = book([{"any": entry}])
    (asked,) = codebook.frame("f").indicators[0].members[0]
    ends = set()
    apart = []
    for start, end in sorted(slowly(asked, text)):
        if not any(start < last for last in ends):
            apart.append((start, end))
            ends.add(end)
    found = mentions(table([text]), codebook=codebook)
    assert [*zip(found["start"], found["end"], strict=True)] == apart


def test_many_sentences_are_asked_in_parts(monkeypatch):
    codebook = book([{"any": ["left out"]}, {"all": [["kyiv"], ["talk*"]]}])
    texts = ["Kyiv talks", "left", "out", "Left out of talks on Kyiv", "talk"]
    whole = mentions(table(texts), codebook=codebook)
    monkeypatch.setattr(sieve, "_AT_ONCE", 2)
    assert_frame_equal(mentions(table(texts), codebook=codebook), whole)
    assert whole["sentence"].tolist() == [0, 0, 3, 3, 3]


def test_no_sentences_are_no_sentences():
    assert Matcher(book([{"any": ["kyiv"]}])).read([]).may_hold().tolist() == []
