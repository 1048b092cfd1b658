"""Wording: which phrases stand for each other, and how often a text hedges, claims, insists."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

import framing
from framing.errors import TableError
from framing.languages.language import language
from framing.tables.contracts import CONTRACTS
from framing.tables.require import empty
from framing.wire.certainty import KINDS, certainty, marked, polarity
from framing.wire.phrase_by_phrase import aligned, tokens_of
from framing.wire.substitutions import substitutions
from tests.cases import each_of
from tests.effort import at_most

SAME_EACH_TIME = settings(derandomize=True, deadline=None, max_examples=60)
ENGLISH = language("en")
PAIR = ["article_a", "sentence_a", "article_b", "sentence_b"]


def two(a: str, b: str, relation: str = "reworded") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return one pair of sentences, the first 10 characters into its text, the second 100."""
    sentences = pd.DataFrame(
        {"article": ["a", "b"], "sentence": [3, 5], "start": [10, 100], "text": [a, b]}
    )
    row = [("a", 3, "b", 5, relation)]
    return pd.DataFrame(row, columns=[*PAIR, "relation"]), sentences


def differences(a: str, b: str, relation: str = "reworded") -> list[tuple[str, str, str]]:
    table = substitutions(*two(a, b, relation))
    filled = table[["phrase_a", "phrase_b", "kind"]].fillna("")
    return list(filled.itertuples(index=False, name=None))


# -- replaced phrases -------------------------------------------------------------------------

REPLACED = {
    "a reporting verb": (
        "Rates rose, the bank said.",
        "Rates rose, the bank insisted.",
        [("said", "insisted", "reporting verb")],
    ),
    "a reporting verb with that": (
        "The bank said rates rose.",
        "The bank claimed that rates rose.",
        [("said", "claimed", "reporting verb")],
    ),
    "a modal verb": (
        "Rates will rise this spring.",
        "Rates could rise this spring.",
        [("will", "could", "certainty")],
    ),
    "two words for one": (
        "Rain is likely to reach Oslo today.",
        "Rain will reach Oslo today.",
        [("is likely to", "will", "certainty")],
    ),
    "a hedge against a booster": (
        "The cup was perhaps stolen there.",
        "The cup was clearly stolen there.",
        [("perhaps", "clearly", "certainty")],
    ),
    "a number": (
        "The fire killed 12 people at night.",
        "The fire killed 15 people at night.",
        [("12", "15", "number")],
    ),
    "a number with a comma": (
        "The fire killed 1,200 people at night.",
        "The fire killed 1,300 people at night.",
        [("1,200", "1,300", "number")],
    ),
    "a name": (
        "The court in Lyon freed both men.",
        "The court in Nice freed both men.",
        [("Lyon", "Nice", "name")],
    ),
    "another word": (
        "Police shot the armed man dead.",
        "Police shot the disturbed man dead.",
        [("armed", "disturbed", "other")],
    ),
    "a part of a compound": (
        "The nuclear-armed powers met.",
        "The nuclear-free powers met.",
        [("armed", "free", "other")],
    ),
    "two places": (
        "Troops entered the city before dawn today.",
        "Rebels entered the town before dawn today.",
        [("Troops", "Rebels", "other"), ("city", "town", "other")],
    ),
    "phrases across a lone function word": (
        "The end of hostilities pleased both presidents.",
        "The halt of fighting pleased both presidents.",
        [("end of hostilities", "halt of fighting", "other")],
    ),
    "a reporting verb against another word": (
        "Rates rose, said the bank.",
        "Rates rose, thanks to the bank.",
        [("said", "thanks to", "other")],
    ),
    "a modal verb against a verb of being": (
        "Rates were high in Rome.",
        "Rates could be high in Rome.",
        [("were", "could be", "certainty")],
    ),
    "a word they begin with is left out": (
        "In Lyon rates rose fast.",
        "In Turin rates rose fast.",
        [("Lyon", "Turin", "name")],
    ),
    "a word they end with is left out": (
        "Rates rose fast, in Lyon too.",
        "Rates rose fast, at home too.",
        [("in Lyon", "at home", "name")],
    ),
    "a list of numbers is no number": (
        "Seats 5,12 were sold.",
        "Seats 5,13 were sold.",
        [("12", "13", "number")],
    ),
    "a word of a headline": (
        "Lyon Wins Final Game Again",
        "Lyon Loses Final Game Again",
        [("Wins", "Loses", "other")],
    ),
    "marks at the ends are left out": (
        "He called the plan “bold”, and left Rome.",
        "He called the plan (reckless), and left Rome.",
        [("bold", "reckless", "other")],
    ),
}  # fmt: skip


@each_of("a, b, rows", REPLACED)
def test_a_replaced_phrase_is_told_with_its_kind(a, b, rows):
    assert differences(a, b) == rows


@each_of("a, b, rows", REPLACED)
def test_the_other_way_round_the_phrases_change_sides(a, b, rows):
    assert differences(b, a) == [(two, one, kind) for one, two, kind in rows]


ADDED = {
    "a hedge": ("The cup was stolen in Rome.", "The cup was reportedly stolen in Rome.",
                [("", "reportedly", "certainty")]),
    "a negation": ("Rates do not rise in Rome.", "Rates rise in Rome.", [("not", "", "certainty")]),
    "a booster": ("The cup was stolen in Rome.", "Clearly the cup was stolen in Rome.",
                  [("", "Clearly", "certainty")]),
    "an approximator": ("The call lasted 90 minutes.", "The call lasted nearly 90 minutes.",
                        [("", "nearly", "certainty")]),
    "no other word": ("The cup was stolen.", "The golden cup was stolen in Rome on Monday.", []),
    "no approximator whose number is lacking too": (
        "The war ended in Rome.", "The nearly three-year war ended in Rome.", []),
    "no clause that holds a hedge": (
        "Rates rose in Rome.", "Rates, which could one day fall to nothing, rose in Rome.", []),
}  # fmt: skip


@pytest.mark.parametrize(("a", "b", "rows"), ADDED.values(), ids=ADDED)
def test_only_words_of_certainty_count_as_added_or_lost(a, b, rows):
    assert differences(a, b) == rows


SAME = {
    "articles": ("The court freed a man.", "A court freed the man."),
    "relative words": ("Rates that rose fell.", "Rates which rose fell."),
    "case and marks": ("RATES rose – “fast”.", "Rates rose, 'fast'!"),
    "spelling": ("The centre favoured Kiev's defence.", "The center favored Kyiv’s defense."),
    "points": ("The U.S. president left.", "The US president left."),
    "small numbers": ("The fire killed five people.", "The fire killed 5 people."),
    "hyphens": ("It lasted one-and-a-half hours.", "It lasted one and a half hours."),
    "endings": ("He came to Rome and thanked them.", "He came to Rome and thanking them."),
    "short forms": ("Rates weren't cut by Rome.", "Rates were not cut by Rome."),
    "but for a phrase": ("He left, but Rome burned.", "He left, officials of Spain, Rome burned."),
}


@each_of("a, b", SAME)
def test_what_is_the_same_to_a_reader_is_no_row(a, b):
    assert differences(a, b) == []
    assert differences(b, a) == []


def test_the_whole_table_with_places_in_the_articles():
    a, b = "The bank said rates will rise.", "The bank insisted rates will possibly rise."
    table = substitutions(*two(a, b))
    wanted = pd.DataFrame(
        [("a", 3, "b", 5, 19, 23, "said", 109, 117, "insisted", "reporting verb",
          5 / 6, True),
         ("a", 3, "b", 5, 35, 35, None, 129, 137, "possibly", "certainty", 5 / 6, True)],
        columns=list(CONTRACTS["substitutions"].columns),
    )  # fmt: skip
    assert_frame_equal(table, wanted.astype(table.dtypes.to_dict()))
    assert "x" * 10 + a[9:13] == "x" * 10 + "said"


def test_runs_of_more_than_eight_words_are_left_out():
    eight, nine = "big red hot wet dry old new sad", "big red hot wet dry old new sad odd"
    for phrase, n_rows in ((eight, 1), (nine, 0)):
        given = two(*(f"Storms hit Rome {one} while Paris slept." for one in (phrase, "twice")))
        assert len(substitutions(*given)) == n_rows


def test_sentences_without_a_word_in_common_are_rewritten():
    assert substitutions(*two("Rates rose.", "Prices fell.")).empty


def test_trimmed_pairs_are_compared_and_verbatim_ones_are_not():
    texts = "Rates will rise in Rome.", "Rates could rise in Rome."
    assert differences(*texts, "trimmed") == [("will", "could", "certainty")]
    assert differences(*texts, "verbatim") == []


def test_a_name_is_told_by_a_capital_inside_some_sentence():
    first = "Lyon freed both men.", "Nice freed both men."
    assert differences(*first) == [("Lyon", "Nice", "other")]
    pair, sentences = two(*first)
    more = pd.DataFrame(
        {"article": ["c"], "sentence": 0, "start": 0, "text": ["He left for Lyon."]}
    )
    table = substitutions(pair, pd.concat([sentences, more]))
    assert table["kind"].tolist() == ["name"]


WORDS = st.lists(st.sampled_from("rome oslo lyon nice bonn graz kiel bern".split()), max_size=9)


def lcs(a: list[str], b: list[str]) -> int:
    """Return the length of the longest common subsequence, by the recursion written out."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            best[i + 1][j + 1] = (
                best[i][j] + 1 if one == other else max(best[i][j + 1], best[i + 1][j])
            )
    return best[-1][-1]


@SAME_EACH_TIME
@given(WORDS, WORDS)
def test_as_many_words_are_kept_as_the_longest_common_subsequence_has(a, b):
    sides = (tokens_of(" ".join(side), ENGLISH) for side in (a, b))
    anchors, _ = aligned(*([one.key for one in side] for side in sides), ENGLISH)
    assert sum(size for _, _, size in anchors) == lcs(a, b)


SURE = {  # between two names that both have, before five words that only one has: said, surely
    "a short verb": ("said", "claimed", True),
    "a verb with a long phrase": ("said", "insisted on big red hot", False),
    "a hedge that one lacks": ("may", "", True),
    "a number": ("two", "20", True),
    "another phrase": ("talks", "meeting", False),
    "a hedge in three words": ("may well be", "was", False),
}


@each_of("one, other, is_sure", SURE)
def test_of_sentences_that_differ_much_only_short_phrases_of_a_known_kind_are_sure(
    one, other, is_sure
):
    ends = "wet dry old new sad", "odd far low mad raw"
    given = two(*(f"Rome {said} Oslo {end}." for said, end in zip((one, other), ends, strict=True)))
    assert substitutions(*given)["sure"].tolist() == [is_sure, False]


@each_of("n_kept, is_sure", [(5, False), (6, True), (7, True)])
def test_any_phrase_is_sure_where_six_in_ten_words_of_the_shorter_sentence_are_kept(
    n_kept, is_sure
):
    shared = "rome oslo lyon nice bonn graz kiel".split()[:n_kept]
    long, short = ("w" + " w".join("abcdefgh"[: n - n_kept]) for n in (12, 10))
    given = " ".join([*shared, long.replace("w", "v")]), " ".join([*shared, short])
    for pair in (given, given[::-1]):
        table = substitutions(*two(*pair))
        assert table[["kept", "sure"]].values.tolist() == [[n_kept / 10, is_sure]]


def test_a_phrase_that_has_four_words_more_than_the_other_does_not_surely_stand_for_it():
    ends = "rome oslo lyon nice bonn graz"
    for extra, is_sure in ((3, True), (4, False)):
        words = " ".join("bcdeg"[: extra + 1])
        table = substitutions(*two(f"z {ends}", f"{words} {ends}"))
        assert table["sure"].tolist() == [is_sure]


PIECES = ["said", "insisted", "will", "could", "not", "the", "of", "Rome", "Oslo", "12", "1,200"]
PIECES += ["“", "”", ",", "—", "reportedly", "one-and-a-half", "isn't", "May", "he", "\u00ad", "É"]


@SAME_EACH_TIME
@given(
    st.lists(st.sampled_from(PIECES), max_size=14), st.lists(st.sampled_from(PIECES), max_size=14)
)
def test_phrases_are_what_stands_there_and_do_not_overlap(a, b):
    texts = {"a": " ".join(a), "b": " ".join(b)}
    table = substitutions(*two(texts["a"], texts["b"]))
    for side, offset in (("a", 10), ("b", 100)):
        starts, ends = table[f"start_{side}"] - offset, table[f"end_{side}"] - offset
        phrases = [texts[side][start:end] for start, end in zip(starts, ends, strict=True)]
        assert phrases == table[f"phrase_{side}"].fillna("").tolist()
        assert (starts[1:].to_numpy() >= ends[:-1].to_numpy()).all()


def test_order_of_rows_changes_nothing_and_nothing_given_is_edited():
    texts = [text for a, b, _ in REPLACED.values() for text in (a, b)]
    names = [f"t{number:02}" for number in range(len(texts))]
    sentences = pd.DataFrame({"article": names, "sentence": 0, "start": 0, "text": texts})
    alignments = pd.DataFrame(
        {"article_a": names[::2], "sentence_a": 0, "article_b": names[1::2], "sentence_b": 0,
         "relation": "reworded"}
    )  # fmt: skip
    kept = alignments.copy(deep=True), sentences.copy(deep=True)
    table = substitutions(alignments, sentences)
    assert len(table) == sum(len(rows) for _, _, rows in REPLACED.values())
    other = substitutions(
        alignments.sample(frac=1, random_state=1), sentences.sample(frac=1, random_state=2)
    )
    assert_frame_equal(other, table)
    assert_frame_equal(alignments, kept[0])
    assert_frame_equal(sentences, kept[1])


def test_a_pair_of_sentences_that_do_not_exist_is_refused():
    pair, sentences = two("Rates rose.", "Rates fell.")
    with pytest.raises(TableError, match="sentence that does not exist: 'b sentence 5'"):
        substitutions(pair, sentences[:1])


def test_without_pairs_the_columns_are_there():
    sentences = two("a", "b")[1]
    assert_frame_equal(substitutions(empty("alignments"), sentences), empty("substitutions"))


def test_two_long_sentences_take_little_time():
    with at_most(3):
        substitutions(*two("rates rose in rome today " * 400, "rates fell in oslo today " * 400))


# -- certainty --------------------------------------------------------------------------------

FOUND = {
    "He said so.": [("say", "neutral report")],
    "According to police, rain fell.": [("according to", "neutral report")],
    "He told police.": [("tell", "neutral report")],
    "The club confirmed it and admitted it.": [("confirm", "factive"), ("admit", "factive")],
    "She alleged and claimed it.": [("allege", "claim"), ("claim", "claim")],
    "He claims that rain fell.": [("claim", "claim")],
    "He insists; she warned; they vow.": [(w, "emphatic") for w in ("insist", "warn", "vow")],
    "He emphasised it, she emphasizes it.": [("emphasize", "emphatic")] * 2,
    "The firm denies it.": [("deny", "denial")],
    "Rain may fall.": [("may", "hedge")],
    "Rain couldn't fall.": [("could", "hedge")],
    "Rain reportedly fell.": [("reportedly", "hedge")],
    "He is expected to win.": [("expected to", "hedge")],
    "No doubt that rain fell.": [("no doubt", "booster")],
    "It appears to rain.": [("appear to", "hedge")],
    "About 40 men, some 300 women.": [("about", "hedge"), ("some", "hedge")],
    "It took around two days.": [("around", "hedge")],
    "He clearly must go, of course.": [(w, "booster") for w in ("clearly", "must", "of course")],
    "He will surely win.": [("surely", "booster")],
}  # fmt: skip
NOT_FOUND = [
    "",
    "He comes on May 5.",
    "Theresa May left in May.",
    "Rain will fall.",
    "Like him, we talk about rain around the town.",
    "Insurance claims rose in the United States.",
    "The reports cause stress and doubts.",
    "He expected to win.",
    "The army showed its might.",
    "That film is a must.",
    "He appeared in court.",
    "A note in the will of the king.",
]


@each_of("text, rows", FOUND.items())
def test_words_that_report_hedge_and_assert_are_found(text, rows):
    assert [(one.lemma, one.kind) for one in marked(text, ENGLISH)] == rows


@each_of("text", NOT_FOUND)
def test_words_that_only_look_like_them_are_not(text):
    assert marked(text, ENGLISH) == []


def test_modals_and_negations_count_in_substitutions_only():
    text = "Will Smith will not go, and can't."
    assert [one.lemma for one in polarity("He will not go.", ENGLISH)] == ["will", "not"]
    assert [one.lemma for one in polarity(text, ENGLISH)] == ["will", "will", "not", "not"]
    assert marked(text, ENGLISH) == []


def test_counts_and_rates_of_two_articles_with_their_zeros():
    sentences = pd.DataFrame(
        [("b", 0, "Rain fell.", 2), ("a", 0, "He said it may rain, and it may.", 8),
         ("a", 1, "She insisted, he said.", 4), ("a", 2, "It might.", 2)],
        columns=["article", "sentence", "text", "n_words"],
    )  # fmt: skip
    table = certainty(sentences)
    of_a = table[table["article"] == "a"]
    assert of_a[["kind", "word", "count", "n_words"]].values.tolist() == [
        ["neutral report", "say", 2, 14],
        ["factive", "", 0, 14],
        ["claim", "", 0, 14],
        ["emphatic", "insist", 1, 14],
        ["denial", "", 0, 14],
        ["hedge", "may", 2, 14],
        ["hedge", "might", 1, 14],
        ["booster", "", 0, 14],
    ]
    assert of_a["per_1000"].tolist() == pytest.approx(
        [2000 / 14, 0, 0, 1000 / 14, 0, 2000 / 14, 1000 / 14, 0]
    )
    of_b = table[table["article"] == "b"]
    assert of_b["kind"].tolist() == list(KINDS)
    assert of_b["count"].tolist() == [0] * len(KINDS)
    assert of_b["per_1000"].tolist() == [0] * len(KINDS)
    assert list(table.columns) == list(CONTRACTS["certainty"].columns)
    shuffled = certainty(sentences.sample(frac=1, random_state=3))
    assert_frame_equal(shuffled, table)


def test_doubling_the_text_doubles_counts_and_leaves_rates():
    one = pd.DataFrame({"article": "a", "sentence": [0], "text": ["He said it may rain."]})
    double = pd.concat([one, one.assign(sentence=1)])
    first, second = certainty(one), certainty(double)
    assert (second["count"] == 2 * first["count"]).all()
    counts = ["count", "n_words"]
    assert_frame_equal(second.drop(columns=counts), first.drop(columns=counts))


def test_without_words_a_rate_is_missing():
    table = certainty(pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["—"]}))
    assert table["per_1000"].isna().all()
    assert_frame_equal(certainty(empty("sentences")), empty("certainty"))


# -- the shipped study ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def seeds():
    return framing.read_study("seeds")


def test_counts_in_the_shipped_texts_are_those_of_a_plain_search(seeds):
    table = certainty(seeds.sentences)
    texts = seeds.sentences.groupby("article")["text"].agg(" ".join)
    for word, pattern in {"say": r"\b(said|say|says|saying)\b", "could": r"\bcould\b"}.items():
        counts = table[table["word"] == word].set_index("article")["count"]
        wanted = [len(re.findall(pattern, text, re.IGNORECASE)) for text in texts]
        assert counts.reindex(texts.index, fill_value=0).tolist() == wanted


def test_in_the_shipped_study_said_becomes_reported_and_nearly_about(seeds):
    table = seeds.sentences
    rows = [
        table[table["article"].str.startswith(article) & table["text"].str.startswith(text)].iloc[0]
        for article, text in (("000", "The Kremlin said the call"), ("004", "The Kremlin reported"))
    ]
    pair = [(row["article"], row["sentence"]) for row in rows]
    alignments = pd.DataFrame([(*pair[0], *pair[1], "reworded")], columns=[*PAIR, "relation"])
    found = substitutions(alignments, table)
    assert found[["phrase_a", "phrase_b", "kind"]].values.tolist() == [
        ["said", "reported", "reporting verb"],
        ["nearly", "about", "certainty"],
    ]
    texts = seeds.articles.set_index("article")["text"]
    for row in found.itertuples():
        assert texts[row.article_a][row.start_a : row.end_a] == row.phrase_a
        assert texts[row.article_b][row.start_b : row.end_b] == row.phrase_b
