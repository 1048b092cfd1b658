"""The index: who says what, told from the results of the executed notebooks alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from framing.show.markup import closed, join
from framing.show.meanings import meaning
from framing.show.plain_words import NONE_FOUND, count
from framing.show.results import image

MAX_TEXTS = 30
MOST_OUTLETS = 20  # rows before the first finding; the table of more is closed, its ends open
Results = Sequence[Mapping[str, Any]]


def frame_values(run: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the index shows of one frame's page."""
    strips = find(run["results"], "figure", "strips")
    answer = find(run["results"], "answer", "answer") or {"said": "", "cells": []}
    said = {name: find(run["results"], "finding", name) for name in ("contrast", "grade")}
    return {
        "label": run["label"],
        "file": run["file"],
        "strips": image(strips["image/svg+xml"], strips["alt"]) if strips else "",
        **{name: finding["sentence"] if finding else "" for name, finding in said.items()},
        "answer": answer["said"],
        "cells": answer["cells"],
        "prevalence": find(run["results"], "table", "prevalence"),
    }


def trust(run: Mapping[str, Any]) -> str:
    """Return what a page that is not about one frame says of how far the coding can be trusted."""
    found = None if run["label"] else find(run["results"], "finding", "trust")
    return found["trust"] if found else ""


def sharing(run: Mapping[str, Any]) -> dict[str, str] | None:
    """Return what the page on wire copy answers, with its picture; none of another page."""
    figure = find(run["results"], "figure", "origins")
    answer = find(run["results"], "answer", "answer")
    if not figure or not answer:
        return None
    picture = image(figure["image/svg+xml"], figure["alt"])
    return {"file": run["file"], "sentence": answer["sentence"], "picture": picture}


def find(results: Results, kind: str, name: str) -> Mapping[str, Any] | None:
    """Return the result of that kind and name, if the notebook showed one."""
    return next((r for r in results if (r["kind"], r["name"]) == (kind, name)), None)


def lead(*, n_texts: int, n_outlets: int, coded_by: str, question: str, selection: str) -> str:
    """Say what the report is, what it is not, who coded, and how the texts were selected."""
    if not n_texts:
        return "No page on a frame could be built, so there is nothing to compare."
    asked = f"{question.rstrip('?')}? " if question else ""
    selected = f" {selection}" if selection else ""
    return (
        f"{asked}What {count(n_texts, 'text')} of {count(n_outlets, 'outlet')} print, not the "
        f"outlets' usual coverage. Numbers from: {coded_by}.{selected}"
    )


def matrix(frames: Sequence[Mapping[str, Any]]) -> Markup:
    """Return texts by frames, or outlets by frames where there are many texts.

    Of over 20 outlets the ends are shown for each frame, and the whole table is closed.
    """
    if not frames:
        return Markup("")
    if len(frames[0]["cells"]) > MAX_TEXTS:
        return _outlet_matrix(frames)
    cells = {(f["label"], c["article"]): (f, c) for f in frames for c in f["cells"]}
    rows = [
        (text["outlet"], [_text_cell(*cells[f["label"], text["article"]]) for f in frames])
        for text in frames[0]["cells"]
    ]
    said = "How each text presents each frame; every cell opens its passage"
    return _table(said, "text of", rows, frames)


def legend(frames: Sequence[Mapping[str, Any]], *, rules: Mapping[str, str]) -> list[str]:
    """Explain the cells of a matrix of texts: places, stances, and the star if there is one."""
    if not frames or len(frames[0]["cells"]) > MAX_TEXTS:
        return []
    lines = [
        "Places count lead and body sentences from the top; counts of sentences include subheads, "
        'which have no place. What is "not counted" is a counter-passage, listed beside the frame.'
    ]
    if "stance" in rules:
        lines.append(f"Stance. {rules['stance']}")
    if any(cell["anchor"] is None for frame in frames for cell in frame["cells"]):
        lines.insert(
            0,
            "* No sentence of this text was coded as presenting the frame; the frame's page says "
            "how the text was read.",
        )
    return lines


def _text_cell(frame: Mapping[str, Any], cell: Mapping[str, Any]) -> Markup:
    if cell["anchor"] is None:
        return Markup('<a class="phrase" href="{}#how-much-and-where">{}*</a>{}').format(
            frame["file"], NONE_FOUND, cell.get("cut") or ""
        )
    told = join(
        (
            Markup('<a href="{}#{}">{}</a>').format(frame["file"], item["anchor"], item["text"])
            for item in cell["items"]
        ),
        "; ",
    )
    return Markup('<span class="phrase">{}</span><q>{}</q>').format(told, cell["quotation"])


def _outlet_matrix(frames: Sequence[Mapping[str, Any]]) -> Markup:
    tables = [{row["outlet"]: row for row in _rows(frame["prevalence"])} for frame in frames]
    outlets = dict.fromkeys(outlet for table in tables for outlet in table)
    rows = [
        (
            outlet,
            [_outlet_cell(f, table.get(outlet)) for f, table in zip(frames, tables, strict=True)],
        )
        for outlet in outlets
    ]
    said = "In how many of its texts each outlet has each frame"
    whole = _table(said, "outlet", rows, frames)
    if len(rows) <= MOST_OUTLETS:
        return whole
    ends = join(map(_ends, frames))
    return ends + closed(whole, said=f"{said}: all {len(rows)} outlets")


def _ends(frame: Mapping[str, Any]) -> Markup:
    """Return a frame's answer: in how many texts it is, where most and least; not who coded."""
    return Markup('<p class="ends">{}</p>').format(frame["answer"])


def _outlet_cell(frame: Mapping[str, Any], row: Mapping[str, Any] | None) -> Markup:
    if row is None:
        return Markup("not coded")
    n = row["n_articles"]
    said = f"{row['n_present']} of {count(n, 'text')}"
    interval = meaning("note", row)
    if row["ci_low"] is not None:
        low, high = (row[end] * n for end in ("ci_low", "ci_high"))
        interval = f"95 % interval {low:.0f} to {high:.0f} of {n}"
    return Markup('<a class="phrase" href="{}">{}</a>{}').format(frame["file"], said, interval)


def _rows(table: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    if table is None:
        return []
    names = [name for name, _ in table["columns"]]
    return [dict(zip(names, row, strict=True)) for row in table["rows"]]


def _table(
    caption: str,
    corner: str,
    rows: Sequence[tuple[str, list[Markup]]],
    frames: Sequence[Mapping[str, Any]],
) -> Markup:
    head = join(Markup('<th scope="col">{}</th>').format(frame["label"]) for frame in frames)
    body = join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            name,
            join(
                Markup('<td data-frame="{}">{}</td>').format(frame["label"], cell)
                for frame, cell in zip(frames, cells, strict=True)
            ),
        )
        for name, cells in rows
    )
    return Markup(
        '<div class="table matrix" tabindex="0" role="group" aria-label="{}">'
        "<table><caption>{}</caption>"
        '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></div>'
    ).format(caption, caption, corner, head, body)
