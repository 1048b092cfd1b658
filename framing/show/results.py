"""Results: what a notebook shows, as HTML, as plain text and as data in one bundle."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any

import pandas as pd
from markupsafe import Markup

from framing.errors import ParameterError
from framing.expressions import expression
from framing.show.labels import (
    common_note,
    in_words,
    shown_columns,
    with_limits,
    without_coverage,
)
from framing.show.markup import (
    COMPARED_ROWS,
    SHOWN_ROWS,
    linked_counts,
    opens,
    table_cells,
)
from framing.show.plain_words import count
from framing.show.quoting import is_for_report, quoted, table_data
from framing.show.rendering import rendered
from framing.show.style import png
from framing.show.style import svg as as_svg
from framing.show.svg import inline
from framing.tables.contracts import CONTRACTS, Contract
from framing.tables.file_names import ALLOWED, name_fault

MIME = "application/vnd.framing+json"
SCHEMA = 1
NOTHING, DATA_ALONE = "none", "in the data file alone"  # why a page leaves a table out
_UNREAD = expression(
    r'<(?:style)>.*?</(?:style)>|<(?:p) class="told">.*?</(?:p)>'
    r'|<(?:span) class="sr">.*?</(?:span)>',
    re.DOTALL,
)
_PICTURE = expression(r'<(?:svg)\b[^>]*\baria-label="([^"]*)".*?</(?:svg)>', re.DOTALL)
_TAG = expression(r"<[^>]+>")
_CELL_END = expression(r"</t[hd]>(?=\s*<t[hd])")
_BLOCK_END = expression(r"</(?:p|li|tr|h\d|caption|figcaption|summary|blockquote)>")


@dataclass(frozen=True, repr=False)
class Result:
    """One thing that a notebook shows; displays itself in JupyterLab and carries its data."""

    kind: str
    name: str
    html: Markup
    data: Mapping[str, Any] = field(default_factory=dict)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        about = {"schema": SCHEMA, "kind": self.kind, "name": self.name}
        return {
            "text/html": in_cell(self.html),
            "text/plain": self.text,
            MIME: {**about, **_plain(self.data)},
        }

    def __repr__(self) -> str:
        """Return one line."""
        said = " ".join(self.text.split())
        return f"{self.kind.capitalize()} '{self.name}': {shorten(said, 200, placeholder=' ...')}"

    @property
    def text(self) -> str:
        """The result in plain words."""
        said = _PICTURE.sub(r"\1\n", _UNREAD.sub("", str(self.html)))
        lines = _TAG.sub("", _BLOCK_END.sub("\n", _CELL_END.sub(" | ", said)))
        return "\n".join(line.strip() for line in html.unescape(lines).split("\n") if line.strip())


def in_cell(html: str) -> str:
    """Return a result as JupyterLab shows it: its tables have words to the left."""
    return f"{rendered('show/cell_style')}{html}"


def on_page(html: str) -> str:
    """Return a result as a page holds it, which has a style of its own."""
    return html.removeprefix(str(rendered("show/cell_style")))


def result(
    template: str, kind: str, name: str, *, page: Mapping[str, Any], data: Mapping[str, Any]
) -> Result:
    """Make a result of plain data: what its template takes, and what its readers get."""
    return Result(kind, name, rendered(template, **quoted(page)), quoted(data))


Parts = Sequence[Mapping[str, str]]  # of a sentence, some of which open what they count


def answer(
    sentence: str | Parts,
    *,
    coded_by: str | Parts = "",
    counts: Mapping[str, str] | None = None,
    across: Parts = (),
    cells: pd.DataFrame | None = None,
    brief: str = "",
    name: str = "answer",
) -> Result:
    """Show the answer: one sentence, and one line for each article where they are few.

    Parameters
    ----------
    sentence : the computed sentence, with its n and interval; in parts, where some open what
        they count.
    coded_by : whose codings it states, said after it; in parts, as the sentence.
    counts : what counts in it open, each by its words.
    across : what is said of all texts together, as :func:`framing.show.across.across` makes it.
    cells : a row is an article, as :func:`framing.show.cells.cells` makes them.
    brief : what the index says of it, if not all.
    name : the name under which the index finds it.
    """
    rows = [] if cells is None else cells.to_dict("records")
    few = rows if len(rows) <= SHOWN_ROWS else []
    parts = _parts(sentence, counts)
    said = _said(parts)
    who = _parts(coded_by, {})
    by = [{"text": " Numbers from: "}, *who, {"text": "."}] if who else []
    return result(
        "show/answer", "answer", name,
        page={"parts": [*parts, *by], "across": across, "cells": few},
        data={"sentence": said + _said(by), "said": said, "coded_by": _said(who),
              "brief": linked_counts(brief, counts or {}) if brief else [],
              "across": [*across], "cells": rows},
    )  # fmt: skip


def finding(
    sentence: str | Parts,
    *,
    name: str,
    values: Mapping[str, Any] | None = None,
    counts: Mapping[str, str] | None = None,
    passages: Sequence[Sequence[Any]] = (),
    cannot: bool = False,
) -> Result:
    """Show a finding in one or more computed sentences.

    Parameters
    ----------
    sentence : what was found, each number with its n; in parts, where some open what they count.
    values : the numbers in it, each with its n and interval, for whoever reads the data.
    counts : what counts in it open, each by its words.
    passages : the keys (article, sentence) of the passages behind it.
    cannot : whether it says only why nothing was found, which pages list with the like.
    """
    parts = _parts(sentence, counts)
    said = _said(parts)
    data = {
        "sentence": said,
        "caption": said,
        "left_out": (said if cannot else "") if said else DATA_ALONE,
        "values": dict(values or {}),
        "passages": [list(p) for p in passages],
    }
    return result("show/finding", "finding", name, page={"parts": parts}, data=data)


def _parts(sentence: str | Parts, counts: Mapping[str, str] | None) -> Parts:
    return linked_counts(sentence, counts or {}) if isinstance(sentence, str) else sentence


def _said(parts: Parts) -> str:
    return "".join(part["text"] for part in parts)


def table(
    rows: pd.DataFrame,
    *,
    name: str,
    caption: str,
    columns: Mapping[str, str] | None = None,
    shown: int | None = None,
    coverage: bool = False,
    closed: bool = False,
    cannot: str = "",
    counts: Mapping[str, Sequence[str]] | None = None,
) -> Result:
    """Show a table; all its rows and columns go into the data files.

    Parameters
    ----------
    rows : the table.
    name : the name of its data file.
    caption : one line that says what a row is.
    columns : the columns shown, with their heads; for a table of the contract those that it
        gives a label, else all.
    shown : the most rows shown, 0 for the data file alone; if not given, 600 where a row is an
        outlet or a frame, else 30.
    coverage : whether the page says how often intervals held the truth in simulation; the data
        file always does.
    closed : whether it is shown in a line that its reader opens, however short it is.
    cannot : why these texts show nothing by it, in words; it is left to the data file then, and
        pages say so in a line.
    counts : for columns of counts, what that of each row opens, as
        :func:`framing.show.markup.opened` says it; the first column opens what a row is about.

    Raises
    ------
    ParameterError : no file can have that name.
    """
    check_name(name)
    contract = CONTRACTS.get(name, Contract((), {}))
    heads = shown_columns(rows, columns or contract.heads)
    told = rows if coverage else without_coverage(rows)
    seen = in_words(with_limits(told, heads), told, contract.columns)
    seen, note = common_note(seen, told)
    most = 0 if cannot else _most(rows) if shown is None else shown
    why = "" if most and len(rows) else cannot or (DATA_ALONE if len(rows) else NOTHING)
    where = (
        (cannot or NOTHING)
        if not len(rows)
        else f"{count(len(rows), 'row')}, {cannot or 'in the data file'}"
    )
    page = table_cells(seen, labels=heads, rows=most)
    key = [key for key in contract.key if key in rows]
    data = {"caption": caption, "key": key, "left_out": why, **table_data(rows)}
    page |= {
        "named": _telling(page["rows"]),
        "caption": caption,
        "data": where,
        "note": note,
        "opens": _opened(rows.head(len(page["rows"])), list(seen), counts or {}),
    }
    page["is_closed"] = page["is_closed"] or (closed and len(rows) > 0)
    return result("show/table", "table", name, page=page, data=data)


def _opened(
    rows: pd.DataFrame, shown: list[str], counts: Mapping[str, Sequence[str]]
) -> list[tuple[str, ...]]:
    """Return what each cell of a table opens, row by row."""
    columns = [counts.get(column, [""] * len(rows))[: len(rows)] for column in shown]
    if columns and not any(columns[0]):
        columns[0] = opens(rows)
    return list(zip(*columns, strict=True))


def _telling(rows: Sequence[tuple[Any, ...]]) -> int:
    """Return how many of the first cells tell each row from all others, as the links in it do."""
    width = len(rows[0]) if rows else 1
    counts = (n for n in range(1, width) if len({row[:n] for row in rows}) == len(rows))
    return next(counts, width)


def _most(rows: pd.DataFrame) -> int:
    """Return how many rows are shown: more where they are of outlets or frames, not of texts."""
    columns = set(rows)
    compares = columns & {"outlet", "frame"} and not columns & {"article", "text", "passage"}
    return COMPARED_ROWS if compares else SHOWN_ROWS


def check_name(name: str) -> None:
    """Refuse a name of a table that its data files cannot have."""
    if fault := name_fault(name):
        raise ParameterError(
            f"name is {name!r}, which is to name data files, but {fault}. {ALLOWED}"
        )


def figure(
    drawn: Any,
    *,
    name: str,
    alt: str,
    caption: str,
    titles: Mapping[str, str] | None = None,
    counts: Mapping[str, str] | None = None,
) -> Result:
    """Show a matplotlib figure as SVG, with words for those who cannot see it.

    Parameters
    ----------
    drawn : the figure.
    alt : type, axes, range and message in words.
    caption : one line beneath: what it shows, with the n.
    titles : what each link in the figure opens, by its address.
    counts : what counts in the caption open, each by its words.
    """
    alt = quoted(alt)
    picture = inline(as_svg(drawn), name=name, alt=alt, titles=quoted(titles))
    parts = linked_counts(caption, counts or {})
    page = {"name": name, "picture": Markup(picture), "parts": parts}
    data = {"alt": alt, "caption": caption, "svg": Markup(picture)}
    if is_for_report():
        drawn.set_layout_engine("none")  # the PNG is laid out as the SVG is
        data["png"] = base64.b64encode(png(drawn)).decode()
    return result("show/figure", "figure", name, page=page, data=data)


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; missing is null."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if value is None or value is pd.NA or (isinstance(value, float) and pd.isna(value)):
        return None
    return value.item() if hasattr(value, "item") else value
