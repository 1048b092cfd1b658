"""The page on language models: would another prompt or model have concluded otherwise?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.corpus.zones import RUNNING
from framing.models.prompt import sent_beside
from framing.show.markup import rows_opened
from framing.show.meanings import MEANINGS
from framing.show.plain_words import count, listed
from framing.show.trust_line import not_validated
from framing.study import Study
from framing.tables.codes import (
    ALIKE,
    LESS,
    MODEL,
    MORE,
    PERSON,
    REPEATABILITY,
    UNCHECKED,
)
from framing.tables.contracts import CONTRACTS
from framing.tables.require import values_of

NONE_ASKED = (
    "No language model was asked by this study; what was coded elsewhere stands on the page on "
    "the coding"
)
SHOWN = 20  # rows of the figure: codings of the outlets on which they lie furthest apart
AXIS = "share of sentences, by coding"
BY_OUTLET = {"coder": "model", "outlet": "texts of", **CONTRACTS["agreement"].heads}
BY_VALUE = {"coder": "model", "label": "frame", "variable": "variable", "value": "value",
            **{name: head for name, head in CONTRACTS["agreement"].heads.items()
               if name not in ("coder", "frame")}}  # fmt: skip
VERDICTS = dict(CONTRACTS["verdicts"].heads)
_SAYS = {MORE: "more", LESS: "less", ALIKE: "alike"}


def answer_sentence(study: Study) -> str:
    """Say how many conclusions stand across all codings by models, and what the others turn on."""
    if not study.model_answers:
        return f"{NONE_ASKED}."
    table = study.model_checks.conclusions
    n = len(study.model_answers)
    whose = f"{n} codings by language models" if n > 1 else "One coding by a language model"
    first = validated(study)
    told = table[table["n_not_told"] < table["n_models"]]
    if told.empty:
        return f"{first} {whose}: these texts allow no conclusion about outlets."
    turning = told[told["turns"] != ""]
    if n == 1:
        return f"{first} {whose}: with no other beside it, nothing tells what it turns on."
    said = (
        f"{whose}: of {count(len(told), 'comparison')} of an outlet with the median outlet "
        f"{len(told) - len(turning)} come out alike in all of them."
    )
    return f"{first} {said} {_turning(turning)}".rstrip()


def _turning(rows: pd.DataFrame) -> str:
    """Say what conclusions turn on: the prompt first."""
    codes = [code for cell in rows["turns"] for code in values_of(cell)]
    said = [f"{codes.count(code)} on the {word}" for code, word in MEANINGS["turns"].items()
            if code in codes]  # fmt: skip
    return f"{len(rows)} turn on a choice that was made: {listed(said)}." if said else ""


def validated(study: Study) -> str:
    """Say first which codings by models were checked by people on drawn units, and which not."""
    if said := not_validated(study):
        return said
    verdicts = study.model_checks.verdicts
    checked = set(verdicts.loc[verdicts["verdict"] != UNCHECKED, "coder"])
    if lacking := sorted(set(study.model_answers) - checked):
        whose = "these codings" if len(lacking) == len(study.model_answers) else listed(lacking)
        return (
            f"Not validated: nobody has checked {whose} on enough drawn sentences of these texts."
        )
    return "Held against people on drawn sentences of these texts."


def each_conclusion(study: Study) -> list[str]:
    """Say of each outlet and frame of which something is concluded who says what.

    Parameters
    ----------
    study : the study.
    """
    table = study.model_checks.conclusions
    return [
        _conclusion(row) for row in table.to_dict("records")
        if row["n_more"] + row["n_less"] + row["n_alike"] or row["rules"] in _SAYS
        or row["people"] in _SAYS
    ]  # fmt: skip


def _conclusion(row: Mapping[str, Any]) -> str:
    k = row["n_models"]
    counts = {"more": row["n_more"], "less": row["n_less"], "alike": row["n_alike"],
              "not shown": row["n_not_shown"], "cannot tell": row["n_not_told"]}  # fmt: skip
    said = [f"{n} of {k} say {word}" for word, n in counts.items() if n]
    spread = f"differences {row['lowest']:+.3f} to {row['highest']:+.3f}"
    beside = [f"{who}: {MEANINGS['claim'].get(row[who], row[who])} ({row[f'{who}_estimate']:+.3f})"
              for who in ("rules", "people") if pd.notna(row[who])]  # fmt: skip
    turns = [MEANINGS["turns"][code] for code in values_of(row["turns"])]
    end = f" This conclusion turns on the {listed(turns)}." if turns else ""
    return (
        f"{row['label']}, {row['outlet']}: {listed(said)} ({spread})"
        f"{'; ' if beside else ''}{'; '.join(beside)}.{end}"
    )


def conclusions_said(study: Study) -> str:
    """Say all conclusions, one after another."""
    said = each_conclusion(study) if study.model_answers else []
    if said:
        return " ".join(said)
    if study.model_answers and study.model_checks.conclusions["n_not_shown"].any():
        return "No coding shows that an outlet differs from the median outlet."
    return "No coding allows a conclusion about an outlet."


def furthest(study: Study) -> pd.DataFrame:
    """Return the shares by coding where models lie furthest apart, for a figure.

    Returns
    -------
    A row is an outlet and coding, and a frame, as a table of shares.
    """
    table = study.model_checks.choices
    models = table[table["kind"] == MODEL]
    spread = models.groupby("outlet")["share"].agg(lambda shares: shares.max() - shares.min())
    order = spread.sort_values(ascending=False, kind="stable").index
    kept = list(order[: max(1, SHOWN // max(1, table["coder"].nunique()))])
    rows = table[table["outlet"].isin(kept)].copy()
    rows["place"] = rows["outlet"].map({outlet: place for place, outlet in enumerate(kept)})
    rows = rows.sort_values(["place", "coder"], kind="stable", ignore_index=True)
    rows["n"] = [
        f"{row.share:.2f}"
        if row.called or pd.isna(row.n_frame)
        else f"{row.n_frame} of {row.n_sentences}"
        for row in rows.itertuples()
    ]
    rows["outlet"] = rows["outlet"] + ", " + rows["coder"]
    coded = study.passages[study.passages["zone"].isin(RUNNING) & (study.passages["present"] == 1)]
    of = {key: rows_opened(own, frame=key[2])
          for key, own in coded.groupby(["coder", "outlet", "frame"])}  # fmt: skip
    keys = zip(rows["coder"], rows["outlet"], rows["frame"], strict=True)
    counted = rows["called"].eq("") & rows["share"].notna() & rows["n_frame"].notna()
    rows["opens"] = pd.Series([of.get(key, "") for key in keys]).where(counted, "")
    limits = {"ci_low": float("nan"), "ci_high": float("nan")}
    return rows[["outlet", "frame", "n", "share", "opens"]].assign(**limits, n_articles=pd.NA)


def figure_caption(rows: pd.DataFrame) -> str:
    """Say beneath the dots whose they are.

    Parameters
    ----------
    rows : those of the figure.
    """
    if rows.empty:
        return "No model was asked."
    return (
        f"{count(len(set(rows['outlet'])), 'coding')} of the outlets on which models lie furthest "
        "apart; decimals are shares that hand codes correct, other numbers counts."
    )


def methods(study: Study) -> str:
    """Write the paragraph on each model for a paper's appendix.

    Parameters
    ----------
    study : the study.
    """
    asked = study.model_checks.asked.to_dict("records")
    return " ".join(_paragraph(row, study) for row in asked) or f"{NONE_ASKED}."


def _paragraph(row: Mapping[str, Any], study: Study) -> str:
    head = study.model_answers[row["coder"]].head
    about, served = head.identity, row["served"] or "a name that the server does not tell"
    when = row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
    sittings = f", put together from {row['n_sittings']} runs" if row["n_sittings"] > 1 else ""
    heat = "the server's own" if pd.isna(row["temperature"]) else f"{row['temperature']:g}"
    failed = row["n_rejected"] + row["n_no_answer"]
    return (
        f"Coder {row['coder']}: the language model {row['model']} (as served: {served}) coded at "
        f"{row['endpoint']}, {when}{sittings}. Each sentence was asked about by a request of its "
        f"own, with {sent_beside(head.prompt_text)}, by the prompt "
        f"{head.prompt_file} (sha256 {about['prompt'][:12]}) from the codebook "
        f"{head.codebook['name']} {head.codebook['version']}; temperature {heat}, seed "
        f"{about['seed']}, at most {about['max_tokens']} tokens an answer, repetition "
        f"{row['repetition']}. Of {count(row['n'], 'unit')} {row['n_coded']} were coded; {failed} "
        f"failed and have no coding. {_held(row['coder'], study)}"
    )


def _held(coder: str, study: Study) -> str:
    """Say how a model was validated, how far it repeats itself, and what is corrected."""
    checks = study.checks
    rows = checks.agreement[checks.agreement["coder"] == coder]
    kinds = study.coders.set_index("coder")["kind"]
    again = _repeated(coder, study)
    if rows.empty or kinds.get(checks.reference) != PERSON:
        return f"Not validated: it was held against no person's codes of these texts.{again}"
    own = checks.in_prompts["coder"] == coder if checks.in_prompts is not None else pd.Series()
    out = f", {int(own.sum())} of them left out that stood in the prompt" if own.any() else ""
    scores = [
        f"{study.codebook.labels[row.frame]} F1 "
        f"{'undefined' if pd.isna(row.f1) else format(row.f1, '.2f')}{_between(row)}"
        for row in rows.itertuples()
    ]
    sample = "a probability sample of" if study.sample is not None else "all"
    counted = checks.counted == coder and len(checks.led)
    fixed = " Shares of outlets are corrected by that sample." if counted else ""
    return (
        f"It was held against {checks.reference} on {sample} sentences ({int(rows['n'].max())} "
        f"decided by both{out}): {'; '.join(scores)}.{again}{fixed}"
    )


def _between(row: Any) -> str:
    return "" if pd.isna(row.f1_low) else f" ({row.f1_low:.2f} to {row.f1_high:.2f})"


def _repeated(coder: str, study: Study) -> str:
    """Say on how many decisions a model differs from itself, if it was asked more than once."""
    rows = study.checks.reliability
    rows = rows[rows["called"] == REPEATABILITY]
    own = rows[rows["coders"].map(lambda names: coder in values_of(names)).astype(bool)]
    decided = int(own["n"].sum())
    if not decided:
        return ""
    alike = float((own["n"] * own["percent_agreement"]).sum()) / decided
    return f" Asked again, it decided alike in a share of {alike:.3f} of {decided} decisions."
