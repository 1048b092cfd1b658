"""The word score: NLTK's VADER on a lexicon that is at hand, with the card that warns of it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from importlib import metadata, resources
from pathlib import Path

import nltk.data
import pandas as pd
import pytest
from nltk.sentiment.vader import SentimentIntensityAnalyzer
from pandas.testing import assert_frame_equal
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer as VaderOfItsAuthors

from benchmarks.word_score import read, totals
from framing.corpus.words import fold_quotes
from framing.errors import TableError
from framing.words import lexicon, sentiment, top_words, word_scores
from tests.cases import each_of

ROOT = Path(__file__).parents[2]
DATA = Path(__file__).parents[1] / "data"
LEXICON = resources.files("vaderSentiment").joinpath("vader_lexicon.txt")
SCORES = ["neg", "neu", "pos", "compound"]


def table(*texts: str) -> pd.DataFrame:
    return pd.DataFrame({"article": "a", "sentence": range(len(texts)), "text": list(texts)})


@pytest.fixture
def nltks_own(tmp_path, monkeypatch) -> SentimentIntensityAnalyzer:
    """Build NLTK's own class, as it is, on the lexicon's text in a data folder of NLTK."""
    (tmp_path / "vader_lexicon.txt").write_text(LEXICON.read_text("utf-8"), encoding="utf-8")
    monkeypatch.setattr(nltk.data, "path", [str(tmp_path)])
    return SentimentIntensityAnalyzer(lexicon_file="vader_lexicon.txt")


def test_scores_equal_nltks_own_to_the_last_digit(nltks_own):
    files = [pd.read_csv(DATA / name) for name in ("development.csv", "unseen.csv")]
    texts = [text for file in files for text in file["text"]]
    assert len(texts) > 400
    found = sentiment(table(*texts))[SCORES].to_dict("records")
    assert found == [nltks_own.polarity_scores(fold_quotes(text)) for text in texts]
    assert sum(row["compound"] != 0 for row in found) > 200


@each_of("mark", {f"U+{ord(mark):04X}": mark for mark in "‘’‚‛′ʼ＇`\u00b4"})
def test_a_negation_is_read_whatever_its_apostrophe(mark, nltks_own):
    text = f"It isn{mark}t good and they don{mark}t like it."
    plain = nltks_own.polarity_scores(text.replace(mark, "'"))
    assert plain["compound"] < 0
    assert sentiment(table(text))[SCORES].to_dict("records") == [plain]


@each_of("opens, closes", {pair: tuple(pair) for pair in ("“”", "„“", "«»", "‘’", "＂＂", "‟”")})
def test_a_quoted_word_is_read_whatever_its_marks(opens, closes, nltks_own):
    text = f"A {opens}great deal{closes} was made."
    mark = "'" if opens == "‘" else '"'
    plain = nltks_own.polarity_scores(f"A {mark}great deal{mark} was made.")
    assert plain["compound"] > 0
    assert sentiment(table(text))[SCORES].to_dict("records") == [plain]


def test_capitals_dashes_and_accents_stay_as_they_are(nltks_own):
    for text in ("A GREAT peace deal.", "Fiancé – a horrible war", "GOOD — and “BAD” news!!!"):
        plain = text.replace("“", '"').replace("”", '"')
        assert sentiment(table(text))[SCORES].to_dict("records") == [
            nltks_own.polarity_scores(plain)
        ]


def test_a_row_is_a_sentence_with_three_shares_and_a_compound():
    found = sentiment(table("A just peace.", "The table has four legs."))
    wanted = pd.DataFrame(
        {"article": "a", "sentence": [0, 1], "target": "", "neg": 0.0, "neu": [0.222, 1.0],
         "pos": [0.778, 0.0], "compound": [0.5423, 0.0], "scorer": "vader"}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


MISTAKEN = {  # VADER counts a list's words, not what is said of them
    "a worry is positive": ("Ukraine may be left out of the peace talks.", 1),
    "a peace that fails is positive": ("There is no just and lasting peace.", 1),
    "a denial of harm is negative": ("Trump denied that Zelensky was being frozen out.", -1),
    "a harm without a listed word is nothing": ("Kyiv will have no seat there.", -1),
}


@pytest.mark.parametrize(("text", "sign"), MISTAKEN.values(), ids=MISTAKEN)
def test_the_score_is_a_count_of_words_and_no_evidence_of_tone(text, sign):
    assert sentiment(table(text))["compound"].iloc[0] * sign > 0


def test_order_of_sentences_is_kept_and_nothing_given_is_edited():
    given = table("A war.", "A peace.", "A table.").sample(frac=1, random_state=1)
    kept = given.copy(deep=True)
    found = sentiment(given)
    assert list(found["sentence"]) == list(given["sentence"])
    assert_frame_equal(given, kept)
    again = sentiment(given.sort_values("sentence"))
    assert_frame_equal(found.sort_values("sentence", ignore_index=True), again)


def test_no_sentences_give_a_table_without_rows():
    found = sentiment(table())
    assert found.empty
    assert list(found.columns) == list(sentiment(table("A war.")).columns)


def test_a_table_without_text_is_refused():
    with pytest.raises(TableError, match="sentences has no column 'text'"):
        sentiment(table("A war.").drop(columns="text"))


# -- what the score is worth ------------------------------------------------------------------


def test_the_card_says_origin_licence_size_scorer_and_validity():
    card = lexicon().set_index("what")["value"]
    assert list(card.index) == [
        "lexicon", "origin", "language", "file", "licence", "entries", "scorer", "quotation marks",
        "not the authors' own", "accuracy on targets in news", "known validity",
    ]  # fmt: skip
    words = {line.split("\t")[0] for line in LEXICON.read_text("utf-8").splitlines()}
    assert card["entries"] == str(len(words))
    assert metadata.version("vaderSentiment") in card["file"]
    assert metadata.version("nltk") in card["scorer"]
    assert "MIT" in metadata.metadata("vaderSentiment")["License"]
    assert card["licence"] == "MIT"
    assert "Not validated" in card["known validity"]


def test_the_card_reads_what_was_measured_from_the_benchmarks_table():
    card = lexicon().set_index("what")["value"]
    file = resources.files("framing.words").joinpath("word_score.csv")
    rows = pd.read_csv(file).set_index("what")
    assert 0.45 < rows.loc["accuracy", "value"] < 0.6
    assert rows.loc["accuracy", "n"] > 8_000
    for what, fact in {
        "class_moved_by_folding": "quotation marks",
        "class_not_the_authors": "not the authors' own",
        "sign_against_the_authors": "not the authors' own",
        "accuracy": "accuracy on targets in news",
        "commonest_class": "accuracy on targets in news",
    }.items():
        assert f"{100 * rows.loc[what, 'value']:.1f} %" in card[fact]
    for fact in ('"no"', "emoji"):
        assert fact in card["not the authors' own"]


def test_the_scores_are_not_the_authors_own_where_the_card_says_so():
    for text in ("There is no peace.", "A deal \N{GRINNING FACE}", 'It was "good."'):
        authors = VaderOfItsAuthors().polarity_scores(text)["compound"]
        assert sentiment(table(text))["compound"].iloc[0] != authors


def test_the_benchmark_counts_targets_by_the_class_of_their_sentence(tmp_path):
    lines = [
        ("A great peace.", [6, 2]),
        ("It isn’t good.", [2]),
        ("The table has four legs.", [4]),
        ("There is no peace.", [2]),
    ]
    (tmp_path / "train.jsonl").write_text(
        "".join(
            json.dumps({"sentence_normalized": text, "targets": [{"polarity": p} for p in given]})
            + "\n"
            for text, given in lines
        ),
        encoding="utf-8",
    )
    found = totals(read(tmp_path)).set_index("what")
    assert found["n"].to_dict() == {
        "accuracy": 5, "macro_f1": 5, "commonest_class": 5, "typographic_marks": 4,
        "moved_by_folding": 1, "class_moved_by_folding": 1, "class_not_the_authors": 4,
        "sign_against_the_authors": 4,
    }  # fmt: skip
    assert found["value"].round(2).to_dict() == {
        "accuracy": 0.6, "macro_f1": 0.67, "commonest_class": 0.6,
        "typographic_marks": 0.25, "moved_by_folding": 1, "class_moved_by_folding": 1,
        "class_not_the_authors": 0.25, "sign_against_the_authors": 0.25,
    }  # fmt: skip


def test_scores_are_averaged_by_outlet_and_those_without_one_counted_apart():
    given = table("A just peace.", "Talks.", "Ein Krieg.", "A war.")
    given["outlet"], given["language"] = ["B", "B", "B", "A"], ["en", "en", "de", "en"]
    found = word_scores(sentiment(given), given)
    wanted = pd.DataFrame(
        [("B", 0.271, 2, 1, "no_interval;not_scored"), ("A", -0.599, 1, 0, "no_interval")],
        columns=["outlet", "mean_compound", "n_sentences", "n_not_scored", "note"],
    )
    assert_frame_equal(found, wanted.astype(found.dtypes.to_dict()))


def test_top_words_are_those_that_move_the_sum_most_whatever_their_sign():
    found = top_words(table("War and war.", "A good peace, no war.", "A table."))
    wanted = pd.DataFrame(
        {"term": ["war", "peace", "good", "no"], "count": [3, 1, 1, 1],
         "valence": [-2.9, 2.5, 1.9, -1.2], "contribution": [-8.7, 2.5, 1.9, -1.2]}
    )  # fmt: skip
    assert_frame_equal(found, wanted, check_dtype=False)


def test_words_of_equal_weight_stand_by_name():
    valence = {
        line.split("\t")[0]: line.split("\t")[1] for line in LEXICON.read_text("utf-8").splitlines()
    }
    same = sorted(word for word, value in valence.items() if value == "-1.9" and word.isalpha())[:4]
    assert list(top_words(table(" ".join(same[::-1])))["term"]) == same


def test_only_so_many_words_are_listed():
    assert list(top_words(table("War and war.", "A good peace."), top=1)["term"]) == ["war"]
    assert top_words(table("A table.")).empty
    assert list(top_words(table()).columns) == ["term", "count", "valence", "contribution"]


# -- nothing is downloaded --------------------------------------------------------------------

SCRIPT = """
import socket
def refuse(*args, **kwargs):
    raise OSError("there is no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import pandas as pd
from framing.words import lexicon, sentiment, top_words
table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["A just peace."]})
print(sentiment(table)["compound"].iloc[0], lexicon()["value"][5], len(top_words(table)))
"""


def test_nothing_is_downloaded_and_no_data_of_nltk_is_needed(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True,
        env=os.environ | {"HOME": str(tmp_path), "NLTK_DATA": str(tmp_path / "none")},
    )  # fmt: skip
    assert run.stdout.split() == ["0.5423", lexicon()["value"][5], "1"]
    assert not list(tmp_path.rglob("*vader*"))


def test_a_first_score_opens_no_socket(monkeypatch):
    from framing.words.sentiment import _scorer

    def refuse(*_args, **_kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    _scorer.cache_clear()
    assert len(sentiment(table("A just peace."))) == 1
