"""Tone towards somebody: planted sentences, the table, refusals, weights, shares."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from benchmarks.tone import (
    PAGE,
    calibrated,
    calibration_error,
    interval,
    is_apart,
    macro,
    story,
    trained,
    weights_file,
)
from benchmarks.tone import Targets as Learnable
from benchmarks.tone_page import page, written_card
from framing.coding.codebook import Actor
from framing.compare import resample
from framing.errors import FramingError, ParameterError, TableError
from framing.languages.language import FOLDER as LANGUAGES
from framing.languages.lists import read_lists
from framing.languages.tone_words import ToneWords
from framing.tables.codes import TONES
from framing.words import tone, tone_card, tone_shares
from framing.words.tone_features import features, place, read
from framing.words.tone_model import CARD, FOLDER, WEIGHTS, card, model
from tests.cases import each_of

PLANTED = {
    "accused": ("Critics accused Roe of fraud and lies.", "negative"),
    "passive": ("Roe was indicted on charges of bribery and fraud.", "negative"),
    "does badly": ("Roe lied to investigators about the scandal.", "negative"),
    "praised": ("Voters praised Roe for his courage.", "positive"),
    "thanked": ("The mayor thanked Roe for her help and called her a great friend.", "positive"),
    "wins": ("Roe won a great victory and is proud of her work.", "positive"),
    "speaks": ('"The meeting begins at noon," Roe said.', "neutral"),
    "told": ("A spokesman told Roe about the meeting.", "neutral"),
}


def table(*texts: str, **columns: object) -> pd.DataFrame:
    given = {"article": "a", "sentence": range(len(texts)), "text": list(texts)}
    return pd.DataFrame({**given, **columns})


@each_of("text, expected", PLANTED)
def test_a_plain_sentence_has_the_tone_that_anybody_would_give_it(text, expected):
    assert tone(table(text), towards=["Roe"])["tone"].tolist() == [expected]


def test_a_row_is_a_mention_and_names_its_place():
    text = "Donald Roe met Poe. Roe left."
    towards = {"roe": ["Roe", "Donald Roe"], "poe": Actor(("Poe",))}
    found = tone(table(text, "Nobody came."), towards=towards)
    assert found[["sentence", "target", "start", "end"]].values.tolist() == [
        [0, "roe", 0, 10],
        [0, "poe", 15, 18],
        [0, "roe", 20, 23],
    ]
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == [
        "Donald Roe", "Poe", "Roe",
    ]  # fmt: skip
    assert np.allclose(found[list(TONES)].sum(axis=1), 1, atol=2e-4)


def test_what_is_not_likely_enough_is_not_told():
    found = tone(
        table(*(text for text, _ in PLANTED.values()), "Critics praised Roe."), towards=["Roe"]
    )
    likeliest = found[list(TONES)].max(axis=1)
    assert (found["tone"].notna() == (likeliest >= model().least)).all()
    assert found["tone"].isna().any()
    told = found[found["tone"].notna()]
    assert (told["tone"] == told[list(TONES)].idxmax(axis=1)).all()


def test_whom_it_is_about_does_not_count():
    texts = ["Critics said Roe misled President Ada Poe.", "Critics said Fey misled Xu."]
    found = [
        tone(table(text), towards=[name]) for text, name in zip(texts, ["Roe", "Fey"], strict=True)
    ]
    assert_frame_equal(found[0][list(TONES)], found[1][list(TONES)])


def test_a_name_goes_with_its_title_and_no_further_than_its_possessive():
    assert place("Critics of Mr. Ada Roe's Iran plan later met Poe.", 19, 22).words == [
        "critics", "of", "TARGET", "'s", "NAME", "plan", "later", "met", "NAME", ".",
    ]  # fmt: skip


NAMES = {
    "opens a sentence": ("Trump misled voters, said Roe.", ["Trump", "Roe"]),
    "opens a quotation": ('Roe said: "Trump misled voters."', ["Roe", "Trump"]),
    "behind a title": ("Sen. Poe met Roe.", ["Poe", "Roe"]),
    "ordinary words open": ('Critics left. "They misled Roe." I was there.', ["Roe"]),
    "a headline": ("Critics Attack Roe Over Failed Ban", ["Roe"]),
}


@each_of("text, names", NAMES)
def test_a_name_is_masked_wherever_it_stands(text, names):
    assert [word.text for word in read(text) if word.named] == names
    found = place(text, text.index("Roe"), text.index("Roe") + 3).words
    assert not {name.lower() for name in names} & set(found)


def test_a_name_that_opens_the_sentence_is_the_whole_target():
    assert place("Ada Roe lied.", 4, 7).words == ["TARGET", "lied", "."]


def test_a_name_is_met_as_it_is_written_and_whole():
    found = tone(table("May may meet Mayer; the EU too."), towards=["May", "the eu"])
    assert found[["target", "start"]].values.tolist() == [["May", 0], ["the eu", 20]]


def test_what_is_quoted_and_what_is_given_to_somebody_is_told_apart():
    texts = ("Roe won.", '"Roe is a liar," said Poe.', "Poe said that Roe is safe.")
    found = tone(table(*texts), towards=["Roe"])
    assert found["teller"].tolist() == ["text", "attributed", "attributed"]
    assert found["quoted"].tolist() == [False, True, False]


def test_shuffled_rows_change_nothing():
    texts = [text for text, _ in PLANTED.values()]
    given = table(*texts, article=[f"a{n}" for n in range(len(texts))], sentence=0, outlet="A")
    mixed = given.sample(frac=1, random_state=1)
    one, other = (tone(each, towards=["Roe"]) for each in (given, mixed))
    key = ["article", "sentence", "start"]
    assert_frame_equal(
        one.sort_values(key, ignore_index=True), other.sort_values(key, ignore_index=True)
    )
    assert_frame_equal(tone_shares(one, given), tone_shares(other, mixed))


def test_nothing_given_is_edited_and_no_mention_is_an_empty_table():
    given = table("It rains.")
    before = given.copy()
    assert len(tone(given, towards=["Roe"])) == 0
    assert len(tone_shares(tone(given, towards=["Roe"]), given)) == 0
    assert_frame_equal(given, before)


def test_another_language_is_refused():
    with pytest.raises(
        TableError, match=r"1 of 2 are in 'de'\. Tone towards somebody was learnt from"
    ):
        tone(table("Roe came.", "Roe kam.", language=["en", "de"]), towards=["Roe"])


@each_of(
    "towards, said",
    {
        "text": ("Roe", "Give a list of names"),
        "nobody": ([], "names nobody"),
        "no name": ({"roe": []}, "texts are needed"),
        "number": ({"roe": [3]}, "texts are needed"),
        "two": ({"a": ["Roe"], "b": ["Roe"]}, "is a name of 'a' and of 'b'"),
    },
)
def test_targets_that_cannot_be_read_are_refused(towards, said):
    with pytest.raises(ParameterError, match=said):
        tone(table("Roe came."), towards=towards)


# -- shares by outlet --------------------------------------------------------------------------


def mentions(*tones: tuple[str, str | None]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return mentions and their sentences: an article and a tone each, one sentence a mention."""
    rows = pd.DataFrame(tones, columns=["article", "tone"])
    rows["sentence"] = rows.groupby("article").cumcount()
    found = rows.assign(target="roe", start=0, end=3, teller="text", quoted=False)
    return found, rows[["article", "sentence"]].assign(text="Roe.", outlet="A")


def test_shares_are_of_what_is_told_with_intervals_over_articles():
    tones = [("negative", "positive"), ("negative", "neutral"), ("positive", "neutral"),
             ("negative", "negative"), ("neutral", None), ("neutral", "negative")]  # fmt: skip
    found, sentences = mentions(*((f"t{n}", each) for n, pair in enumerate(tones) for each in pair))
    shares = tone_shares(found, sentences)
    counted = ["tone", "n_tone", "n_told", "n_not_told", "n_articles"]
    assert shares[counted].values.tolist() == [["negative", 5, 11, 1, 6], ["positive", 2, 11, 1, 6]]
    ratio = resample.Ratio(np.array([1.0, 1, 0, 2, 0, 1]), np.array([2.0, 2, 2, 2, 1, 2]))
    low, high = resample.jackknifed(ratio)
    row = shares.iloc[0]
    assert (row["share"], row["ci_low"], row["ci_high"]) == pytest.approx((5 / 11, low, high))
    assert pd.isna(shares["ci_low"].iloc[1])  # two articles carry it: too rare
    assert shares["note"].iloc[1] == "too_rare"


def test_few_texts_have_no_interval_and_what_is_not_told_no_share():
    shares = tone_shares(*mentions(("a", "negative"), ("b", "positive")))
    assert shares["note"].tolist() == ["few_texts"] * 2
    assert shares["ci_low"].isna().all()
    nothing = tone_shares(*mentions(("a", None)))
    assert nothing["note"].tolist() == ["not_told"] * 2
    assert nothing["share"].isna().all()


def test_a_mention_of_a_sentence_that_is_not_there_is_refused():
    found, sentences = mentions(("a", "negative"), ("b", "positive"))
    with pytest.raises(TableError, match="1 of 2 mentions"):
        tone_shares(found, sentences.head(1))


# -- weights and card --------------------------------------------------------------------------


def test_the_card_is_that_of_the_weights():
    data = (FOLDER / WEIGHTS).read_bytes()
    assert card()["weights"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert card()["weights"]["features"] == len(data.decode().splitlines()) - 1
    assert len(data) < 2_000_000
    told = " ".join(tone_card()["value"])
    assert f"{card()['apart']['macro_f1']:.2f}" in told
    assert "exploratory" in told
    assert "US political news" in told


def test_weights_that_are_not_the_cards_are_refused(tmp_path):
    (tmp_path / CARD).write_bytes((FOLDER / CARD).read_bytes())
    (tmp_path / WEIGHTS).write_bytes((FOLDER / WEIGHTS).read_bytes() + b"s roe\t1\t1\t1\n")
    with pytest.raises(FramingError, match="train both again"):
        model(tmp_path)


def invented(n: int = 60) -> Learnable:
    """Return targets whose tone stands in the verb."""
    verbs = ("accused", "met", "praised")
    rows = [(f"They {verbs[n % 3]} Roe on day {n}.", n % 3) for n in range(n)]
    return Learnable(
        [features(text, text.index("Roe"), text.index("Roe") + 3) for text, _ in rows],
        np.array([light for _, light in rows]),
        np.array([f"story {n // 3}" for n in range(n)]),
        np.array([text for text, _ in rows], dtype=object),
    )


def test_training_twice_gives_the_same_bytes():
    one, other = (trained(invented()) for _ in range(2))
    assert weights_file(one[0]) == weights_file(other[0])
    assert one[1] == other[1]
    assert one[3] == other[3]


def test_what_the_verbs_say_is_learnt():
    given = invented()
    learnt, scale, offsets, _, _ = trained(given)
    assert macro(given.tone, (learnt.scores(given) * scale + offsets).argmax(axis=1)) == 1


def test_a_story_is_on_one_side_and_articles_of_one_event_are_one_story():
    assert story("allsides_1000_401_25_Roe_0_6") == story("allsides_1001_401_3_Poe_1_2")
    assert story("polusa_v1_18550318_-1_8_Kim_32_44") == "polusa_18550318"
    apart = np.mean([is_apart(f"story {n}") for n in range(2000)])
    assert apart == pytest.approx(0.2, abs=0.03)


def test_probabilities_learn_how_sure_scores_may_be():
    random = np.random.default_rng(1)
    chances = random.dirichlet([1, 1, 1], 4000)
    light = np.array([random.choice(3, p=each) for each in chances])
    scale, offsets = calibrated(np.log(chances) * 2, light)
    assert scale == pytest.approx(0.5, abs=0.05)
    assert offsets == pytest.approx(np.zeros(3), abs=0.15)
    assert calibration_error(chances, light)[0] < 0.03


def test_the_interval_of_macro_f1_holds_it_and_narrows_with_stories():
    light = np.tile([0, 1, 2], 100)
    told = np.where(np.arange(300) % 5 == 0, (light + 1) % 3, light)
    low, high = interval(light, told, np.arange(300).astype(str))
    assert low < macro(light, told) < high
    few = interval(light[:60], told[:60], np.arange(60).astype(str))
    assert few[1] - few[0] > high - low


def test_lists_of_words_have_no_word_that_is_good_and_bad_to_the_same():
    given = read_lists(LANGUAGES / "en" / "tone.toml", ToneWords)
    assert not set(given.bad) & set(given.good)
    assert not set(given.doer_bad) & set(given.doer_good)
    assert not set(given.done_bad) & set(given.done_good)
    assert set(given.passive) <= set(given.helping)


def test_the_page_is_written_of_the_card():
    assert PAGE.read_text(encoding="utf-8") == page(card())
    assert written_card({k: v for k, v in card().items() if k != "about"}) == (
        FOLDER / CARD
    ).read_text(encoding="utf-8")
