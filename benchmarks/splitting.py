"""How well sentence splitting meets spans of sentences that others set, in German news.

Give the folder of the data, which is not part of the project: `articles.jsonl`, a JSON object
a line with `title`, `text` and `sentences` (pairs of offsets into the text). Only totals are
printed. Made for the training part of the German news of Petersen-Frey and Biemann (2024).

An end is where the last character of a sentence stands, closing quotation marks, brackets and
white space disregarded. A paragraph is a block between empty lines; those whose last line has
no stop are lists or headings, and not counted. Of the others it is counted

- at stops: every end that has a `.`, `!`, `?` or `…` there;
- inside: of these, all but the last of each paragraph, which none can miss;
- all: every end, also those of headings within a paragraph and of colons and semicolons,
  of which the data has those between two clauses that could stand alone.

Each splitter is given one paragraph at a time; "framing, articles" is `sentences()`, for which
the whole article is read, its zones included. Articles are numbered from 1: the package's
German lists were written with a look at the odd ones alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import sentencex
from nltk.tokenize.punkt import PunktTokenizer

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.splitters import found
from framing.corpus.sentences import sentences
from framing.corpus.splitting import split

LANGUAGE, NAME = "de", "german"
AFTER = " \t\r\n\xa0\"'“”„‘’‚«»\u2039\u203a()[]"  # what is disregarded at an end
STOPS = ".!?…"
PARAGRAPH = re.compile(r"(?:(?!\n\s*\n).)+", re.DOTALL)

Spans = list[tuple[int, int]]


class Counts(NamedTuple):
    """Ends that were found and are ones, and how many there are of either."""

    right: int = 0
    found: int = 0
    true: int = 0

    def with_ends(self, found: set[int], true: set[int]) -> Counts:
        """Count the ends of another paragraph."""
        return Counts(
            self.right + len(found & true), self.found + len(found), self.true + len(true)
        )

    def shown(self) -> str:
        """Return precision, recall and how many ends there are."""
        return f"{self.right / self.found:.3f} {self.right / self.true:.3f} {self.true:5}"


def ends(text: str, spans: Spans) -> set[int]:
    """Return the ends of sentences; one of nothing but marks has none."""
    return {start + len(last) for start, end in spans if (last := text[start:end].rstrip(AFTER))}


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the blocks of a text that are prose."""
    for match in PARAGRAPH.finditer(text):
        if match.group().rstrip(AFTER).endswith(tuple(STOPS)):
            yield match.span()


def views(text: str, given: set[int], start: int, end: int) -> dict[str, set[int]]:
    """Return the ends of a paragraph that are counted, by how."""
    every = {place for place in given if start < place <= end}
    stops = {place for place in every if text[place - 1] in STOPS}
    return {"at stops": stops, "inside": stops - ends(text, [(start, end)]), "all": every}


def counts(articles: list[dict], splitter: Callable[[dict], set[int]]) -> dict[str, Counts]:
    """Compare a splitter's ends with those of the data."""
    totals = dict.fromkeys(("at stops", "inside", "all"), Counts())
    for article in articles:
        text = article["text"]
        true, made = ends(text, article["sentences"]), splitter(article)
        for paragraph in paragraphs(text):
            wanted, given = views(text, true, *paragraph), views(text, made, *paragraph)
            totals = {
                view: total.with_ends(given[view], wanted[view]) for view, total in totals.items()
            }
    return totals


def by_paragraph(splitter: Callable[[str], Spans]) -> Callable[[dict], set[int]]:
    """Give a splitter one paragraph at a time."""

    def split_article(article: dict) -> set[int]:
        text, spans = article["text"], []
        for start, end in paragraphs(text):
            spans += [(start + first, start + last) for first, last in splitter(text[start:end])]
        return ends(text, spans)

    return split_article


def whole(article: dict) -> set[int]:
    """Split an article as a study does."""
    row = {"article": "a", "outlet": "", "title": article["title"], "text": article["text"]}
    table = sentences(pd.DataFrame([row]), language=LANGUAGE)
    return ends(article["text"], list(zip(table["start"], table["end"], strict=True)))


def splitters() -> Iterator[tuple[str, Callable[[dict], set[int]]]]:
    yield "framing, paragraphs", by_paragraph(lambda text: split(text, LANGUAGE))
    yield "framing, articles", whole
    yield "framing, as English", by_paragraph(split)
    yield (
        "sentencex",
        by_paragraph(lambda text: found(text, list(sentencex.segment(LANGUAGE, text)))),
    )
    try:
        punkt = PunktTokenizer(NAME)
    except LookupError:
        print(f"Punkt is left out: nltk's data 'punkt_tab/{NAME}' are not on this machine.")
    else:
        yield "Punkt", by_paragraph(lambda text: list(punkt.span_tokenize(text)))


def main() -> None:
    if len(sys.argv) < 2:
        print("Not run: give the folder of the data, which are not part of the project.")
        return
    lines = (Path(sys.argv[1]) / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    print(f"{len(articles)} articles; of ends: precision, recall, how many there are")
    print(f"{'splitter':20} {'articles':8} {'at stops':17}   {'inside':17}   all")
    for name, splitter in splitters():
        for which, part in {"odd": articles[::2], "even": articles[1::2], "": articles}.items():
            made = "   ".join(map(Counts.shown, counts(part, splitter).values()))
            print(f"{name:20} {which or 'together':8} {made}")


if __name__ == "__main__":
    main()
