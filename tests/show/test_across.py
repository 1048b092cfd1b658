"""The account of a frame across texts: which have it, which it opens, how it is put in which."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.show.across import across
from tests.cases import each_of

BOOK = Codebook("b", "1", "en", {}, modes={"mocked": "mockery"})


def told(*claims: dict[str, Any], texts: str = "ABC", **given: Any) -> list[dict[str, str]]:
    rows = pd.DataFrame(claims).assign(coder="me", frame="f", claim=1)
    sentences = pd.DataFrame({
        "article": [letter.lower() for letter in texts for _ in range(2)],
        "sentence": [0, 1] * len(texts), "outlet": [letter for letter in texts for _ in range(2)],
        "zone": "body", "rank": [1, 2] * len(texts), "text": "Words.", "family": "story",
    })  # fmt: skip
    return across(rows, sentences, codebook=BOOK, **given)


def claim(article: str, sentence: int = 1, **how: Any) -> dict[str, Any]:
    given = {"mode": "stated", "voice": "text", "speaker": None, "present": 1}
    return {"article": article, "sentence": sentence, **given, **how}


@each_of("case", [
    ("in all, and told alike", [claim("a"), claim("b"), claim("c")],
     "In all 3 texts. Told by the article itself in all 3 that have it."),
    ("lacking in one, opening another", [claim("a", 0), claim("b", mode="feared")],
     "In 2 of 3 texts, none found in C. Only A opens with it: told by the article itself. Put as a "
     "danger by the article itself in B alone; told by the article itself in A alone."),
    ("by whom, or how, is not told",
     [claim("a", voice=None), claim("b", mode=None)],
     "In 2 of 3 texts, none found in C. How is not coded, by the article itself in B alone; stated "
     "by somebody whom the coding does not tell in A alone."),
    ("others, somebody not named, and a mode of the codebook's own",
     [claim("a", voice="city", mode="denied"), claim("b", voice="city", mode="denied"),
      claim("c", voice="unattributed", mode="mocked")],
     "In all 3 texts. Denied by others in A and B; mockery by somebody unnamed in C "
     "alone."),
    ("nothing coded of how", [claim("a", voice=None, mode=None)],
     "In 1 of 3 texts, none found in B and C. "),
    ("answered alone", [claim("a", present=0)], "Found in none of 3 texts."),
])  # fmt: skip
def test_a_frame_is_told_across_texts(case):
    _, claims, wanted = case
    assert "".join(part["text"] for part in told(*claims)) == wanted


@each_of("texts, begins", [
    ("A", "In the one text. A opens with it: told by the article itself."),
    ("AB", "In both texts. It opens A and B."),
])  # fmt: skip
def test_one_text_and_two_are_said_as_people_say_them(texts, begins):
    parts = told(*[claim(letter.lower(), 0) for letter in texts], texts=texts)
    assert "".join(part["text"] for part in parts if "further" not in part).strip() == begins


def test_each_text_opens_the_passage_that_is_meant():
    parts = told(claim("a", 0), claim("a", 1, mode="feared"), claim("b"))
    links = [(part["text"], part["opens"]) for part in parts if "opens" in part]
    assert links == [
        ("2 of 3 texts", "p-a-0 p-b-1"), ("A", "p-a-0"), ("A", "p-a-0"), ("B", "p-b-1"),
        ("A", "p-a-1"),
    ]  # fmt: skip


@each_of("origin, said", {
    "a clause": ("clause", ", in a clause that no other text here has; it may be the agency's"),
    "a sentence": ("unmatched", ", in wording that no other text here has; it may be the agency's"),
    "not the agency's": ("own", ", in wording that no other text here has, nor the agency's"),
    "shared": ("verbatim", ""),
})  # fmt: skip
def test_of_the_one_text_that_it_opens_it_is_said_how_and_whose_wording_that_may_be(origin, said):
    origins = pd.DataFrame({"article": ["a"], "sentence": 0, "present": 1, "origin": origin})
    parts = told(claim("a", 0, mode="feared"), claim("b"), origins=origins)
    first = "".join(part["text"] for part in parts if "further" not in part)
    assert first.endswith(f"Only A opens with it: put as a danger by the article itself{said}. ")


def test_many_texts_are_counted():
    texts = "ABCDEFGHIJKLMNOPQRST"
    said = told(*[claim(letter.lower(), n % 2) for n, letter in enumerate(texts[:9])], texts=texts)
    assert "".join(part["text"] for part in said) == (
        "In 9 of 20 texts. It opens 5 of these. Told by the article itself in all of these."
    )


@each_of("claims, said", [
    ([claim("a", 0), claim("b"), claim("c", mode="feared")],
     "In all 3 texts. It opens 1 of these. Told by the article itself in 2 of these; put as a "
     "danger by the article itself in 1 of these."),
    ([claim("a"), claim("b")], "In 2 of 3 texts. Told by the article itself in both."),
    ([claim("a", 0)],
     "In 1 of 3 texts. It opens this one. Told by the article itself in this one."),
])  # fmt: skip
def test_texts_of_one_outlet_are_counted_and_each_count_opens_them(claims, said):
    parts = told(*claims, are_named=False)
    assert "".join(part["text"] for part in parts) == said
    assert parts[1]["opens"].count("p-") == len(claims)
