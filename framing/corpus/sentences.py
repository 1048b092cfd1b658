"""Articles to sentences, and sentences to tokens, with offsets into ``articles.text``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from framing.contracts.contract import LANGUAGE, PLACE
from framing.corpus.words import count_words, words
from framing.corpus.zones import FURNITURE, RANKED, zone_text
from framing.tables import empty, require

_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Brig|Sen|Rep|Gov|Amb|Rev|Hon|St|Pres|"
    "Sec|vs|approx"
)
_BEFORE = r"(?:^|[\s(\"'“‘])"
_TITLE = re.compile(rf"{_BEFORE}(?:{_TITLES})\.$")
_INITIALS = re.compile(rf"(?:{_BEFORE}|-|\d)(?:[^\W\d_]\.)+$")
_SHORT_FORM = re.compile(r"\([\w.-]+\.\)$")
_OPENER = re.compile(
    r"[\"'“‘(]*(?:The|A|An|He|She|It|They|We|I|But|And|In|On|At|This|That|These|Those|His|Her|Its|"
    r"Their|There|After|Before|While|When|If|As|For|However|Meanwhile|Both|Other|Some|Most|Many|"
    r"All|You|Then|Now|Later|Earlier|So|Yet|Still|Nor|Or|Nobody|Not|What|Why|How|Who|Where)\b"
)
_MISSED = re.compile(rf"(?:(?<=\w)…|(?<=\bno)\.(?!\s\d))[\"'”’»)]*\s(?=\s*{_OPENER.pattern})")
_CALL = re.compile(r"[?!][\"'”’»]+$")
_SPEAKER = re.compile(
    r"(?!(?:He|She|It|They|We|I|You)\b)(?:[A-Z][\w.'’-]*\s+){1,4}"
    r"(?:said|says|asked|asks|told|wrote|added|replied|answered|wondered|shouted|cried|tweeted|"
    r"posted|quipped|joked|demanded|continued|exclaimed|warned)\b"
)
_MARKS = re.compile(r"[\"“”„«»()]|(?<=[.!?,…])['’](?=[\s\"”)]|$)|(?<![^\s\"“(])['‘](?=\w)")
_CLOSING = "\"'“”’»)]"
_TAIL = 40  # characters of a piece that tell whether it is finished


def split(text: str) -> list[tuple[int, int]]:
    """Split one paragraph into sentences: offsets, white space around them left out.

    The splitter is ``sentencex``; a piece that cannot begin a sentence (it starts in lower
    case, follows a title or initials, or says who asked what was quoted before) is joined
    to the one before. Sentences within quotation marks and brackets count as sentences.

    Examples
    --------
    >>> split("J.D. Vance met Gen. Kellogg. They spoke.")
    [(0, 28), (29, 40)]
    """
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text):
        first, last = spans[-1] if spans else (0, 0)
        if spans and _runs_on(text[max(first, last - _TAIL) : last], text[start:end]):
            spans[-1] = (first, end)
        else:
            spans.append((start, end))
    return spans


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text where ``sentencex`` does once quotation marks and brackets are taken out.

    It does not look inside them. Closing marks go to the piece that they follow.
    """
    import sentencex

    marks = [match.start() for match in _MARKS.finditer(text)]
    bare = _MARKS.sub("", text)
    start = passed = found = 0
    for piece in sentencex.segment("en", bare):
        if not (stripped := piece.strip()):
            continue
        found = bare.index(stripped, found) + len(stripped)
        while passed < len(marks) and marks[passed] - passed < found:
            passed += 1
        end = found + passed
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        for missed in _MISSED.finditer(text, start, end):
            yield _trimmed(text, start, missed.end())
            start = missed.end()
        yield _trimmed(text, start, end)
        start = end
    if text[start:].strip():
        yield _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return end - len(piece.lstrip()), start + len(piece.rstrip())


def _runs_on(before: str, after: str) -> bool:
    """Tell whether a piece goes on with the sentence before it."""
    word = next((word for word in after.split() if any(map(str.isalnum, word))), "")
    letters = word.strip("\"'“”‘’(«»—–-")
    if not letters or (letters[0].islower() and not letters[1:2].isupper()):
        return True
    if _TITLE.search(before) or _SHORT_FORM.search(before):
        return not after.startswith("The ")
    if _CALL.search(before):
        return bool(_SPEAKER.match(after))
    return bool(_INITIALS.search(before)) and not _OPENER.match(after)


def sentences(articles: pd.DataFrame, *, language: str = LANGUAGE) -> pd.DataFrame:
    r"""Split articles into sentences, within their zones; furniture has none.

    Parameters
    ----------
    articles : a row is an article; needs ``article``, ``outlet`` and ``text``.
    language : of the articles whose ``language`` is not given, as two letters (ISO 639-1).

    Returns
    -------
    A row is a sentence, ``articles.text[start:end]`` (code points). ``sentence`` numbers
    the rows of an article from 0 and is a key only; ``rank`` counts lead and body
    sentences from 1, ``position`` is (rank - 1) / (total - 1); both are missing for
    headline, subheads and captions. ``language`` is the one whose rules split the text.

    Raises
    ------
    TableError : a column is missing or an article stands twice.

    Examples
    --------
    >>> text = "Talks begin\nThe talks began. They go on.\nNobody left."
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": [text]})
    >>> sentences(articles)[["sentence", "zone", "rank", "position", "n_words"]]
       sentence      zone  rank  position  n_words
    0         0  headline  <NA>       NaN        2
    1         1      lead     1       0.0        3
    2         2      lead     2       0.5        3
    3         3      body     3       1.0        2
    """
    articles = require(articles, "articles")
    articles["language"] = articles["language"].fillna(language)
    columns = ["article", *PLACE, "text", "title"]
    rows = [row for article in articles[columns].itertuples() for row in _sentences_of(article)]
    if not rows:
        return empty("sentences")
    table = require(pd.DataFrame(rows), "sentences")
    last = table.groupby("article")["rank"].transform("max")
    table["position"] = ((table["rank"] - 1) / (last - 1).clip(lower=1)).astype("float64")
    return table


def _sentences_of(article: Any) -> Iterator[dict[str, object]]:
    title = article.title if isinstance(article.title, str) else ""
    number, rank = 0, 0
    for zone_start, zone_end, zone in zone_text(
        article.text, title=title, language=article.language
    ):
        if zone == FURNITURE:
            continue
        for start, end in split(article.text[zone_start:zone_end]):
            text = article.text[zone_start + start : zone_start + end]
            rank += zone in RANKED
            yield {
                "article": article.article,
                "sentence": number,
                "outlet": article.outlet,
                "event": article.event,
                "family": article.family,
                "language": article.language,
                "start": zone_start + start,
                "end": zone_start + end,
                "text": text,
                "zone": zone,
                "rank": rank if zone in RANKED else pd.NA,
                "n_words": count_words(text),
            }
            number += 1


def tokens(sentences: pd.DataFrame) -> pd.DataFrame:
    """List the words of sentences, folded.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.

    Returns
    -------
    A row is a word. ``start`` and ``end`` are offsets into ``articles.text``; where
    ``sentences`` has no ``start``, into the article's sentences with a space between them.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Kyiv’s say"]})
    >>> tokens(table)[["start", "end", "token"]]
       start  end   token
    0      0    6  kyiv's
    1      7   10     say
    """
    sentences = require(sentences, "sentences")
    found = [words(text) for text in sentences["text"]]
    counts = np.array([len(row) for row in found], dtype=int)
    if not counts.sum():
        return empty("tokens")
    carried = ["article", "sentence", *PLACE, "zone", "origin"]
    table = sentences.loc[sentences.index.repeat(counts), carried].reset_index(drop=True)
    offset = starts(sentences).to_numpy().repeat(counts)
    table["start"] = offset + [word.start for row in found for word in row]
    table["end"] = offset + [word.end for row in found for word in row]
    table["token"] = [word.folded for row in found for word in row]
    return require(table, "tokens")


def starts(sentences: pd.DataFrame) -> pd.Series:
    """Return where each sentence starts; those without a start follow one another."""
    lengths = sentences["text"].str.len() + 1
    after = lengths.groupby(sentences["article"]).cumsum() - lengths
    return sentences["start"].fillna(after.astype("Int64")).astype(int)
