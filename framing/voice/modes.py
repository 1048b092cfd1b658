"""How what a text says is put: stated, feared, denied, called for or opposed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from framing.corpus.words import Word, words_of
from framing.languages.language import Language
from framing.tables.codes import CALLED_FOR, DENIED, FEARED, OPPOSED, STATED
from framing.voice.pieces import Span

POSSIBLE = "possible"  # what only may be so
_CLASSES = (FEARED, DENIED, CALLED_FOR, OPPOSED, POSSIBLE)
_BEFORE = 2  # words before a cue in which a negation turns it round
_LINK = 6  # words after a cue within which its link stands
_FAR = 24  # words after a cue of which it may speak


class _Cue(NamedTuple):
    """A cue by the numbers of its first and last words, the mode it gives, and its words."""

    first: int
    last: int
    mode: str
    words: str


class Put(NamedTuple):
    """How something is put, and by which words: a noun such as "fears" tells whose they are."""

    mode: str
    cue: Span | None = None
    is_noun: bool = False


def mode_at(text: str, span: Span, of: Language) -> Put:
    """Say how that is put which stands at a place of a sentence: by the first cue that reaches it.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> text = "He warned that Kyiv may be left out."
    >>> mode_at(text, (23, 35), language("en")).mode
    'feared'
    """
    found = words_of(text)
    at = [n for n, word in enumerate(found) if word.start < span[1] and span[0] < word.end]
    if not at:
        return Put(STATED)
    first, last = at[0], at[-1]
    best: Put | None = None
    if _not_without(found, first, of):
        return Put(CALLED_FOR)
    for cue in _cues(text, of):
        denied_them = cue.mode == DENIED and _is_passive(found, cue, of)
        if cue.last < first and not denied_them and _reaches(text, found, cue, first, of):
            between = {word.folded for word in found[cue.last + 1 : first]}
            turned = (cue.mode == FEARED and between & set(of.modes.against)) or (
                cue.mode == CALLED_FOR and between & set(of.modes.negations)
            )
            if best is None or best.mode == POSSIBLE:
                best = _put(found, cue, OPPOSED if turned else cue.mode, of)
        elif first <= cue.first and cue.last <= last:
            best = _put(found, cue, cue.mode, of)
        elif cue.first > last and _looks_back(text, found, cue, last, of):
            best = best or _put(found, cue, cue.mode, of)
    return best or Put(STATED)


def _not_without(found: Sequence[Word], place: int, of: Language) -> bool:
    """Tell whether a place follows "without", and that a "no"."""
    near = range(max(0, place - _LINK), place + 1)
    at = next((n for n in near if found[n].folded in of.modes.without), None)
    return at is not None and any(
        word.folded in of.modes.none for word in found[max(0, at - _FAR) : at]
    )


def _put(found: Sequence[Word], cue: _Cue, mode: str, of: Language) -> Put:
    span = found[cue.first].start, found[cue.last].end
    return Put(mode, span, cue.words in of.modes.nouns)


@lru_cache(maxsize=1024)  # a sentence is asked about hit after hit
def _cues(text: str, of: Language) -> tuple[_Cue, ...]:
    return tuple(_cues_of(words_of(text), of))


def _cues_of(found: Sequence[Word], of: Language) -> Iterator[_Cue]:
    lists, longest, n = _lists(of), _longest(of), 0
    words = [word.folded for word in found]
    while n < len(found):
        if words[n] in of.modes.rejects and (mode := _turned_away(found, n, of)):
            yield _Cue(n, n, mode, "")
            n += 1
            continue
        if words[n] in of.modes.insists and (no := _negated(found, n, of)):
            yield _Cue(n, no, DENIED, words[n])
        if words[n] in of.modes.asks and (to := _asked(found, n, of)):
            yield _Cue(n, to, CALLED_FOR, words[n])
        for length in range(min(longest.get(words[n], 0), len(found) - n), 0, -1):
            key = " ".join(words[n : n + length])
            if key in lists:
                if _is_negated(found, n, of):
                    if lists[key] == FEARED:
                        yield _Cue(n, n + length - 1, DENIED, key)
                elif _holds(found, n, n + length, of):
                    yield _Cue(n, n + length - 1, lists[key], key)
                n += length
                break
        else:
            n += 1


def _turned_away(found: Sequence[Word], verb: int, of: Language) -> str:
    """Say what a verb that turns something away does with it, by the noun behind it."""
    for word in found[verb + 1 : verb + 5]:
        if word.folded in of.modes.said:
            return DENIED
        if word.folded in of.modes.wanted:
            return OPPOSED
    return ""


def _negated(found: Sequence[Word], verb: int, of: Language) -> int:
    """Return the number of the first negation soon after a verb, or 0."""
    near = range(verb + 1, min(verb + _LINK, len(found)))
    return next((n for n in near if found[n].folded in of.modes.negations), 0)


def _asked(found: Sequence[Word], verb: int, of: Language) -> int:
    """Return the number of the "to" of "asked them to go", or 0."""
    wished = found[verb + 1 : verb + 2]  # "want to go": nobody else is asked
    near = range(verb + 2, min(verb + _LINK, len(found)))
    if wished and wished[0].folded in of.modes.to:
        return 0
    to = next((n for n in near if found[n].folded in of.modes.to), 0)
    apart = any(word.folded in (*of.modes.ends, *of.modes.links) for word in found[verb:to])
    return 0 if apart else to


def _is_negated(found: Sequence[Word], first: int, of: Language) -> bool:
    before = [word.folded for word in found[max(0, first - _BEFORE) : first]]
    return not set(of.modes.negations).isdisjoint(before)


def _holds(found: Sequence[Word], first: int, end: int, of: Language) -> bool:
    """Tell whether a modal demands: it is no question and no guess."""
    if found[first].folded in of.modes.modal:
        earlier = {word.folded for word in found[max(0, first - 4) : first]}
        guess = (
            found[first].folded in of.modes.guesses
            and end < len(found)
            and found[end].folded in of.modes.perfect
            and found[min(end + 1, len(found) - 1)].folded.endswith(of.modes.participles)
        )
        demands = found[first].folded not in of.modes.possible
        bare = demands and first > 0 and found[first - 1].folded in of.modes.expletive
        turned = end < len(found) and found[end].folded in of.modes.subjects
        return not (first == 0 or guess or bare or turned or earlier & set(of.modes.open))
    return True


@cache
def _lists(of: Language) -> dict[str, str]:
    return {cue: mode for mode in _CLASSES for cue in getattr(of.modes, mode)}


@cache
def _longest(of: Language) -> dict[str, int]:
    """Return of how many words the longest cue is that begins with a word."""
    lengths: dict[str, int] = {}
    for words in map(str.split, _lists(of)):
        lengths[words[0]] = max(lengths.get(words[0], 0), len(words))
    return lengths


def _reaches(text: str, found: Sequence[Word], cue: _Cue, place: int, of: Language) -> bool:
    """Tell whether a cue speaks of a place after it: it is linked, and no clause ends between."""
    begin, linked = cue.last + 1, False
    if place - cue.last > _FAR:
        return False
    links = set(of.modes.links)
    if cue.words in of.modes.of_whom:
        links -= set(of.modes.whose)
    near = range(begin, min(begin + _LINK, place))
    if link := next((n + 1 for n in near if found[n].folded in links), 0):
        begin, linked = link, cue.mode in (FEARED, DENIED)
    elif cue.words in of.modes.linked:
        return False
    if set(text[found[cue.last].end : found[place].start]) & set(";:"):
        return False
    return not any(_ends(text, found, n, begin, of, linked=linked) for n in range(begin, place + 1))


def _ends(
    text: str, found: Sequence[Word], n: int, begin: int, of: Language, *, linked: bool
) -> bool:
    """Tell whether what a cue is about ends before a word; after "that" it goes on for long."""
    comma = n > begin and "," in text[found[n - 1].end : found[n].start]
    if linked:
        return comma and found[n].folded in of.modes.turns
    other = n > begin and found[n].folded in of.modes.subjects
    return comma or other or found[n].folded in of.modes.ends


def _looks_back(text: str, found: Sequence[Word], cue: _Cue, place: int, of: Language) -> bool:
    """Tell whether a place before a cue is what must be done, or what a passive is about."""
    modal = found[cue.first].folded in of.modes.modal
    passive = modal or _is_passive(found, cue, of)
    between = found[place + 1 : cue.first]
    apart = any(word.folded in of.modes.ends for word in between)
    marks = set(",;:") & set(text[found[place].end : found[cue.first].start])
    return passive and len(between) <= _LINK and not marks and not apart


def _is_passive(found: Sequence[Word], cue: _Cue, of: Language) -> bool:
    return cue.first > 0 and found[cue.first - 1].folded in of.modes.passive


def whose(text: str, cue: Span, of: Language) -> str:
    """Return the words that say whose a fear or demand is: those between a noun and its link.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> whose("There are fears among farmers that it rains.", (10, 15), language("en"))
    'among farmers'
    """
    found = words_of(text)
    after = [n for n, word in enumerate(found) if word.start >= cue[1]][: _LINK + 2]
    before = [n for n, word in enumerate(found) if word.end <= cue[0]][-_LINK:]
    links = [n for n in after if found[n].folded in of.modes.links]
    begin = next((n for n in after if found[n].folded in of.modes.whose), None)
    if begin is not None and begin < min(links, default=begin + 1):
        end = next((n for n in links if n > begin), after[-1] + 1)
        return text[found[begin].start : found[end - 1].end]
    voiced = next((n for n in before[-3:] if found[n].folded in of.modes.voiced), None)
    if voiced is not None:
        return text[found[before[0]].start : found[voiced].start].strip()
    return text[found[before[-1]].start : cue[0]].strip() if before else ""


def goes_on(text: str, of: Language) -> bool:
    """Tell whether in what follows a speech the article goes on for itself.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> goes_on("they would meet, in a thaw", language("en"))
    True
    """
    folded = text.casefold()
    return any(f", {one} " in folded for one in of.modes.gloss)
