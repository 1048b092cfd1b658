"""The account of a text: each clause says what its claims do, and no more."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.coding.codebook import parse_codebook
from framing.report import index
from framing.show.account import account
from tests.cases import each_of

BOOK = parse_codebook(
    {
        "codebook": {"name": "b"},
        "voices": {"text": "told by the article", "city": "city's side", "unattributed": "nobody"},
        "frames": {
            "f": {"definition": "d", "label": "exclusion",
                  "subcodes": {"out": "left out, or without a say", "told": "told later"},
                  "countercodes": {"in": "taken in"}},
            "g": {"definition": "d", "label": "warmth"},
        },
    },
    source="b",
)  # fmt: skip
SENTENCES = pd.DataFrame({
    "article": "a", "sentence": range(6), "outlet": "A", "language": "en",
    "zone": ["headline", "lead", "body", "body", "subhead", "body"],
    "rank": pd.array([None, 1, 2, 3, None, 4], dtype="Int64"),
    "text": "Words.",
})  # fmt: skip


def claim(sentence: int, **how: Any) -> dict[str, Any]:
    given = {"subcode": "out", "mode": "stated", "voice": "text", "speaker": None, "present": 1}
    return {"article": "a", "coder": "me", "frame": "f", "sentence": sentence, **given, **how}


def said(*claims: dict[str, Any], joined: pd.DataFrame | None = None) -> str:
    rows = pd.DataFrame(claims)
    rows["claim"] = rows.groupby("sentence").cumcount() + 1
    found = account(rows, SENTENCES, codebook=BOOK, joined=joined)
    return "".join(part["text"] for part in found["a"])


CITY = {"voice": "city", "speaker": "Ada Roe"}
CASES = [
    ("it opens the text", [claim(1)],
     "opens with exclusion: left out, told by the article (1). "
     "That is 1 of 5 sentences."),
    ("one place", [claim(2)],
     "raises exclusion in sentence 2 of 4 alone: left out, told by the article (2). "
     "That is 1 of 5 sentences."),
    ("late", [claim(3), claim(5)],
     "raises exclusion only from sentence 3 of 4 on: left out, told by the article "
     "(3, 4). That is 2 of 5 sentences."),
    ("the headline, which is no sentence", [claim(0)],
     "has exclusion in its headline: left out, told by the article (headline). "
     "That is 0 of 5 sentences."),
    ("a subhead alone", [claim(4)],
     "has exclusion in a subhead or caption alone: left out, told by the article "
     "(subhead). That is 1 of 5 sentences."),
    ("modes and speakers stay with each other",
     [claim(1, mode="feared"), claim(2, mode="denied", **CITY), claim(3, mode="feared", **CITY),
      claim(3, subcode="told", voice="city", speaker="He")],
     "opens with exclusion: left out, feared by the article (1), by Ada Roe (3); "
     "denied by Ada Roe (2); told later, told by the city's side (3). "
     "That is 3 of 5 sentences."),
    ("nobody, nothing told, and no sub-code",
     [claim(1, voice="unattributed", subcode=None), claim(2, mode=None, voice=None)],
     "opens with exclusion: otherwise, told by nobody who is named (1); left out (2). "
     "That is 2 of 5 sentences."),
    ("an article before a name", [claim(1, voice="city", speaker="The Council")],
     "opens with exclusion: left out, told by the Council (1). That is 1 of 5 sentences."),
    ("what speaks against it", [claim(1), claim(2, present=0, subcode="in", **CITY)],
     "opens with exclusion: left out, told by the article (1); against it, and not "
     "counted, taken in, told by Ada Roe (2). That is 1 of 5 sentences."),
]  # fmt: skip


@each_of("case", CASES)
def test_a_text_is_told_in_one_sentence(case):
    _, claims, wanted = case
    assert said(*claims) == wanted


def test_another_frame_of_the_first_sentence_is_named_and_one_of_a_later_sentence_is_not():
    row = {"article": "a", "coder": "me", "frame": "f", "other": "g", "place": "same"}
    assert ", in one sentence with warmth: " in said(
        claim(1), joined=pd.DataFrame([{**row, "sentence": 1}])
    )
    for other in ({"sentence": 2}, {"sentence": 1, "place": "next"}):
        assert "warmth" not in said(claim(1), claim(2), joined=pd.DataFrame([{**row, **other}]))


def test_each_place_opens_its_own_passage_and_an_answer_alone_is_no_account():
    parts = account(
        pd.DataFrame([claim(1), claim(3)]).assign(claim=1), SENTENCES, codebook=BOOK
    )["a"]  # fmt: skip
    links = {part["text"]: part["anchor"] for part in parts if "anchor" in part}
    assert links == {"1": "p-a-1", "3": "p-a-3"}
    against = pd.DataFrame([claim(1, present=0, subcode="in")]).assign(claim=1)
    assert account(against, SENTENCES, codebook=BOOK)["a"] == []


def test_the_index_tells_what_a_text_raises_first_first_and_what_it_lacks():
    def frame(label: str, first: int | None) -> dict[str, Any]:
        parts = [] if first is None else [{"text": f"has {label}."}]
        cell = {"article": "a", "outlet": "A", "account": parts, "sentence": first}
        return {"label": label, "file": f"{label}.html", "cells": [cell]}

    (text,) = index.accounts([frame("late", 9), frame("none", None), frame("early", 1)])
    assert [clause["file"] for clause in text["clauses"]] == ["early.html", "late.html"]
    assert text["lacks"] == "none"
    assert index.accounts([frame("none", None)]) == []
