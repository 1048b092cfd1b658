"""From codebook to corrected estimate, as docs/model-coding.md has it (model-coding.md)."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from framing import report
from framing.pages import models as page
from framing.pages import validity
from framing.show import checked
from framing.show.trust_line import not_validated
from framing.study import Study, read_study
from tests.conftest import ROOT
from tests.models.recipe import N_SENTENCES, N_TEXTS, Recipe


@pytest.fixture(scope="module")
def recipe(tmp_path_factory: pytest.TempPathFactory) -> Recipe:
    return Recipe(tmp_path_factory.mktemp("recipe"))


@pytest.fixture(scope="module")
def study(recipe: Recipe) -> Study:
    return recipe.study


def row_of(table: pd.DataFrame, **wanted: object) -> dict:
    for column, value in wanted.items():
        table = table[table[column] == value]
    (row,) = table.to_dict("records")
    return row


def test_what_the_model_overlooks_in_one_outlet_is_corrected_by_peoples_codes(recipe, study):
    leading = study.checks.leading.query("frame == 'is_outside'").set_index("outlet")
    truth = study.sentences.query("zone != 'headline'").assign(
        framed=lambda rows: rows["text"].map(recipe.truth)
    )
    true = truth.groupby("outlet")["framed"].mean().astype(float)
    naive = leading["naive"]
    assert naive["A"] - naive["B"] > 0.15  # as counted, B has half of it
    assert abs(true["A"] - true["B"]) < 0.06  # in truth they are alike
    assert (leading["share"] - true).abs().max() < 0.06
    assert (leading["ci_low"] < true).all()
    assert (leading["ci_high"] > true).all()
    assert set(leading["called"]) == {"matched"}
    assert study.checks.counted == "llama"


def test_modes_voices_and_sub_codes_are_corrected_as_the_frame_is(study):
    """Here each sentence with the frame has one value of each, by the model and in truth."""
    values, frame = study.checks.corrected_values, study.checks.corrected
    frame = frame.query("frame == 'is_outside'").reset_index(drop=True)
    found = {name: rows.reset_index(drop=True) for name, rows in values.groupby("variable")}
    assert set(values["value"]) == {"door", "stated", "text"}
    assert set(found) == {"subcode", "mode", "voice"}
    for rows in found.values():
        own = rows.drop(columns=["variable", "value"])
        pd.testing.assert_frame_equal(own, frame.drop(columns=["variable", "value"]))
    assert (frame["corrected"] - frame["naive"]).abs().max() > 0.1


def test_the_counts_of_units_add_up(study):
    row = row_of(study.model_checks.asked, coder="llama")
    assert row["n"] == N_TEXTS * (N_SENTENCES + 1) == len(study.sentences)
    assert (row["n_coded"], row["n_rejected"], row["n_no_answer"]) == (507, 13, 0)
    assert len(study.model_checks.failures) == 13
    assert set(study.model_checks.failures["reason"]) == {"in_prose"}
    assert pd.isna(row["cost"])
    codings = study.codings.query("coder == 'llama'")
    failed = study.model_checks.failures[["article", "sentence"]]
    assert len(codings) == 2 * 507
    assert codings.merge(failed, validate="many_to_one").empty


def test_precision_and_recall_against_people_tell_that_errors_differ_by_outlet(study):
    by = study.model_checks.agreement_by_outlet.query("frame == 'is_outside'").set_index("outlet")
    assert by.loc["A", ["precision", "recall"]].tolist() == [1, 1]
    assert by.loc["B", "precision"] == 1
    assert by.loc["B", "recall"] == pytest.approx(0.52, abs=0.01)
    verdict = row_of(study.model_checks.verdicts, frame="is_outside")
    assert verdict["p_outlets"] < 0.05
    values = study.model_checks.agreement_by_value
    assert values[["variable", "value"]].to_numpy().tolist() == [
        ["mode", "stated"],
        ["voice", "text"],
    ]


def test_rates_of_failure_stand_by_outlet_and_length_with_intervals(study):
    rates = study.model_checks.failure_rates
    assert row_of(rates, by="all")["n_failed"] == row_of(rates, by="all")["n_refused"] == 13
    a, b = (row_of(rates, by="outlet", group=each) for each in "AB")
    assert (a["n_failed"], b["n_failed"]) == (13, 0)
    assert 0 < a["ci_low"] < 13 / 260 < a["ci_high"] < 0.5
    assert 0 == b["ci_low"] < b["ci_high"] < 0.05
    lengths = rates.query("by == 'length'")
    assert lengths["n"].sum() == 520
    assert lengths["group"].str.endswith(" words").all()


def test_sentences_that_stood_in_the_prompt_are_no_test_of_the_model(recipe, study):
    path = recipe.folder / "coding/models/llama.jsonl"
    drawn = study.sample.merge(study.sentences[["article", "sentence", "text"]])["text"].tolist()
    kept = path.read_text(encoding="utf-8")
    head, rest = kept.split("\n", 1)
    example = next(text for text in drawn if " of b" in text)
    try:
        path.write_text(head.replace("while others spoke.", f"while. {example}") + "\n" + rest)
        other = read_study(recipe.folder)
        before, after = (
            row_of(each.checks.agreement, coder="llama", frame="is_outside")["n"]
            for each in (study, other)
        )
        assert len(other.checks.in_prompts) == 1
        assert (before, after) == (234, 233)
        assert "1 of them left out that stood in the prompt" in page.methods(other)
    finally:
        path.write_text(kept, encoding="utf-8")


def test_the_paragraph_for_an_appendix_says_what_a_reader_needs(study):
    said = page.methods(study)
    for part in (
        "the language model llama3.1:8b (as served: tiny-1.0-served)", "http://127.0.0.1:",
        "prompt.md (sha256 ", "codebook Talks 1.0", "temperature 0, seed 20250213",
        "at most 1000 tokens", "Of 520 units 507 were coded; 13 failed and have no coding",
        "held against anna on a probability sample of sentences (234 decided by both)",
        "Left outside F1 0.86 (0.76 to 0.92)", "Friends F1 undefined;",
        "Shares of outlets are corrected by that sample.",
    ):  # fmt: skip
        assert part in said, part


def test_what_people_did_not_check_is_called_not_validated_first(recipe, study):
    assert "The numbers on Friends are those of a language model (llama)" in not_validated(study)
    settings = recipe.folder / "study.toml"
    kept = settings.read_text(encoding="utf-8")
    lines = [line for line in kept.splitlines()
             if not line.startswith(("codings", "coders", "sample", "reference"))]  # fmt: skip
    try:
        settings.write_text("\n".join(lines), encoding="utf-8")
        bare = read_study(recipe.folder)
        said = not_validated(bare)
        assert said.startswith("Not validated. The numbers are those of a language model (llama)")
        assert "They describe these texts as it coded them, no more." in said
        assert page.answer_sentence(bare).startswith("Not validated.")
        assert "Not validated: it was held against no person's codes" in page.methods(bare)
        assert set(bare.checks.findings["claim"]) <= {"not_told"}
        assert set(bare.checks.leading["called"]) == {""}
    finally:
        settings.write_text(kept, encoding="utf-8")


def test_the_page_on_validity_speaks_of_the_model_and_not_of_the_rules(study):
    said = validity.answer_sentence(study, study.codebook.labels)
    assert "The coder 'llama' against the reference, F1 on a probability sample" in said
    assert "coding by language models (llama), held against human coding (anna)" in said


def test_the_page_on_validity_shows_failures_and_units_that_give_orders(study, monkeypatch):
    """The cells of its notebook that speak of models, run as they stand."""
    shown: dict[str, pd.DataFrame] = {}
    monkeypatch.setattr(report, "table", lambda table, *, name, **_: shown.update({name: table}))
    cells = json.loads((ROOT / "notebooks/validity.ipynb").read_text(encoding="utf-8"))["cells"]
    first = next(n for n, cell in enumerate(cells) if "of_models = " in "".join(cell["source"]))
    given = {"this": study, "labels": study.codebook.labels, "report": report, "models": page,
             "page": validity, "checked": checked}  # fmt: skip
    for cell in cells[first : first + 6]:
        exec("".join(cell["source"]), given)
    assert set(shown["failure_rates"]["by"]) == {"all", "outlet", "length"}
    assert shown["failure_rates"][["ci_low", "ci_high"]].notna().all(axis=None)
    assert shown["instructed"]["n"].tolist() == [0, 0, 520]
    assert len(shown["failures"]) == 13


def test_each_conclusion_stands_beside_rules_and_people(study):
    choices = study.model_checks.choices.query("frame == 'is_outside'")
    assert choices["coder"].unique().tolist() == ["llama", "rules", "hand codes alone"]
    assert set(choices["called"]) == {"matched"}
    row = row_of(study.model_checks.conclusions, frame="is_outside", outlet="A")
    assert (row["n_models"], row["n_not_shown"], row["rules"]) == (1, 1, "not_shown")
    assert row["people"] == "not_shown"
    assert abs(row["lowest"]) < 0.06  # and not what it counts
