"""What pages say of voices: whose claims they are, how judged, who answers, what stands with it."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from framing.compare import joined, last_word
from framing.show import voices

BOOK = SimpleNamespace(
    language="en",
    modes={"stated": "statement", "feared": "concern", "denied": "denial"},
    voices={"text": "the text", "us": "US side", "unattributed": "unattributed"},
)
OUTLET = {"a": "A", "b": "B"}


def said(parts: list[dict[str, str]]) -> str:
    return "".join(part["text"] for part in parts)


def opened(parts: list[dict[str, str]]) -> list[tuple[str, str]]:
    return [(part["text"], part["opens"]) for part in parts if part.get("opens")]


def claims(*rows: tuple) -> pd.DataFrame:
    columns = ["article", "sentence", "mode", "voice", "speaker", "valuation", "valued_by"]
    table = pd.DataFrame(list(rows), columns=columns)
    return table.assign(coder="me", frame="f", present=1)


THREE = claims(
    ("a", 0, "feared", "text", None, "harmful", "text"),
    ("a", 2, "denied", "us", "Vance", "none", None),
    ("b", 0, "stated", None, "Poe", "harmful", "us"),
    ("b", 1, "stated", None, None, None, None),
)


def test_how_much_the_articles_themselves_tell_is_said_with_what_is_not_known() -> None:
    assert said(voices.whose(THREE, OUTLET)) == (
        "The articles themselves tell 1 of 3 claims: A 1 of 2 and B 0 of 1. The others are claims "
        "of somebody whom the article quotes or reports, or of nobody in particular. Of 1 of these "
        "the side is not told. Of 1 more it is not told whose voice it is."
    )
    assert said(voices.whose(THREE[3:], OUTLET)) == "In whose voice it is raised was not coded."


def test_counts_of_claims_open_their_passages() -> None:
    assert opened(voices.whose(THREE, OUTLET)) == [
        ("1 of 3 claims", "p-a-0"), ("1 of 2", "p-a-0"),
        ("1 of these", "p-b-0"), ("1 more", "p-b-1"),
    ]  # fmt: skip
    assert opened(voices.judged(THREE, codebook=BOOK)) == [
        ("4 claims", "p-a-0 p-a-2 p-b-0 p-b-1"),
        ("2", "p-a-0 p-b-0"), ("1", "p-a-0"), ("1", "p-b-0"), ("1", "p-a-2"),
    ]  # fmt: skip


def test_how_it_is_judged_is_said_with_by_whom_or_that_it_was_not_coded() -> None:
    assert said(voices.judged(THREE, codebook=BOOK)) == (
        "How it is judged, and by whom, of 4 claims: harmful in 2 (the article 1, US side 1); in 1 "
        "the words do not judge."
    )
    plain = THREE.assign(valuation=None)
    assert said(voices.judged(plain, codebook=BOOK)) == "How it is judged was not coded."
    assert said(voices.judged(THREE[:1], codebook=BOOK)).endswith("harmful in 1 (the article 1).")


def test_first_and_last_word_and_who_answers_stand_with_their_places() -> None:
    sentences = pd.DataFrame({
        "article": ["a"] * 3 + ["b"] * 2, "sentence": [0, 1, 2, 0, 1], "text": ".",
        "rank": [1, 2, 3, 1, 2], "outlet": ["A"] * 3 + ["B"] * 2, "zone": "body",
    })  # fmt: skip
    found = voices.heard(last_word(THREE, sentences), THREE, sentences, codebook=BOOK)
    assert found.values.tolist() == [
        ["A", 2, "concern, the article, sentence 1", "denial, Vance, sentence 3",
         "denial, Vance, sentence 3, 2 sentences below the first claim that is no answer"],
        ["B", 2, "statement, Poe, sentence 1", "statement, sentence 2", "by nobody"],
    ]  # fmt: skip
    cooler = pd.concat([THREE[:1], THREE[1:2].assign(mode="stated", present=0)])
    last = last_word(cooler, sentences)
    (row,) = voices.heard(last, cooler, sentences, codebook=BOOK).values.tolist()
    assert row[1:4] == [
        2, "concern, the article, sentence 1", "statement against it, Vance, sentence 3"
    ]  # fmt: skip
    opens = voices.heard_opens(last, cooler, sentences)
    assert opens["claims and answers"] == ["p-a-0 p-a-2"]  # as many as the table counts


def test_with_which_frames_it_stands_is_said_by_outlet() -> None:
    rows = pd.DataFrame(
        [("a", 0, "f"), ("a", 0, "g"), ("b", 0, "f"), ("b", 1, "g"), ("b", 4, "h")],
        columns=["article", "sentence", "frame"],
    ).assign(coder="me", present=1)
    pairs = joined(rows).query("frame == 'f'")
    assert said(voices.beside(pairs, OUTLET, {"g": "Thaw"})) == (
        "It stands with other frames. Thaw: in one sentence 1 (A 1), in neighbouring ones 1. How a "
        "text links them, the passages tell."
    )
    assert opened(voices.beside(pairs, OUTLET, {"g": "Thaw"})) == [
        ("1", "p-a-0"), ("1", "p-a-0"), ("1", "p-b-0"),
    ]  # fmt: skip
    near = pairs[pairs["place"] != "same"]
    assert said(voices.beside(near, OUTLET, {"g": "Thaw"})).startswith(
        "It stands near other frames. Thaw: in no sentence, in neighbouring ones 1."
    )
    bare = said(voices.beside(pairs[:0], OUTLET, {}))
    assert bare.startswith("In no sentence, nor in the one before")
