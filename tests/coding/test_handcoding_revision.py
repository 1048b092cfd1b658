"""What changed between two versions of a codebook: every change a row, nothing else."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pandas as pd
from pandas.testing import assert_frame_equal

from framing.coding.byhand.revision import codebook_changes
from framing.coding.codebook import Codebook, parse_codebook
from tests.cases import each_of

BOOK = {
    "codebook": {"name": "Talks", "version": "1.0"},
    "terms": {"ukraine": ["Ukrain*", "Kyiv"]},
    "modes": {"asserted": "as a fact", "feared": "as a fear"},
    "voices": {"text": "the text"},
    "rules": {"unit": "One sentence."},
    "frames": {
        "exclusion": {
            "label": "Exclusion",
            "definition": "Left out.",
            "include": ["Fears.", "Denials."],
            "exclude": ["Mere mention."],
            "examples": ["Kyiv was left out."],
            "subcodes": {"left_out": "left out", "told": "told later"},
            "countercodes": {"included": "included"},
            "indicators": [
                {"id": "sidelined", "subcode": "left_out", "any": ["left out", "sidelin*"]},
                {"id": "fate", "all": ["fate", ["decid*", "UK"]], "within": 9, "unless": ["own"]},
            ],
        },
    },
}


def revised(change: Callable[[dict], object]) -> list[list]:
    values = copy.deepcopy(BOOK)
    change(values)
    return rows(codebook_changes(parsed(BOOK), parsed(values)))


def parsed(values: dict) -> Codebook:
    return parse_codebook(values, source="b")


def rows(changes: pd.DataFrame) -> list[list]:
    return changes.astype("object").where(changes.notna(), None).values.tolist()


def put(*path: str, value: object) -> Callable[[dict], None]:
    def change(book: dict) -> None:
        for key in path[:-1]:
            book = book[key]
        book[path[-1]] = value

    return change


FRAME = ("frames", "exclusion")
SIDELINED = "sidelined: any of left out, sidelin*; subcode left_out"
CHANGES = {
    "a name": (put("codebook", "name", value="Call"), ["", "name", "changed", "Talks", "Call"]),
    "a version": (put("codebook", "version", value="2"), ["", "version", "changed", "1.0", "2"]),
    "a language": (
        put("codebook", "language", value="fr"),
        ["", "language", "changed", "en", "fr"],
    ),
    "a mode that is new": (
        put("modes", "denied", value="not so"),
        ["", "modes", "added", None, "denied: not so"],
    ),
    "a voice with another label": (
        put("voices", "text", value="itself"),
        ["", "voices", "changed", "text: the text", "text: itself"],
    ),
    "a rule that is gone": (
        lambda book: book["rules"].clear(),
        ["", "rules", "removed", "unit: One sentence.", None],
    ),
    "a term": (
        put("terms", "ukraine", value=["Kyiv"]),
        ["", "terms", "changed", "ukraine: ukrain*, kyiv", "ukraine: kyiv"],
    ),
    "a label": (
        put(*FRAME, "label", value="X"),
        ["exclusion", "label", "changed", "Exclusion", "X"],
    ),
    "a definition": (
        put(*FRAME, "definition", value="Out."),
        ["exclusion", "definition", "changed", "Left out.", "Out."],
    ),
    "a source that is new": (
        put(*FRAME, "source", value="Entman"),
        ["exclusion", "source", "added", None, "Entman"],
    ),
    "a rule of what counts that is gone": (
        put(*FRAME, "include", value=["Denials."]),
        ["exclusion", "include", "removed", "Fears.", None],
    ),
    "a rule of what does not count that is new": (
        put(*FRAME, "exclude", value=["Mere mention.", "Irony."]),
        ["exclusion", "exclude", "added", None, "Irony."],
    ),
    "an example that is gone": (
        put(*FRAME, "examples", value=[]),
        ["exclusion", "examples", "removed", "Kyiv was left out.", None],
    ),
    "a sub-code that is new": (
        put(*FRAME, "subcodes", "late", value=""),
        ["exclusion", "subcodes", "added", None, "late: "],
    ),
    "a counter-code": (
        put(*FRAME, "countercodes", "included", value="in"),
        ["exclusion", "countercodes", "changed", "included: included", "included: in"],
    ),
    "an indicator with another entry": (
        lambda book: book["frames"]["exclusion"]["indicators"][0]["any"].append("US"),
        ["exclusion", "indicators", "changed", SIDELINED,
         "sidelined: any of left out, sidelin*, US; subcode left_out"],
    ),
    "an indicator with another window": (
        lambda book: book["frames"]["exclusion"]["indicators"][1].update(within=8),
        ["exclusion", "indicators", "changed",
         "fate: [fate] + [decid*, UK]; within 9; unless own",
         "fate: [fate] + [decid*, UK]; within 8; unless own"],
    ),
    "an indicator that is gone": (
        lambda book: book["frames"]["exclusion"]["indicators"].pop(0),
        ["exclusion", "indicators", "removed", SIDELINED, None],
    ),
}  # fmt: skip


@each_of("change, row", CHANGES)
def test_each_change_is_one_row_with_the_wording_before_and_after(change, row):
    assert revised(change) == [row]


def test_a_codebook_that_did_not_change_and_one_in_another_order_have_no_rows():
    def turned(book: dict) -> None:
        frame = book["frames"]["exclusion"]
        frame["include"].reverse()
        frame["indicators"].reverse()
        frame["subcodes"] = dict(reversed(frame["subcodes"].items()))

    assert revised(lambda book: None) == []
    assert revised(turned) == []


def test_a_rule_in_other_words_is_one_removed_and_one_added():
    assert revised(put(*FRAME, "exclude", value=["A mere mention."])) == [
        ["exclusion", "exclude", "removed", "Mere mention.", None],
        ["exclusion", "exclude", "added", None, "A mere mention."],
    ]


def test_a_new_frame_is_a_row_and_so_is_each_of_its_parts():
    new = {"definition": "Warmth.", "include": ["Praise."], "subcodes": {"thaw": "thaw"}}
    assert revised(put("frames", "rapport", value=new)) == [
        ["rapport", "frame", "added", None, "rapport"],
        ["rapport", "label", "added", None, "rapport"],
        ["rapport", "definition", "added", None, "Warmth."],
        ["rapport", "subcodes", "added", None, "thaw: thaw"],
        ["rapport", "include", "added", None, "Praise."],
    ]


def test_going_back_exchanges_before_and_after():
    other = copy.deepcopy(BOOK)
    other["frames"]["rapport"] = {"definition": "Warmth."}
    other["modes"] = {"asserted": "said", "denied": "not so"}
    there = codebook_changes(parsed(BOOK), parsed(other))
    back = codebook_changes(parsed(other), parsed(BOOK))
    words = {"added": "removed", "removed": "added", "changed": "changed"}
    turned = back.rename(columns={"before": "after", "after": "before"})[list(there)]
    turned["change"] = turned["change"].map(words)
    keys = ["frame", "part", "before", "after"]
    assert_frame_equal(
        turned.sort_values(keys, ignore_index=True), there.sort_values(keys, ignore_index=True)
    )
