"""The index: who says what, told from the results of the executed notebooks alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from framing.show import palette
from framing.show.leading_shares import called
from framing.show.meanings import meaning
from framing.show.plain_words import count, interval, listed, percent
from framing.show.svg import linked

MAX_TEXTS = 30
MOST_OUTLETS = 20  # rows before the first finding; the table of more is closed, its ends open
Results = Sequence[Mapping[str, Any]]


def frame_values(run: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the index shows of one frame's page."""
    answer = find(run["results"], "answer", "answer") or {"said": "", "across": [], "cells": []}
    contrast, trusted = (find(run["results"], "finding", name) for name in ("contrast", "trust"))
    return {
        "label": run["label"],
        "file": run["file"],
        "contrast": contrast["sentence"] if contrast else "",
        "grade": trusted["grade"] if trusted else "",
        "answer": answer["said"],
        "first": [part for part in answer["across"] if "further" not in part],
        "ways": [part for part in answer["across"] if "further" in part],
        "cells": answer["cells"],
        "prevalence": find(run["results"], "table", "prevalence"),
        "leading": _leading(find(run["results"], "table", "leading")),
    }


def with_passages(frames: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Add to each frame the passage that its answer opens first, of those not shown before."""
    seen: set[str] = set()
    for frame in frames:
        told = {
            tick["opens"]: {**tick, "name": cell["name"]}
            for cell in frame["cells"]
            for tick in cell["ticks"]
            if "text" in tick
        }
        named = [part["opens"] for part in frame["first"] if "opens" in part]
        shown = next(
            (told[key] for key in [*named, *told] if key in told and key not in seen), None
        )
        frame["shown"] = shown
        seen |= {shown["opens"]} if shown else set()
    return frames


def grades(frames: Sequence[Mapping[str, Any]]) -> list[str]:
    """Say what is shown of outlets, once for frames alike; of several it is said which.

    Examples
    --------
    >>> grades([{"label": "F", "grade": "Open."}, {"label": "G", "grade": "Open."}])
    ['Open.']
    >>> grades([{"label": "F", "grade": "Open."}, {"label": "G", "grade": "Shown."}])
    ['F. Open.', 'G. Shown.']
    """
    found: dict[str, list[str]] = {}
    for frame in frames:
        if frame["grade"]:
            found.setdefault(frame["grade"], []).append(frame["label"])
    if len(found) < 2:
        return list(found)
    return [f"{listed(whose)}. {said}" for said, whose in found.items()]


def trust(run: Mapping[str, Any]) -> str:
    """Return what is to be known of the coding, of a page that is not about one frame."""
    found = None if run["label"] else find(run["results"], "finding", "trust")
    return found["trust"] if found else ""


def sharing(run: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return what the page on wire copy answers; none of another page."""
    answer = find(run["results"], "answer", "answer")
    if not answer or not find(run["results"], "figure", "origins"):
        return None
    return {"file": run["file"], "parts": answer["brief"] or [{"text": answer["sentence"]}]}


def dots(run: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the shares of all outlets as the page on outlets draws them; none of another page."""
    figure = find(run["results"], "figure", "shares")
    if run["label"] or not figure:
        return None
    return {"svg": Markup(linked(figure["svg"])), "caption": figure["caption"], "file": run["file"]}


def find(results: Results, kind: str, name: str) -> Mapping[str, Any] | None:
    """Return the result of that kind and name, if the notebook showed one."""
    return next((r for r in results if (r["kind"], r["name"]) == (kind, name)), None)


def matrix(frames: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return texts by frames, or outlets by frames where there are many texts.

    Of over 20 outlets the ends are shown for each frame, and the whole table is closed.
    """
    if not frames:
        return None
    if len(frames[0]["cells"]) > MAX_TEXTS:
        return _by_outlet(frames)
    cells = {(f["label"], c["article"]): c for f in frames for c in f["cells"]}
    return {
        "said": "Each text from its first to its last sentence; a coloured tick carries the frame",
        "corner": "text of",
        "rows": [
            (text["name"], [cells[frame["label"], text["article"]] for frame in frames])
            for text in frames[0]["cells"]
        ],
        "is_closed": False,
    }


def looks(
    frames: Sequence[Mapping[str, Any]], modes: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """Return how a tick of each mode that occurs looks, and what the mode is called."""
    ticks = [tick for frame in frames for cell in frame["cells"] for tick in cell["ticks"]]
    used = {mode for tick in ticks for mode in tick.get("modes", [])}
    forms = palette.of_modes([*modes])
    return {
        mode: {"label": label, "colour": forms[mode][0], "hatch": forms[mode][1]}
        for mode, label in modes.items()
        if mode in used and mode in forms
    }


def _by_outlet(frames: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    tables = [{row["outlet"]: _amount(row) for row in _rows(f["prevalence"])} for f in frames]
    for table, frame in zip(tables, frames, strict=True):
        table |= {row["outlet"]: _led(row) for row in frame["leading"]}
        for outlet, told in table.items():
            own = (cell["opens"] for cell in frame["cells"] if cell["outlet"] == outlet)
            told["opens"] = " ".join(filter(None, own))
    outlets = list(dict.fromkeys(outlet for table in tables for outlet in table))
    led = any(frame["leading"] for frame in frames)
    return {
        "said": "How much of each frame each outlet has"
        if led
        else "In how many of its texts each outlet has each frame",
        "corner": "outlet",
        "rows": [(outlet, [table.get(outlet) for table in tables]) for outlet in outlets],
        "is_closed": len(outlets) > MOST_OUTLETS,
    }


def _amount(row: Mapping[str, Any]) -> dict[str, str]:
    """Say in how many of its texts an outlet has a frame, and how sure that is."""
    n, interval = row["n_articles"], meaning("note", row)
    if row["ci_low"] is not None:
        low, high = (row[end] * n for end in ("ci_low", "ci_high"))
        interval = f"95 % interval {low:.0f} to {high:.0f} of {n}"
    return {"said": f"{row['n_present']} of {count(n, 'text')}", "interval": interval}


def _leading(table: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """Return the rows of a table of leading shares, if any of them is corrected."""
    rows = _rows(table)
    return rows if any(row["called"] for row in rows) else []


def _led(row: Mapping[str, Any]) -> dict[str, str]:
    """Say a corrected share of sentences; or the coder's count, if there are too few hand codes."""
    by = row["coder"]
    if not row["called"]:
        said = f"{by}: {row['n_frame']} of {count(row['base'], 'sentence')}"
        return {"said": said, "interval": "too few hand codes to correct"}
    said = f"{percent(row['share'], 1)} of sentences, {called(row)}"
    return {"said": said, "interval": f"{interval(row)}; {by} {percent(row['naive'], 1)}"}


def _rows(table: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if table is None:
        return []
    names = [name for name, _ in table["columns"]]
    return [dict(zip(names, row, strict=True)) for row in table["rows"]]
