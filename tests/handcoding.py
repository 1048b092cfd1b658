"""A codebook and a corpus that can be counted by eye, for the tests of coding by hand."""

from __future__ import annotations

import pandas as pd

from framing.coding.byhand.sample import key_of
from framing.coding.codebook import Codebook, parse_codebook
from framing.tables.require import require

BOOK = {
    "codebook": {"name": "Talks", "version": "1.0"},
    "modes": {"asserted": "as a fact", "feared": "as a fear"},
    "voices": {"text": "the text itself", "us": "US side"},
    "rules": {"unit": "One sentence."},
    "frames": {
        "rapport": {"label": "Rapport", "definition": "Warmth."},
        "exclusion": {
            "label": "Exclusion",
            "definition": "Left out.",
            "include": ["Fears that Kyiv is left out."],
            "exclude": ["Mere mention."],
            "examples": ["Kyiv was sidelined."],
            "subcodes": {"left_out": "left out", "told": "told later"},
            "countercodes": {"included": "included"},
        },
    },
}


def book(**changes: object) -> Codebook:
    return parse_codebook({**BOOK, **changes}, source="b", sha256="0123456789abcdef")


def corpus(**outlets: int) -> pd.DataFrame:
    """Give each outlet one article with so many sentences."""
    rows = [
        (f"{outlet}.txt", number, outlet, f"{outlet} says {number}.")
        for outlet, n in outlets.items()
        for number in range(n)
    ]
    columns = ["article", "sentence", "outlet", "text"]
    return require(pd.DataFrame(rows, columns=columns), "sentences")


def coded(coder: str, *rows: tuple, **given: object) -> pd.DataFrame:
    """Build codings from rows of article, sentence, frame, present and further columns."""
    names = ["article", "sentence", "frame", "present", "subcode", "mode", "voice", "note"]
    table = pd.DataFrame(
        [(*row, *[None] * (len(names) - len(row))) for row in rows], columns=names
    ).assign(coder=coder, **given)
    return require(table, "codings")


def key(sentences: pd.DataFrame) -> dict[str, tuple[str, int]]:
    """Return the key of blind sheets that were made of these sentences."""
    return key_of([require(sentences.assign(probability=1.0), "sample")])


def told(sheet: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say of each row of a blind sheet which sentence it is about, as its key does."""
    known = key(sentences)
    units = [known[unit] for unit in sheet["unit"]]
    places = pd.DataFrame(units, columns=["article", "sentence"], index=sheet.index, dtype="object")
    return sheet.assign(article=places["article"], sentence=places["sentence"].astype(str))
