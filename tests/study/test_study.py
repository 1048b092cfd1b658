"""A study: its settings, its tables, who coded; and what importing the package costs."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import framing
from framing.coding.claims import described
from framing.coding.claims_by_rules import claims_by_rules
from framing.coding.code import code
from framing.coding.codebook_files import read_codebook, write_codebook
from framing.coding.codings import combined, read_coders
from framing.coding.codings_files import read_decisions
from framing.coding.passages import passages
from framing.coding.rules import mentions
from framing.compare.article_frames import article_frames
from framing.corpus.load import read_corpus, read_inputs, read_repairs
from framing.corpus.sentences import sentences, tokens
from framing.corpus.zones import zones
from framing.errors import (
    CodebookError,
    CorpusError,
    ParameterError,
    RepairWarning,
    StudyError,
    TableError,
)
from framing.study import STANDARD_REPORT, Adjudication, Run, Study, find_study, read_study
from framing.tables.require import empty
from framing.trust.agreement import agreement
from framing.voice import attributions
from tests.quick import pages_run_here

CODEBOOK = """
codebook = { name = "b" }
[frames.exclusion]
definition = "Somebody is left out."
subcodes = { left_out = "left out" }
[[frames.exclusion.indicators]]
id = "sidelined"
subcode = "left_out"
any = ["left out", "sidelin*"]
"""
ARTICLES = """id,outlet,title,text
a,Daily,Talks begin,"The talks began. Kyiv was left out."
b,Weekly,Kyiv sidelined,"They met in Riyadh. Nobody else came."
"""
CODINGS = """article,sentence,coder,frame,present,subcode
a,0,reference,exclusion,0,
a,1,reference,exclusion,0,
a,2,reference,exclusion,1,left_out
b,0,reference,exclusion,1,left_out
"""
CODERS = """coder,kind
reference,person
rules,rules
"""
WITH_CODINGS = """
[study]
name = "Talks"
[corpus]
columns = { article = "id" }
[coding]
codings = ["codings.csv"]
coders = "coders.csv"
answers_from = "reference"
"""
RULES_ONLY = """
[study]
name = "Talks"
[corpus]
columns = { article = "id" }
"""


def write(folder: Path, settings: str, *, coders: str = CODERS, codings: str = CODINGS) -> Path:
    files = {"study.toml": settings, "codebook.toml": CODEBOOK, "articles.csv": ARTICLES}
    for name, text in {**files, "codings.csv": codings, "coders.csv": coders}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def coded(tmp_path: Path) -> Study:
    return read_study(write(tmp_path, WITH_CODINGS))


# --- settings ---------------------------------------------------------------------------


def test_settings_are_read_as_they_stand_in_the_file(tmp_path):
    settings = """
    [study]
    name = "Talks"
    question = "Who is left out?"
    language = "fr"
    seed = 7
    event = "occasion"
    [corpus]
    articles = ["articles.csv", "more"]
    columns = { article = "id" }
    outlets = { Daily = "The Daily" }
    [coding]
    codebook = "codebook.toml"
    codings = ["codings.csv"]
    coders = "coders.csv"
    answers_from = "reference"
    reference = "clara"
    sample = "coding/final-sample.csv"
    machines = ["similarity"]
    [[adjudication]]
    coder = "clara"
    of = ["anna", "ben"]
    sheet = "coding/settled.csv"
    [[hypotheses]]
    outlet = "The Daily"
    frame = "exclusion"
    expected = "more"
    [[report]]
    notebook = "frame"
    each = "frame"
    parameters = { top = 5 }
    [[report]]
    notebook = "outlets"
    """
    assert read_study(write(tmp_path, settings)) == Study(
        folder=tmp_path,
        name="Talks",
        question="Who is left out?",
        selection="",
        language="fr",
        seed=7,
        sha256=hashlib.sha256(settings.encode()).hexdigest(),
        codebook=read_codebook(tmp_path / "codebook.toml"),
        answers_from="reference",
        sources=(tmp_path / "articles.csv", tmp_path / "more"),
        columns={"article": "id", "event": "occasion"},
        outlets={"Daily": "The Daily"},
        coding_files=(tmp_path / "codings.csv",),
        coders_file=tmp_path / "coders.csv",
        runs=(Run("frame", "frame", {"top": 5}), Run("outlets")),
        reference="clara",
        sample_file=tmp_path / "coding/final-sample.csv",
        machines=("similarity",),
        adjudications=(Adjudication("clara", ("anna", "ben"), tmp_path / "coding/settled.csv"),),
        hypotheses=(
            {"outlet": "The Daily", "frame": "exclusion", "reference": "rest",
             "measure": "salience", "expected": "more"},
        ),
    )  # fmt: skip


def test_only_the_name_is_needed(tmp_path):
    settings = "study = { name = 'Talks' }"
    assert read_study(write(tmp_path, settings)) == Study(
        folder=tmp_path,
        name="Talks",
        question="",
        selection="",
        language="en",
        seed=20250213,
        sha256=hashlib.sha256(settings.encode()).hexdigest(),
        codebook=read_codebook(tmp_path / "codebook.toml"),
        answers_from="rules",
        sources=(tmp_path / "articles.csv",),
        columns={},
        outlets={},
        coding_files=(),
        coders_file=None,
        runs=STANDARD_REPORT,
    )


def test_a_seed_may_be_zero(tmp_path):
    assert read_study(write(tmp_path, "study = { name = 'Talks', seed = 0 }")).seed == 0


FAULTS = {
    "no study": ("", "study.toml: [study]: 'name' is missing; give text in quotes."),
    "an unknown part": (
        "[studies]",
        "study.toml: unknown key 'studies'. Allowed: study, corpus, coding, wire, screen, "
        "report, adjudication, hypotheses, models. Did you mean 'study'?",
    ),
    "an unknown key": (
        "[study]\nname = 'x'\n[coding]\nanswer_from = 'me'",
        "study.toml: [coding]: unknown key 'answer_from'. Allowed: codebook, codings, coders, "
        "answers_from, reference, sample, machines. Did you mean 'answers_from'?",
    ),
    "four unknown keys": (
        "[study]\na1 = 1\na2 = 2\na3 = 3\na4 = 4",
        "study.toml: [study]: unknown key 'a1', 'a2', 'a3' (and 1 more). Allowed: name, question, "
        "selection, language, seed, event, margin, genres, authors, date, version, licence, "
        "licence_url, doi.",
    ),
    "a part that is no table": (
        "study = 'Talks'",
        "study.toml: 'study' is text in quotes ('Talks'); a table is needed.",
    ),
    "a name that is no text": (
        "[study]\nname = 1",
        "study.toml: [study]: 'name' is a whole number (1); text in quotes is needed.",
    ),
    "a seed that is no number": (
        "[study]\nname = 'x'\nseed = '1'",
        "study.toml: [study]: 'seed' is text in quotes ('1'); a whole number is needed.",
    ),
    "a seed below zero": (
        "[study]\nname = 'x'\nseed = -1",
        "study.toml: [study]: 'seed' is -1; a whole number from 0 on is needed.",
    ),
    "articles that are no text": (
        "[study]\nname = 'x'\n[corpus]\narticles = 3",
        "study.toml: [corpus]: 'articles' is a whole number (3); text in quotes is needed.",
    ),
    "an article that is no text": (
        "[study]\nname = 'x'\n[corpus]\narticles = ['a', 3]",
        "study.toml: [corpus]: 'articles', entry 2 is 3; text in quotes is needed.",
    ),
    "no articles": (
        "[study]\nname = 'x'\n[corpus]\narticles = []",
        "study.toml: [corpus]: 'articles' is empty; give at least one.",
    ),
    "an outlet that is no text": (
        "[study]\nname = 'x'\n[corpus]\noutlets = { BVI = 1 }",
        "study.toml: [corpus]: 'outlets.BVI' is 1; text in quotes is needed.",
    ),
    "codings that are no list": (
        "[study]\nname = 'x'\n[coding]\ncodings = 'codings.csv'",
        "study.toml: [coding]: 'codings' is text in quotes ('codings.csv'); a list is needed.",
    ),
    "a run that is no table": (
        "report = ['frame']\n[study]\nname = 'x'",
        "study.toml: [[report]] 1: text in quotes stands where a table is needed.",
    ),
    "a run without a notebook": (
        "[study]\nname = 'x'\n[[report]]\nnotebook = 'frame'\n[[report]]\neach = 'frame'",
        "study.toml: [[report]] 2: 'notebook' is missing; give text in quotes.",
    ),
    "a run for each of what there is not": (
        "[study]\nname = 'x'\n[[report]]\nnotebook = 'frame'\neach = 'frames'",
        "study.toml: [[report]] 1: 'each' is 'frames'. Allowed: frame, outlet, article. "
        "Did you mean 'frame'?",
    ),
}


@pytest.mark.parametrize(("settings", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_names_its_place_and_what_is_allowed(tmp_path, settings, message):
    with pytest.raises(StudyError) as error:
        read_study(write(tmp_path, settings))
    assert str(error.value) == message


def test_a_codebook_that_is_not_there_is_told_with_the_place(tmp_path):
    settings = f"{RULES_ONLY}[coding]\ncodebook = 'book.toml'"
    with pytest.raises(CodebookError) as error:
        read_study(write(tmp_path, settings))
    assert str(error.value) == (
        f"book.toml cannot be read: No such file or directory. Looked in {tmp_path}."
    )


# --- where a study is -------------------------------------------------------------------


def test_a_relative_path_is_sought_here_and_in_the_folders_above(tmp_path, monkeypatch):
    study, deep = tmp_path / "talks", tmp_path / "notebooks" / "mine"
    study.mkdir()
    deep.mkdir(parents=True)
    write(study, RULES_ONLY)
    monkeypatch.chdir(deep)
    assert find_study("talks") == study
    assert read_study("talks").folder == study
    assert find_study("talks/study.toml") == study


def test_the_nearest_study_is_taken(tmp_path, monkeypatch):
    for folder in (tmp_path / "talks", tmp_path / "mine" / "talks"):
        folder.mkdir(parents=True)
        write(folder, RULES_ONLY)
    monkeypatch.chdir(tmp_path / "mine")
    assert find_study("talks") == tmp_path / "mine" / "talks"


def test_an_absolute_path_is_taken_as_given(tmp_path, monkeypatch):
    write(tmp_path, RULES_ONLY)
    monkeypatch.chdir("/")
    assert find_study(tmp_path) == tmp_path
    assert find_study(tmp_path / "study.toml") == tmp_path


def test_the_places_tried_are_told(tmp_path, monkeypatch):
    deep = tmp_path / "a" / "b" / "c" / "d"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    above = len(deep.parents) + 1 - 4
    with pytest.raises(StudyError) as error:
        find_study("talks")
    assert str(error.value) == (
        f"study is 'talks', but there is no study.toml. Tried: {deep / 'talks'}; "
        f"{tmp_path / 'a/b/c/talks'}; {tmp_path / 'a/b/talks'}; {tmp_path / 'a/talks'} and {above} "
        "folders above. Give the folder that holds it; 'framing init my-study' makes one."
    )
    given = tmp_path / "talks"
    with pytest.raises(StudyError) as error:
        find_study(given)
    assert str(error.value) == (
        f"study is '{given}', but there is no study.toml. Tried: {given}. Give the folder that "
        "holds it; 'framing init my-study' makes one."
    )


# --- tables -----------------------------------------------------------------------------


def test_a_codebook_may_be_a_sheet_and_codings_an_export(tmp_path):
    settings = WITH_CODINGS.replace("codings.csv", "export.json").replace(
        'coders = "coders.csv"', 'codebook = "book.csv"'
    )
    folder = write(tmp_path, settings.replace('"reference"', '"2"'))
    write_codebook(read_codebook(folder / "codebook.toml"), folder / "book.csv")
    export = [
        {"id": n, "article": "a", "sentence": n, "annotator": 2, "annotation_id": n,
         "exclusion__present": "present" if n == 2 else "absent"}
        for n in range(3)
    ]  # fmt: skip
    (folder / "export.json").write_text(json.dumps(export), encoding="utf-8")
    study = read_study(folder)
    assert study.answer_codings["present"].tolist() == [0, 0, 1]
    rows = study.sheets[["file", "place", "state"]].values.tolist()
    assert rows == [["export.json", f"task {n}, annotation {n}", "read"] for n in range(3)]


def test_nothing_is_computed_when_a_study_is_read(tmp_path):
    folder = write(tmp_path, WITH_CODINGS)
    for name in ("articles.csv", "codings.csv", "coders.csv"):
        (folder / name).unlink()
    study = read_study(folder)
    with pytest.raises(CorpusError, match=r"articles\.csv"):
        _ = study.articles
    with pytest.raises(StudyError, match=r"coders\.csv cannot be read"):
        _ = study.coders


def test_each_table_is_that_of_the_public_function(coded):
    folder, book = coded.folder, coded.codebook
    given = {"columns": {"article": "id"}, "outlets": {}}
    with pytest.warns(RepairWarning):
        articles = read_corpus(folder / "articles.csv", **given)
    units = sentences(articles)
    hits = mentions(units, codebook=book)
    told = claims_by_rules(hits, units, attributions(units, articles=articles), codebook=book)
    rules = described(code(units, codebook=book), told)
    codings = combined([read_decisions(folder / "codings.csv", codebook=book).codings, rules])
    dates = articles.set_index("article")["date"]
    expected = {
        "articles": articles.assign(language=articles["language"].fillna("en")),
        "inputs": read_inputs(folder / "articles.csv", **given),
        "repairs": read_repairs(folder / "articles.csv", **given),
        "zones": zones(articles),
        "sentences": units.assign(date=units["article"].map(dates)),
        "tokens": tokens(units),
        "mentions": mentions(units, codebook=book),
        "codings": codings,
        "coders": read_coders(folder / "coders.csv"),
        "passages": passages(codings, units, articles=articles),
    }  # fmt: skip
    for name, table in expected.items():
        assert len(table), name
        assert_frame_equal(getattr(coded, name), table, obj=name)
        assert getattr(coded, name) is getattr(coded, name), f"{name} is computed twice"
    held = agreement(codings, sentences=units)
    alpha = "reference_alpha"
    assert_frame_equal(coded.checks.agreement.drop(columns=alpha), held.drop(columns=alpha))
    assert coded.checks.agreement is coded.checks.agreement
    assert_frame_equal(coded.article_frames(), article_frames(codings, units))
    assert coded.article_frames() is coded.article_frames(wire="all")


def test_the_answers_codings_are_those_of_their_coder_alone(coded):
    assert coded.answer_codings["coder"].tolist() == ["reference"] * 4
    assert coded.answer_codings["present"].tolist() == [0, 0, 1, 1]


def test_codes_of_practice_rounds_are_no_answers(tmp_path):
    header, *rows = CODINGS.splitlines()
    lines = [f"{header},round", *(f"{row},final" for row in rows)]
    lines += ["b,1,reference,exclusion,1,left_out,pilot", "b,1,ben,exclusion,1,left_out,training"]
    study = read_study(write(tmp_path, WITH_CODINGS, codings="\n".join(lines)))
    assert study.answer_codings["present"].tolist() == [0, 0, 1, 1]
    assert set(study.codings["coder"]) == {"reference", "rules"}
    assert set(study.codings["round"]) == {"final"}


def test_a_wire_choice_that_is_not_there_is_refused(coded):
    with pytest.raises(ParameterError, match=r"wire is 'non'\. Allowed: all"):
        coded.article_frames(wire="non")


def test_a_study_with_rules_alone_has_every_table(tmp_path):
    study = read_study(write(tmp_path, RULES_ONLY))
    assert study.codings["coder"].unique().tolist() == ["rules"]
    assert_frame_equal(study.answer_codings, study.codings)
    assert study.passages["text"].tolist() == ["Kyiv was left out.", "Kyiv sidelined"]
    assert study.article_frames()["n_frame_sentences"].tolist() == [1, 0]
    assert study.coders[["coder", "kind"]].to_numpy().tolist() == [["rules", "rules"]]
    assert_frame_equal(study.checks.reliability, empty("reliability"))
    assert study.checks.agreement.empty
    assert_frame_equal(study.checks.corrected, empty("corrected"))
    assert_frame_equal(study.checks.indicators, empty("indicators"))


def test_answers_from_nobody_are_refused(tmp_path):
    settings = WITH_CODINGS.replace('"reference"', '"referenc"')
    with pytest.raises(StudyError) as error:
        _ = read_study(write(tmp_path, settings)).codings
    assert str(error.value) == (
        "study.toml: answers_from is 'referenc', who coded nothing. Coders: 'reference', 'rules'. "
        "Did you mean 'reference'?"
    )


def test_a_coding_of_a_sentence_that_is_not_there_is_refused(tmp_path):
    codings = f"{CODINGS}b,3,reference,exclusion,0,\nc,0,reference,exclusion,0,\n"
    with pytest.raises(TableError) as error:
        _ = read_study(write(tmp_path, WITH_CODINGS, codings=codings)).codings
    assert str(error.value) == (
        "codings: 2 of 6 name a sentence that does not exist: 'b sentence 3', 'c sentence 0'. "
        "Were they made on another version of the texts?"
    )


CODED_BY = {
    "person": "human coding (reference)",
    "model": "coding by language models (reference); validity against people unknown",
    "rules": "rules only (the codebook's indicators); validity against people unknown",
    "similarity": "coding by text similarity (reference); validity against people unknown",
    "classifier": "coding by a classifier (reference); validity against people unknown",
    None: "coding by coders of unknown kind (reference); validity against people unknown",
}


@pytest.mark.parametrize(("kind", "words"), CODED_BY.items())
def test_human_is_said_of_persons_alone(tmp_path, kind, words):
    coders = "coder,kind\n" + (f"reference,{kind}\n" if kind else "somebody,person\n")
    assert read_study(write(tmp_path, WITH_CODINGS, coders=coders)).coded_by == words


def test_rules_alone_are_named_as_such_whatever_the_file_of_coders_says(tmp_path):
    settings = f"{RULES_ONLY}[coding]\ncoders = 'coders.csv'"
    study = read_study(write(tmp_path, settings, coders="coder,kind\nrules,person\n"))
    assert study.coded_by == (
        "rules only (the codebook's indicators); validity against people unknown"
    )


# --- wire copy: families and the agency's original -------------------------------------

OPENED = "The talks on the port opened in Riga on Monday."
ENVOYS = "Envoys from nine countries met in the old town."
LEFT_OUT = "Farmers of Lode say that they were left out."
SPRING = "A second round of talks is planned for the late spring."
SNOW = "Snow fell on the harbour during the long night."
STORY = {
    "agency": ("Wire", [OPENED, ENVOYS, LEFT_OUT, SPRING]),
    "late": ("Daily", [OPENED, ENVOYS, SNOW]),
    "other": ("Weekly", ["Prices of bread rose again.", "Bakers blame the poor harvest."]),
    "whole": ("Courier", [OPENED, ENVOYS, SPRING, SNOW]),
}
PAGES = "".join(f"[[report]]\nnotebook = '{name}'\n" for name in ("wire", "frame"))


def wire_study(
    folder: Path,
    reference: str | None = None,
    *,
    families: dict[str, str] | None = None,
    story: dict[str, tuple[str, list[str]]] = STORY,
) -> Study:
    """Write a story of an agency and two papers, and a text of its own; a sentence a paragraph."""
    folder.mkdir(exist_ok=True)
    rows = [
        {"id": name, "outlet": outlet, "text": " ".join(said)} | (
            {"family": families.get(name, "")} if families else {}
        )
        for name, (outlet, said) in story.items()
    ]  # fmt: skip
    settings = RULES_ONLY + (f"[wire]\nreference = '{reference}'\n" if reference else "")
    frame = "parameters = { frame = 'exclusion' }\n"
    write(folder, f"{settings}{PAGES}{frame}")
    pd.DataFrame(rows).to_csv(folder / "articles.csv", index=False)
    return read_study(folder)


def by_article(table: pd.DataFrame, column: str) -> dict[str, list[object]]:
    return table.groupby("article")[column].agg(list).to_dict()


def test_families_that_are_not_given_are_found_by_wording(tmp_path):
    study = wire_study(tmp_path)
    assert study.articles.set_index("article")["family"].to_dict() == {
        "agency": "agency", "late": "agency", "other": "other", "whole": "agency"
    }  # fmt: skip
    assert by_article(study.origins, "origin") == {
        "agency": ["verbatim", "verbatim", "unmatched", "verbatim"],
        "late": ["verbatim"] * 3,
        "other": ["unmatched", "unmatched"],
        "whole": ["verbatim"] * 4,
    }


def test_given_families_are_used_and_none_are_sought(tmp_path, monkeypatch):
    def sought(*_, **__):
        raise AssertionError("families are sought")

    monkeypatch.setattr("framing.study.texts.families", sought)
    study = wire_study(tmp_path, families={"agency": "one", "whole": "one", "late": "two"})
    assert study.articles["family"].tolist() == ["one", "two", "other", "one"]
    assert study.sentences.groupby("article")["family"].first().tolist() == [
        "one", "two", "other", "one"
    ]  # fmt: skip
    assert set(study.alignments["article_a"] + study.alignments["article_b"]) == {"agencywhole"}
    assert by_article(study.origins, "origin") == {
        "agency": ["verbatim", "verbatim", "unmatched", "verbatim"],
        "late": ["unmatched"] * 3,
        "other": ["unmatched"] * 2,
        "whole": ["verbatim", "verbatim", "verbatim", "unmatched"],
    }


def test_families_are_found_without_changing_the_articles_that_were_read(tmp_path):
    study = wire_study(tmp_path)
    assert study.corpus.articles["family"].tolist() == list(STORY)
    found = ["family", "language"]
    assert_frame_equal(
        study.articles.drop(columns=found), study.corpus.articles.drop(columns=found)
    )
    assert study.families["n_articles"].tolist() == [3, 3, 1, 3]


def test_a_text_that_tells_no_language_has_the_studys(tmp_path):
    wire_study(tmp_path)
    path = tmp_path / "study.toml"
    path.write_text(path.read_text().replace("[study]", '[study]\nlanguage = "de"', 1))
    study = read_study(tmp_path)
    assert study.corpus.articles["language"].isna().any()
    untold = study.corpus.articles.loc[study.corpus.articles["language"].isna(), "article"]
    for table in (study.articles, study.sentences):
        assert set(table.loc[table["article"].isin(untold), "language"]) == {"de"}


def test_with_the_agencys_original_sentences_are_kept_own_or_in_another_text(tmp_path):
    study = wire_study(tmp_path, "agency")
    assert by_article(study.origins, "origin") == {
        "agency": ["kept"] * 4,
        "late": ["kept", "kept", "verbatim"],
        "other": ["own"] * 2,
        "whole": ["kept", "kept", "kept", "verbatim"],
    }


def test_versions_and_cuts_start_from_the_agencys_original_though_it_is_shorter(tmp_path):
    study = wire_study(tmp_path, "late")
    told = study.synopsis.query("story == 'agency'")
    assert told["article"].unique().tolist() == ["late", "agency", "whole"]
    assert told.query("unit == 0")["relation"].tolist() == ["basis", "verbatim", "verbatim"]
    assert study.truncation["longest"].unique().tolist() == ["late"]
    assert study.truncation["article"].unique().tolist() == ["agency", "whole"]
    longest = wire_study(tmp_path / "without").truncation["longest"]
    assert longest.unique().tolist() == ["agency"]  # of as many sentences, the first by name


def test_passages_are_followed_from_the_longest_text_or_from_the_agencys_original(tmp_path):
    told = ["article", "longest", "sentence", "frame", "told"]
    found = wire_study(tmp_path).passages_kept
    assert found[told].to_numpy().tolist() == [
        ["whole", "agency", 2, "exclusion", "absent"], ["late", "agency", 2, "exclusion", "absent"]
    ]  # fmt: skip
    assert wire_study(tmp_path / "late", "late").passages_kept.empty  # it has no passage


def test_a_frame_in_a_clause_that_no_other_text_has_counts_as_unmatched(tmp_path):
    planned = "A second round of talks is planned for the late spring"
    without = [OPENED, f"{planned}.", SNOW]
    clause = [OPENED, f"{planned}, though farmers of Lode were left out of them.", SNOW]
    story = {"a": ("Daily", without), "b": ("Weekly", clause)}
    study = wire_study(tmp_path, story=story)
    assert by_article(study.origins, "origin")["b"] == ["verbatim", "trimmed", "verbatim"]
    present = study.clause_origins.query("present == 1")
    assert present[["article", "sentence", "origin"]].to_numpy().tolist() == [["b", 1, "clause"]]
    counts = ["article", "n_frame_sentences", "n_sentences"]
    for wire, b in (("all", ["b", 1, 3]), ("unshared", ["b", 1, 1]), ("unmatched", ["b", 1, 1])):
        frames = study.article_frames(wire=wire)
        assert frames.query("article == 'b'")[counts].to_numpy().tolist() == [b], wire
    assert study.article_frames(wire="unmatched").query("article == 'a'")["n_sentences"].sum() == 0


@pytest.mark.parametrize("table", ["origins", "synopsis", "truncation"])
def test_an_original_that_is_no_article_is_refused_with_a_suggestion(tmp_path, table):
    study = wire_study(tmp_path, "agenzy")
    with pytest.raises(StudyError) as error:
        getattr(study, table)
    assert str(error.value) == (
        "study.toml: [wire] reference is 'agenzy', which is no article. Articles: 'agency', "
        "'late', 'other' (and 1 more). Did you mean 'agency'?"
    )


def test_an_unknown_key_of_wire_is_refused_with_a_suggestion(tmp_path):
    with pytest.raises(StudyError) as error:
        read_study(write(tmp_path, f"{RULES_ONLY}[wire]\nreferense = 'a'"))
    assert str(error.value) == (
        "study.toml: [wire]: unknown key 'referense'. Allowed: reference. Did you mean 'reference'?"
    )


def computed(folder: Path) -> dict[str, str]:
    """Build a study's report; return what its pages computed: sentences, tables, figures."""
    from framing.report import export
    from framing.report.batch import build

    with pages_run_here():
        report = build(read_study(folder), output=folder / "reports")
    assert not report.failed, report.failed
    said = {}
    for run in report.runs:
        notebook = (folder / "reports" / "notebooks" / f"{run.name}.ipynb").read_text("utf-8")
        results = export.results(json.loads(notebook))
        said[run.name] = json.dumps(results, ensure_ascii=False)
        page = (folder / "reports" / run.file).read_text(encoding="utf-8")
        said[f"{run.name} table"] = " ".join(re.findall(r"<td.*?</td>", page, flags=re.DOTALL))
    said["index"] = " ".join(
        re.findall(r"<main.*</main>", (folder / "reports" / "index.html").read_text("utf-8"),
                   flags=re.DOTALL)
    )  # fmt: skip
    return said


@pytest.mark.slow
def test_kept_own_and_omitted_are_said_where_the_agencys_original_is_given(tmp_path):
    wire_study(tmp_path, "agency")
    said = computed(tmp_path)
    assert "omitted" in said["wire table"]
    for words in (
        "in the agency's text, word for word", "own: neither in the agency's text nor in"
    ):  # fmt: skip
        assert words in said["wire"]
    assert "Wire 0 in another text, word for word, 4 in the agency's text, word" in said["wire"]
    assert "In the agency's text, word for word: Wire 4; Daily 2" in said["frame"]
    own = "Own: neither in the agency's text nor in another: Wire 0; Daily 0; Weekly 2"
    assert own in said["frame"]
    assert "agency copy" not in said["wire"]


@pytest.mark.slow
def test_without_the_agencys_original_kept_own_and_omitted_are_said_nowhere(tmp_path):
    wire_study(tmp_path)
    said = computed(tmp_path)
    assert "not found" in said["wire table"]
    assert "they may still be agency copy" in said["wire"]
    for name, text in said.items():
        assert not re.findall(r"\b(?:kept|own|omitted|distorted)\b", text, flags=re.IGNORECASE), (
            name
        )


# --- the package ------------------------------------------------------------------------


def test_importing_the_package_loads_neither_pandas_nor_numpy():
    program = "import sys, framing; print({'pandas', 'numpy', 'matplotlib'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_every_name_of_the_package_is_there():
    assert set(framing.__all__) <= set(dir(framing))
    for name in framing.__all__:
        assert getattr(framing, name)


def test_a_name_that_is_not_there_is_answered_with_the_nearest():
    with pytest.raises(AttributeError) as error:
        _ = framing.read_codebok
    assert str(error.value) == "framing has no 'read_codebok'. Did you mean 'read_codebook'?"


def test_modes_come_from_the_coder_whom_people_validated_and_accounts_name_it(tmp_path):
    lines = "".join(f"a,{n},gpt,exclusion,1,feared\n" for n in range(31))
    people = lines.replace("gpt", "ann").partition("a,30")[0]
    given = {
        "codings": f"article,sentence,coder,frame,present,mode\n{lines}{people}",
        "coders": "coder,kind\ngpt,model\nann,person\n",
    }
    settings = WITH_CODINGS.replace('answers_from = "reference"', 'reference = "ann"')
    folder = write(tmp_path, settings, **given)
    text = "Kyiv was left out. " * 31
    (folder / "articles.csv").write_text(f'id,outlet,text\na,Daily,"{text}"\n')
    study = read_study(folder)
    assert study.answers_from == "rules"
    assert study.told_by == (
        "rules only (the codebook's indicators), held against human coding (ann); modes, voices "
        "and judgements from language models (gpt): 30 of 30 are as people have them (ann)"
    )
    for told in (study.answer_claims, study.answer_passages):
        assert told["mode"].tolist() == ["feared"] * 31
        assert set(told["subcode"]) == {"left_out"}  # as the rules have it
        assert set(told["coder"]) == {"rules"}
