"""The page on language models: what turns on a prompt or a model is said to."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from framing.models.conclusions import conclusions
from framing.pages import models as page
from tests.cases import each_of

ASKED = pd.DataFrame({
    "coder": ["cold", "warm", "reworded", "other"], "model": ["x", "x", "x", "y"],
    "prompt": ["p", "p", "q", "p"], "temperature": [0, 0.7, 0, 0], "repetition": 1,
})  # fmt: skip


def said(claims: dict[str, str]) -> pd.DataFrame:
    """Build what each coder says of outlet A and frame f."""
    kinds = {"rules": "rules", "anna": "person"}
    return pd.DataFrame([
        {"coder": coder, "kind": kinds.get(coder, "model"), "frame": "f", "label": "First",
         "outlet": "A", "estimate": 0.1 * at, "claim": claim, "share": 0.2, "n_frame": 1,
         "n_sentences": 5}
        for at, (coder, claim) in enumerate(claims.items(), 1)
    ])  # fmt: skip


@each_of(
    "claims, turns",
    [
        (("more", "more", "more", "more"), ""),
        (("more", "more", "not_shown", "more"), "prompt"),
        (("more", "more", "more", "less"), "model"),
        (("more", "not_told", "more", "more"), "temperature"),
        (("more", "more", "less", "less"), "prompt;model"),
    ],
)
def test_a_conclusion_turns_on_that_by_which_alone_two_codings_differ(claims, turns):
    (row,) = conclusions(said(dict(zip(ASKED["coder"], claims, strict=True))), ASKED).to_dict(
        "records"
    )
    assert row["turns"] == turns
    assert row["n_models"] == 4
    counts = [row[f"n_{name}"] for name in ("more", "less", "alike", "not_shown", "not_told")]
    assert sum(counts) == 4
    assert row["n_more"] == claims.count("more")


def study(claims: dict[str, str]) -> SimpleNamespace:
    table = said(claims)
    models = [coder for coder, kind in zip(table["coder"], table["kind"], strict=True)
              if kind == "model"]  # fmt: skip
    checks = SimpleNamespace(counted="rules", unchecked=frozenset())
    verdicts = pd.DataFrame({"coder": models, "verdict": "may_count"})
    found = SimpleNamespace(conclusions=conclusions(table, ASKED), choices=table, verdicts=verdicts)
    return SimpleNamespace(model_answers=dict.fromkeys(models), checks=checks, model_checks=found)


def test_the_answer_says_how_many_conclusions_stand_and_what_the_others_turn_on():
    given = study({"cold": "more", "reworded": "not_shown", "rules": "more"})
    assert page.answer_sentence(given) == (
        "Held against people on drawn sentences of these texts. 2 codings by language models: of "
        "1 comparison of an outlet with the median outlet 0 come out alike in all of them. 1 turn "
        "on a choice that was made: 1 on the prompt."
    )


def test_each_conclusion_has_its_counts_range_rules_and_people():
    given = study({"cold": "more", "reworded": "not_shown", "rules": "more", "anna": "less"})
    assert page.each_conclusion(given) == [
        "First, A: 1 of 2 say more and 1 of 2 say not shown (differences +0.100 to +0.200); rules: "
        "more than the median outlet (+0.300); people: less than the median outlet (+0.400). This "
        "conclusion turns on the prompt."
    ]


def test_what_people_did_not_check_is_said_first():
    given = study({"cold": "more", "reworded": "more"})
    given.model_checks.verdicts["verdict"] = ["unchecked", "may_count"]
    assert page.answer_sentence(given).startswith("Not validated: nobody has checked cold on")


def test_a_study_that_asked_no_model_says_so():
    given = SimpleNamespace(model_answers={}, model_checks=SimpleNamespace(asked=ASKED[:0]))
    assert page.answer_sentence(given).startswith("No language model was asked by this study")
    assert page.methods(given).startswith("No language model was asked")
    assert page.conclusions_said(given) == "No coding allows a conclusion about an outlet."
