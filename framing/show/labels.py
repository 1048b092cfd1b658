"""The columns of a table that its page shows, and what is said of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd
from markupsafe import Markup

from framing.compare.resample import ONE_TEXT
from framing.show.markup import MANY, shown

NO_BREAK = "\u00a0"
COVERAGE = "observed coverage: "  # how such a note begins (framing.compare.coverage)
_LIMITS = {
    **{name: (f"{name}_low", f"{name}_high") for name in ("precision", "recall", "f1", "naive")},
    **dict.fromkeys(("alpha", "corrected"), ("ci_low", "ci_high")),
}


def shown_columns(rows: pd.DataFrame, heads: Mapping[str, str]) -> dict[str, str]:
    """Return the columns that a page shows, with their heads; all of them if none is named.

    A frame is shown by its label, or not at all. A column that every row lacks is left out,
    and so is a share that would only repeat the counts of single texts.

    Examples
    --------
    >>> rows = pd.DataFrame({"frame": ["f"], "label": ["F"], "n_hits": 2, "q": None})
    >>> shown_columns(rows, {"frame": "frame", "n_hits": "hits", "q": "q"})
    {'label': 'frame', 'n_hits': 'hits'}
    """
    known = {"label" if name == "frame" else name: head for name, head in heads.items()}
    known = known or {column: column.replace("_", " ") for column in rows.columns}
    bare = {column for column in rows if rows[column].isna().all()}
    if "note" in rows and (rows["note"] == ONE_TEXT).all():
        bare.add("share")
    return {name: head for name, head in known.items() if name in rows and name not in bare}


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
