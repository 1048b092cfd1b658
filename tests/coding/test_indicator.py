"""What an indicator can ask: who acts on whom, order, place, and what holds of one entry alone."""

from __future__ import annotations

import random
from itertools import pairwise, product
from typing import Any

import pandas as pd
import pytest

from framing.coding.codebook import Codebook, parse_codebook
from framing.coding.codebook_files import read_codebook, write_codebook
from framing.coding.rules import mentions
from framing.coding.windows import Hit, in_order, width
from framing.errors import CodebookError
from tests.cases import each_of
from tests.effort import least

ACTORS = {
    "valley": {"names": ["the valley", "Ada Roe"]},
    "city": {"names": ["Newton", "Jon Poe"]},
    "state": {"names": ["the state"], "titles": ["the governor"]},
}
TERMS = {"valley": ["valley", "Ada Roe"], "city": ["Newton", "Jon Poe"], "no": ["not", "never"]}


def book(indicator: dict[str, Any], **more: Any) -> Codebook:
    values = {"codebook": {"name": "b"}, "actors": ACTORS, "terms": TERMS, **more}
    frames = {"f": {"definition": "d", "indicators": [{"id": "i", **indicator}]}}
    return parse_codebook({**values, "frames": frames}, source="b")


def found(indicator: dict[str, Any], *texts: str, **columns: Any) -> list[int]:
    """Return the numbers of the sentences in which an indicator stands."""
    table = pd.DataFrame({"article": "a", "sentence": range(len(texts)), "text": texts, **columns})
    return mentions(table, codebook=book(indicator))["sentence"].unique().tolist()


SNUBS = {"who": ["@city"], "does": ["snub*"], "whom": ["@valley"]}
CALLS = {
    "who": ["@city"],
    "does": ["call* for", "called for", "demand*"],
    "whom": ["@valley [or last named]"],
    "all": [["talks"]],
}
ALONE = [
    ("these forms do not count", {"any": ["exclu* [but not exclusively / exclusive]"]},
     ["They exclude her.", "Exclusively ours.", "An exclusive talk excluded her."], [0, 2]),
    ("not directly behind", {"any": ["invited [not after @no / un]"]},
     ["She was invited.", "She was not invited.", "Never invited.", "Not even invited."], [0, 3]),
    ("not directly before", {"any": ["talk* [not before show]"]},
     ["Talks began.", "A talk show began.", "A talk on the show."], [0, 2]),
    ("two vetoes", {"any": ["talks [not after no] [not before show]"]},
     ["Talks.", "No talks.", "Talks show."], [0]),
    ("a capital", {"any": ["May [case]"]}, ["Theresa May left.", "They may leave."], [0]),
    ("a small letter", {"any": ["may [case]"]}, ["Theresa May left.", "They may leave."], [1]),
    ("of a word group", {"any": ["@city [not after near]"]},
     ["Newton waits.", "A farm near Newton.", "Near Jon Poe."], [0]),
    ("a veto on one member only", {"all": ["Newton", "invited [not after not]"]},
     ["Newton invited her.", "Newton had not invited her."], [0]),
]  # fmt: skip
ACTS = [
    ("active", SNUBS, ["Newton snubbed the valley.", "The valley snubbed Newton."], [0]),
    ("passive", SNUBS,
     ["The valley was snubbed by Newton.", "Newton was snubbed by the valley.",
      "The valley was rudely snubbed by Jon Poe."], [0, 2]),
    ("the nearest actor acts", SNUBS,
     ["Newton says the state snubs the valley.", "The state says Newton snubs the valley."], [1]),
    ("whom a preposition is about does not act", SNUBS,
     ["The state with Newton snubbed the valley.", "Newton, with the state, snubbed the valley."],
     [1]),
    ("a passive without was", SNUBS,
     ["The valley, snubbed by Newton, left.", "Newton, snubbed by the valley, left.",
      "Newton snubbed by letter alone the valley."], [0, 2]),
    ("what somebody is doing is no passive", SNUBS,
     ["Newton is snubbing the valley.", "The valley is being snubbed by Newton.",
      "Newton is snubbed by the valley."], [0, 1]),
    ("a clause is no preposition", SNUBS, ["Talks stalled after Newton snubbed the valley."], [0]),
    ("nobody is named to whom", {"who": ["@city"], "does": ["snub*"]},
     ["Newton snubbed everybody.", "Everybody snubbed Newton.", "All were snubbed by Newton."],
     [0, 2]),
    ("nobody is named who acts", {"does": ["snub*"], "whom": ["@valley"]},
     ["They snubbed the valley.", "The valley was snubbed.", "The valley snubbed them."], [0, 1]),
    ("more that must be there", {**SNUBS, "all": [["talks"]]},
     ["Newton snubbed the valley.", "At the talks Newton snubbed the valley."], [1]),
    ("a window", {**SNUBS, "within": 3},
     ["Newton snubbed the valley.", "Newton snubbed all of those from the valley."], [0]),
    ("his and her: whoever was named last and does not act", CALLS,
     ["Ada Roe arrived.", "Newton called for her part in the talks.", "The state met her.",
      "Newton called for its part in the talks."], [1]),
    ("not the other way round", CALLS,
     ["Ada Roe called for Newton's part in the talks.",
      "Newton called for Ada Roe's part in the talks."], [1]),
    ("their: the two who were named last", {"all": ["left out", ["@valley [or last named]"]]},
     ["Ada Roe met the state.", "Their people were left out.", "He was left out."], [1]),
    ("order", {"all": ["Newton", "valley"], "order": True},
     ["Newton sees the valley.", "The valley sees Newton."], [0]),
    ("order with a window", {"all": ["Newton", "valley"], "order": True, "within": 2},
     ["Newton and Newton see the valley.", "Newton, for once, is near the valley."], []),
]  # fmt: skip


@each_of("case", ALONE)
def test_what_holds_of_an_entry_alone(case):
    _, indicator, texts, wanted = case
    assert found(indicator, *texts) == wanted


@each_of("case", ACTS)
def test_who_acts_on_whom_and_in_which_order(case):
    _, indicator, texts, wanted = case
    assert found(indicator, *texts) == wanted


def test_a_member_may_stand_in_the_sentence_before_or_in_the_headline_and_has_no_words_then():
    texts = ["Newton waits", "Ada Roe arrives.", "She is left out.", "So left out."]
    zones = {"zone": ["headline", "body", "body", "body"]}
    assert found({"all": ["left out", "@valley [or sentence before]"]}, *texts, **zones) == [2]
    assert found({"all": ["left out", "@city [or headline]"]}, *texts, **zones) == [2, 3]
    table = pd.DataFrame({"article": ["a", "a", "b"], "sentence": [0, 1, 0],
                          "text": ["Ada Roe arrives.", "Left out.", "Left out."]})  # fmt: skip
    near = book({"all": ["left out", "@valley [or sentence before]"]})
    hits = mentions(table.sample(frac=1, random_state=1), codebook=near)
    assert hits[["article", "sentence", "text"]].values.tolist() == [["a", 1, "Left out"]]


def test_a_member_too_far_off_in_its_sentence_counts_where_the_sentence_before_holds_it():
    far = "They were left out, said one who had walked a long way home from Newton."
    near = {"all": ["left out", "@city [or sentence before]"], "within": 4}
    assert found(near, "Newton waits.", far) == [1]
    assert found(near, "All wait.", far) == []
    assert found({**near, "all": ["left out", "@city"]}, "Newton waits.", far) == []
    assert found({**near, "order": True}, "Newton waits.", far) == [1]
    assert found({**near, "unless": ["said"]}, "Newton waits.", far) == []


def test_an_indicator_counts_in_its_zone_its_language_and_its_side_of_quotation_marks():
    texts = ["Left out", "“We are left out,” she said.", "They are left out."]
    any_of = {"any": ["left out"]}
    zones = {"zone": ["headline", "body", "body"]}
    assert found({**any_of, "zone": ["headline"]}, *texts, **zones) == [0]
    assert found({**any_of, "quotation": "inside"}, *texts) == [1]
    assert found({**any_of, "quotation": "outside"}, *texts) == [0, 2]
    assert found({**any_of, "language": "de"}, *texts, language=["en", "de", "en"]) == [1]


FAULTS = [
    ({"any": ["x"], "who": ["y"], "does": ["z"]}, "'does' says what is done, and needs 'who'"),
    ({"who": ["y"]}, "'does' says what is done, and needs 'who' does it"),
    ({"does": ["y"]}, "'does' says what is done, and needs 'who' does it"),
    ({"any": ["x"], "order": True}, "'order' is that of the members of 'all'"),
    (
        {"all": ["x", "y"], "order": "yes"},
        "'order' is 'yes'; true or false is needed, without quotes",
    ),
    ({"any": ["x"], "zone": ["headlin"]}, "Did you mean 'headline'?"),
    ({"any": ["x"], "quotation": "in"}, "quotation is 'in'. Allowed: inside, outside"),
    ({"any": ["x [but not @nobody]"]}, "any, entry 1: '@nobody' is not defined above in [terms]"),
    ({"any": ["x [not behind y]"]}, "any, entry 1: 'x [not behind y]' has '['"),
    ({"any": ["@nobody [case]"]}, "any, entry 1: '@nobody' is not defined above in [terms]"),
]


@each_of("case", FAULTS)
def test_a_fault_says_where_it_is_and_what_is_allowed(case):
    indicator, wanted = case
    with pytest.raises(CodebookError) as error:
        book(indicator)
    assert wanted in str(error.value)


def test_last_named_needs_actors():
    with pytest.raises(CodebookError, match=r"'\[or last named\]' needs \[actors\]"):
        book({"any": ["x [or last named]"]}, actors={})


@pytest.mark.parametrize("ending", ["toml", "csv"])
def test_a_codebook_with_all_of_it_comes_back_from_a_file(tmp_path, ending):
    indicators = [
        {"id": "roles", **CALLS, "within": 9, "zone": ["lead", "body"], "quotation": "outside",
         "language": "en", "unless": ["@no", "US-led [case]"]},
        {"id": "order", "all": ["@city [or headline]", "@valley"], "order": True},
        {"id": "alone", "any": ["exclu* [but not exclusively / exclusive] [not after @no]",
                                "May [case]", "x y [not before talk show] [or sentence before]"]},
    ]  # fmt: skip
    values = {"codebook": {"name": "b"}, "actors": ACTORS, "terms": TERMS,
              "frames": {"f": {"definition": "d", "indicators": indicators}}}  # fmt: skip
    whole = parse_codebook(values, source="b")
    path = write_codebook(whole, tmp_path / f"book.{ending}")
    again = read_codebook(path)
    assert again.frames == whole.frames
    assert again.terms == whole.terms
    assert "@city [or headline]" in path.read_text("utf-8-sig")


def test_the_narrowest_groups_in_order_are_those_that_trying_every_choice_finds():
    random.seed(4)
    for _ in range(300):
        members = [
            sorted({Hit(n, n, n) for n in random.sample(range(12), random.randint(1, 5))})
            for _ in range(3)
        ]
        every = [
            list(hits)
            for hits in product(*members)
            if all(a.last < b.first for a, b in pairwise(hits))
        ]
        best = {
            hit: min(width(group) for group in every if group[-1] == hit)
            for hit in {group[-1] for group in every}
        }
        assert {group[-1]: width(group) for group in in_order(members)} == best


def test_the_work_grows_with_the_text_whatever_it_holds():
    asked = {**CALLS, "all": [["talks"], ["plan [not after no] [but not plans]"]]}

    def work(n: int) -> float:
        text = "Newton and his men demand talks on Ada Roe and no plan of theirs, " * n
        table = pd.DataFrame({"article": "a", "sentence": [0], "text": [text], "language": "en"})
        return least(lambda: mentions(table, codebook=book(asked)))

    assert work(8000) < 24 * work(1000)
