"""The columns of a table that its page shows, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from framing.compare.resample import ONE_TEXT
from framing.show.markup import MANY, shown

_OUTLET = {"outlet": "outlet", "label": "frame"}
_ESTIMATE = {"share": "share", "ci_low": "from (95 %)", "ci_high": "to", "note": "note"}
_SHOWN: dict[str, dict[str, str]] = {
    "texts": {
        "text": "text of",
        "amount": "sentences with the frame",
        "first": "first at",
        "headline": "in the headline",
        "caption": "in a caption",
        "lead": "in the lead",
    },
    "prevalence": {**_OUTLET, "n_present": "texts with it", "n_articles": "of texts", **_ESTIMATE},
    "salience": {**_OUTLET, "n_frame": "with the frame", "base": "of", "unit": "unit", **_ESTIMATE},
    "prominence": {
        **_OUTLET,
        "n_prominent": "texts with it on top",
        "n_articles": "of texts",
        **_ESTIMATE,
    },
    "difference": {
        **_OUTLET,
        "n_articles": "texts",
        "n_reference": "texts of the rest",
        "estimate": "difference",
        "ci_low": "from (95 %)",
        "ci_high": "to",
        "p": "p",
        "q": "q",
        "detectable": "least difference found at 80 % power",
        "note": "note",
    },
    "hypotheses": {
        **_OUTLET,
        "reference": "against",
        "measure": "measure",
        "expected": "expected",
        "estimate": "difference",
        "ci_low": "from (95 %)",
        "ci_high": "to",
        "p": "p",
        "p_holm": "p (Holm)",
        "detectable": "least difference found at 80 % power",
        "verdict": "verdict",
        "note": "note",
    },
    "agreement": {
        "coder": "coder",
        "label": "frame",
        "n": "units",
        "n_reference": "positive there",
        "n_coder": "positive here",
        "n_both": "both",
        "precision": "precision",
        "recall": "recall",
        "f1": "F1",
        "reference_alpha": "alpha of the reference's coders",
        "note": "note",
    },
    "reliability": {
        "label": "frame",
        "called": "what it is",
        "coders": "coders",
        "n": "units",
        "n_positive": "positive by any",
        "n_positive_articles": "in texts",
        "alpha": "alpha",
        "percent_agreement": "share agreed",
        "ac1": "AC1",
        "kappa": "kappa",
        "verdict": "verdict",
        "note": "note",
    },
    "indicators": {
        "indicator": "indicator",
        "label": "frame",
        "n_hits": "hits",
        "n_false": "false",
        "n_alone": "hit by it alone",
        "n_alone_true": "of them true",
        "precision": "its precision",
        "precision_without": "precision without it",
        "recall_without": "recall without it",
        "note": "note",
    },
    "corrected": {
        **_OUTLET,
        "n_articles": "texts",
        "n_sentences": "sentences",
        "n_coded": "of them coded",
        "naive": "naive share",
        "corrected": "corrected share",
        "note": "note",
    },
    "keyness": {
        "group": "outlet",
        "feature": "word",
        "n_target": "here",
        "n_reference": "elsewhere",
        "per_1000_target": "per 1,000 words here",
        "per_1000_reference": "elsewhere per 1,000",
        "n_articles": "in texts here",
        "log_ratio": "log ratio",
        "G2": "G²",
        "z": "z",
        "p": "p",
        "q": "q",
        "note": "note",
    },
    "inputs": {
        "input": "input",
        "record": "line",
        "state": "state",
        "article": "article",
        "declared": "documents declared",
        "reason": "reason",
        "repairs": "repairs",
        "lacks": "no data of its language for",
    },
    "lacks": {
        "language": "language",
        "texts": "texts",
        "lacks": "no data for",
        "done": "what is done without it",
    },
    "articles": {
        "outlet": "outlet",
        "article": "file",
        "date": "date",
        "headline": "headline",
        "agency": "agency named in the text",
        "agency_reported": "agency, as the study's notes have it",
        "n_sentences": "units",
        "n_words": "words",
    },
    "stories": {
        "story": "story",
        "texts": "texts",
        "called": "outlets",
        "first": "first",
        "last": "last",
    },
    "lacking": {
        "text": "text of",
        "n_units": "sentences of the longest text",
        "n_absent": "absent here",
        "n_cut": "of them a cut from the end would remove",
        "n_beyond": "present though the cut would remove them",
        "verdict": "what is absent",
    },
    "origin_of_copy": {
        "text": "text of",
        "tagged": "named in dateline, credit or byline",
        "pictured": "named in a photo credit",
        "content": "named by texts that share sentences",
        "n_shared": "sentences shared with those",
        "rests_on": "rests on",
        "agency": "typed in the study's table",
        "agree": "together",
    },
    "kwic": {"outlet": "outlet", "before": "before", "match": "match", "after": "after"},
    "changes": {"outlet": "outlet", "change": "change", "text": "passage"},
}


NO_BREAK = "\u00a0"
COVERAGE = "observed coverage: "  # how such a note begins (framing.compare.coverage)
_MAY_LACK = (
    "reference_alpha",
    "ci_low",
    "ci_high",
    "p",
    "q",
    "p_holm",
    "detectable",
    "verdict",
    "as_expected",
    "declared",
)
_LIMITS = {
    **{name: (f"{name}_low", f"{name}_high") for name in ("precision", "recall", "f1", "naive")},
    **dict.fromkeys(("alpha", "corrected"), ("ci_low", "ci_high")),
}

_SHOWN["reliability_of_values"] = {
    "label": "frame",
    "variable": "variable",
    "said": "value",
    "n": "units",
    "n_positive": "with it",
    "alpha": "alpha",
    "percent_agreement": "share agreed",
    "ac1": "AC1",
    "note": "note",
}
_SHOWN["practice"] = {"round": "round", **_SHOWN["reliability"]}
_SHOWN["agreement_by_outlet"] = {"outlet": "texts of", **_SHOWN["agreement"]}
for name in ("coder", "n_both"):
    del _SHOWN["agreement_by_outlet"][name]


def shown_columns(rows: pd.DataFrame, name: str) -> dict[str, str]:
    """Return the columns of a table that its page shows, with their plain words.

    Estimates that every row lacks are left out, and so is a share that would only repeat
    the counts of single texts.
    """
    known = _SHOWN.get(name, {column: column.replace("_", " ") for column in rows.columns})
    empty = {c for c in _MAY_LACK if c in rows and rows[c].isna().all()}
    if "note" in rows and len(rows) and (rows["note"] == ONE_TEXT).all():
        empty.add("share")
    return {c: words for c, words in known.items() if c in rows.columns and c not in empty}


def with_limits(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Return these columns; an estimate whose limits have no column of their own shows them.

    Examples
    --------
    >>> rows = pd.DataFrame({"f1": [0.5, 0.5], "f1_low": [0.4, None], "f1_high": [0.6, None]})
    >>> with_limits(rows, ["f1"])["f1"].str.replace(NO_BREAK, " ").tolist()
    ['0.50 (0.40 to 0.60)', '0.50']
    """
    seen = rows[list(columns)].copy()
    for column, (low, high) in _LIMITS.items():
        if column in seen and low not in seen and low in rows and rows[low].notna().any():
            seen[column] = [
                shown(value)
                if pd.isna(a)
                else f"{value:.2f} ({a:.2f} to {b:.2f})".replace(" ", NO_BREAK)
                for value, a, b in zip(rows[column], rows[low], rows[high], strict=True)
            ]
    return seen


def common_note(seen: pd.DataFrame) -> tuple[pd.DataFrame, Markup]:
    """Take what every row's note says out of the table, to be said once beneath it.

    In a table of many rows, so is each observed coverage, with the number of its rows.

    Examples
    --------
    >>> rows = pd.DataFrame({"n": [1, 2], "note": ["few; no interval", "no interval"]})
    >>> seen, said = common_note(rows)
    >>> seen["note"].tolist(), str(said)
    (['few', ''], '<p class="note">Each row: no interval.</p>')
    """
    if "note" not in seen or len(seen) < 2:
        return seen, Markup("")
    notes = [note.split("; ") for note in seen["note"].fillna("")]
    shared = [part for part in notes[0] if part and all(part in note for note in notes)]
    counted = Counter(
        part for note in notes for part in note
        if len(seen) >= MANY and part.startswith(COVERAGE) and part not in shared
    )  # fmt: skip
    own = ["; ".join(p for p in note if p not in shared and p not in counted) for note in notes]
    seen = seen.assign(note=own) if any(own) else seen.drop(columns="note")
    return seen, _beneath(f"Each row: {'; '.join(shared)}." if shared else "", _covered(counted))


def _covered(counted: Counter[str]) -> str:
    """Say each observed coverage with the number of its rows, the most frequent first."""
    told = [
        f"{part.removeprefix(COVERAGE)} in {n} row{'' if n == 1 else 's'}"
        for part, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"{COVERAGE[0].upper()}{COVERAGE[1:]}{', '.join(told)}." if told else ""


def _beneath(*said: str) -> Markup:
    text = " ".join(part for part in said if part)
    return Markup('<p class="note">{}</p>').format(text) if text else Markup("")
