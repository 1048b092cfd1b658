"""A report that may be passed on: no full text of an article, and codings without text.

The texts of a study usually belong to others. Quotations are cut where they are shown
(:mod:`framing.show.quoting`); what a notebook shows by other ways is refused here.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from framing.errors import ParameterError
from framing.report.written_files import file_names
from framing.show.quotations import BRIEF, Quotations
from framing.show.quoting import located
from framing.show.results import Result, table
from framing.study import Study

WORDS = 25  # of a quotation, where no other number is given
_CODES = ["coder", "frame", "present", "subcode", "mode", "voice", "speaker", "score", "round"]
_PLACE = ["start", "end", "sha256"]


def note(most: int) -> str:
    """Return what a page says of its quotations, once."""
    return (
        f"Quotations are cut to {most} words, shown by “…”, and beyond half of a text to {BRIEF}, "
        "since the texts belong to their publishers; full texts are not part of this report."
    )


def quotations(study: Study, most: int) -> Quotations:
    """Return what cuts the quotations of a study's texts.

    Parameters
    ----------
    study : the study.
    most : words of a quotation at most.
    """
    present = study.answer_codings.query("present == 1")
    coded = set(zip(present["article"], present["sentence"], strict=True))
    return Quotations(study.articles, study.sentences, coded=coded, most=most)


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


def check_shareable(built: Path, quotations: Quotations) -> None:
    """Refuse a report in which more words of an article follow one another than may.

    Parameters
    ----------
    built : the folder of the report.
    quotations : those of the study.

    Raises
    ------
    ParameterError : a file holds such words; the message says which, and of which article.
    """
    for name in file_names(built):
        for text in _texts(built / name):
            if found := quotations.whole(text):
                raise ParameterError(
                    f"{name} holds more than {quotations.most} words in a row of the article "
                    f"'{found[0]}', from its character {found[1]} on, so the report is not "
                    "shareable and was not written. Show such texts by framing.report, which cuts "
                    "them, or not at all."
                )


def _texts(file: Path) -> Iterator[str]:
    """Read a file in each way in which its words may follow one another; a picture has none."""
    if file.suffix == ".png":
        return
    if file.suffix == ".parquet":
        rows = pd.read_parquet(file)
        yield from (" ".join(map(str, rows[column].dropna())) for column in rows)
        return
    text = file.read_text(encoding="utf-8")
    held = list(_leaves(json.loads(text))) if file.suffix in (".ipynb", ".json") else [text]
    yield html.unescape(" ".join(held))
    for leaf in held:
        if "<" in leaf:
            yield from _without_tags(leaf)


def _without_tags(page: str) -> Iterator[str]:
    from lxml.etree import HTML, HTMLParser

    root = HTML(page.encode(errors="replace"), HTMLParser(encoding="utf-8", huge_tree=True))
    for between in ("", " "):
        yield between.join(() if root is None else root.itertext())


def _leaves(value: Any) -> Iterator[str]:
    """Yield what JSON holds, in order; a text of a notebook may stand in lines."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield str(value)


def codings_without_text(codings: pd.DataFrame, sentences: pd.DataFrame) -> Result:
    """Return the codings with the place and hash of each sentence, without its text and notes.

    Parameters
    ----------
    codings : a row is a sentence, a coder and a frame.
    sentences : a row is a sentence.

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0], "coder": "m", "frame": "f",
    ...     "present": [1]})
    >>> sentences = pd.DataFrame({"article": "a", "sentence": [0], "start": 0, "end": 3,
    ...     "text": ["abc"]})
    >>> codings_without_text(codings, sentences).data["rows"][0][:5]
    ['a', 0, 0, 3, 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad']
    """
    key = ["article", "sentence"]
    places = located(sentences)[[*key, *_PLACE]]
    rows = codings.merge(places, on=key, how="left", validate="many_to_one")
    rows = rows[[*key, *_PLACE, *(column for column in _CODES if column in rows)]]
    rows = rows.sort_values([*key, "coder", "frame"], ignore_index=True)
    caption = "Codings by place and hash of the sentence: a row is a sentence, a coder and a frame"
    return table(rows, name="codings", caption=caption, columns={}, shown=0)
