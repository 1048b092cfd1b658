"""The account of a text: each clause says what its claims do, and no more."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.coding.codebook import parse_codebook
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
    "article": "a", "sentence": range(6), "outlet": "A", "language": "en", "family": "s",
    "zone": ["headline", "lead", "body", "body", "subhead", "body"],
    "rank": pd.array([None, 1, 2, 3, None, 4], dtype="Int64"),
    "text": "Words.",
})  # fmt: skip


def claim(sentence: int, **how: Any) -> dict[str, Any]:
    given = {"subcode": "out", "mode": "stated", "voice": "text", "speaker": None, "present": 1}
    return {"article": "a", "coder": "me", "frame": "f", "sentence": sentence, **given, **how}


def parts(*claims: dict[str, Any], **about: Any) -> list[dict[str, str]]:
    rows = pd.DataFrame(claims)
    rows["claim"] = rows.groupby("sentence").cumcount() + 1
    sentences = about.pop("sentences", SENTENCES)
    return account(rows, sentences, codebook=BOOK, **about)["a"].parts


def said(*claims: dict[str, Any], **about: Any) -> str:
    return "".join(part["text"] for part in parts(*claims, **about))


CITY = {"voice": "city", "speaker": "Ada Roe"}
CASES = [
    ("it opens the text", [claim(1)],
     "opens with exclusion (left out), told by the article itself (1). "
     "In all 20 %, 1 of 5 sentences."),
    ("one place", [claim(2)],
     "raises exclusion (left out) once, in sentence 2 of 4, told by the article itself (2). "
     "In all 20 %, 1 of 5 sentences."),
    ("late", [claim(3), claim(5)],
     "comes late to exclusion (left out), first in sentence 3 of 4, told by the article itself "
     "(3). Then: told by the article itself (4). In all 40 %, 2 of 5 sentences."),
    ("the headline, which is no sentence", [claim(1), claim(0)],
     "has exclusion (left out) in its headline, told by the article itself (headline). "
     "Then: told by the article itself (1). In all 20 %, 1 of 5 sentences."),
    ("a subhead alone", [claim(4)],
     "has exclusion (left out) in a subhead alone, told by the article itself (3a). "
     "In all 20 %, 1 of 5 sentences."),
    ("modes and speakers stay with each other",
     [claim(1, mode="feared"), claim(2, mode="denied", **CITY), claim(3, mode="feared", **CITY),
      claim(3, subcode="told", voice="city", speaker="He")],
     "opens with exclusion (left out), put as a danger by the article itself (1). "
     "Then: denied by Ada Roe (2); put as a concern by Ada Roe (3); stated by the city's side "
     "(told later: 3). In all 60 %, 3 of 5 sentences."),
    ("two ways in the sentence that opens",
     [claim(1, mode="feared"), claim(1, subcode="told", **CITY)],
     "opens with exclusion (left out), put as a danger by the article itself (1); stated by "
     "Ada Roe (told later: 1). In all 20 %, 1 of 5 sentences."),
    ("several who speak for one side, and one way told by two",
     [claim(1), claim(2, **CITY), claim(3, voice="city", speaker="Poe"), claim(5)],
     "opens with exclusion (left out), told by the article itself (1). Then: stated by the "
     "city's side (2, 3) and told by the article itself (4). In all 80 %, 4 of 5 sentences."),
    ("nobody, nothing told, and no sub-code",
     [claim(1, voice="unattributed", subcode=None), claim(2, mode=None, voice=None)],
     "opens with exclusion, stated by somebody unnamed (1). Then: how is not coded (2). "
     "In all 40 %, 2 of 5 sentences."),
    ("a mode alone, and a pronoun alone",
     [claim(1, voice=None), claim(2, voice=None, speaker="He")],
     "opens with exclusion (left out), stated by somebody whom the coding does not tell (1). "
     "Then: stated by somebody whom the coding does not tell (2). In all 40 %, 2 of 5 sentences."),
    ("an article before a name", [claim(1, voice="city", speaker="The Council")],
     "opens with exclusion (left out), stated by the Council (1). "
     "In all 20 %, 1 of 5 sentences."),
    ("what speaks against it", [claim(1), claim(2, present=0, subcode="in", **CITY)],
     "opens with exclusion (left out), told by the article itself (1). Against it, not "
     "counted: stated by Ada Roe (2). In all 20 %, 1 of 5 sentences."),
]  # fmt: skip


@each_of("case", CASES)
def test_a_text_is_told_in_one_sentence(case):
    _, claims, wanted = case
    assert said(*claims) == wanted


def test_another_frame_of_the_first_sentence_is_named_and_one_of_a_later_sentence_is_not():
    row = {"article": "a", "coder": "me", "frame": "f", "other": "g", "place": "same"}
    assert "(1), in one sentence with warmth." in said(
        claim(1), joined=pd.DataFrame([{**row, "sentence": 1}])
    )
    for other in ({"sentence": 2}, {"sentence": 1, "place": "next"}):
        assert "warmth" not in said(claim(1), claim(2), joined=pd.DataFrame([{**row, **other}]))


def test_wording_that_no_other_text_has_is_told_with_what_is_not_known_of_it():
    origins = pd.DataFrame({"article": "a", "sentence": [1, 2, 3], "present": [1, 1, 1],
                            "origin": ["clause", "unmatched", "verbatim"]})  # fmt: skip
    assert "In no other" not in said(claim(1), origins=origins)  # the story's only text
    other = SENTENCES.head(1).assign(article="b")
    given = {"origins": origins, "sentences": pd.concat([SENTENCES, other])}
    told = said(claim(1), claim(2), claim(3), **given)
    assert (
        "In no other text here: a clause of 1, which may be the agency's; the wording of 2, "
        "which may be the agency's. In all"
    ) in told
    assert "In no other" not in said(claim(3), **given)
    for n, places in ((2, "1 and 2"), (3, "1, 2 and 3")):
        same = {**given, "origins": origins.assign(origin="clause")}
        assert f"here: clauses of {places}, which may be" in said(
            *[claim(at + 1) for at in range(n)], **same
        )
    several = pd.concat([given["sentences"], other.assign(article="c", family="t")])
    assert "In no other text of its story here: a clause of 1" in said(
        claim(1), origins=origins, sentences=several
    )
    own = said(claim(1), **{**given, "origins": origins.assign(origin="own")})
    assert "the wording of 1, which is not the agency's either" in own


def test_each_place_opens_its_own_passage_and_an_answer_alone_is_no_account():
    links = {part["text"]: part["opens"] for part in parts(claim(1), claim(4)) if "opens" in part}
    assert links == {"1": "p-a-1", "3a": "p-a-4", "2 of 5 sentences": "p-a-1 p-a-4"}
    assert parts(claim(1, present=0, subcode="in")) == []


@each_of("case", [
    ([claim(1, mode="feared")], "opens with it: put as a danger by the article"),
    ([claim(3, **CITY)], "first at 3: stated by Ada Roe"),
    ([claim(0), claim(1)], "in its headline: told by the article"),
    ([claim(2, mode=None, voice=None)], "first at 2"),
])  # fmt: skip
def test_in_brief_it_is_where_it_begins_and_how_that_is_put(case):
    claims, wanted = case
    rows = pd.DataFrame(claims).assign(claim=1)
    assert account(rows, SENTENCES, codebook=BOOK)["a"].brief == wanted
