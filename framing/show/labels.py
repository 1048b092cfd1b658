"""The columns of a table that its page shows, and what is said of them once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import pandas as pd

from framing.show.markup import MANY, shown
from framing.show.meanings import MEANINGS, covered, meaning, told
from framing.show.plain_words import count
from framing.tables.codes import COVERAGE_OBSERVED, OF_COVERAGE, ONE_TEXT
from framing.tables.require import cell_of, values_of

NO_BREAK = "\u00a0"
_LIMITS = {
    **{name: (f"{name}_low", f"{name}_high") for name in ("precision", "recall", "f1")},
    **dict.fromkeys(("alpha", "corrected"), ("ci_low", "ci_high")),
}


def shown_columns(rows: pd.DataFrame, heads: Mapping[str, str]) -> dict[str, str]:
    """Return the columns that a page shows, with their heads; all of them if none named is there.

    A frame is shown by its label, or not at all. A column that every row lacks is left out,
    and so is a share that would only repeat the counts of single texts. Of a table that has heads
    already, no name in them is touched.

    Examples
    --------
    >>> rows = pd.DataFrame({"frame": ["f"], "label": ["F"], "n_hits": 2, "q": None})
    >>> shown_columns(rows, {"frame": "frame", "n_hits": "hits", "q": "q"})
    {'label': 'frame', 'n_hits': 'hits'}
    """
    known = {"label" if name == "frame" else name: head for name, head in heads.items()}
    if known.keys().isdisjoint(rows.columns):  # none is named, or they have their heads already
        bare_names = all(str(column).isidentifier() for column in rows.columns)
        known = {c: c.replace("_", " ") if bare_names else c for c in rows.columns}
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


def in_words(seen: pd.DataFrame, rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Put words for the codes of these columns; notes are left to :func:`common_note`.

    Parameters
    ----------
    seen : what a page shows.
    rows : the same rows with all their columns, since words may give their numbers.
    columns : those that may hold codes.
    """
    coded = [c for c in columns if c in seen and c in MEANINGS and c != "note"]
    cells = rows.to_dict("records") if coded else []
    return seen.assign(**{c: [meaning(c, row) or row[c] for row in cells] for c in coded})


def without_coverage(rows: pd.DataFrame) -> pd.DataFrame:
    """Take out of the notes what is known of the intervals' coverage.

    Examples
    --------
    >>> rows = pd.DataFrame({"note": ["weighted;coverage_observed", "coverage_unknown"]})
    >>> without_coverage(rows)["note"].tolist()
    ['weighted', '']
    """
    if "note" not in rows:
        return rows
    kept = [[c for c in values_of(note) if c not in OF_COVERAGE] for note in rows["note"]]
    return rows.assign(note=[cell_of(*codes) for codes in kept])


def common_note(seen: pd.DataFrame, rows: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """Put notes in words; what every row's note says is taken out, to be said once beneath.

    In a table of many rows, so is each observed coverage, with the number of its rows.

    Parameters
    ----------
    seen : what a page shows.
    rows : the same rows with all their columns, since words may give their numbers.

    Examples
    --------
    >>> rows = pd.DataFrame({"n": [1, 2], "note": ["few_texts;no_texts", "no_texts"]})
    >>> seen, said = common_note(rows, rows)
    >>> seen["note"].tolist(), said
    (['fewer than 5 texts: no interval', ''], 'Each row: no texts.')
    """
    if "note" not in seen:
        return seen, ""
    told_of = [(told("note", row), row) for row in rows.to_dict("records")]
    notes = [note for note, _ in told_of]
    if len(notes) < 2:
        return seen.assign(note=["; ".join(note.values()) for note in notes]), ""
    shared = {c: words for c, words in notes[0].items() if all(n.get(c) == words for n in notes)}
    counted = Counter(
        covered(row) for note, row in told_of
        if len(notes) >= MANY and COVERAGE_OBSERVED in note.keys() - shared.keys()
    )  # fmt: skip
    once = {*shared, COVERAGE_OBSERVED} if counted else {*shared}
    own = ["; ".join(words for code, words in note.items() if code not in once) for note in notes]
    seen = seen.assign(note=own) if any(own) else seen.drop(columns="note")
    each = f"Each row: {'; '.join(shared.values())}." if shared else ""
    return seen, " ".join(filter(None, (each, _covered(counted))))


def _covered(counted: Counter[str]) -> str:
    """Say each observed coverage with the number of its rows, the most frequent first."""
    told = [
        f"{words} in {count(n, 'row')}"
        for words, n in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"Observed coverage: {', '.join(told)}." if told else ""
