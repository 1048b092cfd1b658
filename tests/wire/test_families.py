"""Families: which articles descend from the same story, and what two of them share."""

from __future__ import annotations

import random
from itertools import combinations
from math import log
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from sklearn.feature_extraction.text import TfidfVectorizer

import framing
from framing.errors import ParameterError, TableError
from framing.languages.language import language
from framing.tables.contracts import CONTRACTS
from framing.voice.marks import unquoted_parts
from framing.wire import rewriting, shared_runs
from framing.wire.align import alignments
from framing.wire.concepts import concept, function_words, reporting_words
from framing.wire.families import COPIED, REWRITTEN, families
from framing.wire.readings import FREQUENT, read, without_boilerplate
from framing.wire.recurring import standing_text
from framing.wire.shared_runs import ALIKE, MANY
from tests.cases import each_of
from tests.effort import at_most
from tests.hashing import printed

ROOT = Path(__file__).parents[2]
ENGLISH = language("en")
EMPTY = function_words(ENGLISH) | reporting_words(ENGLISH) | {"x"}
TALKS = "Talks on the old port opened in Riga today."  # 9 words: 6 runs of four
ENVOYS = "Envoys from nine countries met behind closed doors."  # 8 words: 5 runs
SNOW = "Snow fell on seven hills above a sleeping village."
TITHE = "Farmers near Lublin sold pears cheaply after heavy hail."
CLOSING = "Sign up here for our morning letter from the newsroom."


def table(**texts: list[str]) -> pd.DataFrame:
    """Make sentences from the texts of articles, each a list of sentences."""
    return pd.DataFrame(
        [(name, n, text) for name, listed in texts.items() for n, text in enumerate(listed)],
        columns=["article", "sentence", "text"],
    )


def own(number: int, n: int = 4) -> list[str]:
    """Make sentences that share no word with those of another number."""
    return [" ".join(f"w{number}x{each}x{word}" for word in range(10)) for each in range(n)]


def dated(**days: str | None) -> pd.DataFrame:
    return pd.DataFrame({"article": list(days), "outlet": "X", "text": "", "date": days.values()})


def members(found: pd.DataFrame) -> list[list[str]]:
    return [group.to_list() for _, group in found.groupby("family")["article"]]


@pytest.fixture(scope="module")
def coded() -> pd.DataFrame:
    """Six stories: an agency's text, a copy, a rewriting, and a report independent of them."""
    return pd.read_csv(ROOT / "tests/data/wire/development.csv", dtype={"article": "str"})


# -- what a row is ----------------------------------------------------------------------------


def test_a_row_is_an_article_with_its_family_and_what_it_shares_with_its_nearest():
    given = table(c=[SNOW], a=[TALKS, ENVOYS], b=[TALKS]).assign(event="e")
    given["outlet"] = given["article"].str.upper()
    wanted = pd.DataFrame(
        {"article": ["a", "b", "c"], "outlet": ["A", "B", "C"], "event": "e",
         "family": ["a", "a", "c"], "n_articles": [2, 2, 1], "nearest": ["b", "a", None],
         "shared": [1.0, 1.0, None], "counterparts": [None, None, None]}
    )  # fmt: skip
    found = families(given)
    assert_frame_equal(found, wanted.astype(found.dtypes.to_dict()))
    assert list(found) == list(CONTRACTS["families"].columns)


def test_a_table_built_by_hand_takes_its_defaults():
    found = families(table(a=[TALKS], b=[TALKS]))
    assert found[["outlet", "event"]].values.tolist() == [["a", "all"], ["b", "all"]]


def test_the_family_is_named_by_its_first_article_by_name_whatever_the_order():
    found = families(table(z=[TALKS], m=[TALKS], b=[TALKS]))
    assert found["family"].to_list() == ["b"] * 3


def test_a_table_without_rows_gives_one_and_what_is_given_is_not_edited():
    given = table(a=[TALKS], b=[TALKS])
    before = given.copy(deep=True)
    assert list(families(given.iloc[:0])) == list(CONTRACTS["families"].columns)
    families(given)
    assert_frame_equal(given, before)


# -- copies -----------------------------------------------------------------------------------


def test_shared_counts_runs_of_four_words_of_the_shorter_text():
    b = ["Talks on the old port opened late at night", "Nobody from Riga came"]  # 6 runs, 1 run
    given = table(a=["Talks on the old port opened", ENVOYS, SNOW], b=b)
    assert families(given)["shared"].to_list() == [3 / 7, 3 / 7]


def test_a_run_that_stands_twice_in_a_text_counts_once():
    given = table(a=[TALKS, TALKS, ENVOYS], b=[TALKS, SNOW, SNOW, TITHE, TITHE])
    # a: 6 + 5 runs, of which b holds 6
    assert families(given)["shared"].to_list() == [6 / 11, 6 / 11]


def test_a_brief_cut_from_a_long_text_is_of_its_family():
    long = [TALKS, *own(1, 60), ENVOYS]
    found = families(table(a=long, b=[TALKS], c=[SNOW]))
    assert members(found) == [["a", "b"], ["c"]]
    assert found["shared"].to_list()[:2] == [1.0, 1.0]


def test_a_text_that_borrows_less_than_the_share_is_no_copy():
    def borrowing(n: int) -> pd.DataFrame:  # of 10 runs; a is longer
        words = " ".join(TALKS.split()[: n + 3])
        rest = " ".join(f"v{word}" for word in range(13 - n))
        return table(a=[TALKS, *own(1)], b=[words, rest]) if n else table()

    assert families(borrowing(3)).loc[1, "shared"] == 3 / (3 + 7) >= COPIED
    further = own(2, 3)  # 21 further runs
    more = pd.concat([borrowing(3), table(b=further).assign(sentence=[2, 3, 4])])
    assert families(more)["n_articles"].to_list() == [1, 1]  # 3 of 31
    assert families(more, copied=3 / 31)["shared"].to_list() == [3 / 31, 3 / 31]
    assert families(more, copied=3 / 31 + 1e-9)["n_articles"].to_list() == [1, 1]


def test_runs_do_not_reach_over_the_end_of_a_sentence():
    one = table(a=["Talks on the", "old port opened", "in Riga today"], b=["Talks on the old"])
    assert members(families(one)) == [["a"], ["b"]]


def test_case_quotation_marks_hyphens_and_spelling_do_not_count():
    given = table(a=["The labour-friendly “centre” defends Kyiv’s organised defence."],
                  b=["the Labor friendly center defends Kyiv's organized defense"])  # fmt: skip
    assert families(given)["shared"].to_list() == [1.0, 1.0]


def runs_by_loops(listed: list[str]) -> set[tuple[str, ...]]:
    return {
        tuple(words[start : start + 4])
        for words in map(str.split, listed)
        for start in range(max(1, len(words) - 3))
    }


def test_shared_is_what_counting_in_sets_gives():
    random = np.random.default_rng(3)
    texts = {f"a{n}": [" ".join(f"w{w}" for w in random.integers(0, 2, random.integers(1, 9)))
                       for _ in range(6)] for n in range(8)}  # fmt: skip
    held = {name: runs_by_loops(listed) for name, listed in texts.items()}
    found = families(table(**texts), copied=1e-9, rewritten=1.0).set_index("article")
    assert found["n_articles"].eq(8).all()
    for name, row in found.iterrows():
        both = {other: len(held[name] & held[other]) for other in held if other != name}
        shares = {other: n / min(len(held[name]), len(held[other]))
                  for other, n in both.items() if n >= 3}  # fmt: skip
        assert row["shared"] == max(shares.values()) == shares[row["nearest"]]


def test_of_two_that_share_as_much_the_first_by_name_is_nearest():
    assert families(table(a=[TALKS], b=[TALKS], c=[TALKS]))["nearest"].to_list() == ["b", "a", "a"]


def test_a_digest_or_a_live_page_joins_no_two_stories():
    stories = {f"s{n:02}": own(n, 8) for n in range(15)}
    digest = [text for listed in stories.values() for text in listed[2:5]]
    found = families(table(**stories, digest=digest, copy=stories["s03"]))
    alone = [[name] for name in stories if name != "s03"]
    assert members(found) == [["copy", "digest", "s03"], *alone]
    live = [text for name in list(stories)[:4] for text in stories[name]]
    assert families(table(**dict(list(stories.items())[:4]), live=live))["family"].nunique() == 4


def test_cuts_of_one_text_that_hold_the_same_part_of_it_are_of_its_family():
    whole = own(0, 20)
    given = table(whole=whole, top=whole[:8], middle=whole[4:14], brief=whole[:3])
    assert families(given)["n_articles"].to_list() == [4] * 4


def test_a_long_text_with_a_little_of_a_story_takes_no_copy_out_of_it():
    story = own(0, 12)
    given = table(a=story, b=story[:10], cut=story[:6], long=[*own(1, 40), story[0]])
    assert members(families(given)) == [["a", "b", "cut"], ["long"]]


# -- what is quoted, and what stands under every text -------------------------------------------

SAID = [
    "We will not leave this town while one family is without a roof.",
    "The council has failed every person who trusted it with a home.",
    "I have given my letter to the clerk and I shall not take it back.",
]


@each_of(
    "marks",
    [
        ("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("``", "''"),
        ("“She told me ‘no’: ", "”"), ("“", ""), ("", " — Jo Doe (@jodoe) May 3, 2018"),
    ],
)  # fmt: skip
def test_what_two_reports_quote_makes_them_no_story(marks):
    opens, closes = marks
    quoted = [f"{opens}{text}{closes}" for text in SAID]
    given = table(a=[*own(1, 5), *quoted], b=[*own(2, 6), *quoted])
    given["zone"] = ["headline", "body"] * 8 + ["headline"]  # each is a paragraph
    assert families(given)["n_articles"].to_list() == [1, 1]


def test_what_two_texts_say_around_a_quotation_makes_them_one_story():
    told = [f'{text[:-1]}, and "{said}"' for text, said in zip(own(1, 3), SAID, strict=True)]
    other = [f'{text[:-1]}, and "{said}"' for text, said in zip(own(1, 3), own(9, 3), strict=True)]
    assert families(table(a=told, b=other))["shared"].to_list() == [1.0, 1.0]


def test_a_term_in_quotation_marks_is_the_sentence_s_own():
    given = table(a=['Envoys from "nine" countries met behind "closed doors".'], b=[ENVOYS])
    assert families(given)["shared"].to_list() == [1.0, 1.0]


@each_of("n", [3, 8])
def test_standing_text_of_an_outlet_makes_its_texts_no_story(n):
    names = [f"t{k}" for k in range(8)]
    given = table(**{name: [*own(k, 8), *own(99, n)] for k, name in enumerate(names)})
    days = {name: f"2025-02-{k + 1:02}" for k, name in enumerate(names)}
    articles = dated(**days)
    found = families(given.assign(outlet="X"), articles=articles)
    assert found["n_articles"].eq(1).all()
    assert families(given.assign(outlet="X"))["n_articles"].eq(8).all()  # without dates
    one_day = dated(**dict.fromkeys(names, "2025-02-01"))
    assert families(given.assign(outlet="X"), articles=one_day)["n_articles"].eq(8).all()


def test_a_text_that_is_printed_again_is_a_duplicate_and_no_standing_text():
    given = table(**{f"t{k}": own(0, 8) for k in range(4)}).assign(outlet="X")
    days = {f"t{k}": f"2025-02-{k + 1:02}" for k in range(4)}
    assert families(given, articles=dated(**days))["n_articles"].eq(4).all()
    assert standing_text(given, articles=dated(**days)).empty


# -- boilerplate ------------------------------------------------------------------------------


def test_boilerplate_under_unrelated_stories_makes_no_family():
    given = table(**{f"a{n}": [*own(n, 3 + n % 3), CLOSING] for n in range(12)})
    assert families(given, copied=0.05)["n_articles"].to_list() == [1] * 12


def test_boilerplate_is_most_of_a_short_brief_and_still_makes_no_family():
    long = {f"a{n:02}": [*own(n, 12), CLOSING] for n in range(20)}
    briefs = {f"b{n}": [" ".join(own(50 + n, 1)[0].split()[:6]), CLOSING] for n in range(3)}
    assert families(table(**long, **briefs))["n_articles"].max() == 1


def test_what_a_dozen_copies_of_a_story_hold_is_not_boilerplate():
    given = table(**{f"a{n:02}": [TALKS, ENVOYS, TITHE, *own(n, 2)] for n in range(12)})
    assert families(given)["n_articles"].to_list() == [12] * 12


@pytest.mark.parametrize(("n", "size"), [(FREQUENT - 1, FREQUENT - 1), (FREQUENT, 1)])
def test_fewer_than_ten_articles_cannot_tell_boilerplate_from_copy(n, size):
    given = table(**{f"a{number}": [*own(number, 4), CLOSING] for number in range(n)})
    assert families(given, copied=0.05)["n_articles"].to_list() == [size] * n


def test_boilerplate_is_told_within_an_event():
    given = table(**{f"a{number:02}": [*own(number, 4), CLOSING] for number in range(18)})
    halves = given.assign(event=np.where(given["article"] < "a09", "e", "f"))
    assert families(halves, copied=0.05)["n_articles"].to_list() == [9] * 18


def test_a_sentence_that_one_text_repeats_is_no_boilerplate():
    given = table(a=[*own(1, 60), *[TALKS] * 12], b=[*own(2), TALKS])
    assert families(given, copied=0.1)["n_articles"].to_list() == [2, 2]


def test_sentences_without_a_word_do_not_count(coded):
    blank = coded.assign(sentence=coded["sentence"] + 100, text="—")
    assert_frame_equal(families(pd.concat([coded, blank])), families(coded))
    one = read([["—"], [TALKS]], ["en"] * 2, np.array([0, 0]), np.array([0]))
    assert without_boilerplate(one).start.tolist() == [0, 9]


def test_runs_in_very_many_articles_tell_nothing(monkeypatch):
    given = table(a=[TALKS, SNOW], b=[TALKS, SNOW], c=[TALKS, TITHE])
    monkeypatch.setattr(shared_runs, "COMMON", 2)
    assert members(families(given)) == [["a", "b"], ["c"]]


# -- near-duplicates --------------------------------------------------------------------------

STORY = own(0, 12)  # 12 sentences of 10 words: 84 runs


def edited(listed: list[str], number: int, *, every: int = 60) -> list[str]:
    """Exchange one word in so many for a word that no other article has."""
    words = [text.split() for text in listed]
    places = [(s, w) for s, text in enumerate(words) for w in range(len(text))]
    for n, (s, w) in enumerate(places[number % every :: every]):
        words[s][w] = f"edit{number}x{n}"
    return [" ".join(text) for text in words]


def copies(n: int, listed: list[str], prefix: str = "c") -> dict[str, list[str]]:
    """Print a text so often; of three, one is as given and two have a few words exchanged."""
    return {f"{prefix}{k:04}": edited(listed, k) if k % 3 else listed for k in range(n)}


@pytest.fixture
def off(monkeypatch):
    """Call ``families`` with each article compared with each."""

    def call(given: pd.DataFrame, **options: object) -> pd.DataFrame:
        with monkeypatch.context() as patched:
            patched.setattr(shared_runs, "MANY", 10**9)
            return families(given, **options)

    return call


def jaccard(one: list[str], other: list[str]) -> float:
    a, b = runs_by_loops(one), runs_by_loops(other)
    return len(a & b) / len(a | b)


def stands_for_each(given: pd.DataFrame, least: float = COPIED) -> dict[str, str]:
    """Return for each article which stands for it."""
    names = sorted(given["article"].unique())
    ordered = given.sort_values(["article", "sentence"])
    number = pd.factorize(ordered["article"])[0]
    found = shared_runs.runs(
        read(
            [[one] for one in ordered["text"]],
            ["en"] * len(ordered),
            number,
            np.zeros(len(names), dtype=int),
        )
    )
    first = shared_runs.first_of_each(found, least)
    return {name: names[first[n]] for n, name in enumerate(names)}


def test_the_first_by_name_stands_for_its_shared_runs_and_is_nearest_to_them():
    texts = {**copies(30, STORY), "a": own(1), "z": own(2)}
    found = families(table(**texts)).set_index("article")
    assert found.loc["c0000":"c0029", "family"].eq("c0000").all()
    assert found.loc[["a", "z"], "n_articles"].eq(1).all()
    assert found.loc["c0001":"c0029", "nearest"].eq("c0000").all()
    for name in list(texts)[1:30]:
        held, first = runs_by_loops(texts[name]), runs_by_loops(STORY)
        assert found.loc[name, "shared"] == len(held & first) / min(len(held), len(first))
    assert found.loc["c0000", ["nearest", "shared"]].to_list() == ["c0003", 1.0]


def test_nineteen_copies_are_compared_each_with_each_and_twenty_with_the_first():
    for n, firsts in ((MANY - 1, MANY - 1), (MANY, 1)):
        stands = stands_for_each(table(**copies(n, STORY)))
        assert len(set(stands.values())) == firsts


@pytest.mark.parametrize("seed", range(4))
def test_so_much_must_be_alike_of_all_runs_and_it_is_counted(seed, monkeypatch):
    monkeypatch.setattr(shared_runs, "MANY", 2)
    random = np.random.default_rng(seed)
    texts = {f"c{k:02}": edited(STORY, k, every=int(random.integers(8, 60))) for k in range(40)}
    stands = stands_for_each(table(**texts))
    behind = {name: first for name, first in stands.items() if name != first}
    assert behind
    for name, first in behind.items():
        assert stands[first] == first < name
        assert jaccard(texts[name], texts[first]) >= ALIKE
    alike = {name: [other for other in texts if other < name and stands[other] == other
                    and jaccard(texts[name], texts[other]) >= ALIKE] for name in texts}  # fmt: skip
    likely = [name for name in texts if alike[name]]
    found = [name for name in likely if stands[name] == alike[name][0]]
    assert len(found) > 0.9 * len(likely)  # who is missed is compared like any article


def test_what_is_no_copy_by_the_caller_s_share_is_no_near_duplicate():
    texts = {f"c{k:02}": edited(STORY, k, every=40) for k in range(30)}
    share = {n: jaccard(texts["c00"], texts[n]) for n in texts if n != "c00"}
    assert ALIKE < min(share.values()) < max(share.values()) < 0.9
    assert set(stands_for_each(table(**texts)).values()) == {"c00"}
    assert set(stands_for_each(table(**texts), 0.9).values()) == set(texts)


def test_few_runs_in_common_make_no_near_duplicate():
    given = {f"c{k:02}": ["Talks open in Riga today"] for k in range(30)}  # 2 runs
    assert families(table(**given))["n_articles"].eq(1).all()
    given = {f"c{k:02}": ["Talks do open in Riga today"] for k in range(30)}  # 3 runs
    assert families(table(**given))["n_articles"].eq(30).all()


def test_two_runs_of_three_are_too_few_in_shared_runs_too():
    both = ["Talks open in Riga", "Envoys met behind doors"]
    given = {f"{end}{k:02}": [*both, f"{end} fell on {end}"]
             for end in ("snow", "rain") for k in range(15)}  # fmt: skip
    assert members(families(table(**given))) == [
        sorted(name for name in given if name.startswith(end)) for end in ("rain", "snow")
    ]


def test_of_two_that_could_stand_for_an_article_the_first_by_name_does():
    common, one, other = own(1, 7), own(2, 5), own(3, 5)
    both = [*common, *one[:3], *other[:3]]
    given = {f"{name}{k:02}": text for k in range(25) for name, text in
             {"a": [*common, *one], "b": [*common, *other], "c": both}.items()}  # fmt: skip
    stands = stands_for_each(table(**given))
    assert {name: stands[f"{name}07"] for name in "abc"} == {"a": "a00", "b": "b00", "c": "a00"}


def test_whom_another_stands_for_stands_for_no_one():
    given = {f"{name}{k:02}": own(1, 18)[start : start + 12] for k in range(25)
             for name, start in {"a": 0, "b": 3, "c": 6}.items()}  # fmt: skip
    stands = stands_for_each(table(**given))
    assert {name: stands[f"{name}07"] for name in "abc"} == {"a": "a00", "b": "a00", "c": "c00"}


def test_a_text_that_shares_enough_with_a_short_near_duplicate_only_is_not_of_the_family(off):
    given = table(**copies(30, STORY), m=STORY[:6], x=[*own(9, 30), STORY[0]])
    assert stands_for_each(given)["m"] == "c0000"  # x holds 7 of its 84 runs, and of m's 42
    found = families(given).set_index("article")
    assert found.loc[["m", "x"], "n_articles"].to_list() == [31, 1]
    assert found["family"].to_list() == off(given)["family"].to_list()


def test_a_sketch_tells_how_much_of_two_texts_is_alike_as_counting_in_sets_does():
    texts = {f"c{k}": edited(STORY, k, every=12) for k in range(2)}
    given = table(**texts, **{f"d{k}": text for k, text in enumerate(texts.values())})
    found = shared_runs.runs(
        read(
            [[text] for text in given["text"]],
            ["en"] * len(given),
            pd.factorize(given["article"])[0],
            np.zeros(4, dtype=int),
        )
    )
    one, other, again, _ = shared_runs._sketches(found, np.arange(4))
    assert one.jaccard(again) == 1.0
    assert one.jaccard(other) == pytest.approx(jaccard(*texts.values()), abs=0.12)


def test_a_corpus_without_a_text_printed_often_gives_the_same_table(coded, off):
    several = pd.concat([coded.assign(article=coded["article"] + str(k)) for k in range(4)])
    for given in (coded, several, table(**copies(MANY - 1, STORY))):
        assert_frame_equal(families(given), off(given))


def mixed_corpus(seed: int, coded: pd.DataFrame) -> pd.DataFrame:
    """Print the coded stories often, edited."""
    random = np.random.default_rng(seed)
    texts = {name: rows["text"].to_list() for name, rows in coded.groupby("article")}
    names = list(texts)
    sources = random.choice(names, 3, replace=False)
    for k in range(90):
        text = edited(texts[sources[k % 3]], k, every=int(random.integers(20, 200)))
        texts[f"{'az'[k % 2]}{k}"] = text
    return table(**texts)


@pytest.mark.parametrize("seed", range(3))
def test_families_are_nearly_those_of_comparing_each_with_each(seed, coded, off, monkeypatch):
    given = mixed_corpus(seed, coded)
    monkeypatch.setattr(rewriting, "_CANDIDATES", 200)  # copies take the places of no other
    wanted = off(given)
    for many in (2, 20):
        monkeypatch.setattr(shared_runs, "MANY", many)
        found = families(given)
        assert (found["family"] == wanted["family"]).mean() > 0.98
        assert (found["nearest"] != wanted["nearest"]).any()  # near-duplicates were put aside


def test_a_brief_cut_from_what_one_near_duplicate_adds_is_of_no_family(off):
    added = own(5, 6)
    given = table(**copies(30, STORY), m=[*STORY, *added], z=[*added[:2], SNOW])
    assert stands_for_each(given)["m"] == "c0000"
    found = families(given).set_index("article")
    assert found.loc[["m", "z"], "n_articles"].to_list() == [31, 1]
    assert found["family"].to_list() == off(given)["family"].to_list()


def test_two_stories_of_many_copies_are_not_joined_by_what_a_copy_of_each_has_in_common(off):
    added, other = own(5, 4), own(6, 12)
    given = table(**copies(30, STORY), **copies(30, other, "d"),
                  m=[*STORY, *added], n=[*other, *added])  # fmt: skip
    apart = given[given["article"] != "n"]
    assert families(apart)["family"].nunique() == off(apart)["family"].nunique() == 2
    assert families(given)["family"].nunique() == off(given)["family"].nunique() == 2


def test_a_rewriting_of_what_one_near_duplicate_adds_is_judged_as_beside_all_of_them(coded, off):
    texts = {name: rows["text"].to_list() for name, rows in coded.groupby("article")}
    first = own(30, 90)
    given = table(**{f"b{k:02}": first for k in range(30)},
                  m=[*first, *texts["vote-a"]], q=texts["vote-c"])  # fmt: skip
    assert stands_for_each(given)["m"] == "b00"
    found = families(given)
    assert found["family"].to_list() == off(given)["family"].to_list()


def test_a_rewriting_is_sought_near_the_day_of_any_copy(coded):
    texts = {name: rows["text"].to_list() for name, rows in coded.groupby("article")}
    given = table(**copies(30, texts["quake-a"]), q=texts["quake-c"])
    days = {f"c{k:04}": f"2025-01-{1 + k:02}" for k in range(30)}
    for day, n in (("2025-01-30", 31), ("2025-02-02", 31), ("2025-02-03", 1)):
        found = families(given, articles=dated(**days, q=day)).set_index("article")
        assert found.loc["q", "n_articles"] == n
    found = families(given, articles=dated(**{**days, "c0007": None}, q="2025-02-03"))
    assert found["n_articles"].eq(31).all()


def test_a_cut_copy_does_not_stand_for_the_whole_where_rewritings_are_sought(coded):
    texts = {name: rows["text"].to_list() for name, rows in coded.groupby("article")}
    whole = texts["quake-a"]
    given = table(**{f"c{k:02}": whole for k in range(30)}, a=whole[: 2 * len(whole) // 3],
                  q=texts["quake-c"])  # fmt: skip
    assert stands_for_each(given)["c05"] == "a"
    found = families(given).set_index("article")
    assert found.loc["q", "n_articles"] == 32
    assert found.loc["q", "nearest"] == "c00"


def test_a_story_of_1500_copies_is_one_family_with_a_brief_and_a_rewriting(coded):
    texts = {name: rows["text"].to_list() for name, rows in coded.groupby("article")}
    given = table(**copies(1500, texts["quake-a"]), brief=texts["quake-a"][:2],
                  rewritten=texts["quake-c"], other=texts["quake-d"], far=own(3, 12))  # fmt: skip
    with at_most(20):
        found = families(given).set_index("article")
    assert found.loc[["other", "far"], "n_articles"].eq(1).all()
    assert found.drop(["other", "far"])["n_articles"].eq(1502).all()
    assert found.loc["brief", ["nearest", "shared"]].to_list() == ["c0000", 1.0]
    assert found.loc["rewritten", "counterparts"] >= REWRITTEN
    pair = families(table(**{"quake-a": texts["quake-a"], "quake-c": texts["quake-c"]}))
    assert found.loc["rewritten", "shared"] == pytest.approx(pair.loc[1, "shared"], abs=0.05)


def test_a_run_of_words_in_very_many_copies_of_one_text_still_tells(monkeypatch):
    monkeypatch.setattr(shared_runs, "COMMON", 15)
    given = table(**copies(40, STORY), brief=STORY[:2])
    assert families(given)["n_articles"].eq(41).all()
    unlike = {f"u{k:02}": [*STORY[:3], *own(100 + k, 4)] for k in range(15)}
    assert families(table(**unlike))["n_articles"].eq(15).all()
    more = table(**copies(40, STORY), **unlike)  # 15 and a story
    assert families(more).set_index("article").loc["u00", "n_articles"] == 1


def test_a_word_of_very_many_copies_of_one_text_is_still_rare(coded, monkeypatch):
    monkeypatch.setattr(rewriting, "_RARE", 2)
    texts = {name: rows["text"].to_list() for name, rows in coded.groupby("article")}
    given = table(**copies(40, texts["quake-a"]), q=texts["quake-c"])
    assert families(given)["n_articles"].eq(41).all()


def test_copies_of_one_text_are_one_article_where_boilerplate_is_told():
    brief = {f"u{k:02}": [own(100 + k, 1)[0], CLOSING] for k in range(3)}
    long = {f"v{k:02}": [*own(200 + k, 12), CLOSING] for k in range(12)}
    printed = {name: [*text, CLOSING] for name, text in copies(1500, STORY).items()}
    found = families(table(**printed, **brief, **long)).set_index("article")
    assert found.loc["c0000", "n_articles"] == 1500
    assert found.drop(list(printed))["n_articles"].eq(1).all()


def test_a_sentence_of_many_copies_and_few_others_is_no_boilerplate():
    for n, left_out in ((FREQUENT - 2, False), (FREQUENT - 1, True)):  # and the story
        others = {f"v{k:02}": [*own(200 + k, 40), STORY[3]] for k in range(n)}
        given = table(**{f"c{k:02}": STORY for k in range(30)}, **others)
        given = given.sort_values(["article", "sentence"])
        number, names = pd.factorize(given["article"])
        texts = read(
            [[one] for one in given["text"]],
            ["en"] * len(given),
            number,
            np.zeros(len(names), dtype=int),
        )
        first = np.where(np.arange(len(names)) < 30, 0, np.arange(len(names)))
        assert len(without_boilerplate(texts).article) == len(given)
        kept = without_boilerplate(texts, first)
        assert len(kept.article) == len(given) - (30 + n) * left_out


def test_shared_runs_are_of_one_event():
    given = pd.concat([table(**copies(25, STORY, prefix)).assign(event=prefix) for prefix in "ef"])
    found = families(given).set_index("article")
    assert found["n_articles"].eq(25).all()
    assert found.loc["f0003", "nearest"] == "f0000"


def test_with_shared_runs_too_the_order_of_rows_changes_nothing(coded):
    given = mixed_corpus(1, coded)
    found = families(given)
    assert_frame_equal(families(given.sample(frac=1, random_state=1)), found)


def test_finding_shared_runs_draws_nothing_from_the_caller_s_chance():
    random.seed(3)
    state, of_numpy = random.getstate(), np.random.get_state()[1].copy()  # noqa: NPY002
    families(table(**copies(30, STORY)))
    assert random.getstate() == state
    assert (np.random.get_state()[1] == of_numpy).all()  # noqa: NPY002


# -- rewritten copy ---------------------------------------------------------------------------


def test_a_rewriting_is_of_the_family_and_an_independent_report_is_not(coded):
    found = families(coded)
    wanted = [
        each for story in sorted(coded["story"].unique())
        for each in ([f"{story}-a", f"{story}-b", f"{story}-c"], [f"{story}-d"])
    ]  # fmt: skip
    assert members(found) == wanted
    assert (found.loc[found["article"].str.endswith("c"), "shared"] < COPIED).all()


def test_whether_each_story_is_an_event_of_its_own_changes_no_family(coded):
    apart = families(coded.assign(event=coded["story"]))
    assert apart["family"].to_list() == families(coded)["family"].to_list()


def test_the_five_shipped_texts_are_one_family():
    found = families(framing.read_study(ROOT / "seeds").sentences)
    assert found["n_articles"].to_list() == [5] * 5
    assert found["shared"].iloc[4] < COPIED < REWRITTEN < found["counterparts"].iloc[4]


def stands_for(text: str) -> set[str]:
    return {concept(word, ENGLISH) for word in text.split() if word not in EMPTY}


def counterparts_by_loops(given: pd.DataFrame) -> dict[tuple[str, str], float]:
    texts = {name: list(map(stands_for, group["text"])) for name, group in given.groupby("article")}
    words = {word for listed in texts.values() for sentence in listed for word in sentence}
    length = sum(map(len, texts.values())) / len(texts)
    weight = {}
    for word in words:
        holding = [n for n in (sum(word in s for s in each) for each in texts.values()) if n]
        weight[word] = -log((sum(holding) / len(holding) + 0.5) / (length + 10))

    def part(one: set[str], other: set[str]) -> float:
        return sum(weight[word] for word in one & other) / sum(weight[word] for word in one)

    found = {}
    for one, other in combinations(texts, 2):
        told = [mine for mine in texts[one] if len(mine) >= 3]
        best = [max(part(mine, theirs) for theirs in texts[other]) for mine in told]
        found[one, other] = sum(share >= 0.3 for share in best) / len(best)
    return found


def test_counterparts_are_what_counting_sentence_by_sentence_gives():
    random = np.random.default_rng(5)
    rare = [f"{a}o{b}u" for a in "bdgklmnprtvz" for b in "bdgklmnprtvz"]
    chance = 1 / (np.arange(90) + 5)
    chance /= chance.sum()

    def sentence(size: int) -> str:
        return " ".join(["said x the", *random.choice(rare[:90], size, replace=False, p=chance)])

    for _ in range(10):
        sizes = {name: [7, 6, 3, 5, 2] * 4 + [6] * n for n, name in enumerate("abcd")}
        given = table(**{name: list(map(sentence, each)) for name, each in sizes.items()})
        number = pd.factorize(given["article"])[0]
        texts = read([[text] for text in given["text"]], ["en"] * len(given), number,
                     np.zeros(4, dtype=int))  # fmt: skip
        terms = rewriting.terms(texts, np.arange(4))
        wanted = counterparts_by_loops(given)  # of the first by name, which is shorter
        short, long = np.array([*combinations(range(4), 2)]).T
        assert rewriting.counterparts(texts, terms, short, long).tolist() == [*wanted.values()]


def test_a_rewriting_has_counterparts_outside_quotation_for_most_of_its_sentences(coded):
    pair = coded[coded["article"].isin(["verdict-b", "verdict-c"])]
    share = families(pair)["counterparts"].iloc[0]
    outside = [" ".join(parts) for parts in unquoted_parts(pair)]
    told = pair.assign(text=outside)[[text.count(" ") >= 4 for text in outside]]
    met = alignments(told)[["sentence_a", "sentence_b"]].nunique()
    n = told["article"].value_counts()
    assert share in {met["sentence_a"] / n["verdict-b"], met["sentence_b"] / n["verdict-c"]}
    assert share >= REWRITTEN


def test_rarity_is_that_of_scikit_learn():
    random = np.random.default_rng(2)
    rare = [f"{a}o{b}u" for a in "bdgk" for b in "bdgk"]
    listed = [[" ".join(random.choice(rare, 4)) for _ in range(3)] for _ in range(6)]
    numbers = np.repeat(np.arange(6), 3)
    given = read(
        [[text] for each in listed for text in each], ["en"] * 18, numbers, np.zeros(6, dtype=int)
    )

    def split(text: str) -> list[str]:
        return [concept(word, ENGLISH) for word in text.split()]

    wanted = TfidfVectorizer(tokenizer=split, token_pattern=None,
                             binary=True).fit_transform(map(" ".join, listed))  # fmt: skip
    found = rewriting.terms(given, np.arange(6)).cells
    np.testing.assert_allclose((found @ found.T).toarray(), (wanted @ wanted.T).toarray())


def test_so_many_sentences_must_have_counterparts_and_no_more(coded):
    pair = coded[coded["article"].isin(["verdict-b", "verdict-c"])]
    share = families(pair)["counterparts"].iloc[0]
    assert families(pair, rewritten=share)["n_articles"].to_list() == [2, 2]
    assert families(pair, rewritten=share + 1e-9)["n_articles"].to_list() == [1, 1]


def test_too_few_sentences_cannot_tell_rewriting_from_another_report(coded):
    quake = coded[coded["story"] == "quake"]
    brief = quake[(quake["article"] == "quake-c") & (quake["sentence"] < 5)]
    given = pd.concat([quake[quake["article"] == "quake-a"], brief])
    found = families(given, rewritten=0.01)
    assert found["n_articles"].to_list() == [1, 1]
    copied = families(pd.concat([brief, brief.assign(article="z")]))
    assert copied["n_articles"].to_list() == [2, 2]
    assert copied["counterparts"].isna().all()


# -- time and events --------------------------------------------------------------------------

TIMES = {
    "the same day": ("2025-02-13", "2025-02-13", 2),
    "three days later": ("2025-02-27", "2025-03-02", 2),
    "three days earlier": ("2025-03-02", "2025-02-27", 2),
    "four days later": ("2025-02-27", "2025-03-03", 1),
    "a year and a day later": ("2025-02-13", "2026-02-14", 1),
    "with the time of day": ("2025-02-13T23:59:00", "2025-02-16T00:01", 2),
    "one date missing": (None, "2026-02-14", 2),
    "the other missing": ("2026-02-14", None, 2),
    "no date": (None, None, 2),
}


@pytest.mark.parametrize(("one", "other", "n"), TIMES.values(), ids=TIMES)
def test_rewritten_copy_is_sought_within_the_window_and_undated_texts_are_near_to_all(
    coded, one, other, n
):
    pair = coded[coded["article"].isin(["quake-a", "quake-c"])]
    found = families(pair, articles=dated(**{"quake-a": one, "quake-c": other}))
    assert found["n_articles"].to_list() == [n, n]


def test_the_window_is_the_caller_s_and_an_article_without_a_row_is_undated(coded):
    pair = coded[coded["article"].isin(["quake-a", "quake-c"])]
    articles = dated(**{"quake-a": "2025-02-13", "quake-c": "2025-02-17"})
    assert families(pair, articles=articles)["n_articles"].to_list() == [1, 1]
    assert families(pair, articles=articles, window_days=4)["n_articles"].to_list() == [2, 2]
    assert families(pair, articles=articles[:1])["n_articles"].to_list() == [2, 2]


def test_a_copy_is_one_whenever_it_is_printed():
    articles = dated(a="2025-02-13", b="2027-01-01")
    assert families(table(a=[TALKS], b=[TALKS]), articles=articles)["n_articles"].max() == 2


def test_dates_of_others_do_not_matter(coded):
    names = coded["article"].unique()
    days = {name: f"2025-03-{1 + 5 * (n // 4):02}" for n, name in enumerate(names)}
    found = families(coded, articles=dated(**days))
    assert_frame_equal(found, families(coded))


def test_articles_of_two_events_are_never_compared():
    given = table(a=[TALKS], b=[TALKS], c=[TALKS])
    given["event"] = ["e", "f", "e"]
    assert members(families(given)) == [["a", "c"], ["b"]]


def test_another_event_changes_no_digit(coded):
    other = coded.assign(article="z" + coded["article"], event="other")
    found = families(pd.concat([other, coded.assign(event="all")]))
    assert_frame_equal(found[: found["event"].eq("all").sum()], families(coded))


# -- what does not matter ---------------------------------------------------------------------


def test_the_order_of_rows_changes_nothing(coded):
    found = families(coded)
    for seed in range(3):
        assert_frame_equal(families(coded.sample(frac=1, random_state=seed)), found)


def test_other_names_change_no_number(coded):
    articles = coded["article"].unique()
    renamed = dict(zip(articles, np.random.default_rng(1).permutation(articles), strict=True))
    given = coded.assign(article=coded["article"].map(renamed), outlet=coded["article"])
    found, before = families(given).set_index("article"), families(coded).set_index("article")
    again = found.loc[before.index.map(renamed)].reset_index(drop=True)
    numbers = ["n_articles", "shared", "counterparts"]
    assert_frame_equal(again[numbers], before[numbers].reset_index(drop=True))
    assert again["nearest"].to_list() == before["nearest"].map(renamed).to_list()


def test_how_much_is_compared_at_a_time_changes_nothing(coded, monkeypatch):
    found = families(coded)
    monkeypatch.setattr(rewriting, "PAIRS_AT_ONCE", 2)
    for name, value in {
        "_AT_ONCE": 50,
        "PAIRS_AT_ONCE": 3,
        "_SENTENCES_AT_ONCE": 7,
        "_PARTS": 1,
    }.items():
        monkeypatch.setattr(shared_runs, name, value)
    assert_frame_equal(families(coded), found)


def test_the_likeliest_candidates_are_kept_with_all_that_are_as_near_as_the_last(monkeypatch):
    monkeypatch.setattr(rewriting, "_CANDIDATES", 2)
    a, b = np.array([0, 0, 0, 0, 1]), np.array([1, 2, 3, 4, 0])
    kept = rewriting._likeliest(a, b, np.array([0.2, 0.5, 0.5, 0.9, 0.1]))
    assert sorted(zip(*map(np.ndarray.tolist, kept), strict=True)) == [
        (0, 2),
        (0, 3),
        (0, 4),
        (1, 0),
    ]


def test_words_of_very_many_articles_lead_to_no_candidate(coded, monkeypatch):
    pair = coded[coded["article"].isin(["quake-a", "quake-c"])]
    monkeypatch.setattr(rewriting, "_RARE", 1)
    assert families(pair)["n_articles"].to_list() == [1, 1]


def test_the_hashing_of_python_changes_no_byte():
    code = (
        "import pandas as pd; from framing.wire.families import families;"
        "t = pd.read_csv('tests/data/wire/development.csv');"
        "t = t[t['story'].isin(['quake', 'vote'])]; q = t[t['article'] == 'quake-a'];"
        "t = pd.concat([t, *[q.assign(article=f'r{n}') for n in range(30)]]);"
        "print(families(t).to_csv())"
    )
    assert "quake-a" in printed(code)


# -- edges ------------------------------------------------------------------------------------

EDGES = {
    "one article": ({"a": [TALKS]}, [["a"]]),
    "texts without a word": ({"a": [""], "b": ["—"], "c": ["..."]}, [["a"], ["b"], ["c"]]),
    "texts of one word": ({"a": ["Update"], "b": ["Update"]}, [["a"], ["b"]]),
    "five words are too few": (
        {"a": ["Talks open in Riga today"], "b": ["Talks open in Riga today"]}, [["a"], ["b"]]
    ),
    "six words are enough": (
        {"a": ["Talks do open in Riga today"], "b": ["Talks do open in Riga today"]}, [["a", "b"]]
    ),
    "an empty text beside copies": ({"a": [TALKS], "b": [""], "c": [TALKS]}, [["a", "c"], ["b"]]),
    "Chinese, cut": (
        {"a": ["特朗普周三表示。", "乌克兰和平谈判将立即开始。", "欧洲感到意外。", "基辅缺席。"],
         "b": ["特朗普周三表示。", "乌克兰和平谈判将立即开始。", "欧洲感到意外。"],
         "c": ["今天有雨。", "明天晴。", "后天多云。"]}, [["a", "b"], ["c"]]
    ),
    "Arabic and Cyrillic": (
        {"a": ["قال الرئيس إن المحادثات ستبدأ فورا اليوم"],
         "b": ["قال الرئيس إن المحادثات ستبدأ فورا اليوم"],
         "c": ["Переговоры начнутся немедленно, сказал президент страны"]}, [["a", "b"], ["c"]]
    ),
}  # fmt: skip


@each_of("texts, wanted", EDGES)
def test_edges(texts, wanted):
    assert members(families(table(**texts))) == wanted


def test_an_article_of_ten_thousand_words_and_a_brief_cut_from_it():
    long = own(1, 1000)
    found = families(table(a=long, b=long[500:502], c=own(2, 1000)))
    assert members(found) == [["a", "b"], ["c"]]


WRONG = {
    "a negative window": ({"window_days": -1}, "window_days is -1; give 0 days or more."),
    "a share of none": ({"copied": 0}, "copied is 0; give a share above 0 and at most 1."),
    "a share above one": ({"rewritten": 1.5}, "rewritten is 1.5; give a share above 0"),
    "no number": ({"rewritten": float("nan")}, "rewritten is nan; give a share above 0"),
}  # fmt: skip


@pytest.mark.parametrize(("options", "said"), WRONG.values(), ids=WRONG)
def test_a_parameter_that_makes_no_sense_is_refused(options, said):
    with pytest.raises(ParameterError, match=said):
        families(table(a=[TALKS]), **options)


def test_a_date_that_is_none_is_named():
    said = r"articles.date: 1 of 2 values are no dates: '13/02/2025'. Write year-month-day"
    with pytest.raises(TableError, match=said):
        families(table(a=[TALKS]), articles=dated(a="13/02/2025", b=None))


def test_a_sentence_that_stands_twice_is_refused():
    with pytest.raises(TableError, match="repeat their key"):
        families(pd.concat([table(a=[TALKS])] * 2))
