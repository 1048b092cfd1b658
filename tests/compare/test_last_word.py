"""Who has the first and the last word on a frame, who answers, and which frames stand together."""

from __future__ import annotations

import pandas as pd

from framing.compare import joined, last_word

SENTENCES = pd.DataFrame({
    "article": "a", "sentence": range(6), "text": ".", "outlet": "A",
    "zone": ["headline", "lead", "body", "caption", "body", "body"],
    "rank": [None, 1, 2, None, 3, 4],
})  # fmt: skip


def claim(sentence: int, mode: str | None, voice: str, present: int = 1, n: int = 1) -> dict:
    return {"article": "a", "sentence": sentence, "coder": "me", "frame": "f", "claim": n,
            "mode": mode, "voice": voice, "present": present}  # fmt: skip


def told(*claims: dict) -> dict:
    found = last_word(pd.DataFrame(claims), SENTENCES)
    return {} if found.empty else found.iloc[0].to_dict()


def test_headline_and_caption_have_no_word_and_claims_count_in_their_order():
    row = told(claim(0, "feared", "x"), claim(3, "denied", "y"), claim(4, "stated", "us", n=2),
               claim(4, "feared", "text"))  # fmt: skip
    assert (row["n_claims"], row["first_voice"], row["last_voice"]) == (2, "text", "us")
    assert (row["first_sentence"], row["last_sentence"]) == (4, 4)


def test_an_answer_is_a_denial_an_objection_or_a_counter_passage_after_a_claim():
    for mode, present in (("denied", 1), ("opposed", 1), ("stated", 0)):
        row = told(claim(1, "feared", "text"), claim(5, mode, "us", present))
        assert (row["answer_voice"], row["further"]) == ("us", 3)  # sentences of lead and body


def test_a_denial_that_comes_first_answers_nothing():
    row = told(claim(1, "denied", "us"), claim(4, "feared", "text"))
    assert pd.isna(row["answer_voice"])
    assert (row["first_mode"], row["last_mode"]) == ("denied", "feared")


def test_one_that_also_states_is_no_answer_and_counter_passages_alone_are_no_row():
    row = told(claim(1, "feared", "text"), claim(2, "stated;denied", "us"))
    assert pd.isna(row["answer_mode"])
    assert told(claim(1, "stated", "text", present=0)) == {}


def test_frames_are_joined_in_one_sentence_before_the_next_and_never_across_texts_or_coders():
    rows = pd.DataFrame(
        [("a", 0, "me", "f"), ("a", 0, "me", "g"), ("a", 1, "me", "g"), ("a", 3, "me", "h"),
         ("b", 1, "me", "h"), ("a", 1, "you", "h")],
        columns=["article", "sentence", "coder", "frame"],
    ).assign(present=1)  # fmt: skip
    absent = pd.DataFrame([("a", 2, "me", "h", 0)], columns=[*rows])
    found = joined(pd.concat([rows, absent]))
    assert found[["sentence", "frame", "other", "place"]].values.tolist() == [
        [0, "f", "g", "same"], [0, "g", "f", "same"], [1, "g", "f", "next"],
    ]  # fmt: skip
    assert joined(rows[:1]).empty
