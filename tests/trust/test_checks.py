"""How far a study can be trusted: rounds, sheets, adjudication, and every check of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from framing.coding.byhand.adjudication import adjudication
from framing.coding.byhand.sample import read_sample
from framing.coding.codings_files import read_decisions
from framing.coding.disagreements import disagreements
from framing.compare.findings import findings
from framing.compare.hypotheses import hypotheses
from framing.errors import ParameterError, StudyError, TableError
from framing.pages.validity import answer_sentence as fitness
from framing.pages.validity import sheet_states, who_coded
from framing.study import Study, read_study
from framing.tables.codes import CODED_IN_FULL, NO_PERSONS, NOT_ESTIMABLE, SHOWN, UNRELIABLE
from framing.tables.require import empty, has
from framing.trust.agreement import agreement
from framing.trust.checks import Checks
from framing.trust.corrected_difference import corrected_difference, corrected_homogeneity
from framing.trust.corrected_hypotheses import corrected_hypotheses
from framing.trust.correction import ALL_OUTLETS, codes_needed, correction
from framing.trust.indicators import false_hits, indicators
from framing.trust.reliability import reliability
from framing.trust.robustness import robustness
from tests.handcoded import ADJUDICATOR

CODEBOOK = """
codebook = { name = "b" }
[modes]
asserted = "as a fact"
feared = "as a fear"
[frames.out]
label = "Left out"
definition = "Somebody is left out."
subcodes = { barred = "barred" }
indicators = [{ id = "i", any = ["left out"] }]
[frames.warm]
label = "Warmth"
definition = "Warm words."
indicators = [{ id = "j", any = ["warm"] }]
"""
ARTICLES = """article,outlet,text
a,Daily,"They met. Kyiv was left out. It was warm."
b,Weekly,"He was left out of it. Nobody spoke. They ate."
"""
UNITS = [(article, sentence) for article in "ab" for sentence in range(3)]
FRAMES = ("out", "warm")
TRUTH = {("a", 1, "out"), ("a", 2, "warm")}
SHEET = "round,coder,article,sentence,frame,decision,subcode,mode"
PERSONS = "coder,kind\nanna,person\nben,person\nclara,person\n"
ADJUDICATION = '[[adjudication]]\ncoder = "final"\nof = ["anna", "ben"]\nsheet = "clara.csv"\n'


def sheet(
    coder: str,
    present: Iterable[tuple] = TRUTH,
    *,
    units: Iterable[tuple] = UNITS,
    round: str = "final",
    words: Mapping[tuple, str] | None = None,
) -> str:
    """Fill a coding sheet: some units are present, the others absent; words replace cells."""
    present, words = set(present), words or {}
    lines = [
        f"{round},{coder},{article},{number},{frame},"
        + words.get(key, "present,," if key in present else "absent,,")
        for article, number in units
        for frame in FRAMES
        for key in [(article, number, frame)]
    ]
    return "\n".join([SHEET, *lines, ""])


def study(folder: Path, coding: str = "", *, after: str = "", **files: str) -> Study:
    """Write a study; the coding files are those of the names given, ``coders`` apart."""
    texts = {"codebook.toml": CODEBOOK, "articles.csv": ARTICLES}
    texts |= {f"{name}.csv": text for name, text in files.items()}
    listed = [f"{name}.csv" for name in files if name not in ("coders", "sample", "clara")]
    also = "".join(f'{name} = "{name}.csv"\n' for name in ("coders", "sample") if name in files)
    texts["study.toml"] = (
        f'[study]\nname = "s"\nseed = 3\n[coding]\ncodings = {listed}\n{also}{coding}\n{after}'
    )
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return read_study(folder)


def refused(given: Study) -> str:
    with pytest.raises(StudyError) as error:
        _ = given.codings
    return str(error.value)


# -- a study with rules alone -----------------------------------------------------------------


def choices(robustness: pd.DataFrame) -> list[str]:
    """Name each choice that was tried, with what it is about."""
    tried = robustness[["variant", "detail"]].drop_duplicates()
    return tried.agg(" ".join, axis=1).str.strip().tolist()


def test_a_study_without_a_reference_has_every_check_without_a_row(tmp_path):
    checks = study(tmp_path).checks
    for name in ("reliability", "agreement_by_outlet", "indicators", "corrected", "hypotheses"):
        wanted = "agreement" if name == "agreement_by_outlet" else name
        assert_frame_equal(getattr(checks, name), empty(wanted), obj=name)
    assert_frame_equal(checks.reliability_of_values, empty("reliability"))
    assert_frame_equal(checks.practice, empty("practice"))
    assert_frame_equal(checks.codes_needed(0.05), empty("codes_needed"))
    assert len(checks.agreement) == len(checks.disagreements) == 0
    assert checks.coded_in_full is False


def test_a_study_without_a_reference_still_has_an_answer_and_its_grades(tmp_path):
    given = study(tmp_path)
    assert choices(given.checks.robustness("out")) == ["as_stated", "without_subcode barred"]
    grades = given.checks.grades("out")
    assert grades["outlet"].tolist() == ["Daily", "Weekly"]
    assert set(grades["grade"]) == {"not_told"}
    assert sheet_states(given.sheets).empty
    assert who_coded(given)[["coder", "decisions"]].to_numpy().tolist() == [["rules", 12]]


# -- the reference ----------------------------------------------------------------------------


def test_answers_of_a_coder_are_their_own_reference_unless_another_is_named(tmp_path):
    given = {"anna": sheet("anna"), "ben": sheet("ben")}
    assert study(tmp_path, **given).reference == ""
    assert study(tmp_path, 'answers_from = "anna"', **given).reference == "anna"
    both = 'answers_from = "anna"\nreference = "ben"'
    assert study(tmp_path, both, **given).reference == "ben"
    assert study(tmp_path, 'reference = "ben"', **given).answers_from == "rules"


def test_a_reference_who_coded_nothing_is_refused(tmp_path):
    assert refused(study(tmp_path, 'reference = "ana"', anna=sheet("anna"))) == (
        "study.toml: reference is 'ana', who coded nothing. Coders: 'anna', 'rules'. Did you mean "
        "'anna'?"
    )


def test_who_coded_in_practice_alone_is_no_reference(tmp_path):
    given = study(tmp_path, 'reference = "anna"', anna=sheet("anna", round="pilot"))
    assert refused(given) == (
        "study.toml: reference is 'anna', who coded nothing. Coders: 'rules'."
    )


def test_a_reference_that_coded_every_sentence_and_frame_needs_no_sample(tmp_path):
    given = study(tmp_path, 'reference = "anna"', anna=sheet("anna"))
    assert given.checks.coded_in_full is True
    shares = given.checks.corrected
    assert_frame_equal(shares, correction(given.codings, given.sentences, reference="anna"))
    assert shares["note"].str.startswith(CODED_IN_FULL).all()
    assert shares[["outlet", "frame"]].to_numpy().tolist() == [
        [outlet, frame] for outlet in ("Daily", "Weekly") for frame in FRAMES
    ]
    assert shares["naive"].tolist() == pytest.approx([1 / 3, 1 / 3, 1 / 3, 0])
    assert shares["corrected"].tolist() == pytest.approx([1 / 3, 1 / 3, 0, 0])
    assert_frame_equal(given.checks.codes_needed(0.05), empty("codes_needed"))


def test_codes_of_some_sentences_without_a_sample_correct_nothing(tmp_path):
    given = study(tmp_path, 'reference = "anna"', anna=sheet("anna", units=UNITS[:-1]))
    assert given.checks.coded_in_full is False
    assert_frame_equal(given.checks.corrected, empty("corrected"))
    assert_frame_equal(given.checks.codes_needed(0.05), empty("codes_needed"))


def test_the_rules_do_not_correct_themselves_nor_are_held_against_themselves(tmp_path):
    given = study(tmp_path, 'reference = "rules"', anna=sheet("anna"))
    assert_frame_equal(given.checks.corrected, empty("corrected"))
    assert_frame_equal(given.checks.agreement_by_outlet, empty("agreement"))
    assert given.checks.agreement["coder"].unique().tolist() == ["anna"]


def test_the_rules_are_held_against_the_reference_in_all_and_outlet_by_outlet(tmp_path):
    given = study(tmp_path, 'reference = "anna"', anna=sheet("anna"))
    out = given.checks.agreement.set_index("frame").loc["out"]
    assert out[["coder", "outlet", "n", "n_coder", "n_reference", "n_both"]].tolist() == [
        "rules", "all", 6, 2, 1, 1,
    ]  # fmt: skip
    rows = given.checks.agreement_by_outlet.query("frame == 'out'").set_index("outlet")
    assert rows[["n_coder", "n_both"]].to_numpy().tolist() == [[1, 1], [1, 0]]
    assert rows.index.tolist() == ["Daily", "Weekly"]


def test_what_the_indicators_are_worth_is_told_by_the_reference(tmp_path):
    given = study(tmp_path, 'reference = "anna"', anna=sheet("anna"))
    worth = given.checks.indicators.set_index("indicator")
    assert worth[["n_hits", "n_false"]].to_numpy().tolist() == [[2, 1], [1, 0]]
    assert given.checks.false_hits["text"].tolist() == ["He was left out of it."]


# -- a sample ---------------------------------------------------------------------------------

DRAWN = "article,sentence,probability\na,1,0.5\na,2,0.5\nb,0,0.5\n"
OF_SAMPLE = [("a", 1), ("a", 2), ("b", 0)]


def test_answers_from_a_sample_of_the_sentences_are_refused(tmp_path):
    given = study(
        tmp_path, 'answers_from = "anna"', anna=sheet("anna", units=OF_SAMPLE), sample=DRAWN
    )
    assert refused(given) == (
        "study.toml: answers_from is 'anna', who coded 3 of 6 sentences, a sample. Counts of a "
        "sample are not counts of the texts: state the answers from a coder of all sentences, such "
        "as 'rules', and name 'anna' as reference, so that estimates are corrected by it."
    )


def test_answers_from_the_adjudicated_codes_of_a_sample_are_refused(tmp_path):
    given = study(
        tmp_path, 'answers_from = "final"', after=ADJUDICATION, sample=DRAWN, clara=SHEET,
        anna=sheet("anna", units=OF_SAMPLE), ben=sheet("ben", units=OF_SAMPLE),
    )  # fmt: skip
    assert refused(given).startswith(
        "study.toml: answers_from is 'final', who coded 3 of 6 sentences, a sample."
    )


def test_answers_from_who_coded_every_sentence_are_given_though_there_is_a_sample(tmp_path):
    every = [f"{article},{n},m1,{frame},0" for article, n in UNITS for frame in FRAMES]
    table = "\n".join(["article,sentence,coder,frame,present", *every, ""])
    given = study(tmp_path, 'answers_from = "m1"', m1=table, sample=DRAWN)
    assert given.answer_codings["coder"].unique().tolist() == ["m1"]


def test_a_sample_corrects_the_rules_by_the_reference(tmp_path):
    given = study(tmp_path, 'reference = "anna"', anna=sheet("anna", units=OF_SAMPLE), sample=DRAWN)
    assert_frame_equal(given.sample, read_sample(tmp_path / "sample.csv"))
    out = given.checks.corrected.query("frame == 'out'").set_index("outlet")
    # the rules err in the one sampled sentence of b that they code 1: then they count for nothing
    assert out.loc[["Daily", "Weekly"], "corrected"].to_list() == pytest.approx([1 / 3, 0])
    assert not out["leads"].any()
    assert given.checks.codes_needed(0.05)["wanted"].tolist() == [0.05] * 4
    assert given.checks.codes_needed(0.1)["wanted"].tolist() == [0.1] * 4


def test_a_sample_without_a_reference_corrects_nothing(tmp_path):
    given = study(tmp_path, sample=DRAWN)
    assert_frame_equal(given.checks.corrected, empty("corrected"))
    assert_frame_equal(given.checks.codes_needed(0.05), empty("codes_needed"))


# -- machines ---------------------------------------------------------------------------------


def test_a_classifier_without_a_reference_is_refused(tmp_path):
    assert refused(study(tmp_path, 'machines = ["classifier"]')) == (
        "study.toml: machines names 'classifier', which learns from the codings of 'reference', "
        "and none is given. Name a coder, or leave it out."
    )


@pytest.mark.slow
def test_text_similarity_needs_no_reference_and_codes_every_sentence(tmp_path):
    given = study(tmp_path, 'machines = ["similarity"]')
    assert given.codings["coder"].value_counts().to_dict() == {"rules": 12, "similarity": 12}
    assert given.answers_from == "rules"


def test_a_machine_that_there_is_not_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(StudyError) as error:
        study(tmp_path, 'machines = ["similarty"]')
    assert str(error.value) == (
        "study.toml: [coding]: 'machines' names 'similarty'. Allowed: similarity, classifier. Did "
        "you mean 'similarity'?"
    )


# -- rounds -----------------------------------------------------------------------------------


def practised(folder: Path) -> Study:
    """Two persons disagree in training and pilot, and agree in the end, on the same units."""
    rounds = ("pilot", "training", "final")
    files = {f"{round}_anna": sheet("anna", round=round) for round in rounds}
    files |= {f"{round}_ben": sheet("ben", set(), round=round) for round in rounds[:2]}
    return study(folder, coders=PERSONS, final_ben=sheet("ben"), **files)


def test_practice_rounds_are_kept_apart_from_what_results_rest_on(tmp_path):
    given = practised(tmp_path)
    assert {name: len(rows) for name, rows in given.rounds.items()} == {
        "final": 24, "pilot": 24, "training": 24,
    }  # fmt: skip
    assert given.codings["coder"].value_counts().to_dict() == {"anna": 12, "ben": 12, "rules": 12}
    assert set(given.codings["round"]) == {"final"}
    assert given.checks.reliability["alpha"].tolist() == [1.0, 1.0]
    assert given.checks.disagreements.empty


@pytest.mark.slow
def test_practice_shows_each_round_by_itself_the_training_first(tmp_path):
    table = practised(tmp_path).checks.practice
    assert table[["round", "frame", "n"]].to_numpy().tolist() == [
        [round, frame, 6] for round in ("training", "pilot") for frame in FRAMES
    ]
    assert (table["percent_agreement"] == 5 / 6).all()


def test_a_study_with_practice_alone_has_no_final_codings(tmp_path):
    given = study(tmp_path, anna=sheet("anna", round="pilot"), coders=PERSONS)
    assert given.independent_codings["coder"].unique().tolist() == ["rules"]
    assert given.checks.practice.empty


def test_practice_on_a_sentence_that_is_not_there_is_refused(tmp_path):
    given = study(tmp_path, anna=sheet("anna", units=[("a", 9)], round="pilot"))
    with pytest.raises(TableError, match="2 of 2 name a sentence that does not exist: 'a sent"):
        _ = given.codings


# -- who agrees with whom ---------------------------------------------------------------------

MIXED = "coder,kind\nanna,person\nben,person\nm1,model\nm2,model\n"


@pytest.mark.slow
def test_persons_and_models_are_never_put_together(tmp_path):
    files = {name: sheet(name) for name in ("anna", "ben", "m1", "m2")}
    table = study(tmp_path, coders=MIXED, **files).checks.reliability
    assert table[["coders", "frame", "called"]].to_numpy().tolist() == [
        [coders, frame, called]
        for coders, called in (("anna;ben", "reliability"), ("m1;m2", "repeatability"))
        for frame in FRAMES
    ]


def test_one_person_and_one_model_have_no_agreement_of_their_own(tmp_path):
    given = study(tmp_path, coders=MIXED, anna=sheet("anna"), m1=sheet("m1"))
    assert_frame_equal(given.checks.reliability, empty("reliability"))
    assert given.checks.disagreements.empty


def test_coders_of_unknown_kind_are_not_taken_for_people(tmp_path):
    given = study(tmp_path, anna=sheet("anna"), ben=sheet("ben", set()))
    assert_frame_equal(given.checks.reliability, empty("reliability"))
    assert given.checks.disagreements.empty


def test_disagreements_are_those_of_people_and_of_models_where_no_two_people_coded(tmp_path):
    files = {"anna": sheet("anna"), "m1": sheet("m1"), "m2": sheet("m2", {("a", 1, "out")})}
    of_models = study(tmp_path, coders=MIXED, **files).checks.disagreements
    assert of_models[["article", "sentence", "frame", "m1", "m2"]].to_numpy().tolist() == [
        ["a", 2, "warm", "present", "absent"]
    ]
    given = study(tmp_path, coders=MIXED, ben=sheet("ben", {("a", 2, "warm")}), **files)
    of_people = given.checks.disagreements
    assert of_people[["outlet", "sentence", "frame", "anna", "ben"]].to_numpy().tolist() == [
        ["Daily", 1, "out", "present", "absent"]
    ]
    assert_frame_equal(
        of_people,
        disagreements(given.codings, coders=["anna", "ben"], sentences=given.sentences),
    )


def test_each_value_has_an_agreement_of_its_own(tmp_path):
    key = ("a", 1, "out")
    files = {
        "anna": sheet("anna", words={key: "present,barred,asserted"}),
        "ben": sheet("ben", words={key: "present,barred,feared"}),
    }
    table = study(tmp_path, coders=PERSONS, **files).checks.reliability_of_values
    assert table[["variable", "value", "n_positive", "percent_agreement"]].to_numpy().tolist() == [
        ["subcode", "barred", 1, 1.0], ["mode", "asserted", 1, 0.0], ["mode", "feared", 1, 0.0],
    ]  # fmt: skip


# -- sheets -----------------------------------------------------------------------------------


def test_every_line_of_a_sheet_is_told_and_none_of_a_table_of_codings(tmp_path):
    words = {("a", 1, "out"): ",,", ("a", 2, "warm"): "presnt,,"}
    beyond = [*OF_SAMPLE[:2], ("b", 2)]
    table = "article,sentence,coder,frame,present\na,0,m1,out,0\n"
    given = study(tmp_path, anna=sheet("anna", units=beyond, words=words), m1=table, sample=DRAWN)
    rows = given.sheets
    assert rows["place"].dropna().tolist() == [f"line {n}" for n in range(2, 8)]
    assert rows["state"].tolist() == [
        "open", "read", "read", *["rejected"] * 3, *["missing"] * 2,
    ]  # fmt: skip
    lacking = rows[rows["state"] == "missing"]
    assert lacking[["article", "sentence", "frame"]].to_numpy().tolist() == [
        ["b", 0, "out"], ["b", 0, "warm"],
    ]  # fmt: skip
    assert set(rows["file"]) == {"anna.csv"}
    assert sheet_states(rows).to_numpy().tolist() == [["anna.csv", 2, 1, 3, 2, 8]]
    assert "decision is 'presnt'" in rows["reason"][3]
    assert rows["reason"][4] == "'b' sentence 2 is not in the sample."
    read = given.codings[given.codings["coder"] == "anna"]
    assert read[["article", "sentence", "frame"]].to_numpy().tolist() == [
        ["a", 1, "warm"], ["a", 2, "out"],
    ]  # fmt: skip


def test_a_sheet_of_another_round_than_the_sample_is_not_held_against_it(tmp_path):
    pilot = sheet("anna", units=[("a", 0)], round="pilot")
    given = study(tmp_path, pilot=pilot, anna=sheet("anna", units=OF_SAMPLE), sample=DRAWN)
    assert given.sheets["state"].unique().tolist() == ["read"]
    assert given.sheets["file"].value_counts().to_dict() == {"anna.csv": 6, "pilot.csv": 2}


def test_the_sheet_that_settles_is_told_with_the_others(tmp_path):
    settles = sheet("clara", units=[("a", 1)], words={("a", 1, "out"): "maybe,,"})
    given = study(tmp_path, after=ADJUDICATION, anna=sheet("anna"), ben=sheet("ben"), clara=settles)
    assert sheet_states(given.sheets).to_numpy().tolist() == [
        ["anna.csv", 12, 0, 0, 0, 12], ["ben.csv", 12, 0, 0, 0, 12], ["clara.csv", 1, 0, 1, 0, 2],
    ]  # fmt: skip


# -- adjudication -----------------------------------------------------------------------------


def settled(folder: Path, coding: str = "", *, after: str = ADJUDICATION, **files: str) -> Study:
    """Ben misses what is left out in a 1; Clara finds that it is there."""
    given = {
        "coders": PERSONS, "anna": sheet("anna"), "ben": sheet("ben", {("a", 2, "warm")}),
        "clara": sheet("clara", {("a", 1, "out")}, units=[("a", 1)]).rsplit("\n", 2)[0] + "\n",
    }  # fmt: skip
    return study(folder, coding, after=after, **{**given, **files})


def test_what_is_settled_and_what_is_agreed_on_is_coded_under_the_name_given(tmp_path):
    given = settled(tmp_path)
    final = given.codings[given.codings["coder"] == "final"].reset_index(drop=True)
    assert_frame_equal(
        final,
        adjudication(
            given.independent_codings,
            coders=["anna", "ben"],
            settled=read_decisions(tmp_path / "clara.csv", codebook=given.codebook).codings,
            coder="final",
        ),
    )
    found = final[final["present"] == 1]
    assert found[["article", "sentence", "frame"]].to_numpy().tolist() == [
        ["a", 1, "out"], ["a", 2, "warm"],
    ]  # fmt: skip
    assert found["note"].fillna("").tolist() == ["settled by clara", ""]
    assert "final" not in set(given.independent_codings["coder"])


def test_what_nobody_settled_is_left_undecided(tmp_path):
    given = settled(tmp_path, clara=SHEET)
    final = given.codings[given.codings["coder"] == "final"]
    assert final["present"].isna().sum() == 1
    assert final.loc[final["present"].isna(), "note"].tolist() == [
        "not settled: anna present, ben absent"
    ]


def test_adjudicated_codes_of_persons_are_said_to_be_so(tmp_path):
    given = settled(tmp_path, 'answers_from = "final"')
    assert given.coded_by == "adjudicated coding by people (anna, ben)"
    assert settled(tmp_path, 'reference = "final"').coded_by == (
        "rules only (the codebook's indicators), held against human coding (final)"
    )
    models = PERSONS.replace("person", "model")
    assert settled(tmp_path, 'reference = "final"', coders=models).coded_by == (
        "rules only (the codebook's indicators); validity against people unknown"
    )


def test_those_whose_codes_the_reference_settles_are_not_held_against_it(tmp_path):
    given = settled(tmp_path, 'reference = "final"', m1=sheet("m1", set()))
    assert given.checks.agreement["coder"].unique().tolist() == ["m1", "rules"]
    rules = given.checks.agreement.query("coder == 'rules'").drop(columns="reference_alpha")
    held = agreement(given.codings, reference="final", sentences=given.sentences)
    assert_frame_equal(rules.reset_index(drop=True), held.drop(columns="reference_alpha"))


@pytest.mark.slow
def test_beside_it_stands_the_alpha_of_those_whom_the_reference_settles(tmp_path):
    given = settled(tmp_path, 'reference = "final"')
    between = reliability(given.codings, coders=["anna", "ben"], kinds=given.coders)
    held = given.checks.agreement.set_index("frame")["reference_alpha"]
    assert held.to_dict() == pytest.approx(between.set_index("frame")["alpha"].to_dict())
    assert held["warm"] == 1.0
    assert held["out"] == 0.0  # one of twelve codes is present: D_o is D_e
    of_one = settled(tmp_path, 'reference = "anna"').checks.agreement
    assert of_one["reference_alpha"].isna().all()
    runs = settled(tmp_path, 'reference = "final"', coders=PERSONS.replace("person", "model"))
    assert runs.checks.reliability["alpha"].notna().all()
    assert runs.checks.agreement["reference_alpha"].isna().all()  # of machines it says nothing


def test_settling_does_not_change_how_far_those_who_coded_agree(tmp_path):
    given = settled(tmp_path, 'reference = "final"')
    assert given.checks.reliability["coders"].unique().tolist() == ["anna;ben"]
    assert given.checks.disagreements["frame"].tolist() == ["out"]


FAULTS = {
    "no name": (
        'of = ["anna"]\nsheet = "c.csv"',
        "study.toml: [[adjudication]] 1: 'coder' is missing; give text in quotes.",
    ),
    "nobody to settle": (
        'coder = "x"\nof = []\nsheet = "c.csv"',
        "study.toml: [[adjudication]] 1: 'of' is empty; name the coders that it settles.",
    ),
    "no list of coders": (
        'coder = "x"\nsheet = "c.csv"',
        "study.toml: [[adjudication]] 1: 'of' is empty; name the coders that it settles.",
    ),
    "no sheet": (
        'coder = "x"\nof = ["anna"]',
        "study.toml: [[adjudication]] 1: 'sheet' is missing; give text in quotes.",
    ),
    "an unknown key": (
        'coder = "x"\nof = ["anna"]\nsheets = "c.csv"',
        "study.toml: [[adjudication]] 1: unknown key 'sheets'. Allowed: coder, of, sheet. Did you "
        "mean 'sheet'?",
    ),
}


@pytest.mark.parametrize(("entry", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_an_adjudication_is_named(tmp_path, entry, message):
    with pytest.raises(StudyError) as error:
        study(tmp_path, after=f"[[adjudication]]\n{entry}\n")
    assert str(error.value) == message


def test_an_adjudication_of_somebody_who_coded_nothing_is_refused(tmp_path):
    given = settled(tmp_path, after=ADJUDICATION.replace('"ben"', '"bene"'))
    with pytest.raises(ParameterError, match=r"'bene' coded nothing here.*Did you mean 'ben'\?"):
        _ = given.codings


def test_an_adjudication_under_the_name_of_a_coder_is_refused(tmp_path):
    given = settled(tmp_path, after=ADJUDICATION.replace('"final"', '"anna"'))
    with pytest.raises(ParameterError, match="coder is 'anna', whose codings are there already"):
        _ = given.codings


def test_a_sheet_of_settled_codes_that_is_not_there_yet_is_told_with_what_writes_it(tmp_path):
    given = settled(tmp_path, after=ADJUDICATION.replace("clara.csv", "clare.csv"))
    with pytest.raises(StudyError, match=r"'final' wait for clare\.csv, not there yet"):
        _ = given.codings


# -- hypotheses -------------------------------------------------------------------------------


def test_stated_hypotheses_are_tested_in_their_order_on_the_answers(tmp_path):
    after = (
        '[[hypotheses]]\noutlet = "Weekly"\nframe = "warm"\nexpected = "less"\n'
        '[[hypotheses]]\noutlet = "Daily"\nframe = "out"\nreference = "Weekly"\n'
        'measure = "prevalence"\n'
    )
    given = study(tmp_path, 'answers_from = "anna"', after=after, anna=sheet("anna"))
    table = given.checks.hypotheses
    said = ["measure", "outlet", "reference", "coder", "frame", "expected", "estimate"]
    assert table[said].to_numpy().tolist() == [
        ["salience", "Weekly", "rest", "anna", "warm", "less", pytest.approx(-1 / 3)],
        ["prevalence", "Daily", "Weekly", "anna", "out", "", 1.0],
    ]


HYPOTHESES = {
    "no outlet": ('frame = "out"', "[[hypotheses]] 1: 'outlet' is missing; give text in quotes."),
    "no frame": ('outlet = "A"', "[[hypotheses]] 1: 'frame' is missing; give text in quotes."),
    "an unknown key": (
        'outlet = "A"\nframe = "out"\nexpect = "more"',
        "[[hypotheses]] 1: unknown key 'expect'. Allowed: outlet, frame, reference, measure, "
        "expected. Did you mean 'expected'?",
    ),
}


@pytest.mark.parametrize(("entry", "message"), HYPOTHESES.values(), ids=HYPOTHESES)
def test_a_fault_in_a_hypothesis_is_named(tmp_path, entry, message):
    with pytest.raises(StudyError) as error:
        study(tmp_path, after=f"[[hypotheses]]\n{entry}\n")
    assert str(error.value) == f"study.toml: {message}"


# -- grades -----------------------------------------------------------------------------------

RELIABLE = pd.DataFrame(
    [
        ("out", "reliability", "reliable", 0.9), ("warm", "reliability", "tentative", 0.6),
        ("out", "repeatability", None, 0.1),
    ],
    columns=["frame", "called", "verdict", "ci_low"],
).assign(n=[60, 60, 60])  # fmt: skip
COUNTED = ["variant", "detail", "outlet", "n_present", "n_frame", "estimate", "ci_low", "ci_high"]
CLAIMED = pd.DataFrame(
    {"variant": ["as_stated"], "outlet": "A", "n_articles": 9, "ci_low": 0.1,
     "claim": "more", "stands": True}
)  # fmt: skip


def grade(reliability: pd.DataFrame, frame: str) -> list[str]:
    checks = Checks(*[None] * len(fields(Checks)))
    vars(checks).update(
        reliability=reliability,
        _robustness={frame: CLAIMED},
        led=frozenset(),
        unchecked=frozenset(),
    )
    return checks.grades(frame)[["grade", "failed"]].iloc[0].tolist()


def test_a_grade_rests_on_the_lower_bound_between_persons_on_its_own_frame():
    assert grade(RELIABLE, "out") == [SHOWN, ""]
    assert grade(RELIABLE, "warm")[1] == UNRELIABLE


def test_of_several_groups_of_people_the_lowest_bound_grades_a_claim():
    again = RELIABLE.iloc[[0]].assign(verdict="tentative", ci_low=0.6)
    assert grade(pd.concat([RELIABLE, again]), "out")[1] == UNRELIABLE


def test_reliability_of_a_grade_is_known_not_estimable_or_not_known():
    assert grade(RELIABLE[RELIABLE["verdict"].isna()], "out")[1] == NO_PERSONS
    assert grade(RELIABLE, "other")[1] == NO_PERSONS
    assert grade(RELIABLE.assign(verdict=None), "out")[1] == NOT_ESTIMABLE
    assert grade(RELIABLE.assign(verdict=None, n=0), "out")[1] == NO_PERSONS


@pytest.mark.slow
def test_each_check_is_computed_once(tmp_path):
    checks = settled(tmp_path, 'reference = "final"').checks
    for name in ("reliability", "agreement", "corrected", "disagreements", "hypotheses"):
        assert getattr(checks, name) is getattr(checks, name), f"{name} is computed twice"
    assert checks.robustness("out") is checks.robustness("out")
    assert checks.robustness("out") is not checks.robustness("warm")


@pytest.mark.slow
def test_a_coder_who_meets_the_reference_less_well_than_the_answer_is_no_other_choice(tmp_path):
    files = {"anna": sheet("anna"), "m1": sheet("m1", {("b", 0, "out")}), "m2": sheet("m2")}
    tried = study(tmp_path, 'reference = "anna"', **files).checks.robustness("out")
    assert choices(tried) == [
        "as_stated", "other_coder anna", "other_coder m2", "without_subcode barred",
    ]  # fmt: skip
    by_anna = study(tmp_path, 'answers_from = "anna"', **files).checks.robustness("out")
    assert choices(by_anna) == [
        "as_stated", "other_coder m1", "other_coder m2", "other_coder rules",
        "without_subcode barred",
    ]  # fmt: skip


@pytest.mark.slow
def test_codes_are_weighted_by_the_chance_with_which_they_were_drawn(tmp_path):
    drawn = "article,sentence,probability\na,1,1\nb,0,0.25\n"
    given = study(
        tmp_path, 'reference = "anna"', sample=drawn, anna=sheet("anna", units=[("a", 1), ("b", 0)])
    )
    out = given.checks.agreement.set_index("frame").loc["out"]
    assert out[["n", "n_coder", "n_both", "precision"]].tolist() == [2, 2, 1, 1 / 5]
    assert given.checks.agreement_by_outlet["n"].tolist() == [1, 1, 1, 1]


@pytest.mark.slow
def test_the_answer_is_tried_with_other_coders_of_all_sentences(tmp_path):
    given = settled(tmp_path, m1=sheet("m1", units=UNITS[:-1]))
    assert_frame_equal(
        given.checks.robustness("out")[COUNTED],
        robustness(
            given.codings, given.sentences, frame=given.codebook.frame("out"), coder="rules", seed=3
        )[COUNTED],
    )
    assert choices(given.checks.robustness("out")) == [
        "as_stated", "other_coder anna", "other_coder ben", "other_coder final",
        "without_subcode barred",
    ]  # fmt: skip


# -- the generated study, coded by hand by people who err -------------------------------------


@pytest.mark.slow
def test_every_line_of_every_sheet_was_read(hand_coded):
    assert sheet_states(hand_coded.study.sheets).to_numpy().tolist() == [
        [file, n, 0, 0, 0, n]
        for file, n in (
            (f"adjudication-{ADJUDICATOR}.csv", len(hand_coded.checks.disagreements)),
            ("final-anna.csv", 1800), ("final-ben.csv", 1800),
            ("pilot-anna.csv", 180), ("pilot-ben.csv", 180),
        )
    ]  # fmt: skip


@pytest.mark.slow
def test_what_was_settled_is_what_people_disagreed_on(hand_coded):
    final = hand_coded.study.codings.query("coder == 'adjudicated'")
    key = ["article", "sentence", "frame"]
    noted = final[final["note"].fillna("").str.startswith("settled by clara")]
    apart = hand_coded.checks.disagreements
    assert sorted(noted[key].to_numpy().tolist()) == sorted(apart[key].to_numpy().tolist())


@pytest.mark.slow
def test_adjudicated_codes_are_the_truth_but_where_both_erred_alike(hand_coded):
    table = hand_coded.study.codings
    truth = hand_coded.truth.reindex(pd.MultiIndex.from_frame(table[hand_coded.truth.index.names]))
    wrong = (table["present"].to_numpy() != truth.to_numpy()).astype(float)
    errors = pd.Series(wrong).groupby(table["coder"].to_numpy()).sum()
    assert errors["adjudicated"] <= 3 < 20 < min(errors["anna"], errors["ben"])
    apart = len(hand_coded.checks.disagreements)
    assert errors["anna"] + errors["ben"] == apart + 2 * errors["adjudicated"]


@pytest.mark.slow
def test_only_machines_are_held_against_what_people_settled(hand_coded):
    table = hand_coded.checks.agreement
    assert table["coder"].unique().tolist() == ["classifier", "rules", "similarity"]
    rules = table.query("coder == 'rules'").set_index("frame")
    study = hand_coded.study
    given = {"sentences": study.sentences, "sample": study.sample}
    held = agreement(study.codings, reference="adjudicated", **given)
    held = held.drop(columns="reference_alpha")  # of the reference's own coders
    assert_frame_equal(rules.reset_index()[list(held)], held)
    # the rules were spoiled: a false hit for left_out, and some praise is missed
    assert rules.loc["left_out", "precision"] < 0.8 < rules.loc["left_out", "recall"]
    assert rules.loc["warm_words", "recall"] < 1 == rules.loc["warm_words", "precision"]
    assert rules.loc["alarm", "f1"] > 0.98
    alpha = hand_coded.checks.reliability.set_index("frame")["alpha"]
    assert rules["reference_alpha"].to_dict() == alpha.to_dict()


@pytest.mark.slow
def test_the_rules_outlet_by_outlet_sum_to_the_rules_in_all(hand_coded):
    names = ["n", "n_coder", "n_reference", "n_both"]
    outlets = hand_coded.checks.agreement_by_outlet.groupby("frame")[names].sum()
    rules = hand_coded.checks.agreement.query("coder == 'rules'").set_index("frame")[names]
    assert_frame_equal(outlets, rules)


@pytest.mark.slow
def test_people_agreed_less_in_practice_than_in_the_end(hand_coded):
    final = hand_coded.checks.reliability.set_index("frame")
    pilot = hand_coded.checks.practice.set_index("frame")
    assert set(pilot["round"]) == {"pilot"}
    assert (final["n"].unique().tolist(), pilot["n"].unique().tolist()) == ([600], [60])
    assert (pilot["percent_agreement"] < final["percent_agreement"]).all()
    assert (final["called"] == "reliability").all()
    assert (final["ci_low"] > 0.667).all()


@pytest.mark.slow
def test_the_false_hits_are_those_that_were_let_in(hand_coded):
    study, hits = hand_coded.study, hand_coded.checks.false_hits
    assert set(hits.loc[hits["frame"] == "left_out", "text"].str.rstrip(".")) == {
        "One envoy was left out of the photograph"
    }
    book = {"codebook": study.codebook, "reference": "adjudicated"}
    assert_frame_equal(
        hand_coded.checks.indicators, indicators(study.mentions, study.codings, **book)
    )
    assert_frame_equal(hits, false_hits(study.mentions, study.codings, study.sentences, **book))


@pytest.mark.slow
def test_correction_brings_the_shares_nearer_to_the_truth(hand_coded):
    study, found = hand_coded.study, hand_coded.checks.corrected
    given = {"sample": study.sample, "reference": "adjudicated"}
    called = hand_coded.checks.reliability
    assert_frame_equal(
        found, correction(study.codings, study.sentences, **given, reliability=called)
    )
    assert set(found["called"]) == {"corrected"}
    assert_frame_equal(
        hand_coded.checks.codes_needed(0.06),
        codes_needed(study.codings, study.sentences, **given, half_width=0.06),
    )
    running = study.sentences.query("zone in ('subhead', 'lead', 'body')")
    shares = found[found["outlet"] != ALL_OUTLETS].set_index(["outlet", "frame"])
    truth = pd.Series(
        {
            (outlet, frame): hand_coded.truth.reindex(
                [(article, number, frame) for article, number in rows.to_numpy()]
            ).mean()
            for outlet, rows in running.groupby("outlet")[["article", "sentence"]]
            for frame in study.codebook.frames
        }
    )
    off = shares[["naive", "corrected"]].sub(truth.reindex(shares.index), axis=0).abs()
    mean = off.groupby("frame").mean()
    assert mean.loc["left_out", "corrected"] < mean.loc["left_out", "naive"] / 2
    assert mean.loc["warm_words", "corrected"] < mean.loc["warm_words", "naive"]
    holds = shares["ci_low"].le(truth.reindex(shares.index)) & shares["ci_high"].ge(
        truth.reindex(shares.index)
    )
    assert holds[shares["ci_low"].notna()].mean() > 0.85


@pytest.mark.slow
def test_what_is_said_of_a_corrected_frame_rests_on_its_corrected_shares(hand_coded):
    checks, study = hand_coded.checks, hand_coded.study
    assert checks.led == set(study.codebook.frames)
    assert not checks.unchecked
    given = {"sample": study.sample, "reference": "adjudicated"}
    assert_frame_equal(
        checks.homogeneity, corrected_homogeneity(study.codings, study.sentences, **given)
    )
    apart = corrected_difference(study.codings, study.sentences, **given)
    assert_frame_equal(checks.findings, findings(apart, checks.homogeneity))
    assert checks.findings["ci_low"].notna().sum() > 10
    for frame in checks.led:
        stated = checks.robustness(frame).query("variant == 'as_stated'").set_index("outlet")
        own = checks.findings.query("frame == @frame").set_index("outlet")
        assert stated["claim"].to_dict() == own["claim"].to_dict()
        assert "corrected" not in set(checks.grades(frame)["failed"])


@pytest.mark.slow
def test_without_a_person_who_read_them_all_counts_are_hits_not_yet_checked(hand_coded):
    values = {field.name: getattr(hand_coded.checks, field.name) for field in fields(Checks)}
    checks = Checks(**{**values, "reference": "", "sample": None})
    assert checks.unchecked == set(hand_coded.study.codebook.frames)
    assert checks.findings.empty
    assert set(checks.grades("left_out")["failed"]) == {"unchecked"}
    by_machine = Checks(**{**values, "reference": "", "sample": None, "answers_from": "classifier"})
    assert not by_machine.unchecked
    assert by_machine.findings["ci_low"].notna().all()


@pytest.mark.slow
def test_the_answer_is_tried_with_machines_no_worse_than_the_rules_and_with_the_correction(
    hand_coded,
):
    study = hand_coded.study
    found = hand_coded.checks.robustness("left_out")
    f1 = hand_coded.checks.agreement.query("frame == 'left_out'").set_index("coder")["f1"]
    assert f1["similarity"] < f1["rules"] < f1["classifier"]
    defensible = study.codings[study.codings["coder"] != "similarity"]
    wanted = robustness(
        defensible, study.sentences, frame=study.codebook.frame("left_out"), coder="rules",
        reference="adjudicated", sample=study.sample, corrected=True, seed=11,
        tests=hand_coded.checks.homogeneity,
    )  # fmt: skip
    assert_frame_equal(found[COUNTED], wanted[COUNTED])
    assert choices(found) == [
        "as_stated", "other_coder classifier", "with_headlines",
    ]  # fmt: skip


@pytest.mark.slow
def test_hypotheses_on_a_corrected_frame_are_judged_on_corrected_shares(hand_coded):
    study, checks = hand_coded.study, hand_coded.checks
    stated = pd.DataFrame(list(study.hypotheses))
    given = {"sample": study.sample, "reference": "adjudicated"}
    better = corrected_hypotheses(study.codings, study.sentences, stated, **given)
    texts = study.article_frames()
    wanted = hypotheses(texts[texts["coder"] == "rules"], stated, instead=better, seed=11)
    found = checks.hypotheses
    assert_frame_equal(found, wanted)
    assert found["outlet"].tolist() == ["Écho & Dépêche", "Beacon"]
    assert found["rests_on"].tolist() == ["corrected"] * 2
    assert found["as_expected"].tolist() == [True, False]  # the counts said True of both


@pytest.mark.slow
def test_hypotheses_on_hits_that_nobody_has_checked_have_no_verdict(hand_coded):
    values = {field.name: getattr(hand_coded.checks, field.name) for field in fields(Checks)}
    found = Checks(**{**values, "reference": "", "sample": None}).hypotheses
    assert found["note"].tolist() == ["unchecked"] * 2
    assert found["verdict"].tolist() == ["unknown"] * 2
    assert found[["estimate", "p", "rests_on"]].isna().all(axis=None)
    by_machine = Checks(**{**values, "reference": "", "sample": None, "answers_from": "classifier"})
    assert by_machine.hypotheses["rests_on"].tolist() == ["as_coded"] * 2
    assert by_machine.hypotheses["p"].notna().all()


@pytest.mark.slow
def test_who_coded_and_how_fit_that_is_is_said(hand_coded):
    study = hand_coded.study
    n = len(study.sentences) * 3
    counts = who_coded(study).set_index("coder")["decisions"].dropna().to_dict()
    assert counts == {
        "anna": 1800, "ben": 1800, "rules": n, "similarity": n, "classifier": n,
        "adjudicated": 1800,
    }  # fmt: skip
    assert study.coded_by == (
        "rules only (the codebook's indicators), held against human coding (adjudicated)"
    )
    labels = study.codebook.labels
    said = fitness(study, labels)
    assert said.startswith(f"Numbers from: {study.coded_by}. Alpha between anna and ben: Left out ")
    assert said.count("(600 units each, 95 % intervals)") == 2


@pytest.mark.slow
def test_answers_from_the_adjudicated_sample_are_refused_in_words(hand_coded, tmp_path):
    folder = shutil.copytree(hand_coded.study.folder, tmp_path / "copy")
    settings = (folder / "study.toml").read_text(encoding="utf-8")
    changed = settings.replace('answers_from = "rules"', 'answers_from = "adjudicated"')
    changed = changed.replace('machines = ["similarity", "classifier"]\n', "")
    (folder / "study.toml").write_text(changed, encoding="utf-8")
    said = refused(read_study(folder))
    n = len(hand_coded.study.sentences)
    assert f"answers_from is 'adjudicated', who coded 600 of {n} sentences, a sample" in said


@pytest.mark.slow
def test_the_grades_of_all_frames_rest_on_the_reliability_between_people(hand_coded):
    checks = hand_coded.checks
    table = pd.concat([checks.grades(frame) for frame in hand_coded.study.codebook.frames])
    assert len(table) == 18
    assert not (has(table["failed"], NO_PERSONS) | has(table["failed"], UNRELIABLE)).any()


# -- edges of samples and machines ------------------------------------------------------------

HALF = "article,sentence,round,probability\na,0,final,0.5\nb,1,final,0.5\n"
CODED = [("a", 0), ("b", 1)]


def test_a_pilot_sheet_that_is_still_empty_is_not_held_against_the_final_sample(tmp_path):
    blank = {(*unit, frame): ",," for unit in [("a", 1)] for frame in FRAMES}
    given = study(
        tmp_path, coders=PERSONS, sample=HALF,
        pilot=sheet("anna", units=[("a", 1)], round="pilot", words=blank),
        final=sheet("anna", units=CODED),
    )  # fmt: skip
    states = sheet_states(given.sheets).set_index("file")
    assert states.loc["pilot.csv", ["read", "open", "rejected", "missing"]].tolist() == [0, 2, 0, 0]
    assert states.loc["final.csv", ["read", "open", "rejected", "missing"]].tolist() == [4, 0, 0, 0]


def test_answers_from_who_coded_one_frame_of_one_sentence_are_refused_with_a_sample(tmp_path):
    lines = sheet("anna", units=[("a", 0)]).splitlines()[:2]
    given = study(
        tmp_path, 'answers_from = "anna"', coders=PERSONS, sample=HALF,
        final="\n".join([*lines, ""]),
    )  # fmt: skip
    assert "answers_from is 'anna', who coded 1 of 6 sentences, a sample" in refused(given)


def test_answers_may_come_from_a_machine_that_the_study_asks_for(tmp_path):
    given = study(tmp_path, 'machines = ["similarity"]\nanswers_from = "similarity"')
    assert given.answer_codings["coder"].unique().tolist() == ["similarity"]


def test_a_machine_that_is_named_twice_is_a_fault(tmp_path):
    with pytest.raises(StudyError, match="'machines' names one twice"):
        study(tmp_path, 'machines = ["similarity", "similarity"]')
