"""The page on outlets: words that chance explains do not set an outlet apart."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd

from framing.coding.codebook import Actor
from framing.corpus.sentences import tokens
from framing.pages.outlets import answer_sentence, tone_towards_actors, words_in_context
from framing.tables.require import require
from framing.voice import attributions
from framing.words.keyness import keyness
from tests.show.test_concordance import sentences


def sure() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Make twelve articles an outlet: A says fate, B says talks, both say Kyiv and peace."""
    rows = [
        (f"{outlet.lower()}{n}", outlet, f"{word} Kyiv {'peace' if n % 2 else 'war'}.")
        for outlet, word in (("A", "Fate"), ("B", "Talks"))
        for n in range(12)
    ]
    table = sentences(*rows)
    words = tokens(table)
    return keyness(words), words, table


def test_where_there_is_a_q_only_sure_words_are_shown():
    found, words, table = sure()
    unsure = found[(found["q"] >= 0.05) & (found["z"] >= 0)]
    assert "kyiv" in set(unsure["feature"])
    page = words_in_context(found, words, table).html
    assert re.findall(r"<strong>(\w+)</strong>", page) == ["fate", "talks"]


def test_words_that_a_group_surely_uses_less_are_named_with_their_counts():
    said = words_in_context(*sure()).text.splitlines()
    start = said.index("B")
    assert "Used less than elsewhere (here, elsewhere): talks (0, 12)." in said[:start]
    assert "Used less than elsewhere (here, elsewhere): fate (0, 12)." in said[start:]


def test_a_group_without_a_sure_word_says_so():
    found, words, table = sure()
    dull = found.assign(q=found["q"].where(found["group"] == "A", 0.5))
    said = words_in_context(dull, words, table).text.splitlines()
    assert said[-1] == "No word is shown to be used more or less: B."
    assert "B" not in said


def test_a_corrected_share_is_never_set_against_one_that_is_not():
    """B has the least by the rules, which nobody could correct: it is no end of the range."""
    rows = pd.DataFrame(
        {"outlet": ["A", "B", "C"], "coder": "rules", "frame": "f", "wire": "all",
         "unit": "sentences", "n_frame": [3, 0, 6], "base": 20, "n_sentences": 20,
         "share": [0.1, 0.0, 0.3], "ci_low": [0.05, None, 0.2], "ci_high": [0.2, None, 0.4],
         "called": ["corrected", "", "corrected"], "to": ["ann", "", "ann"]}
    )  # fmt: skip
    parts = answer_sentence(rows, labels={"f": "Fear"}, of={("f", "B"): "f-f p-b-1"})
    assert {"text": "0 of 20", "opens": "f-f p-b-1"} in parts
    assert "".join(part["text"] for part in parts) == (
        "Share of sentences: Fear, corrected, from 10 % (95 % interval 5 to 20 %) in A to 30 % "
        "(95 % interval 20 to 40 %) in C; by the rules, too few hand codes to correct: B 0 of 20 "
        "sentences."
    )


def test_tone_towards_actors_leaves_out_other_languages_and_needs_actors():
    texts = ["Poe lied about the fraud.", "Poe kam."]
    given = pd.DataFrame(
        {"article": ["a", "b"], "sentence": 0, "outlet": ["A", "B"], "text": texts,
         "language": ["en", "de"]}
    )  # fmt: skip
    sentences = require(given, "sentences")
    told = attributions(sentences)
    with_actors = SimpleNamespace(actors={"poe": Actor(("Poe",))})
    found = tone_towards_actors(sentences, told, codebook=with_actors)
    assert found[["outlet", "target", "tone", "n_tone", "n_told"]].values.tolist() == [
        ["A", "poe", "negative", 1, 1],
        ["A", "poe", "positive", 0, 1],
    ]
    without = SimpleNamespace(actors={})
    assert tone_towards_actors(sentences, told, codebook=without).empty
    assert tone_towards_actors(sentences[1:], told, codebook=with_actors).empty


def test_a_word_is_shown_as_these_texts_print_it() -> None:
    table = sentences(("a", "A", "The harbour of Kyiv. The harbour."), ("b", "B", "The gate."))
    words = tokens(table)
    shown = words_in_context(
        keyness(words, min_count=1, variants=True), words, table, variants=True
    ).text
    assert "harbour: 2 here" in shown
    assert "Kyiv: 1 here" in shown
