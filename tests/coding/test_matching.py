"""Matching: which words an entry meets, what makes a match, and what it costs."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from framing.coding.codebook import parse_codebook
from framing.coding.matching import Matcher, split_parts
from tests.cases import each_of
from tests.hashing import printed


def matcher(*indicators: dict[str, Any], terms: dict[str, list[str]] | None = None) -> Matcher:
    """Make ready a codebook with one frame, whose indicators are numbered."""
    numbered = [{"id": str(number), **indicator} for number, indicator in enumerate(indicators)]
    tables: dict[str, Any] = {"codebook": {"name": "b"}, "terms": terms or {}}
    tables["frames"] = {"f": {"definition": "d", "indicators": numbered}}
    return Matcher(parse_codebook(tables, source="b"))


def spans(text: str, **indicator: Any) -> list[list[tuple[int, int]]]:
    return [match.spans for match in matcher(indicator).matches(text)]


def found(text: str, **indicator: Any) -> list[str]:
    """Return the words of each match; several spans are parted by a bar."""
    return [
        " | ".join(text[start:end] for start, end in match) for match in spans(text, **indicator)
    ]


WORDS = {
    "case does not count": ("Kyiv", "KYIV and kyiv", ["KYIV", "kyiv"]),
    "typographic quotes": ("kids' table", "The kids’ table.", ["kids’ table"]),
    "an apostrophe inside": ("won’t", "Kyiv won't accept.", ["won't"]),
    "a final 's of the text": ("Kyiv", "Kyiv’s fate, Kyiv's fate", ["Kyiv’s", "Kyiv's"]),
    "a final 's of the entry": ("Kyiv's fate", "the Kyiv fate", ["Kyiv fate"]),
    "another ending does count": ("Kyiv", "Kyivan Rus", []),
    "no part of a word": ("art", "a party, smart", []),
    "a soft hyphen": ("Ukraine", "Uk\u00adraine today", ["Uk\u00adraine"]),
    "marks that are apart": ("Orbán", "Viktor Orba\u0301n said", ["Orba\u0301n"]),
    "a phrase in the text's compound": ("left out", "the left-out Kyiv", ["left-out"]),
    "a compound as a phrase": ("left-out", "was left out", ["left out"]),
    "a compound with an en dash": ("Trump Putin", "the Trump–Putin call", ["Trump–Putin"]),
    "a part of a compound": ("Putin", "the Trump-Putin call", ["Putin"]),
    "a last part with 's": ("Putin", "the Trump-Putin’s", ["Putin’s"]),
    "an open end": ("Ukrain*", "Ukraine, Ukrainians, ukrain", ["Ukraine", "Ukrainians", "ukrain"]),
    "an open end with 's": ("Ukrain*", "Ukraine’s", ["Ukraine’s"]),
    "an open start": ("*crat", "An autocrat, a democrat's, crats", ["autocrat", "democrat's"]),
    "both ends open": ("*krain*", "Ukraine, krain, Kr", ["Ukraine", "krain"]),
    "an open part of a compound": ("*led", "US-backed, EU-led", ["led"]),
    "an open word of a phrase": ("over the head* of", "over the heads of", ["over the heads of"]),
    "digits": ("E3", "the E3 and e3", ["E3", "e3"]),
    "capitals only": ("US", "US told us, Us", ["US"]),
    "capitals with points": ("US", "the U.S. and the u.s.", ["U.S"]),
    "an entry with points": ("U.S.", "the US, the U.S. and us", ["US", "U.S"]),
    "capitals with 's": ("EU", "EU’s, EU's, Eu’s, eu's", ["EU’s", "EU's"]),
    "capitals in a compound": ("US", "US-led, us-and-them", ["US"]),
    "capitals in a phrase": (
        "told US envoys",
        "told US envoys, told us envoys",
        ["told US envoys"],
    ),
    "six capitals are a word": ("UNESCO", "Unesco", ["Unesco"]),
    "a phrase is contiguous": ("left out", "left him out", []),
    "a phrase goes across punctuation": ("left out", "left, out", ["left, out"]),
    "a phrase goes across spaces": ("left out", "left\u00a0\n out", ["left\u00a0\n out"]),
    "a phrase is not cut by the end": ("left out", "he left", []),
    "every place": ("Kyiv", "Kyiv, Kyiv and Kyiv", ["Kyiv", "Kyiv", "Kyiv"]),
    "places do not overlap": ("no no", "no no no", ["no no"]),
    "nothing in no text": ("Kyiv", "", []),
}


@each_of("entry, text, expected", WORDS)
def test_an_entry_meets(entry: str, text: str, expected: list[str]):
    assert found(text, any=[entry]) == expected


TALKS = "Kyiv fears that its fate is decided without Kyiv or Europe."
MATCHES = {
    "any: one entry suffices": ({"any": ["fate", "war"]}, ["fate"]),
    "any: each place is a match": ({"any": ["Kyiv", "fate"]}, ["Kyiv", "fate", "Kyiv"]),
    "any: the longest at a place": ({"any": ["decided", "decided without", "is"]},
                                    ["is", "decided without"]),
    "any: the leftmost of two that overlap": ({"any": ["is decided", "decided without"]},
                                              ["is decided"]),
    "all: each member": ({"all": ["fate", "Europe"]}, ["fate | Europe"]),
    "all: none if a member is not there": ({"all": ["fate", "war"]}, []),
    "all: a list is an any": ({"all": [["war", "fate"], "decid*"]}, ["fate | decided"]),
    "all: the members' order does not count": ({"all": ["decid*", "fate"]}, ["fate | decided"]),
    "all: the narrowest": ({"all": ["Kyiv", "without"]}, ["without | Kyiv"]),
    "all: the leftmost of equals": ({"all": ["that", ["fears", "its"]]}, ["fears | that"]),
    "all: the longest at a place": ({"all": ["fate", ["decided", "decided without"]]},
                                    ["fate | decided without"]),
    "all: what overlaps is one span": ({"all": ["is decided", "decided without"]},
                                       ["is decided without"]),
    "all: one word may serve two members": ({"all": ["fate", ["fate", "war"]]}, ["fate"]),
    "all: two words rather than one in the same window": (
        {"all": ["fears", ["fate", "decided"], ["decided", "war"]]},
        ["fears | fate | decided"],
    ),
    "within: as far as the window": ({"all": ["fate", "without"], "within": 3}, ["fate | without"]),
    "within: not farther": ({"all": ["fate", "without"], "within": 2}, []),
    "within: to the last member's start": ({"all": ["fate", "decided without Kyiv"], "within": 2},
                                           ["fate | decided without Kyiv"]),
    "within: from the first member's start": ({"all": ["fate is", "without"], "within": 2}, []),
    "within: three members in one window": ({"all": ["fears", "fate", "Kyiv"], "within": 3}, []),
    "within: all three": ({"all": ["fears", "fate", "Kyiv"], "within": 4}, ["Kyiv | fears | fate"]),
    "unless: anywhere in the sentence": ({"any": ["fears"], "unless": ["Europe"]}, []),
    "unless: not if it is not there": ({"any": ["fears"], "unless": ["war"]}, ["fears"]),
    "unless: of the match itself": ({"any": ["decided"], "unless": ["decided without"]}, []),
    "unless: in the window before": ({"any": ["fate"], "within": 2, "unless": ["that"]}, []),
    "unless: in the window after": ({"any": ["fate"], "within": 2, "unless": ["decided"]}, []),
    "unless: outside the window": ({"any": ["fate"], "within": 2, "unless": ["fears", "without"]},
                                   ["fate"]),
    "unless: within a window with all members":
        ({"all": ["fate", "decided"], "within": 3, "unless": ["that", "Kyiv"]}, ["fate | decided"]),
    "unless: rules out one match, not the other":
        ({"any": ["Kyiv"], "within": 2, "unless": ["fears"]}, ["Kyiv"]),
}  # fmt: skip


@each_of("indicator, expected", MATCHES)
def test_a_match_is(indicator: dict[str, Any], expected: list[str]):
    assert found(TALKS, **indicator) == expected


def test_each_pair_of_a_sentence_is_a_match_of_its_own():
    text = "Kyiv fears talks, Berlin fears talks, Paris waits."
    assert found(text, all=["fears", "talks"]) == ["fears | talks", "fears | talks"]


def test_a_compound_is_one_word_of_a_window():
    text = "Kyiv saw Trump-Putin-style talks."
    assert found(text, all=["Kyiv", "talks"], within=3) == ["Kyiv | talks"]
    assert found(text, all=["Kyiv", "style"], within=2) == ["Kyiv | style"]
    assert found(text, all=["Trump", "Putin"], within=1) == ["Trump | Putin"]


def test_spans_are_offsets_in_order_each_once():
    text = "Fate of Kyiv; Kyiv’s fate"
    assert spans(text, all=["Kyiv", "fate"]) == [[(0, 4), (8, 12)], [(14, 20), (21, 25)]]


def test_a_term_is_an_any_within_all():
    talks = matcher({"all": ["@party", "fate"]}, terms={"party": ["Kyiv", "Moscow"]})
    assert [match.spans for match in talks.matches("fate of Moscow")] == [[(0, 4), (8, 14)]]


def test_matches_stand_in_the_order_of_the_codebook_then_of_the_text():
    talks = matcher({"any": ["talks"]}, {"any": ["Kyiv", "fate"]})
    matches = talks.matches("Kyiv talks of fate.")
    told = [(match.frame, match.indicator.id, match.spans) for match in matches]
    assert told == [("f", "0", [(5, 10)]), ("f", "1", [(0, 4)]), ("f", "1", [(14, 18)])]


def test_only_the_frames_asked_for_are_sought():
    frame = {"definition": "d", "indicators": [{"id": "i", "any": ["Kyiv"]}]}
    tables = {"codebook": {"name": "b"}, "frames": {"f": frame, "g": frame}}
    codebook = parse_codebook(tables, source="b")
    assert [match.frame for match in Matcher(codebook).matches("Kyiv")] == ["f", "g"]
    assert [match.frame for match in Matcher(codebook, frames=["g"]).matches("Kyiv")] == ["g"]


# --- any text ---------------------------------------------------------------------------

SPACES = st.sampled_from([" ", ", ", "-", "–", " “", "” ", "’s ", " – ", ". ", "\n", "\u00a0"])
SHORT = st.sampled_from(["Kyiv", "KYIV", "left", "Left", "out", "of", "US", "us", "no"])
EXACT = ["kyiv", "left", "left out", "out of", "left out of", "no", "no no", "us"]


@st.composite
def texts(draw: Callable[..., Any]) -> str:
    """Write a text of few words, with much between them."""
    pairs = draw(st.lists(st.tuples(SHORT, SPACES), max_size=12))
    return "".join(word + space for word, space in pairs)


def oracle(entry: str, text: str) -> list[list[tuple[int, int]]]:
    """Find an exact entry the plain way, by a regular expression."""
    words = r"(?:’s)?\W+".join(map(re.escape, entry.split()))
    regex = re.compile(rf"(?<!\w){words}(?:’s)?(?!\w)", re.IGNORECASE)
    return [[match.span()] for match in regex.finditer(text)]


@given(texts(), st.sampled_from(EXACT))
def test_an_exact_entry_is_found_where_a_regular_expression_finds_it(text: str, entry: str):
    assert spans(text, any=[entry]) == oracle(entry, text)


ANY = [
    {"any": ["Kyiv", "left out", "a-b", "*ss", "1"]},
    {"all": [["*aa*", "no*", "out"], ["Kyiv", "aa*", "*00"]], "within": 4},
    {"any": ["US"], "within": 2, "unless": ["Kyiv"]},
    {"all": ["out", ["left", "of"], "no*"]},
]
MATCHER = matcher(*ANY)
ANY_TEXT = st.one_of(texts(), st.text(), st.text("aA0-–'’.\u00ad\u0301½ß US\n", max_size=40))


@given(ANY_TEXT)
def test_spans_lie_in_the_text_in_order_and_apart(text: str):
    for match in MATCHER.matches(text):
        places = [place for span in match.spans for place in span]
        assert places[0] >= 0
        assert places[-1] <= len(text)
        assert all(before < after for before, after in match.spans)
        assert all(before <= after for before, after in pairwise(places))


@given(ANY_TEXT)
def test_matches_of_an_indicator_share_no_place(text: str):
    for indicator in {match.indicator.id for match in MATCHER.matches(text)}:
        own = [match for match in MATCHER.matches(text) if match.indicator.id == indicator]
        taken = [range(*span) for match in own for span in match.spans]
        letters = [place for span in taken for place in span if text[place] != "½"]
        assert len(letters) == len(set(letters))


@given(ANY_TEXT)
def test_a_sentence_falls_into_the_parts_of_what_stands_between_its_spaces(text: str):
    chunks = [(match.start(), split_parts(match.group())) for match in re.finditer(r"\S+", text)]
    expected = [
        (at + part.start, at + part.end, part.letters, part.capitals)
        for at, parts in chunks
        for part in parts
    ]
    assert [part[:4] for part in split_parts(text)] == expected


ENTRIES = ["Kyiv", "left", "left out", "out of", "left out of", "no*", "*ut", "US", "of"]


@settings(max_examples=60)
@given(texts(), st.permutations(ENTRIES), st.permutations(ENTRIES[:4]))
def test_the_order_of_entries_and_members_does_not_count(
    text: str, entries: list[str], members: list[str]
):
    assert spans(text, any=entries) == spans(text, any=ENTRIES)
    assert spans(text, all=[entries[:5], members], within=6) == spans(
        text, all=[sorted(members), sorted(entries[:5])], within=6
    )


def test_two_runs_with_other_hash_seeds_find_the_same():
    program = """
from framing.coding.matching import Matcher
from framing.coding.codebook import parse_codebook
words = [f"{a}{b}*" for a in ("ab", "cd", "ef") for b in "xyz"] + ["US", "*bx*", "abx cdy"]
indicators = [{"id": "i", "any": words}, {"id": "j", "all": [words, words[::-1]], "within": 3}]
tables = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d", "indicators": indicators}}}
for match in Matcher(parse_codebook(tables, source="b")).matches("abx cdyy US abx-efz cdy ab " * 3):
    print(match.frame, match.indicator.id, match.spans)
"""
    assert printed(program).count("\n") > 10


# --- cost -------------------------------------------------------------------------------


def steps(work: Callable[[], object]) -> int:
    """Count the instructions that Python carries out: the same on every machine."""
    count = 0

    def step(frame: Any, event: str, argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def made_words(n: int) -> list[str]:
    """Return words that are all different, so that no look-up is saved."""
    chance = random.Random(1)
    letters = ["".join(chance.choices("bcdfghklmnprstvwz", k=5)) for _ in range(n)]
    return [f"{word}{number}" for number, word in enumerate(letters)]


OTHERS = [word[::-1] for word in made_words(800)]
WILDCARDS = [
    f"{'*' * (n % 3 > 0)}{word[: 4 + n % 2]}{'*' * (n % 3 < 2)}"
    for n, word in enumerate(made_words(500))
]


def cost(entries: list[str], text: str) -> int:
    ready = matcher({"any": entries})
    ready.matches("")  # what is made ready once
    return steps(lambda: ready.matches(text))


def test_the_work_doubles_when_the_text_doubles():
    once, twice = (cost(WILDCARDS, " ".join(OTHERS[:n])) for n in (400, 800))
    assert twice < 2.1 * once


def test_the_work_does_not_grow_with_the_number_of_entries():
    of_none, of_some = (cost(WILDCARDS[:n], " ".join(OTHERS[400:])) for n in (6, 500))
    few, many = (cost(WILDCARDS[:n], " ".join(OTHERS)) for n in (6, 500))
    assert many - of_some < 1.3 * (few - of_none)


def test_a_word_that_stands_again_costs_little():
    once, tenfold = (cost(["absent"], " ".join(OTHERS * n)) for n in (1, 10))
    assert tenfold < 1.1 * once


def test_the_work_doubles_with_a_sentence_that_meets_every_entry():
    ready = matcher({"all": ["Kyiv", ["fate", "fat*"]], "within": 3, "unless": ["war", "Moscow"]})
    sentence = "Kyiv fate " * 100 + "war and Moscow " * 100
    once, twice = (steps(lambda n=n: ready.matches(sentence * n)) for n in (1, 2))
    assert 1.8 < twice / once < 2.2


def test_the_work_doubles_with_a_word_without_end():
    word = "blob" * 2000
    once, twice = (cost(["*fate*", "fat*", "*ate"], word * n) for n in (1, 2))
    assert twice < 2.1 * once
