"""A report that may be passed on: short quotations, no full text, codings without text.

The texts of a study usually belong to others. Everything that a report writes passes here
before it is written: pages, tables, executed notebooks and manifest.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from framing.errors import ParameterError
from framing.report.export import text_of
from framing.report.quotations import BRIEF, Piece, Quotations
from framing.report.written_files import json_text, text_hash, write_text
from framing.show.results import MIME, Result, table
from framing.study import Study

WORDS = 25  # of a quotation, where no other number is given
_TAG = re.compile(
    r"(<(?:style|script)\b.*?</(?:style|script)>|<!--.*?-->|<[^>]+>)", re.DOTALL | re.IGNORECASE
)
_INLINE = re.compile(r"</?(?:mark|span|a|b|i|em|strong|code)\b", re.IGNORECASE)
_EMPTY = re.compile(r"<mark>([\s…]*)</mark>")
_READ_OUT = re.compile(r"""(\s(?:alt|title|aria-label)=)(["'])(.*?)\2""", re.DOTALL | re.IGNORECASE)
_PICTURE = re.compile(r"^\s*(?:<\?xml|<svg)|^[A-Za-z0-9+/=\n]{200,}$")
_CODES = ["coder", "frame", "present", "subcode", "stance", "voice", "speaker", "score", "round"]
_PLACE = ["start", "end"]
_SHOWS = ("before", "match", "after")  # columns that hold one line of a concordance


@dataclass(frozen=True)
class Shareable:
    """Cuts the quotations of one study's texts."""

    quotations: Quotations

    @property
    def note(self) -> str:
        """What a page says of its quotations, once."""
        return (
            f"Quotations are cut to {self.quotations.most} words, shown by “…”, and beyond half of "
            f"a text to {BRIEF}, since the texts belong to their publishers; full texts are not "
            "part of this report."
        )

    def page(self, page: str) -> str:
        """Cut the quotations of a page."""
        parts = _TAG.split(page)
        pieces, block, marked = [], 0, False
        for n, part in enumerate(parts):
            if n % 2 == 0:
                pieces.append(Piece(html.unescape(part), block, marked))
                continue
            parts[n] = _READ_OUT.sub(self._read_out, part)
            block += not _INLINE.match(part)
            if part.startswith(("<mark", "</mark")):
                marked = part.startswith("<mark")
        cut = self.quotations.cut(pieces)
        for n, (piece, text) in enumerate(zip(pieces, cut, strict=True)):
            if text != piece.text:
                parts[2 * n] = str(escape(text))
        return _EMPTY.sub(r"\1", "".join(parts))

    def _read_out(self, found: re.Match[str]) -> str:
        """Cut what a tag holds for those who cannot see, or for the mouse."""
        name, mark, value = found.groups()
        text = html.unescape(value)
        cut = self.quotations.cut([Piece(text, 0)])[0]
        return found.group() if cut == text else f"{name}{mark}{escape(cut)}{mark}"

    def lines(self, text: str) -> str:
        """Cut the quotations of plain text, each line for itself."""
        parts = text.split("\n")
        return "\n".join(self.quotations.cut([Piece(part, n) for n, part in enumerate(parts)]))

    def values(self, value: Any) -> Any:
        """Cut the quotations in JSON, each text for itself."""
        cut = iter(self.quotations.cut(list(_pieces(value))))
        return _rebuilt(value, cut)

    def result(self, value: Any) -> Any:
        """Cut the quotations in a result's data; cells of a column too, as Parquet stores them.

        Where a table tells the place of each text, its hash stands for the text.
        """
        value = self.values(_located(value))
        if not value.get("rows"):
            return value
        columns = [list(column) for column in zip(*value["rows"], strict=True)]
        cut = [
            _rebuilt(column, iter(self.quotations.cut(list(_pieces(column))))) for column in columns
        ]
        return {**value, "rows": [list(row) for row in zip(*cut, strict=True)]}

    def notebook(self, executed: dict[str, Any]) -> dict[str, Any]:
        """Cut the quotations of an executed notebook: its outputs, its prose and its code."""
        cells = []
        for cell in executed["cells"]:
            cell = {**cell, "source": self.lines(text_of(cell["source"]))}
            if "outputs" in cell:
                cell["outputs"] = [self._output(output) for output in cell["outputs"]]
            cells.append(cell)
        return {**executed, "cells": cells, "metadata": self.values(executed["metadata"])}

    def _output(self, output: dict[str, Any]) -> dict[str, Any]:
        made = {
            name: self.lines(text_of(value)) if name == "text" else self.values(value)
            for name, value in output.items()
            if name != "data"
        }
        return {**made, "data": self._bundle(output["data"])} if "data" in output else made

    def _bundle(self, data: Mapping[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for kind, value in data.items():
            if kind == "text/html":
                made[kind] = self.page(text_of(value))
            elif kind.startswith("text/"):
                made[kind] = self.lines(text_of(value))
            else:
                cut = self.result if kind == MIME else self.values
                made[kind] = value if kind.startswith("image/") else cut(value)
        if MIME in made and "text/html" in made:
            made["text/plain"] = Result("", "", Markup(made["text/html"])).text
        return made

    def notebooks(self, folder: Path) -> None:
        """Cut the quotations of every executed notebook in a folder."""
        for file in sorted(folder.glob("*.ipynb")):
            executed = self.notebook(json.loads(file.read_text(encoding="utf-8")))
            write_text(file, json_text(executed))


def for_sharing(study: Study, most: int = WORDS) -> Shareable:
    """Return what cuts the quotations of a study's texts.

    Parameters
    ----------
    study : the study.
    most : words of a quotation at most.

    Raises
    ------
    ParameterError : ``most`` is no whole number from 8 on.
    """
    check_words(most)
    present = study.answer_codings.query("present == 1")
    coded = set(zip(present["article"], present["sentence"], strict=True))
    return Shareable(Quotations(study.articles, study.sentences, coded=coded, most=most))


def check_words(most: int) -> None:
    """Refuse a length of quotations that is none.

    Raises
    ------
    ParameterError : it is no whole number from 8 on.
    """
    if isinstance(most, bool) or not isinstance(most, int) or most < BRIEF:
        raise ParameterError(
            f"shareable is {most!r}; a whole number of words from {BRIEF} on is needed, such as "
            f"{WORDS}."
        )


def codings_without_text(codings: pd.DataFrame, sentences: pd.DataFrame) -> Result:
    """Return the codings with the place and hash of each sentence, and without its text.

    Whoever has the texts finds each sentence by its article, start and end, and knows by
    the hash that it is the same; notes of coders may quote and are left out.

    Parameters
    ----------
    codings : a row is a sentence, a coder and a frame.
    sentences : a row is a sentence.

    Returns
    -------
    A table of that name: article, sentence, start, end and the SHA-256 of the sentence's
    text in UTF-8, coder, frame and codes.

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0], "coder": "m", "frame": "f",
    ...     "present": [1]})
    >>> sentences = pd.DataFrame({"article": "a", "sentence": [0], "start": 0, "end": 3,
    ...     "text": ["abc"]})
    >>> codings_without_text(codings, sentences).data["rows"][0][:5]
    ['a', 0, 0, 3, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']
    """
    known = sentences[["article", "sentence", *_PLACE]].assign(
        sha256=[text_hash(str(text)) for text in sentences["text"]]
    )
    rows = codings.merge(known, on=["article", "sentence"], how="left", validate="many_to_one")
    first = ["article", "sentence", *_PLACE, "sha256"]
    rows = rows[[*first, *(column for column in _CODES if column in rows)]]
    rows = rows.sort_values(["article", "sentence", "coder", "frame"], ignore_index=True)
    caption = "Codings by place and hash of the sentence: a row is a sentence, a coder and a frame"
    return table(rows, name="codings", caption=caption, columns={}, shown=0)


def _leaves(value: Any) -> Iterator[tuple[Any, bool, bool]]:
    """Yield what JSON holds, in order: whether it goes on from the one before, or is sought."""
    if isinstance(value, dict):
        names = _columns(value)
        for key, inner in value.items():
            if key == "rows" and set(_SHOWS) <= set(names):
                yield from (
                    (cell, name in _SHOWS[1:], name == "match")
                    for row in inner
                    for name, cell in zip(names, row, strict=True)
                )
            else:
                yield from _leaves(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value, False, False


def _located(value: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put hashes for texts whose place a table tells, and leave out what coders noted."""
    names = _columns(value)
    if not names:
        return value
    rows = [dict(zip(names, row, strict=True)) for row in value["rows"]]
    kinds = [list(column) for column in value["columns"]]
    if {"article", "text", *_PLACE} <= set(names):
        kinds[names.index("text")] = ["sha256", "str"]
        rows = [{**row, "sha256": row["text"] and text_hash(row["text"])} for row in rows]
    if {"article", "sentence", "coder", "note"} <= set(names):
        kinds = [kind for kind in kinds if kind[0] != "note"]
    return {**value, "columns": kinds, "rows": [[row[name] for name, _ in kinds] for row in rows]}


def _columns(value: Mapping[str, Any]) -> list[str]:
    """Return the names of the columns if these are the data of a table."""
    columns = value.get("columns") if "rows" in value else None
    if not isinstance(columns, list) or any(not isinstance(c, list) for c in columns):
        return []
    return [str(column[0]) for column in columns]


def _pieces(value: Any) -> Iterator[Piece]:
    block = 0
    for leaf, goes_on, sought in _leaves(value):
        block += not goes_on
        if isinstance(leaf, str):
            picture = bool(_PICTURE.match(leaf))
            yield Piece("" if picture else leaf, block, sought, picture)
        else:
            yield Piece("" if leaf is None else str(leaf), block, fixed=True)


def _rebuilt(value: Any, texts: Iterator[str]) -> Any:
    """Put the cut texts in the places of the old ones."""
    if isinstance(value, dict):
        return {key: _rebuilt(inner, texts) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rebuilt(inner, texts) for inner in value]
    text = next(texts)
    return text if isinstance(value, str) and not _PICTURE.match(value) else value
