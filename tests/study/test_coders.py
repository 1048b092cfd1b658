"""Who coded a study: kinds, adjudications, whose codings count as independent, what is said."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from framing.study import Study, read_study
from framing.study.coders import all_coders, said
from framing.tables.require import require
from framing.trust.independence import derived, independent
from tests.cases import each_of

CODEBOOK = """
codebook = { name = "b" }
[frames.f]
definition = "d"
"""
PEOPLE = "coder,kind\nanna,person\nben,person\nm1,model\nm2,model\n"
UNKNOWN = "; validity against people unknown"


def study(folder: Path, *, coders: str = PEOPLE, coding: str = "", settled: str = "") -> Study:
    """Write a study's settings; ``settled`` is ``name=coder;coder``, one a line."""
    adjudications = [
        f'[[adjudication]]\ncoder = "{name}"\nof = {of.split(";")}\nsheet = "{name}.csv"\n'
        for name, of in (line.split("=") for line in settled.split())
    ]
    given = 'coders = "coders.csv"\n' if coders else ""
    (folder / "study.toml").write_text(
        f'[study]\nname = "s"\n[coding]\n{given}{coding}\n{"".join(adjudications)}'
    )
    (folder / "codebook.toml").write_text(CODEBOOK)
    (folder / "coders.csv").write_text(coders)
    return read_study(folder)


def kinds(table: pd.DataFrame) -> dict[str, str]:
    return dict(zip(table["coder"], table["kind"], strict=True))


# -- which coders there are -------------------------------------------------------------------


def test_the_rules_are_a_coder_of_a_study_that_names_none(tmp_path):
    table = all_coders(study(tmp_path, coders=""))
    assert kinds(table) == {"rules": "rules"}
    assert table["settles"].isna().all()


def test_coders_stand_in_the_order_of_file_then_rules_machines_and_adjudications(tmp_path):
    given = study(tmp_path, coding='machines = ["similarity", "classifier"]', settled="x=anna;ben")
    assert kinds(all_coders(given)) == {
        "anna": "person", "ben": "person", "m1": "model", "m2": "model", "rules": "rules",
        "similarity": "similarity", "classifier": "classifier", "x": "person",
    }  # fmt: skip


def test_a_machine_that_is_not_asked_for_is_no_coder(tmp_path):
    assert "similarity" not in kinds(all_coders(study(tmp_path)))


def test_the_rules_are_rules_whatever_the_file_says_and_stand_once(tmp_path):
    table = all_coders(study(tmp_path, coders="coder,kind\nrules,person\nanna,person\n"))
    assert kinds(table) == {"rules": "rules", "anna": "person"}
    assert len(table) == 2


SETTLED = {
    "of persons": ("anna;ben", "person"),
    "of models": ("m1;m2", "model"),
    "of the rules": ("rules", "rules"),
    "of a person and a model": ("anna;m1", None),
    "of a person and the rules": ("anna;rules", None),
    "of persons and somebody unknown": ("anna;ben;eve", None),
    "of somebody unknown": ("eve", None),
}


@pytest.mark.parametrize(("of", "kind"), SETTLED.values(), ids=SETTLED)
def test_an_adjudication_is_of_the_kind_of_all_those_that_it_settles(tmp_path, of, kind):
    row = all_coders(study(tmp_path, settled=f"x={of}")).set_index("coder").loc["x"]
    assert (None if pd.isna(row["kind"]) else row["kind"]) == kind
    assert row["settles"] == of
    assert row["note"] == "settled in x.csv"


def test_every_adjudication_is_a_coder(tmp_path):
    table = all_coders(study(tmp_path, settled="x=anna;ben\ny=m1;m2"))
    assert table.dropna(subset="settles")[["coder", "kind", "settles"]].to_numpy().tolist() == [
        ["x", "person", "anna;ben"],
        ["y", "model", "m1;m2"],
    ]


# -- whose codings are independent, and whose are not -----------------------------------------

TABLE = require(
    pd.DataFrame(
        [
            ("zoe", "person", None), ("anna", "person", None), ("m1", "model", None),
            ("m2", "model", None), ("rules", "rules", None), ("x", "person", "zoe;anna"),
            ("y", "model", "m1;m2"), ("c", "rules", "rules"), ("mix", None, "anna;m1"),
        ],
        columns=["coder", "kind", "settles"],
    ),
    "coders",
)  # fmt: skip


def test_coders_of_a_kind_are_named_in_order_without_those_who_settle():
    everybody = list(TABLE["coder"])
    assert independent(TABLE, "person", everybody) == ["anna", "zoe"]
    assert independent(TABLE, "model", everybody) == ["m1", "m2"]


def test_only_coders_among_those_asked_for_are_named():
    assert independent(TABLE, "person", ["zoe", "m1", "x", "stranger", "zoe"]) == ["zoe"]
    assert independent(TABLE, "person", []) == []


def resting_on(reference: str, coders: pd.DataFrame = TABLE) -> set[str]:
    coded = pd.DataFrame({"coder": ["anna", "rules", "anna"]})
    return derived(coders, reference, coded)


ADJUDICATED = {"x", "y", "c", "mix"}
DERIVED = {
    "a person": ("anna", {"anna"}),
    "an adjudication": ("x", {"zoe", "anna"}),
    "an adjudication of models": ("y", {"m1", "m2"}),
    "the rules with single codes corrected": ("c", {"rules"}),
}


@pytest.mark.parametrize(("reference", "also"), DERIVED.values(), ids=DERIVED)
def test_no_adjudication_and_nobody_whom_the_reference_settles_is_held_against_it(reference, also):
    assert resting_on(reference) == {reference} | also | ADJUDICATED


def test_without_adjudications_the_reference_alone_rests_on_itself():
    assert resting_on("anna", TABLE[TABLE["settles"].isna()]) == {"anna"}


def test_without_a_reference_nobody_is_held_against_it():
    assert resting_on("") == {"anna", "rules"}


# -- what is said of them ---------------------------------------------------------------------

SAID = {
    "a person": ("anna", "", "human coding (anna)"),
    "a person held against another": ("anna", "x", "human coding (anna)"),
    "persons settled": ("x", "", "adjudicated coding by people (zoe, anna)"),
    "a model": ("m1", "", f"coding by language models (m1){UNKNOWN}"),
    "a model held against a person": (
        "m1", "anna", "coding by language models (m1), held against human coding (anna)",
    ),
    "a model held against persons settled": (
        "m1", "x", "coding by language models (m1), held against human coding (x)",
    ),
    "a model held against a model": ("m1", "m2", f"coding by language models (m1){UNKNOWN}"),
    "a model held against a mixture": ("m1", "mix", f"coding by language models (m1){UNKNOWN}"),
    "models settled": ("y", "", f"adjudicated coding by language models (m1, m2){UNKNOWN}"),
    "models settled, held against a person": (
        "y", "anna",
        "adjudicated coding by language models (m1, m2), held against human coding (anna)",
    ),
    "a person and a model settled": (
        "mix", "", f"adjudicated coding by coders of unknown kind (anna, m1){UNKNOWN}",
    ),
    "the rules": ("rules", "", f"rules only (the codebook's indicators){UNKNOWN}"),
    "the rules held against a model": (
        "rules", "m1", f"rules only (the codebook's indicators){UNKNOWN}",
    ),
    "the rules held against a person": (
        "rules", "anna",
        "rules only (the codebook's indicators), held against human coding (anna)",
    ),
    "the rules with single codes corrected": (
        "c", "", f"rules only (the codebook's indicators), single codes corrected by hand{UNKNOWN}",
    ),
    "somebody unknown": ("eve", "", f"coding by coders of unknown kind (eve){UNKNOWN}"),
    "a model held against somebody unknown": (
        "m1", "eve", f"coding by language models (m1){UNKNOWN}",
    ),
}  # fmt: skip


@each_of("coder, reference, words", SAID)
def test_what_is_said_of_a_coder(coder, reference, words):
    assert said(TABLE, coder, reference=reference) == words


@each_of("kind", ["similarity", "classifier", "model", "rules", None])
@each_of("settles", [None, "a;b"])
def test_human_is_said_of_no_kind_but_persons(kind, settles):
    table = pd.DataFrame({"coder": ["k"], "kind": [kind], "settles": [settles]})
    words = said(table, "k")
    assert "human" not in words
    assert "people" not in words.removesuffix(UNKNOWN)
    assert words.endswith(UNKNOWN)


@pytest.mark.parametrize(
    ("kind", "words"), [("similarity", "text similarity"), ("classifier", "a classifier")]
)
def test_other_machines_are_named_by_what_they_are(kind, words):
    table = pd.DataFrame({"coder": ["k"], "kind": [kind], "settles": [None]})
    assert said(table, "k") == f"coding by {words} (k){UNKNOWN}"


# -- one model that codes more than once ------------------------------------------------------

RUNS = require(
    pd.DataFrame(
        [
            ("a", "model", "M 1.0", None), ("b", "model", "M 1.0", None),
            ("c", "model", "M 1.0", None), ("other", "model", "M 2.0", None),
            ("bare", "model", None, None), ("final", "model", "M 1.0", "a;b"),
        ],
        columns=["coder", "kind", "model", "settles"],
    ),
    "coders",
)  # fmt: skip


def runs(**decisions: str) -> pd.DataFrame:
    """Build codings of a frame from each coder's decisions, a digit a sentence."""
    rows = [
        ("t", number, coder, "f", int(digit))
        for coder, digits in decisions.items()
        for number, digit in enumerate(digits)
    ]
    return pd.DataFrame(rows, columns=["article", "sentence", "coder", "frame", "present"])


CODINGS = runs(a="1100", b="1010", c="1000", other="0000", bare="0000")
ONE_MODEL = {
    "twice, settled by itself": (
        RUNS, "one language model, which coded every sentence twice and settled the 2 differences "
        "on presence; no person has checked it",
    ),
    "three times": (
        RUNS.replace({"settles": {"a;b": "a;b;c"}}),
        "one language model, which coded every sentence 3 times and settled the 2 differences "
        "on presence; no person has checked it",
    ),
    "settled elsewhere": (
        RUNS.assign(model=RUNS["model"].mask(RUNS["coder"] == "final")),
        "one language model, which coded every sentence twice; the 2 differences on "
        "presence were settled as final; no person has checked it",
    ),
    "where a person coded too": (
        pd.concat([RUNS, pd.DataFrame({"coder": ["anna"], "kind": ["person"]})]),
        "one language model, which coded every sentence twice and settled the 2 differences "
        f"on presence{UNKNOWN}",
    ),
    "two models": (
        RUNS.replace({"settles": {"a;b": "a;other"}}),
        f"adjudicated coding by language models (a, other){UNKNOWN}",
    ),
    "a model that is not named": (
        RUNS.replace({"settles": {"a;b": "a;bare"}}),
        f"adjudicated coding by language models (a, bare){UNKNOWN}",
    ),
}  # fmt: skip


@each_of("coders, words", ONE_MODEL)
def test_runs_of_one_model_are_not_said_to_be_two_coders(coders, words):
    assert said(coders, "final", codings=CODINGS, n_sentences=4) == words


def test_what_one_model_coded_is_counted():
    def told(codings: pd.DataFrame) -> str:
        return said(RUNS, "final", codings=codings, n_sentences=5).partition(";")[0]

    assert told(CODINGS) == (
        "one language model, which coded 4 of 5 sentences twice and settled the 2 differences "
        "on presence"
    )
    assert told(runs(a="11001", b="11000")).endswith(
        "twice and settled the 1 difference on presence"
    )
    assert told(runs(a="11001", b="11001")) == (
        "one language model, which coded every sentence twice without a difference on presence"
    )


def test_the_shipped_study_is_one_model_that_settled_its_three_differences():
    assert read_study("seeds").coded_by == (
        "one language model, which coded every sentence twice and settled the 3 differences "
        "on presence; no person has checked it"
    )


# -- what a file of coders cannot change ------------------------------------------------------


def test_a_machine_of_the_kit_is_what_it_is_whatever_the_file_says(tmp_path):
    table = all_coders(
        study(
            tmp_path, coders="coder,kind\nsimilarity,person\n", coding='machines = ["similarity"]'
        )
    )
    assert kinds(table) == {"similarity": "similarity", "rules": "rules"}


def test_who_settles_is_known_from_the_study_even_if_the_file_names_the_coder(tmp_path):
    given = study(tmp_path, coders=f"{PEOPLE}x,person\n", settled="x=m1;m2")
    row = all_coders(given).set_index("coder").loc["x"]
    assert (row["kind"], row["settles"]) == ("model", "m1;m2")
    assert len(all_coders(given)) == 6


def test_what_settles_a_settled_coding_is_made_from_all_beneath_it(tmp_path):
    given = study(tmp_path, settled="x=anna;ben\ny=x")
    table = all_coders(given)
    assert kinds(table)["y"] == "person"
    codings = pd.DataFrame({"coder": ["anna"]})
    assert derived(table, "y", codings) == {"y", "x", "anna", "ben"}
