"""Whether two sentences that say the same name the same people, numbers, "not" and "could".

What is compared is what both state: a part of one sentence, between commas or dashes, with
the part of the other that it shares most with. A name or number that only one of them has
counts if the other has another one in its place, or if the two parts are alike otherwise.
A name is the same under a first name, a title, an abbreviation or the people of a country;
a pronoun or a description ("the president") stands for a name of the sentences before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from framing.corpus.words import Word
from framing.languages.language import Language
from framing.tables.contracts.wire_tables import SUBSTANCE
from framing.wire.concepts import concept, plain_words, words_of
from framing.wire.known_names import bare, is_capital
from framing.wire.statements import Name, Part, Said, cues

_STATED = 1 / 3  # of the content words of a part must stand in the other sentence
_ALIKE = 1 / 2  # of them, for a name or number that merely lacks to count


def differences(
    a: Said, b: Said, *, before_a: Set[str] = frozenset(), before_b: Set[str] = frozenset()
) -> list[str]:
    """Return the kinds of substance in which two sentences differ, in the order of ``SUBSTANCE``.

    ``before_a`` and ``before_b`` are the content words of the sentences before them.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> from framing.wire.statements import said
    >>> texts = "Rates will not rise in May.", "Rates could rise in May."
    >>> differences(*(said(text, language("en")) for text in texts))
    ['negation', 'modality']
    """
    pairs = [*_pairs(a, b), *((other, own) for own, other in _pairs(b, a))]
    there_a, there_b = _reach(a, before_a), _reach(b, before_b)
    found = {
        "names": any(_names_differ(one, other, there_a, there_b) for one, other in pairs),
        "numbers": any(_numbers_differ(one, other, a, b) for one, other in pairs),
        "negation": any(_negation_differs(one, other) for one, other in pairs),
        "modality": any(one.moods != other.moods for one, other in pairs),
    }
    return [kind for kind in SUBSTANCE if found[kind]]


def differing(
    text: str, other: Said, kinds: Iterable[str], known: Set[str], language: Language
) -> list[tuple[int, int]]:
    """Return where the words stand by which a sentence differs from another in these kinds.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> from framing.wire.statements import said
    >>> text, english = "Officials in Kyiv met again.", language("en")
    >>> differing(text, said("Officials met again.", english), ["names"], {"kyiv"}, english)
    [(13, 17)]
    """
    numbers, moods = _numbers(other), frozenset().union(*(part.moods for part in other.parts))
    found = cues(language)

    def parts(word: Word) -> list[str]:
        return plain_words(text[word.start : word.end], language)

    tests = {
        "names": lambda word: (
            is_capital(text, word)
            and bare(word) in known
            and not other.content.intersection(concept(part, language) for part in parts(word))
        ),
        "numbers": lambda word: any(
            part[0].isdigit() and part not in numbers for part in parts(word)
        ),
        "negation": found.negates,
        "modality": lambda word: found.mood(text, word) not in {"", *moods},
    }
    chosen = [tests[kind] for kind in kinds]
    return [(w.start, w.end) for w in words_of(text) if any(test(w) for test in chosen)]


def _pairs(one: Said, other: Said) -> Iterator[tuple[Part, Part]]:
    """Yield each part that the other sentence states too, with the part that says most of it.

    Names do not tell what is stated, and are not counted here.
    """
    told = [
        (len(part.plain & there.plain) / max(1, len(part.plain)), n, part, there)
        for part in one.parts
        for n, there in enumerate(other.parts)
    ]
    most = max((share for share, *_ in told), default=0.0)
    for part in one.parts:
        best = max((t for t in told if t[2] is part), key=lambda t: (t[0], -t[1]), default=None)
        if best and best[0] >= min(_STATED, most):
            yield part, best[3]


def _reach(one: Said, before: Set[str]) -> Set[str]:
    """Return what a sentence names itself or points back to."""
    return one.content | before if one.points else one.content


def _names_differ(a: Part, b: Part, there_a: Set[str], there_b: Set[str]) -> bool:
    lost_a = [name for name in a.names if _is_lost(name, b, there_b)]
    lost_b = [name for name in b.names if _is_lost(name, a, there_a)]
    if any(_is_other(one, other) for one in a.names for other in b.names):
        return True
    in_place = [name for name in (*a.names, *b.names) if not name.describes]
    swapped_a = any(not name.words & a.content for name in b.names if name in in_place)
    swapped_b = any(not name.words & b.content for name in a.names if name in in_place)
    if (lost_a and swapped_a) or (lost_b and swapped_b):
        return True
    return bool(lost_a and _alike(a, b)) or bool(lost_b and _alike(b, a))


def _is_lost(name: Name, part: Part, there: Set[str]) -> bool:
    """Tell whether a name stands nowhere in the other sentence, in no form of it."""
    short = {other.initials for other in part.names}
    return not (name.describes or name.words & there or name.initials in short)


def _is_other(one: Name, other: Name) -> bool:
    """Tell whether two names share a word and differ in another: Anna Berg, Anna Dahl."""
    return bool(one.words & other.words and one.words - other.words and other.words - one.words)


def _alike(one: Part, other: Part) -> bool:
    """Tell whether two parts say the same but for names and numbers."""
    return bool(one.plain) and len(one.plain & other.plain) >= _ALIKE * len(one.plain)


def _numbers_differ(a: Part, b: Part, whole_a: Said, whole_b: Said) -> bool:
    lost_a, lost_b = a.numbers - _numbers(whole_b), b.numbers - _numbers(whole_a)
    swapped = bool(lost_a and lost_b)
    return swapped or bool(lost_a and _alike(a, b)) or bool(lost_b and _alike(b, a))


def _numbers(whole: Said) -> frozenset[str]:
    return frozenset().union(*(part.numbers for part in whole.parts))


def _negation_differs(a: Part, b: Part) -> bool:
    """Tell whether one says "not" and the other means the opposite, be it by another word."""
    return (a.negated or b.negated) and (a.negated ^ a.negative) != (b.negated ^ b.negative)
