"""Alignments: which sentences of the texts of one story are the same, and how far that holds."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from math import exp, log, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from benchmarks import alignment as benchmark
from framing.errors import ParameterError, TableError
from framing.languages.language import language
from framing.tables.contracts import CONTRACTS
from framing.wire import align, shared_runs
from framing.wire.align import alignments, both_ways
from framing.wire.coded_pairs import coded_pairs
from framing.wire.concepts import concept, function_words, plain_words, reporting_words
from framing.wire.likeness import INTERCEPT, WEIGHTS, alike
from tests.cases import each_of
from tests.effort import least
from tests.hashing import printed

ROOT = Path(__file__).parents[2]
DEVELOPMENT = ROOT / "tests" / "data" / "wire" / "development.csv"
KEY = ["article_a", "sentence_a", "article_b", "sentence_b"]
ENGLISH = language("en")
FUNCTION, REPORTING = function_words(ENGLISH), reporting_words(ENGLISH)
ANY = 1e-9  # a threshold that every pair reaches that is looked at

AGENCY = [
    "Storm wrecks harbour of Vardal",
    "A storm wrecked the harbour of Vardal on Sunday night, sinking forty boats, police said.",
    "The US weather service had warned of a rare swell, and lifeguards closed nine beaches at "
    "dawn.",
    '"We will rebuild the old pier before winter," mayor Ida Lund told reporters.',
    "Insurers put the damage at 30 million euros.",
    "Lund said fishing quotas were a matter for ministers in Oslo.",
    "Schools stay shut until Wednesday.",
    "He said so.",
]
PAPER = [
    "STORM WRECKS HARBOR OF VARDAL!",
    "A storm wrecked the harbour of Vardal on Sunday night.",
    "The U.S. weather service had warned of a rare swell.",
    "Lifeguards closed nine beaches at dawn.",
    "The pier would be rebuilt before winter sets in, promised Ida Lund, the mayor.",
    "Insurers put the damage at 20 million euros.",
    "Lund grew up in Vardal and worked on trawlers.",
    "Volunteers served soup in a church.",
    "He said so.",
]


def table(**texts: list[str]) -> pd.DataFrame:
    """Make sentences from the texts of articles, each a list of sentences."""
    return pd.DataFrame(
        [(name, n, text) for name, listed in texts.items() for n, text in enumerate(listed)],
        columns=["article", "sentence", "text"],
    )


def relation(one: str, other: str, **options) -> str:
    """Return how two sentences are related, each the only one of its text."""
    found = alignments(table(a=[one], b=[other]), **options)
    assert len(found) < 2
    return found["relation"].iloc[0] if len(found) else ""


@pytest.fixture(scope="module")
def storm() -> pd.DataFrame:
    return table(agency=AGENCY, paper=PAPER)


@pytest.fixture(scope="module")
def development() -> pd.DataFrame:
    return benchmark.sentences_of("development")


@pytest.fixture(scope="module")
def aligned(development) -> pd.DataFrame:
    return alignments(development)


# -- what a row is ----------------------------------------------------------------------------


def test_a_row_is_a_pair_of_counterparts_in_two_texts_of_one_story(storm):
    found = alignments(storm)
    assert list(found) == list(CONTRACTS["alignments"].columns)
    assert set(found["article_a"]) == {"agency"}
    assert set(found["article_b"]) == {"paper"}
    assert found[["sentence_a", "sentence_b", "relation"]].values.tolist() == [
        [0, 0, "verbatim"],  # the headline, in capitals and with the other spelling
        [0, 1, "reworded"],  # it says what the lead says,
        [1, 0, "reworded"],  # on either side
        [1, 1, "trimmed"],  # two clauses cut
        [2, 2, "trimmed"],  # a sentence that was split
        [2, 3, "trimmed"],  # is paired with either part
        [3, 4, "reworded"],  # a quotation turned into indirect speech
        [4, 5, "trimmed"],  # another number
        [7, 8, "verbatim"],  # few words, but the same
    ]  # neither what the mayor says else, nor what only one has
    assert found["differs"].dropna().to_dict() == {7: "numbers"}


def test_every_sentence_of_verbatim_copies_is_paired_with_itself_alone():
    found = alignments(table(a=AGENCY, b=AGENCY))
    same = found[found["relation"] == "verbatim"]
    assert same["sentence_a"].to_list() == list(range(len(AGENCY)))
    assert (same["sentence_a"] == same["sentence_b"]).all()
    assert (same[["similarity", "containment_a", "containment_b"]] == 1).all(axis=None)
    assert same["differs"].isna().all()


def test_what_both_have_word_for_word_is_no_rewording_of_another_sentence():
    both = ["Nearly 80 million people with plans of firms could find their cover cancelled.",
            "Up to 100 million plans of firms could be cancelled, they predicted."]  # fmt: skip
    pairs = alignments(table(a=both, b=both), threshold=ANY)
    assert pairs["relation"].tolist() == ["verbatim", "verbatim"]
    lone = alignments(table(a=both, b=both[:1]), threshold=ANY)
    assert sorted(lone["relation"]) == ["reworded", "verbatim"]


def test_rows_are_in_the_order_of_their_key(aligned):
    assert_frame_equal(aligned, aligned.sort_values(KEY))
    assert aligned.index.tolist() == list(range(len(aligned)))
    assert (aligned["article_a"] < aligned["article_b"]).all()


# -- verbatim ---------------------------------------------------------------------------------

VERBATIM = {
    "case": ("TALKS ended in Geneva", "Talks ended in geneva"),
    "punctuation": ("Talks, at last, ended.", "Talks at last ended"),
    "quotation marks": ('He called it "a ruin"', "He called it “a ruin”."),
    "dashes and hyphens": ("A two-day meeting – in Geneva", "A two day meeting in Geneva"),
    "US": ("US envoys left Geneva", "U.S. envoys left Geneva"),
    "United States": ("Envoys of the United States left", "Envoys of the US left"),
    "United States at the start": ("The United States left Geneva", "The U.S. left Geneva"),
    "America in full": ("The United States of America left", "The USA left"),
    "United Kingdom": ("Envoys of the United Kingdom left", "Envoys of the UK left"),
    "British and American spelling": ("They favour defence centres", "They favor defense centers"),
    "Kiev": ("Envoys left Kiev", "Envoys left Kyiv"),
    "per cent": ("It fell 4 per cent", "It fell 4 percent"),
    "percent sign": ("It fell 4%", "It fell 4 per cent"),
    "small numbers": ("Twelve envoys left", "12 envoys left"),
    "a number with a hyphen": ("one-and-a-half hours passed", "one and a half hours passed"),
    "thousands": ("All 2,500 envoys left", "All 2500 envoys left"),
    "possessives": ("The mayor's envoys left", "The mayor’s envoys left"),
    "few words": ("He said so.", "He said so!"),
    "one word": ("Ends", "ends"),
    "only function words": ("That is it.", "That is it"),
    "Chinese": ("会谈结束了", "会谈结束了。"),
    "Arabic": ("انتهت المحادثات في جنيف", "انتهت المحادثات في جنيف."),
    "letters with marks": ("Zürich lud zum Gespräch", "Zu\u0308rich lud zum Gespräch"),
    "an emoji": ("Talks ended 🎉 today", "Talks ended today"),
}  # fmt: skip


@each_of("one, other", VERBATIM)
def test_the_same_words_are_verbatim_whatever_their(one, other):
    assert relation(one, other) == relation(other, one) == "verbatim"


NOT_VERBATIM = {
    "one word more": ("Envoys left Geneva", "Envoys left Geneva today"),
    "another order": ("Today envoys left Geneva", "Envoys left Geneva today"),
    "us, the pronoun": ("He told us in Geneva", "He told US in Geneva"),
    "another number": ("All 2,500 envoys left", "All 2,600 envoys left"),
    "a comma between numbers": ("It rose 1, 234 said", "It rose 1234 said"),
}


@pytest.mark.parametrize(("one", "other"), NOT_VERBATIM.values(), ids=NOT_VERBATIM)
def test_it_is_not_verbatim_with(one, other):
    assert relation(one, other) != "verbatim"
    assert relation(other, one) != "verbatim"


NO_WORDS = {"nothing": "", "points": "...", "emoji": "🎉 ❄️", "an ornament": "* * *", "space": " "}


@pytest.mark.parametrize("text", NO_WORDS.values(), ids=NO_WORDS)
def test_a_sentence_without_words_has_no_counterpart(text):
    assert alignments(table(a=[text], b=[text])).empty
    found = alignments(table(a=[text, "Talks ended in Geneva."], b=["Talks ended in Geneva", text]))
    assert found[KEY].values.tolist() == [["a", 1, "b", 0]]


# -- trimmed: words shared in the same order, and how many may be replaced ---------------------

COUNTED = {  # shared word for word, and replaced; capitals are words that only one has
    "all shared": ("alpha bravo charlie delta", "alpha bravo charlie delta", (4, 0)),
    "a clause added within": ("alpha bravo charlie delta", "alpha bravo X Y charlie delta", (4, 0)),
    "a clause added at the end": ("alpha bravo", "alpha bravo X Y Z", (2, 0)),
    "one word replaced": ("alpha bravo X charlie delta", "alpha bravo Y charlie delta", (4, 1)),
    "three words replaced by one": (
        "alpha bravo X Y Z charlie delta", "alpha bravo U charlie delta", (4, 1)),
    "replaced in two places": (
        "alpha bravo X charlie delta Y echo golf", "alpha bravo U charlie delta V echo golf",
        (6, 2)),
    "other words in front replace nothing": ("X alpha bravo", "Y alpha bravo", (2, 0)),
    "other words behind replace nothing": ("alpha bravo X", "alpha bravo Y", (2, 0)),
    "a lone word between replaced ones": (
        "alpha bravo X charlie Y delta echo", "alpha bravo U charlie V delta echo", (5, 2)),
    "a lone function word is not shared": (
        "alpha bravo X the Y delta echo", "alpha bravo U the V delta echo", (4, 3)),
    "a lone word at the end is not shared": ("alpha bravo X charlie", "alpha bravo Y charlie",
                                             (2, 0)),
    "a lone word at the start is not shared": ("alpha X bravo charlie", "alpha Y bravo charlie",
                                               (2, 0)),
    "another order": ("alpha bravo charlie delta", "charlie delta alpha bravo", (2, 0)),
    "nothing shared": ("alpha bravo", "charlie delta", (0, 0)),
}  # fmt: skip


@each_of("one, other, counts", COUNTED)
def test_words_shared_and_replaced_are_counted(one, other, counts):
    assert align.word_for_word(one.split(), other.split(), FUNCTION) == counts
    assert align.word_for_word(other.split(), one.split(), FUNCTION) == counts


def test_a_pair_is_trimmed_if_more_than_half_is_shared_and_little_replaced():
    chance = np.random.default_rng(4)
    found = []
    for _ in range(3000):
        a = list(chance.choice(list("stuvwxyz"), chance.integers(1, 12)))
        b = [word for word in a if chance.random() < 0.8] + list(chance.choice(list("stuv"), 2))
        shared, replaced = align.word_for_word(a, b, FUNCTION)
        trimmed = shared >= 4 and 2 * shared > min(len(a), len(b)) and replaced <= 0.15 * shared
        wanted = "verbatim" if a == b else "trimmed" if trimmed else ""
        assert align._relation(a, b, FUNCTION, False) == wanted
        found.append(wanted)
    assert min(found.count("trimmed"), found.count("")) > 500


TRIMMED = {
    "a clause left out": (
        "The pier, which dates from 1904, closed early on Friday.",
        "The pier closed early on Friday."),
    "a clause added": (
        "The pier closed early on Friday.",
        "The pier closed early on Friday, when hail cut the power, sailors said."),
    "four words shared": ("Snow closed four roads.", "Snow closed four roads and hail fell."),
    "over half of the shorter one shared": (
        "alpha bravo charlie delta X Y Z", "alpha bravo charlie delta U V W"),
    "another language": (
        "Die Gespräche endeten gestern in Genf, wie Diplomaten erfuhren.",
        "Die Gespräche endeten gestern in Genf."),
    "one word in seven replaced": (
        "alpha bravo charlie X delta echo golf kilo", "alpha bravo charlie Y delta echo golf kilo"),
}  # fmt: skip
NOT_TRIMMED = {
    "three words shared": ("Snow closed roads.", "Snow closed roads and hail fell."),
    "half of the shorter one shared": (
        "alpha bravo charlie delta X Y Z Q",
        "alpha bravo charlie delta U V W P",
    ),
    "one word in six replaced": (
        "alpha bravo charlie X delta echo golf",
        "alpha bravo charlie Y delta echo golf",
    ),
}


@pytest.mark.parametrize(("one", "other"), TRIMMED.values(), ids=TRIMMED)
def test_trimmed_allows(one, other):
    assert relation(one, other) == relation(other, one) == "trimmed"


@pytest.mark.parametrize(("one", "other"), NOT_TRIMMED.values(), ids=NOT_TRIMMED)
def test_just_beyond_the_limit_it_is_reworded_and_not_trimmed(one, other):
    assert relation(one, other) == relation(other, one) == "reworded"


def test_trimmed_does_not_depend_on_the_threshold():
    for one, other in TRIMMED.values():
        assert relation(one, other, threshold=1) == "trimmed"
        assert relation(one, other, threshold=ANY) == "trimmed"


def test_a_sentence_that_was_split_is_paired_with_each_part_and_one_that_was_merged_too():
    whole = ["Hail cut power to nine towns on Sunday, and crews cleared fallen trees until dawn."]
    parts = ["Hail cut power to nine towns on Sunday.", "Crews cleared fallen trees until dawn."]
    for given in (table(a=whole, b=parts), table(a=parts, b=whole)):
        found = alignments(given)
        assert found["relation"].to_list() == ["trimmed", "trimmed"]
        assert sorted(found["sentence_a"] + found["sentence_b"]) == [0, 1]


# -- reworded ---------------------------------------------------------------------------------

REWORDED = {
    "other words for the same": (
        "Firefighters freed a trapped climber.", "A trapped climber was released by firefighters."),
    "a quotation turned into indirect speech": (
        '"We will rebuild the old pier before winter," mayor Ida Lund told reporters.',
        "The pier would be rebuilt before winter sets in, promised Ida Lund, the mayor."),
    "the same quoted words in other surroundings": (
        'The envoy said "nobody leaves this room hungry tonight" as soup arrived.',
        'Waiters heard "nobody leaves this room hungry tonight", which guests applauded loudly '
        "outside in Rome."),
}  # fmt: skip


@pytest.mark.parametrize(("one", "other"), REWORDED.values(), ids=REWORDED)
def test_reworded_is(one, other):
    assert relation(one, other) == relation(other, one) == "reworded"


NOT_PAIRED = {
    "nothing in common": ("Snow fell on seven hills.", "Farmers sold pears cheaply."),
    "only function words in common": ("It was not what they had.", "What they had it was not."),
    "a short sentence": ("He said so.", "He told them so."),
    "two content words": ("Talks ended.", "Ended: talks."),
    "the speaker in common": (AGENCY[5], PAPER[6]),
}


@pytest.mark.parametrize(("one", "other"), NOT_PAIRED.values(), ids=NOT_PAIRED)
def test_not_paired_are_sentences_with(one, other):
    assert relation(one, other) == relation(other, one) == ""


def test_a_sentence_needs_three_content_words_to_be_told_by_them():
    assert relation("Talks ended.", "Ended, the talks.") == ""
    assert relation("Talks ended badly.", "Badly ended the talks.") == "reworded"


def test_what_one_speaker_says_else_on_the_same_topic_is_not_paired(storm):
    found = alignments(storm)
    assert 5 not in set(found["sentence_a"])  # Lund on quotas
    assert 6 not in set(found["sentence_b"])  # Lund on himself


def test_a_pair_is_reworded_from_the_threshold_on(storm):
    everything = alignments(storm, threshold=ANY)
    (one,) = everything.query("sentence_a == 5")["similarity"]
    assert 0 < one < 0.5
    for threshold, n in ((one, 1), (np.nextafter(one, 1), 0)):
        assert len(alignments(storm, threshold=threshold).query("sentence_a == 5")) == n


@pytest.mark.parametrize("threshold", [0.1, 0.35, 0.8, 1.0])
def test_a_threshold_leaves_out_rewordings_and_nothing_else(development, threshold):
    everything = alignments(development, threshold=ANY)
    kept = (everything["relation"] != "reworded") | (everything["similarity"] >= threshold)
    found = alignments(development, threshold=threshold)
    assert_frame_equal(found, everything[kept].reset_index(drop=True))


# -- which sentences are compared -------------------------------------------------------------


def test_sentences_of_one_article_are_never_paired():
    assert alignments(table(a=[AGENCY[1], AGENCY[1], PAPER[1]])).empty


def test_texts_of_other_events_are_never_paired():
    given = table(a=AGENCY, b=AGENCY, c=PAPER).assign(event=["e"] * 8 + ["f"] * 17)
    assert set(alignments(given)["article_a"]) == {"b"}
    assert_frame_equal(alignments(given), alignments(table(b=AGENCY, c=PAPER)))


def test_a_story_is_the_family_within_its_event_where_that_is_asked_for():
    texts = table(a=AGENCY, b=PAPER, c=AGENCY, d=PAPER)
    family = texts["article"].map({"a": "1", "b": "1", "c": "2", "d": "1"})
    event = texts["article"].map({"a": "e", "b": "e", "c": "e", "d": "f"})
    found = alignments(texts.assign(family=family, event=event), by="family")
    assert set(zip(found["article_a"], found["article_b"], strict=True)) == {("a", "b")}
    assert_frame_equal(found, alignments(table(a=AGENCY, b=PAPER)))


def test_without_families_given_each_text_is_its_own_and_nothing_is_paired(storm):
    assert alignments(storm, by="family").empty


@pytest.mark.parametrize("given", [table(a=AGENCY), table(a=AGENCY).iloc[:0]], ids=["one", "none"])
def test_fewer_than_two_texts_give_a_table_without_rows(given):
    found = alignments(given)
    assert list(found.dtypes) == [
        column.type for column in CONTRACTS["alignments"].columns.values()
    ]
    assert found.empty


def test_each_story_is_aligned_as_if_there_were_no_other(development, aligned):
    alone = [alignments(rows) for _, rows in development.groupby("event")]
    wanted = pd.concat(alone).sort_values(KEY, ignore_index=True)
    assert_frame_equal(aligned, wanted)


def test_what_is_a_name_in_one_story_does_not_depend_on_another_story():
    # "brown" is a small letter's word in the second story only
    given = table(
        a=["In June, Ada Brown opened the new pier."], b=["In June, Ada opened the new pier."],
        c=["In June, Brown opened the new pier."], d=["In June, Cole opened the new pier."],
        e=["The brown bear slept."], f=["A brown bear ate fish."],
    ).assign(event=list("112233"))  # fmt: skip
    apart = [alignments(rows) for _, rows in given.groupby("event")]
    assert_frame_equal(alignments(given), pd.concat(apart, ignore_index=True))
    assert alignments(given).query("article_a == 'c'")["differs"].to_list() == ["speaker"]


@pytest.mark.parametrize("n", [1, 100, 250])
def test_how_many_sentences_are_compared_at_a_time_changes_nothing(
    development, aligned, monkeypatch, n
):
    monkeypatch.setattr(align, "_AT_ONCE", n)
    monkeypatch.setattr(shared_runs, "_AT_ONCE", n)
    monkeypatch.setattr(shared_runs, "PAIRS_AT_ONCE", n)
    assert_frame_equal(alignments(development), aligned)


# -- what changes nothing ---------------------------------------------------------------------


def test_order_of_rows_and_names_of_outlets_change_nothing(development, aligned):
    given = development.assign(outlet="X" + development["outlet"].str[::-1])
    before = given.copy()
    assert_frame_equal(alignments(given.sample(frac=1, random_state=1)), aligned)
    assert_frame_equal(given, before)


def test_another_order_of_articles_turns_the_pairs_round(storm):
    found = alignments(storm)
    turned = alignments(storm.replace({"article": {"paper": "a paper"}}))
    back = turned.rename(
        columns=lambda name: name[:-1] + "ab"[name[-1] == "a"] if name[-2] == "_" else name
    )
    back = back.replace({"a paper": "paper"}).sort_values(KEY, ignore_index=True)
    assert_frame_equal(back[list(found)], found)


def test_the_table_is_the_same_in_every_process():
    code = (
        "import pandas as pd\n"
        "from framing.wire.align import alignments\n"
        "from framing.wire.origin import origins, reuse\n"
        "from framing.wire.synopsis import synopsis\n"
        "from framing.wire.truncation import truncation\n"
        f"rows = pd.read_csv({str(DEVELOPMENT)!r}).rename(columns={{'story': 'event'}})\n"
        "rows['n_words'] = rows['text'].str.split().str.len()\n"
        "pairs = alignments(rows)\n"
        "cells = synopsis(rows, pairs)\n"
        "tables = pairs, origins(rows, pairs), reuse(rows, pairs), cells, truncation(cells, rows)\n"
        "print([table.to_csv() for table in tables])\n"
    )
    assert len(printed(code)) > 10_000


# -- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize("threshold", [0, -0.1, 1.001, float("nan")])
def test_a_threshold_out_of_range_is_refused(storm, threshold):
    with pytest.raises(ParameterError, match=rf"threshold is {threshold}; a number above 0"):
        alignments(storm, threshold=threshold)


def test_an_unknown_story_is_refused_with_a_suggestion(storm):
    with pytest.raises(ParameterError, match=r"by is 'familie'.*Did you mean 'family'\?"):
        alignments(storm, by="familie")


def test_rows_that_stand_twice_are_refused(storm):
    with pytest.raises(TableError, match="17 of 34 rows repeat their key"):
        alignments(pd.concat([storm, storm]))


def test_a_column_that_is_missing_is_named(storm):
    with pytest.raises(TableError, match="no column 'text'"):
        alignments(storm.drop(columns="text"))


def test_a_story_of_more_than_500_texts_is_refused_and_the_way_out_is_named():
    given = table(**{f"t{n}": ["Talks ended."] for n in range(501)}).assign(event="call")
    with pytest.raises(ParameterError, match=r"event 'call' has 501 texts; at most 500") as error:
        alignments(given)
    assert "framing.wire.families(sentences)" in str(error.value)
    found = alignments(given[given["article"] != "t0"])
    assert len(found) == 500 * 499 / 2


# -- how alike two sentences are: by hand -----------------------------------------------------


def containments(given: pd.DataFrame) -> list[tuple[float, float]]:
    found = alignments(given, threshold=ANY)
    return list(zip(found["containment_a"], found["containment_b"], strict=True))


def test_in_one_sentence_a_text_every_content_word_weighs_the_same():
    one, other = "A storm wrecked the harbour of Vardal.", "The storm wrecked seven old boats."
    # 4 and 5 content words, two of them in common: storm, wrecked
    assert containments(table(a=[one], b=[other])) == [pytest.approx((2 / 4, 2 / 5))]


def test_a_reporting_word_weighs_three_tenths():
    one, other = "A storm wrecked boats, sailors said.", "Sailors: storm wrecked boats."
    assert containments(table(a=[one], b=[other])) == [pytest.approx((4 / 4.3, 1))]


def test_near_synonyms_and_the_people_of_a_country_are_one_word():
    one, other = "Russian envoys freed ten sailors.", "From Moscow: sailors, ten, released, envoys."
    assert containments(table(a=[one], b=[other])) == [pytest.approx((1, 1))]


def test_a_word_that_stands_twice_in_a_sentence_counts_once():
    one, other = "Storm upon storm wrecked boats.", "Storm wrecked boats and piers."
    assert containments(table(a=[one], b=[other])) == [pytest.approx((1, 3 / 4))]


def test_a_word_weighs_the_more_the_fewer_sentences_of_a_text_hold_it():
    given = table(a=["Storm wrecked Oslo boats.", "Storm wrecked Riga piers."],
                  b=["Storm wrecked Oslo trams.", "Hail fell."])  # fmt: skip
    # texts have 2 sentences; "storm" and "wrecked" stand in 3 sentences of 2 texts: 1.5 a text
    often, once = -log((1.5 + 0.5) / (2 + 10)), -log((1 + 0.5) / (2 + 10))
    shared = 2 * often + once  # storm, wrecked, Oslo
    assert containments(given)[0] == pytest.approx((shared / (shared + once),) * 2)
    assert containments(given)[1] == pytest.approx((often / (often + once),) * 2)  # neither once


def test_how_many_texts_hold_a_word_does_not_matter():
    one, other = "A storm wrecked the harbour of Vardal.", "The storm wrecked seven old boats."
    wanted = containments(table(a=[one], b=[other]))
    found = alignments(table(a=[one], b=[other], c=[one], d=[one]), threshold=ANY)
    pair = found.query("article_a == 'a' and article_b == 'b'")
    assert list(zip(pair["containment_a"], pair["containment_b"], strict=True)) == [
        pytest.approx(wanted[0])
    ]


# -- how alike two sentences are: the formulas written out by loops -----------------------------


class Slow:
    """Overlap, surroundings and distance from rivals of all pairs of one story."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.articles = rows["article"].tolist()
        self.held = [self.held_by(plain_words(text, ENGLISH)) for text in rows["text"]]
        self.length = len(rows) / len(set(self.articles))
        self.weights = {form: self.weight(form) for held in self.held for form in held}
        n = range(len(rows))
        self.pairs = [(a, b) for a in n for b in n if self.articles[a] < self.articles[b]]
        every = {pair: self.overlap(*pair) for pair in self.pairs}
        self.overlaps = {pair: found for pair, found in every.items() if found >= 0.15}

    @staticmethod
    def held_by(words: list[str]) -> dict[str, float]:
        """Return what the content words stand for; words of reporting count three tenths."""
        held: dict[str, float] = {}
        for word in words:
            if word not in FUNCTION:
                factor = 0.3 if word in REPORTING else 1.0
                held[concept(word, ENGLISH)] = max(factor, held.get(concept(word, ENGLISH), 0.0))
        return held

    def weight(self, form: str) -> float:
        counts: dict[str, int] = defaultdict(int)
        for article, held in zip(self.articles, self.held, strict=True):
            counts[article] += form in held
        held_there = [count for count in counts.values() if count]
        mean = sum(held_there) / len(held_there)
        return -log(min(0.95, (mean + 0.5) / (self.length + 10)))

    def contained(self, a: int, b: int) -> float:
        own, other = self.held[a], self.held[b]
        total = sum(self.weights[form] * own[form] for form in own)
        both = sum(
            self.weights[form] * sqrt(own[form] * other[form]) for form in own if form in other
        )
        return min(1.0, both / total) if total else 0.0

    def overlap(self, a: int, b: int) -> float:
        one, other = self.contained(a, b), self.contained(b, a)
        return max(one, other) ** 0.6 * min(one, other) ** 0.4

    def at(self, a: int, b: int, step_a: int, step_b: int) -> float:
        """Return the overlap of a neighbouring pair, of the same two texts."""
        a2, b2 = a + step_a, b + step_b
        inside = min(a2, b2) >= 0 and max(a2, b2) < len(self.articles)
        if not inside or (self.articles[a2], self.articles[b2]) != (
            self.articles[a], self.articles[b]):  # fmt: skip
            return 0.0
        return self.overlaps.get((a2, b2), 0.0)

    def around(self, a: int, b: int) -> float:
        beside = [(-1, -1), (1, 1)]
        skewed = [(-1, 0), (1, 0), (0, -1), (0, 1), (-1, -2), (-2, -1), (1, 2), (2, 1)]
        return max(
            *(self.at(a, b, *step) for step in beside),
            *(0.6 * self.at(a, b, *step) for step in skewed),
        )

    def apart(self, a: int, b: int) -> float:
        of_a = [o for (x, y), o in self.overlaps.items()
                if x == a and y != b and self.articles[y] == self.articles[b]]  # fmt: skip
        of_b = [o for (x, y), o in self.overlaps.items()
                if y == b and x != a and self.articles[x] == self.articles[a]]  # fmt: skip
        rivals = [sum(sorted(each, reverse=True)[:4]) / 4 for each in (of_a, of_b)]
        return self.overlaps[a, b] - sum(rivals) / 2


@pytest.fixture(scope="module")
def measured(study) -> tuple[Slow, pd.DataFrame]:
    """The shipped study's pairs, by the slow loops and by the package."""
    rows = study.sentences.sort_values(["article", "sentence"]).reset_index(drop=True)
    texts = rows["text"].tolist()
    number = np.unique(rows["article"], return_inverse=True)[1]
    words = [plain_words(text, ENGLISH) for text in texts]
    return Slow(rows), alike(texts, words, number, np.zeros(len(rows), dtype=int), ENGLISH)


def test_the_pairs_looked_at_are_those_that_overlap_by_at_least_fifteen_hundredths(measured):
    slow, found = measured
    assert sorted(zip(found["a"], found["b"], strict=True)) == sorted(slow.overlaps)
    assert len(found) > 500


@pytest.mark.parametrize("name", ["containment_a", "containment_b", "overlap", "around", "apart"])
def test_the_shipped_study_is_measured_as_loops_measure_it(measured, name):
    slow, found = measured
    by_loops = {
        "containment_a": slow.contained,
        "containment_b": lambda a, b: slow.contained(b, a),
        "overlap": slow.overlap,
        "around": slow.around,
        "apart": slow.apart,
    }[name]
    wanted = [by_loops(a, b) for a, b in zip(found["a"], found["b"], strict=True)]
    np.testing.assert_allclose(found[name], wanted, rtol=1e-9, atol=1e-12)


def test_similarity_is_the_logistic_function_of_what_was_compared(measured):
    slow, found = measured
    told = [sum(word not in FUNCTION for word in set(held)) for held in slow.held]
    for row in found.head(300).itertuples():
        score = INTERCEPT + sum(WEIGHTS[name] * getattr(row, name) for name in WEIGHTS)
        if min(told[row.a], told[row.b]) >= 4:  # fewer: see the test of three content words
            assert row.similarity == pytest.approx(1 / (1 + exp(-score)))


def features(one: list[str], other: list[str]) -> pd.DataFrame:
    """Return what is compared of the pairs of two texts, by their numbers in these."""
    texts = [*one, *other]
    number = np.repeat([0, 1], [len(one), len(other)])
    found = alike(
        texts, [plain_words(text, ENGLISH) for text in texts], number, 0 * number, ENGLISH
    )
    return found.assign(b=found["b"] - len(one)).set_index(["a", "b"])


def test_four_quoted_words_in_a_row_that_the_other_has_too_tell_a_shared_quotation():
    quoting = 'Sailors heard "the old harbour pier is gone" on Friday.'
    found = features(
        [quoting],
        ["Gone is the old harbour, sailors heard.",  # three words in a row
         "Sailors heard the old harbour pier sink.",  # four
         'Sailors heard: "Harbour pier is gone, is it?"'],
    )  # fmt: skip
    assert found["quoted"].to_list() == [0, 1, 1]
    unquoted = features([quoting.replace('"', "")], ["Sailors heard the old harbour pier sink."])
    assert unquoted["quoted"].to_list() == [0]


def test_curled_quotation_marks_quote_too_and_from_either_side():
    quoting, other = "Sailors heard “the old harbour pier”.", "The old harbour pier: sailors heard."
    assert features([quoting], [other])["quoted"].to_list() == [1]
    assert features([other], [quoting])["quoted"].to_list() == [1]


def test_numbers_in_common_count_up_to_two():
    one = "Sailors sold 14 boats, 15 nets and 16 sails in 1904."
    other = ["Sailors sold 14 boats.", "Sailors sold 14 boats and 15 nets.",
             "Sailors sold 16 sails, 15 nets, 14 boats.", "Sailors sold 17 boats."]  # fmt: skip
    assert features([one], other)["numbers"].to_list() == [1, 2, 2, 0]


def test_content_in_common_leaves_out_names():
    one, other = "When Ida Lund sailed, seagulls screamed.", "So Ida Lund sailed, and seagulls ate."
    weight = -log((1 + 0.5) / (1 + 10))
    found = features([one], [other])  # sailed and seagulls; not Ida and Lund
    assert found["content"].to_list() == [pytest.approx(log(1 + 2 * weight))]


# -- both ways --------------------------------------------------------------------------------


def test_each_pair_is_seen_from_either_text():
    pair = pd.DataFrame({"article_a": ["a"], "sentence_a": [1], "article_b": ["b"],
                         "sentence_b": [2], "relation": ["trimmed"]})  # fmt: skip
    seen = both_ways(pair)[["article", "sentence", "other", "other_sentence", "relation"]]
    assert seen.values.tolist() == [["a", 1, "b", 2, "trimmed"], ["b", 2, "a", 1, "trimmed"]]


# -- how many coded pairs are found, and how many reported are right ----------------------------
# Counted are pairs with clear 1, in either direction. Found: reported in whatever relation.
# Right: coded in whatever relation (for copies: coded verbatim or trimmed). Totals only.

SETS = list(benchmark.SETS)


@pytest.mark.parametrize("name", SETS)
def test_of_coded_copies_98_percent_are_found_and_97_percent_as_verbatim_or_trimmed(name):
    counts = benchmark.copies(benchmark.compared(name))
    assert counts.n_coded >= 60
    assert counts.n_found >= 0.98 * counts.n_coded
    assert counts.n_as_such >= 0.97 * counts.n_coded


@pytest.mark.parametrize("name", SETS)
def test_of_pairs_reported_as_copies_95_percent_are_coded_so(name):
    counts = benchmark.copies(benchmark.compared(name))
    assert counts.n_right >= 0.95 * counts.n_reported


@pytest.mark.parametrize("name", SETS)
def test_of_coded_rewordings_three_quarters_are_found(name):
    counts = benchmark.rewordings(benchmark.compared(name))
    assert counts.n_coded >= 100
    assert counts.n_found >= 0.75 * counts.n_coded


@pytest.mark.parametrize("name", SETS)
def test_of_pairs_reported_as_reworded_85_percent_have_a_coded_relation(name):
    counts = benchmark.rewordings(benchmark.compared(name))
    assert counts.n_right >= 0.85 * counts.n_reported


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("score", ["3-gram containment", "TF-IDF cosine"])
def test_what_a_user_would_take_instead_is_right_less_often_where_it_finds_as_many(name, score):
    pairs = benchmark.compared(name)
    own = benchmark.rewordings(pairs)
    enough, right = benchmark.at_the_same(pairs, score)
    assert benchmark.part(enough) < benchmark.part(own) - 0.1
    assert right.n_found < own.n_found


@pytest.mark.parametrize("name", SETS)
def test_of_coded_differences_of_substance_three_fifths_are_flagged(name):
    counts = benchmark.differing(benchmark.compared(name))
    assert counts.n_differ >= 10
    assert counts.n_both >= 0.6 * counts.n_differ


@pytest.mark.parametrize("name", SETS)
def test_of_differences_of_substance_that_are_flagged_45_percent_are_coded(name):
    counts = benchmark.differing(benchmark.compared(name))
    assert counts.n_both >= 0.45 * counts.n_flagged_coded


# -- the benchmark itself, on pairs countable by eye --------------------------------------------

JUDGED = pd.DataFrame(
    [  # coded, clear, copied, alignments (similarity)
        ("reworded", 1, False, 0.9),  # found
        ("reworded", 1, False, 0.4),  # missed at .5
        ("reworded", 1, True, 0.9),  # found, as a copy
        ("reworded", 0, False, 0.9),  # does not count
        ("trimmed", 1, False, 0.9),  # right, and a copy that is found, but not as such
        ("verbatim", 1, True, 1.0),
        ("verbatim", 1, False, 0.2),  # a copy that is missed
        ("trimmed", 0, True, 0.9),  # does not count
        ("", None, False, 0.5),  # wrong from .5 on
        ("", None, True, 1.0),  # a copy that is none
        ("", None, False, 0.1),
    ],
    columns=["coded", "clear", "copied", "alignments"],
).assign(unclear=lambda table: table["clear"] == 0)


def test_rewordings_are_counted_without_unclear_pairs():
    assert benchmark.rewordings(JUDGED, 0.5) == (3, 2, 3, 2)
    assert benchmark.rewordings(JUDGED, 0.51) == (3, 2, 2, 2)
    assert benchmark.rewordings(JUDGED, 0.3) == (3, 3, 4, 3)


def test_copies_are_counted_without_unclear_pairs():
    assert benchmark.copies(JUDGED) == (3, 2, 1, 3, 1)


def test_differences_are_counted_among_reported_and_coded_pairs():
    cells = [("names", "names"), ("", "names"), ("names", ""), ("numbers", "names;numbers"),
             ("negation", "modality"), ("", "")]  # fmt: skip
    pairs = pd.DataFrame(cells, columns=["differs", "coded_differs"]).assign(
        coded="trimmed", unclear=False, copied=True, alignments=1.0
    )
    others = pairs.iloc[[0, 0, 0]].assign(
        coded=["", "trimmed", "trimmed"], unclear=[False, True, False], copied=[True, True, False],
        alignments=[1.0, 1.0, 0.2],
    )  # not coded; unclear; not reported  # fmt: skip
    found = benchmark.differing(pd.concat([pairs, others]))
    assert found == (8, 6, 6, 4, 4, 3, 2)


def test_simple_measures_are_cut_where_they_find_as_many_and_where_as_many_are_right():
    pairs = JUDGED.assign(other=[0.5, 0.3, 0.0, 0.0, 0.4, 0.0, 0.0, 0.0, 0.6, 0.0, 0.35])
    # the measure: 2 of 3 found, 2 of 3 right; the other reports .6 wrong, .5 found, .4 right
    enough, right = benchmark.at_the_same(pairs, "other")
    assert enough == (3, 2, 2, 1)  # at .5
    assert right == (3, 2, 3, 2)  # at .4


def test_grams_are_contained_in_the_sentence_with_fewer_of_them():
    pairs = pd.DataFrame({"text_a": ["a b c d e", "a b", "a b c"],
                          "text_b": ["A b c, d", "a b", "d e f g"]})  # fmt: skip
    assert benchmark.grams(pairs).tolist() == [1, 0, 0]
    assert benchmark.grams(pairs.assign(text_b="b c d f g")).tolist() == [1 / 3, 0, 0]


def test_cosines_are_those_of_each_story_alone():
    sentences = table(a=["pears fell"], b=["pears rotted"], c=["pears fell"], d=["pears fell"])
    sentences["event"] = list("eeff")
    pairs = benchmark.every_pair(sentences)
    assert pairs[KEY].values.tolist() == [["a", 0, "b", 0], ["c", 0, "d", 0]]
    idf = 1 + log(3 / 2)  # of fell and of rotted, in two sentences; that of pears is 1
    assert benchmark.cosine(pairs, sentences).tolist() == pytest.approx([1 / (1 + idf**2), 1])


# -- what is written is what is computed --------------------------------------------------------


def test_the_table_of_coded_pairs_is_what_is_computed():
    assert_frame_equal(coded_pairs(), benchmark.curve())


def test_the_page_is_what_is_computed():
    text = (ROOT / "docs" / "aligning.md").read_text(encoding="utf-8")
    assert benchmark.page(benchmark.curve(), around=text) == text
    assert text.count(benchmark.BEGIN) == text.count(benchmark.END) == 1


def test_the_table_holds_each_set_and_threshold_and_its_shares_are_those_of_its_counts():
    found = coded_pairs()
    assert list(found) == ["set", "threshold", "n_coded", "n_found", "n_reported", "n_right",
                           "share_found", "share_right"]  # fmt: skip
    assert found.groupby("set", sort=False).size().to_dict() == dict.fromkeys(SETS, 17)
    np.testing.assert_allclose(found["share_found"], found["n_found"] / found["n_coded"], atol=1e-4)
    np.testing.assert_allclose(
        found["share_right"], found["n_right"] / found["n_reported"], atol=1e-4
    )
    for _, rows in found.groupby("set"):
        assert rows["threshold"].to_list() == [round(0.1 + 0.05 * n, 2) for n in range(17)]
        assert rows["n_found"].is_monotonic_decreasing
        assert rows["n_reported"].is_monotonic_decreasing


@pytest.mark.slow
def test_the_table_is_in_the_wheel(built):
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    lists = (f"framing/languages/de/{name}" for name in ("words.toml", "near_synonyms.txt"))
    for name in ("framing/wire/coded_pairs.csv", *lists):
        assert name in names


def test_every_text_of_a_very_large_family_is_compared_with_its_longest_texts(monkeypatch):
    monkeypatch.setattr(align, "MOST_TEXTS", 9)
    monkeypatch.setattr(align, "_LONGEST", 2)
    monkeypatch.setattr(align, "_IN_PART", 3)
    long = [("a", n, f"Sentence {word} is told here.") for n, word in enumerate("pqr")]
    short = [(f"b{n}", 0, "Sentence p is told here.") for n in range(9)]
    rows = pd.DataFrame(long + short, columns=["article", "sentence", "text"])
    found = alignments(rows.assign(family="wire"), by="family")
    with_longest = found[(found["article_a"] == "a") & (found["relation"] == "verbatim")]
    assert sorted(with_longest["article_b"]) == [f"b{n}" for n in range(9)]
    assert not found.duplicated(["article_a", "sentence_a", "article_b", "sentence_b"]).any()


def refrain(
    n: int, *, articles: str = "ab", text: str = "They met in the old hall."
) -> pd.DataFrame:
    rows = [(article, at, text) for article in articles for at in range(n)]
    return pd.DataFrame(rows, columns=["article", "sentence", "text"])


def test_a_line_that_texts_repeat_is_paired_each_with_each_up_to_twenty_times():
    found = alignments(refrain(20))
    assert len(found) == 20 * 20
    assert set(found["relation"]) == {"verbatim"}


def test_beyond_that_lines_are_paired_in_their_order_the_last_with_what_is_left():
    rows = pd.concat([refrain(30, articles="a"), refrain(23, articles="b")])
    pairs = alignments(rows)[["sentence_a", "sentence_b"]].apply(tuple, axis=1).tolist()
    each = [(a, b) for a in range(20) for b in range(20)]
    in_order = [(a, min(a, 22)) for a in range(20, 30)]
    assert sorted(pairs) == sorted([*each, *in_order])


def test_every_line_has_its_counterpart_in_each_other_text():
    found = both_ways(alignments(pd.concat([refrain(25, articles="ab"), refrain(2, articles="c")])))
    others = found.groupby(["article", "sentence"])["other"].nunique()
    assert set(others) == {2}
    assert len(others) == 25 + 25 + 2


@pytest.mark.parametrize("text", ["They met in the old hall of Arlen.", "Ab."])
def test_lines_that_are_all_the_same_are_aligned_in_time_that_grows_with_them(text):
    small, large = (refrain(n, text=text) for n in (200, 2000))
    few, many = (least(lambda one=one: alignments(one)) for one in (small, large))
    assert many / max(few, 0.05) < 30
