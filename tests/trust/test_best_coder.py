"""Whose modes, voices and judgements are told: of the coders whom people could validate."""

from __future__ import annotations

import pandas as pd

from framing.trust.best_coder import BestCoder, best_coder
from tests.cases import each_of

KINDS = pd.DataFrame({
    "coder": ["rules", "gpt", "ann", "ref"], "kind": ["rules", "model", "person", "model"]
})  # fmt: skip
RULES, GPT = "stated", "feared"  # how each puts every sentence


def codings(*, n: int = 31, by: dict[str, tuple[int, str | None]]) -> pd.DataFrame:
    """Code sentences 0 to n - 1 by rules; others as many of them, in one mode."""
    rows = [
        ("a", sentence, coder, "f", 1, mode)
        for coder, (many, mode) in {"rules": (n, RULES), **by}.items()
        for sentence in range(many)
    ]
    names = ["article", "sentence", "coder", "frame", "present", "mode"]
    return pd.DataFrame(rows, columns=names)


ALL = {"gpt": (31, GPT)}
CHOSEN = {
    "no reference": (codings(by=ALL), "", BestCoder("rules")),
    "a reference that is no person": (codings(by={**ALL, "ref": (30, GPT)}), "ref",
                                      BestCoder("rules")),
    "people who coded every passage": (codings(by={**ALL, "ann": (31, "denied")}), "ann",
                                       BestCoder("ann")),
    "people who coded every passage and not how": (
        codings(by={**ALL, "ann": (31, None)}), "ann", BestCoder("rules")),
    "a model that meets people": (codings(by={**ALL, "ann": (30, GPT)}), "ann",
                                  BestCoder("gpt", 30, 30)),
    "rules that meet people": (codings(by={**ALL, "ann": (30, RULES)}), "ann",
                               BestCoder("rules", 30, 30)),
    "both as well": (codings(by={"gpt": (31, RULES), "ann": (30, RULES)}), "ann",
                     BestCoder("rules", 30, 30)),
    "too few values": (codings(by={**ALL, "ann": (29, GPT)}), "ann", BestCoder("rules")),
    "a model that did not decide on a passage": (
        codings(by={"gpt": (30, GPT), "ann": (30, GPT)}), "ann", BestCoder("rules", 0, 30)),
}  # fmt: skip


@each_of("rows, reference, expected", CHOSEN)
def test_the_best_coder_of_all_passages_whom_people_validated_tells_how(rows, reference, expected):
    found = best_coder(rows, kinds=KINDS, answers_from="rules", reference=reference)
    assert found == expected


def test_units_that_stood_in_a_prompt_and_coders_of_the_reference_are_held_against_nobody():
    rows = codings(by={**ALL, "ann": (30, GPT)})
    given = {"kinds": KINDS, "answers_from": "rules", "reference": "ann"}
    prompt = pd.DataFrame({"article": ["a"], "sentence": [0], "coder": ["gpt"]})
    assert best_coder(rows, in_prompts=prompt, **given) == BestCoder("rules")  # 29 are left
    assert best_coder(rows, derived={"gpt"}, **given) == BestCoder("rules", 0, 30)
