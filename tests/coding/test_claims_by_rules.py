"""Claims by rules: whose voice a hit stands in, and how it is put."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.coding.claims_by_rules import RIGHT, claims_by_rules
from framing.coding.codebook import parse_codebook
from framing.coding.rules import mentions
from framing.voice import attributions
from tests.cases import each_of

BOOK: dict[str, Any] = {
    "codebook": {"name": "b"},
    "voices": {"text": "", "town": "", "state": "", "unattributed": ""},
    "actors": {
        "roe": {"names": ["Ada Roe"], "titles": ["mayor"], "side": "town"},
        "town": {"names": ["town", "farmers"], "side": "town"},
        "state": {"names": ["state", "minister"], "side": "state"},
    },
    "frames": {
        "f": {
            "definition": "d",
            "subcodes": {"out": ""},
            "countercodes": {"in": ""},
            "indicators": [
                {"id": "out", "subcode": "out", "any": ["left out"]},
                {"id": "in", "subcode": "in", "any": ["brought in"]},
                {"id": "seat", "all": [["farmers", "Roe"], "seat"]},
            ],
        },
    },
}  # fmt: skip


def claims_of(text: str, **frame: str) -> pd.DataFrame:
    given = {**BOOK, "frames": {"f": {**BOOK["frames"]["f"], **frame}}}
    book = parse_codebook(given, source="b")
    table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": [text]})
    actors = {name: vars(actor) for name, actor in book.actors.items()}
    return claims_by_rules(
        mentions(table, codebook=book), table, attributions(table, actors=actors), codebook=book
    )


def found(text: str, **frame: str) -> list[list[Any]]:
    rows = claims_of(text, **frame)[["mode", "voice", "speaker"]]
    return rows.astype("object").where(rows.notna(), None).values.tolist()


CASES = {
    "told by the article": ("The valley was left out.", [["stated", "text", None]]),
    "said by who writes, and not quoted": (
        "I think the valley was left out.", [["stated", "text", None]],
    ),
    "said by an actor": ("Ada Roe said the valley was left out.", [["stated", "town", "Ada Roe"]]),
    "said by somebody of no known side": (
        "Jon Poe said the valley was left out.", [["stated", None, "Jon Poe"]],
    ),
    "feared by nobody in particular": (
        "The plan raised fears that the valley is left out.", [["feared", "unattributed", None]],
    ),
    "feared by a side": (
        "There are fears among farmers that the valley is left out.",
        [["feared", "town", "among farmers"]],
    ),
    "of two sides neither": (
        "There are fears among farmers and the state that the valley is left out.",
        [["feared", None, "among farmers and the state"]],
    ),
    "denied": (
        "Ada Roe denied that the valley was left out.", [["denied", "town", "Ada Roe"]],
    ),
    "who speaks is a part of the hit": (
        "Ada Roe said they must have a seat.", [["called_for", "town", "Ada Roe"]],
    ),
    "an article that goes on for itself": (
        "Ada Roe said she would go, in a sign that the valley was left out.",
        [["stated", "text", None]],
    ),
    "two ways in one sentence": (
        "The valley was left out, and Ada Roe denied that it was left out.",
        [["denied", "town", "Ada Roe"]],
    ),
}  # fmt: skip


@each_of("text, wanted", list(CASES.values()))
def test_voice_and_mode_of_a_hit_are_told_by_the_words_around_it(text, wanted):
    assert found(text) == wanted


def test_a_frame_may_say_what_a_demand_and_a_mere_possibility_are():
    assert found("The farmers demand a seat.")[0][0] == "called_for"
    assert found("The farmers demand a seat.", demands="opposed")[0][0] == "opposed"
    assert found("The valley could be left out.")[0][0] == "stated"
    assert found("The valley could be left out.", possible="feared")[0][0] == "feared"


def test_what_stands_in_a_quotation_of_somebody_who_is_not_found_is_not_the_articles_own():
    for text in (
        '"The valley was left out of the talks.',
        "“The valley was left out of it all,” reads the letter.",
    ):
        assert claims_of(text)[["voice", "speaker"]].isna().all(axis=None)
    assert claims_of('The "left out" valley exports fruit.')["voice"].tolist() == ["text"]  # a term


def test_a_counter_code_is_a_claim_that_does_not_count_and_no_hit_is_no_claim():
    book = parse_codebook(BOOK, source="b")
    table = pd.DataFrame({"article": "a", "sentence": [0, 1],
                          "text": ["It was brought in.", "Snow fell."]})  # fmt: skip
    hits = mentions(table, codebook=book)
    claims = claims_by_rules(hits, table, attributions(table), codebook=book)
    assert claims[["sentence", "present", "subcode", "words"]].values.tolist() == [
        [0, 0, "in", "brought in"]
    ]
    assert claims_by_rules(hits[:0], table, attributions(table), codebook=book).empty


def test_each_value_has_the_share_of_such_values_that_were_right_where_that_was_measured():
    """What was measured on fewer than 30 values has none; what is not told neither."""
    counts = pd.read_csv(RIGHT).set_index(["variable", "value"])
    shares = (counts["n_right"] / counts["n_told"]).where(counts["n_told"] >= 30).dropna()
    texts = ["The valley was left out.", "Ada Roe warned that the valley is left out.",
             "Jon Poe said the valley was left out.",
             "The plan raised fears that the valley is left out."]  # fmt: skip
    told = pd.concat([claims_of(text) for text in texts])
    assert told["mode_certainty"].tolist() == [
        shares["mode", mode] for mode in ("stated", "feared", "stated", "feared")
    ]
    voiced = told["voice_certainty"].tolist()
    assert voiced[:2] == [shares["voice", "text"], shares["voice", "speaker"]]
    assert [*map(pd.isna, voiced[2:])] == [True, ("voice", "unattributed") not in shares]
