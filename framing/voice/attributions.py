"""What a text gives to somebody: who says, thinks or wants what, in quotation marks or not."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.corpus.sentences import starts
from framing.corpus.zones import CAPTION, HEADLINE, SUBHEAD
from framing.languages.language import language
from framing.tables.codes import DIRECT, INDIRECT, MIXED
from framing.tables.require import empty, require
from framing.voice.cues import NAMED, NAMED_AFTER, UNNAMED, Grammar, grammar
from framing.voice.marks import Quotation, quotations
from framing.voice.pieces import Span, written
from framing.voice.speakers import Cast, Speaker, Speakers
from framing.voice.told import Told, is_quotation, told
from framing.voice.units import QUOTE, Units, units

_CLASS = dict.fromkeys((NAMED, NAMED_AFTER, UNNAMED), "stated")
_LABEL = 60  # characters before the colon of "X: ..."
_LEAST = 4  # words of a quotation that may hold what another says
_TURNS = 5  # paragraphs "X: ..." of a text in which the next ones go on
_TALK = 3  # of so many paragraphs there one opens so


class _Found(NamedTuple):
    """An attribution in characters; ``told`` is what it was read from.

    inside : that in whose content it stands; ``turn``: that of the speech in which it stands.
    """

    told: Told
    paragraph: int
    source: Span | None
    cue: Span | None
    content: list[Span]
    quoted: list[Span]
    inside: _Found | None
    turn: _Found | None = None


class _Sentence(NamedTuple):
    article: str
    outlet: str
    event: str
    family: str
    language: str
    sentence: int
    start: int
    text: str
    zone: str


class _Article(NamedTuple):
    text: str
    sentences: list[Span]
    zones: list[str]
    quotes: list[Quotation]
    lists: Grammar


def attributions(
    sentences: pd.DataFrame,
    *,
    articles: pd.DataFrame | None = None,
    actors: Mapping[str, Mapping[str, Any]] | None = None,
) -> pd.DataFrame:
    """List what each text gives to somebody: quoted, told in other words, thought, wanted.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    articles : a row is an article; where given, quotation marks are read in its whole text.
    actors : who may speak, by their ids: for each ``names``, ``titles`` (lists of texts) and
        ``side``. A name of two to five capitals is met in capitals alone.

    Returns
    -------
    A row is an attribution; ``attribution`` numbers those of an article from 0, in the order of
    the text. Offsets are those of ``sentences`` (of ``articles.text``; where a sentence has no
    place, of the article's sentences with a space between them): ``source_start`` and so on,
    missing where there is none; ``content`` and ``quoted`` have pieces, ``start-end;start-end``.

    - ``kind``: *direct* (all of it in quotation marks), *indirect*, *mixed*. A term of one to
      three words in quotation marks within a clause is no quotation.
    - ``cue_class``: *stated, asked, believed, intended, called_for, feared, denied, opposed,
      supported* by the cue's word; missing where no word says it (a colon, a quotation that goes
      on). ``negated``: the cue is ("did not say").
    - ``speaker`` as printed; ``actor``: the id of an actor or a full name; ``resolved`` by
      *actor*, *name* (of the article), *unresolved*, or *nobody* is named. ``side`` is the actor's;
      of an unresolved speaker that of all actors whom the words name ("Roe's aide"), if it is one.
    - ``parent``: the number of the attribution in whose content it stands.

    Raises
    ------
    TableError : a column is missing or a sentence stands twice.
    ParameterError : an actor has a key that is not known, or no list of names.

    Notes
    -----
    Rules and word lists of the language, no parser: docs/quotations.md says what they find. A
    pronoun is resolved to the only one who spoke in its paragraph or the one before; of two whom
    a word may mean neither is taken. A language without a list of cues has none found.

    References
    ----------
    Newell, Margolin & Ruths (2018), LREC, 1652-1660: what an attribution is, and its parts.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": [
    ...     "Mayor Ada Roe said the bridge is safe.", "Poe denied that."]})
    >>> found = attributions(table, actors={"roe": {"names": ["Roe"], "side": "city"}})
    >>> found[["kind", "cue_class", "content", "speaker", "actor", "side", "resolved"]].values
    ... # doctest: +NORMALIZE_WHITESPACE
    array([['indirect', 'stated', '19-37', 'Mayor Ada Roe', 'roe', 'city', 'actor'],
           ['indirect', 'denied', '50-54', 'Poe', 'Poe', nan, 'name']], dtype=object)
    """
    table = require(sentences, "sentences")
    placed = table["start"].notna().groupby(table["article"]).transform("all")
    table["start"] = starts(table)
    order = np.lexsort((table["sentence"], table["start"], pd.factorize(table["article"])[0]))
    lists = [table[name].to_numpy()[order].tolist() for name in _Sentence._fields]
    whole = dict[str, str]()
    if articles is not None:
        given = require(articles, "articles")
        whole = dict(zip(given["article"], given["text"], strict=True))
    cast, rows = Cast(actors), list[dict[str, object]]()
    known = dict(zip(table["article"], placed, strict=True))
    for article, group in groupby(zip(*lists, strict=True), key=lambda row: row[0]):
        text = whole.get(article) if known[article] else None
        rows += _rows([_Sentence(*row) for row in group], text, cast)
    return require(pd.DataFrame(rows), "attributions") if rows else empty("attributions")


def _rows(sentences: list[_Sentence], text: str | None, cast: Cast) -> Iterator[dict[str, object]]:
    """Yield the rows of one article."""
    first, text = sentences[0], _filled(sentences) if text is None else text
    begins = [one.start for one in sentences]
    spans = [(one.start, one.start + len(one.text)) for one in sentences]
    zones = [one.zone for one in sentences]
    article = _Article(text, spans, zones, quotations(text), grammar(first.language))
    found = sorted(_read(article), key=lambda one: (one.content[0][0], one.inside is not None))
    numbers = {id(one.told): number for number, one in enumerate(found)}
    speakers = Speakers(text, language(first.language), cast)
    place = {name: getattr(first, name) for name in ("article", "outlet", "event", "family")}
    known: dict[int, Speaker] = {}
    for number, one in enumerate(found):
        of = one.inside or one.turn
        holder = known.get(id(of.told)) if of else None
        printed = text[slice(*one.source)] if one.source else None
        who = known[id(one.told)] = speakers.resolve(printed, one.paragraph, holder)
        yield {
            **place,
            "attribution": number,
            "sentence": sentences[max(bisect_right(begins, _at(one)) - 1, 0)].sentence,
            **_columns(one, who),
            "parent": numbers[id(one.inside.told)] if one.inside else pd.NA,
        }


def _columns(one: _Found, who: Speaker) -> dict[str, object]:
    source, cue = one.source or (pd.NA, pd.NA), one.cue or (pd.NA, pd.NA)
    covered = {*one.content} <= {*one.quoted}
    return {
        "kind": DIRECT if covered else MIXED if one.quoted else INDIRECT,
        "cue_class": _CLASS.get(one.told.found.kind, one.told.found.kind)
        if one.told.found
        else None,
        "negated": one.told.negated,
        "source_start": source[0],
        "source_end": source[1],
        "cue_start": cue[0],
        "cue_end": cue[1],
        "content": written(one.content),
        "quoted": written(one.quoted),
        **who._asdict(),
    }


def _at(one: _Found) -> int:
    return one.cue[0] if one.cue else one.content[0][0]


def _filled(sentences: Sequence[_Sentence]) -> str:
    """Return a text in which each sentence stands at its place."""
    pieces, end, zone = list[str](), 0, None
    for one in sentences:
        gap = one.start - end
        pieces += [" " if gap == 1 and one.zone == zone else "\n" * gap, one.text]
        end, zone = one.start + len(one.text), one.zone
    return "".join(pieces)


def _read(article: _Article) -> Iterator[_Found]:
    """Yield the attributions of an article, paragraph by paragraph."""
    begins = [quote.start for quote in article.quotes]
    last = turn = None  # what was given to somebody last, and the speech that goes on
    pending: tuple[Told, Units, int] | None = None
    held: list[Span] = []  # paragraphs of a quotation that are not given to anybody yet
    paragraphs = list(_paragraphs(article))
    labels, turns = _labels(article, paragraphs)
    for number, spans in enumerate(paragraphs):
        low, high = (bisect_left(begins, at) for at in (spans[0][0], spans[-1][1]))
        found = units(article.text, spans, article.quotes[low:high])
        alone = is_quotation(found)
        if alone:
            held.append((found.starts[0], found.ends[-2]))
            if not article.quotes[high - 1].closed and number + 1 < len(paragraphs):
                continue
        labelled, is_headline = bool(labels[number]), not number and article.zones[0] == HEADLINE
        rows, waiting = (
            ([], None)
            if alone
            else told(found, article.lists, labelled=labelled, is_headline=is_headline)
        )
        here = list(_of_paragraph(rows, found, number))
        if number in turns and turn and not alone:
            here = _in_turn(turn, here, spans)
        if held and not _begun(here, found, held):
            if pending:
                last = _found(*pending, None, held)
                yield last
            elif last:
                last.content.extend(held)
                last.quoted.extend(held)
        held = []
        if alone:
            pending = None
            continue
        turn = here[0] if labels[number] and here else turn
        pending = (waiting, found, number) if waiting else None
        last = next((one for one in reversed(here) if one.inside is None), None)
        yield from here
        for one in here:
            yield from _within(article, one)


def _in_turn(turn: _Found, here: Sequence[_Found], spans: Sequence[Span]) -> list[_Found]:
    """Give the sentences of a paragraph to who speaks in it, but for what is given to others."""
    own = [one.cue or one.content[0] for one in here]
    turn.content.extend(
        (low, high) for low, high in spans if not any(low <= at < high for at, _ in own)
    )
    return [one._replace(turn=turn) for one in here]


def _begun(here: Sequence[_Found], found: Units, held: Sequence[Span]) -> bool:
    """Give a quotation that began in paragraphs before to who is named where it ends."""
    free = (one for one in here if one.inside is None and one.content[0][0] == found.starts[0])
    one = next(free, None) if found.words[0] == QUOTE else None
    if one:
        one.content[:0] = held
        one.quoted[:0] = held
    return one is not None


def _labels(article: _Article, paragraphs: Sequence[list[Span]]) -> tuple[list[str], set[int]]:
    """Return what stands before a colon at the start of each paragraph, if it tells who speaks.

    It does in a headline, in capitals, in a text that has one of them twice or many that speak of
    themselves; else it may be a heading of the article's own. With it the paragraphs of such a text
    in which who spoke goes on.
    """
    zones = dict(zip(article.sentences, article.zones, strict=True))
    found = [
        "" if zones[spans[0]] in (SUBHEAD, CAPTION) else _label(article.text, spans[0][0])
        for spans in paragraphs
    ]
    at = [number for number, label in enumerate(found) if label and number]
    itself = article.lists.of["speaks_itself"]
    bounds = [paragraphs[number][0][0] for number in at] + [len(article.text)]
    own = sum(not itself.isdisjoint(article.text[low:high].casefold().split())
              for low, high in pairwise(bounds))  # fmt: skip
    is_talk = max(Counter(filter(None, found)).values(), default=0) > 1
    is_talk |= len(at) >= _TURNS and 2 * own >= len(at)
    labels = [
        one if is_talk or not number or one.isupper() else "" for number, one in enumerate(found)
    ]
    return labels, _turns(article.text, paragraphs, at) if is_talk and len(at) >= _TURNS else set()


def _turns(text: str, paragraphs: Sequence[list[Span]], at: Sequence[int]) -> set[int]:
    """Return the paragraphs in which who is named before goes on, in a text that is mostly talk."""
    within = range(at[0], at[-1])
    opens = {*at, *(number for number in within if _opens(text, paragraphs[number][0][0]))}
    turns: set[int] = set()
    for number in within if _TALK * len(opens) >= len(within) else ():
        if number - 1 in turns or number - 1 in at:
            turns |= {number} - opens
    return turns


def _opens(text: str, start: int) -> bool:
    """Tell whether a paragraph opens with a colon behind some words, most of them in capitals."""
    before = text[start : max(text.find(": ", start, start + 2 * _LABEL), start)].split()
    return 2 * sum(word[0].isupper() for word in before) > len(before)


def _label(text: str, start: int) -> str:
    """Return the words in capitals before the colon at the start of a paragraph."""
    label = text[start : max(text.find(":", start, start + _LABEL), start)]
    return label if all(word[0].isupper() for word in label.split()) else ""


def _paragraphs(article: _Article) -> Iterator[list[Span]]:
    """Yield the sentences of each paragraph."""
    begin = 0
    for number, (start, _) in enumerate(article.sentences):
        if number and "\n" in article.text[article.sentences[number - 1][1] : start]:
            yield article.sentences[begin:number]
            begin = number
    yield article.sentences[begin:]


def _of_paragraph(rows: Sequence[Told], found: Units, number: int) -> Iterator[_Found]:
    made: dict[int, _Found] = {}
    kept = [at for at, row in enumerate(rows) if row.content]
    for at in sorted(kept, key=lambda at: rows[at].parent is not None):
        parent = rows[at].parent
        holder = made.get(parent) if parent is not None else None
        made[at] = _found(rows[at], found, number, holder)
        yield made[at]


def _found(
    one: Told, found: Units, number: int, inside: _Found | None, more: Sequence[Span] = ()
) -> _Found:
    """Return an attribution in characters."""
    cue = one.found
    content = [(found.starts[a], found.ends[b - 1]) for a, b in one.content]
    quoted = [
        (found.starts[n], found.ends[n])
        for a, b in one.content
        for n in range(a, b)
        if found.words[n] == QUOTE
    ]
    return _Found(
        one, number,
        (found.starts[one.source[0]], found.ends[one.source[1] - 1]) if one.source else None,
        (found.starts[cue.at], found.ends[cue.end - 1]) if cue else None,
        [*content, *more], [*quoted, *more], inside,
    )  # fmt: skip


def _within(article: _Article, holder: _Found) -> Iterator[_Found]:
    """Yield what somebody who is quoted gives to somebody in turn."""
    begins = [start for start, _ in article.sentences]
    for start, end in holder.quoted:
        said = article.text[start:end].casefold().split()
        if len(said) < _LEAST or article.lists.verbs.isdisjoint(said):
            continue
        first = max(bisect_left(begins, start + 1) - 1, 0)
        last = bisect_left(begins, end)
        cut = [
            (max(low, start + 1), min(high, end - 1))
            for low, high in article.sentences[first:last]
            if low < end - 1 and high > start + 1
        ]
        if cut:
            found = units(article.text, cut, [])
            for one in _of_paragraph(told(found, article.lists)[0], found, holder.paragraph):
                yield one._replace(inside=one.inside or holder)
