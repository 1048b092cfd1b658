"""The versions of a story side by side, and their wording differences, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from framing.contracts.wire import ABSENT, BASIS, SUBSTANCE, VERBATIM
from framing.figures.html import anchor, join, marked
from framing.measures.wire import changed
from framing.report import phrases
from framing.report.results import Result
from framing.tables import require, values_of

MAX_TEXTS = 8
_SAID = {"basis": "", "verbatim": "word for word", "trimmed": "trimmed", "reworded": "reworded"}
_KEY = ["article", "sentence"]


def versions(
    synopsis: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    truncation: pd.DataFrame,
    name: str = "versions",
) -> Result:
    """Show a story in side-by-side versions: a row a unit of the story, a column a text.

    Parameters
    ----------
    synopsis : a row is a unit and a text of one story.
    sentences : a row is a sentence of those texts.
    truncation : what a cut from the end would remove, to stand beside every absence.
    name : the name under which the index finds it.
    """
    cells = require(synopsis, "synopsis")
    texts = list(cells["article"].unique())
    shown = texts[:MAX_TEXTS]
    page = _Page(sentences, truncation)
    head = join(Markup('<th scope="col">{}</th>').format(page.names[text]) for text in shown)
    rows = join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            unit + 1, join(page.cell(row, own) for row in own.to_dict("records"))
        )
        for unit, own in cells[cells["article"].isin(shown)].groupby("unit")
        if (own["relation"] != ABSENT).any()
    )
    caption = _caption(cells, texts)
    html = Markup(
        '<div class="table versions" tabindex="0" role="group" aria-label="{}"><table>'
        '<caption>{}</caption><thead><tr><th scope="col">unit</th>{}</tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format("Side-by-side versions", caption, head, rows)
    return Result("versions", name, html, {"caption": caption, "texts": texts})


def _caption(cells: pd.DataFrame, texts: list[str]) -> str:
    units = cells["unit"].nunique()
    left = f"; the {MAX_TEXTS} longest are shown" if len(texts) > MAX_TEXTS else ""
    return (
        f"The story in {phrases.count(len(texts), 'version')}, {phrases.count(units, 'unit')}, in "
        f"the order of the longest text{left}. Marked: words that stand otherwise, or not at all, "
        "in the version that is printed first in the row."
    )


class _Page:
    """What the cells of one page look up."""

    def __init__(self, sentences: pd.DataFrame, truncation: pd.DataFrame) -> None:
        self.sentences = sentences.set_index(_KEY)
        self.totals = phrases.totals(sentences)
        self.names = phrases.names(sentences)
        known = require(truncation, "truncation")
        self.cut = known.groupby(["article", "unit"])["cut"].all().to_dict()

    def cell(self, row: Mapping[str, Any], unit: pd.DataFrame) -> Markup:
        """Return one text's version of a unit, or that it has none."""
        if row["relation"] == ABSENT:
            return Markup('<td class="absent">absent{}</td>').format(
                "; a cut from the end would remove it too"
                if self.cut.get((row["article"], row["unit"]))
                else ""
            )
        first = unit[unit["relation"] == BASIS].iloc[0]
        basis = " ".join(self._text(key) for key in _keys(first))
        shown = join((self._sentence(key, basis, row["relation"]) for key in _keys(row)), " ")
        return Markup('<td class="{}">{}</td>').format(row["relation"], shown)

    def _sentence(self, key: tuple[str, int], basis: str, relation: str) -> Markup:
        text = self._text(key)
        row = self.sentences.loc[key]
        place = phrases.place({"zone": row["zone"], "rank": row["rank"]}, self.totals[key[0]])
        about = " · ".join(part for part in (_SAID[relation], place) if part)
        same = relation in (BASIS, VERBATIM)
        body = marked(text, [] if same else changed(text, basis))
        return Markup('<p id="{}"><span class="about">{}</span> {}</p>').format(
            anchor(*key), about, body
        )

    def _text(self, key: tuple[str, int]) -> str:
        return str(self.sentences.loc[key, "text"])


def _keys(row: Mapping[str, Any]) -> list[tuple[str, int]]:
    return [(row["article"], int(number)) for number in values_of(row["sentences"])]
