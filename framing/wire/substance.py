"""In what two sentences differ that say the same: who, "not", how many, whom they name, "could".

Sentences that share most of their words are held against each other word by word, and only
what stands in the same place is compared: a name with the name there, a number with the number
there, the verb with its verb. Others are compared clause by clause, with the clause that shares
most with it. What stands anywhere in the other sentence too is no difference, and neither is a
clause that one of them lacks. A pronoun or a description is no other name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import groupby

from framing.corpus.words import Word, words_of
from framing.languages.language import Language
from framing.tables.contracts.wire_tables import SUBSTANCE
from framing.wire.concepts import concept, plain_words
from framing.wire.known_names import bare, is_capital
from framing.wire.phrase_by_phrase import Anchor, Gap, aligned
from framing.wire.said import Item, Name, Place, Said, mood_of, negates
from framing.wire.same_facts import (
    are_beside,
    is_any,
    is_lost,
    lacks_number,
    other_number,
    swapped,
)

_CLOSE = 1 / 2  # of the words of the shorter sentence stand in both in the same order
_SURE = 3 / 4  # of them do, so that no clause was reworded
_ALIKE = 1 / 5  # of the content of the longer sentence stands in the other one
_REWRITTEN = 8  # words on either side, from which on a place is no longer the same
_ADDED = 3  # words, at most, that stand in one alone, for their "not" or "could" to count
_STATED = 1 / 4  # of the content of the shorter clause stands in the other
_MOST = 1 / 2  # that do, if only who does it may be another
_FEWEST = 2  # words of content that do
_FAR = 4  # words after a number, among which is what it counts


def differences(a: Said, b: Said) -> list[str]:
    """Return the kinds of substance in which two sentences differ, in the order of ``SUBSTANCE``.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> from framing.wire.said import said
    >>> texts = "Rates will not rise in May.", "Rates could rise in May."
    >>> differences(*(said(text, language("en")) for text in texts))
    ['negation', 'modality']
    """
    if a.words == b.words:
        return []
    a, b = sorted((a, b), key=lambda one: one.words)  # of several ways to align, one
    anchors, gaps = aligned([i.key for i in a.items], [i.key for i in b.items], a.language)
    shared = sum(size for _, _, size in anchors) / max(1, min(len(a.items), len(b.items)))
    found = {*_by_who(a, b)}
    if shared >= _CLOSE:
        found.update(_by_place(a, b, anchors, gaps))
    else:
        found.update(_by_neighbours(a, b))
    if shared < _SURE:
        found.update(_by_clause(a, b, in_order=shared >= _CLOSE))
    return [kind for kind in SUBSTANCE if kind in found]


def _by_who(a: Said, b: Said) -> Iterator[str]:
    """Yield that a clause that both state has another person of the story as its subject."""
    doing_a, doing_b = [*a.subjects.values()], [*b.subjects.values()]
    for one, other in _clauses(a, b):
        who, there = (side.whole.subjects.get(side.items[0].clause) for side in (one, other))
        if not who or not there or is_any(who, doing_b) or is_any(there, doing_a):
            continue
        if not _says_same(one, other) or _is_country(who) != _is_country(there):
            continue
        if is_lost(who, b) or is_lost(there, a):
            yield "speaker"


def _says_same(one: Place, other: Place) -> bool:
    """Tell whether two clauses share most of their content."""
    own, there = _content(one), _content(other)
    least = max(_MOST * min(len(own), len(there)), _STATED * max(len(own), len(there)))
    return len(own & there) >= max(least, _FEWEST + 1)


def _is_country(name: Name) -> bool:
    return name.last.startswith("~")


def _clauses(a: Said, b: Said) -> list[tuple[Place, Place]]:
    """Pair each clause with the one of the other sentence that says most of it.

    Names do not tell what is stated, and are not counted here.
    """
    own, there = _places(a), _places(b)
    pairs = [_best(one, there) for one in own] + [
        pair and (pair[1], pair[0]) for pair in (_best(other, own) for other in there)
    ]
    return [pair for pair in pairs if pair]


def _places(whole: Said) -> list[Place]:
    runs = groupby(whole.items, key=lambda item: item.clause)
    return [Place(tuple(run), whole) for _, run in runs]


def _best(one: Place, others: Sequence[Place]) -> tuple[Place, Place] | None:
    content = _content(one)
    found = max(others, key=lambda other: len(content & _content(other)), default=None)
    if found is None:
        return None
    shared, shorter = content & _content(found), min(len(content), len(_content(found)))
    is_stated = len(shared) >= max(_STATED * shorter, _FEWEST)
    return (one, found) if is_stated else None


def _content(place: Place) -> frozenset[str]:
    return frozenset(one.key for one in place.items if not (one.is_empty or one.name or one.number))


def _by_clause(a: Said, b: Said, *, in_order: bool) -> Iterator[str]:
    """Yield in what two clauses differ that say the same.

    Where the whole sentences do, it need not be of the same verb that one says "not" or "could".
    """
    one, other = Place(a.items, a), Place(b.items, b)
    longer = max(len(_content(one)), len(_content(other)))
    alike = not in_order and len(_content(one) & _content(other)) >= max(_ALIKE * longer, _FEWEST)
    if alike and other_number(one, other):
        yield "numbers"
    for one, other in _clauses(a, b):
        if other_number(one, other):
            yield "numbers"
        if not alike and not _says_same(one, other):
            continue
        if _denies(one, other, alike) or _denies(other, one, alike):
            yield "negation"
        if _lacks_mood(one, other, alike) or _lacks_mood(other, one, alike):
            yield "modality"


def _by_neighbours(a: Said, b: Said) -> Iterator[str]:
    """Yield that two names stand beside the same words, and neither in the other sentence."""
    one, other = Place(a.items, a), Place(b.items, b)
    if any(are_beside(one, who, other, there) for who, there in swapped(one, other)):
        yield "names"


def _denies(one: Place, other: Place, alike: bool) -> bool:
    """Tell whether a clause denies what the other one states, and the other sentence nothing."""
    denied = [n for n, item in enumerate(one.items) if item.denies]
    opposed = [any(item.opposes for item in side.items) for side in (one, other)]
    denies = any(item.denies for item in other.whole.items)
    differ = bool(denied) and opposed[0] == opposed[1] and not denies
    return differ and (alike or any(_is_shared(one, n, other) for n in denied))


def _lacks_mood(one: Place, other: Place, alike: bool) -> bool:
    """Tell whether a clause says that something may or has to be, and the other that it is."""
    there = _moods(other.whole.items)
    told = [n for n, item in enumerate(one.items) if item.mood and item.mood not in there]
    return any(alike or _is_shared(one, n, other) for n in told)


def _is_shared(one: Place, at: int, other: Place) -> bool:
    """Tell whether the other clause has the verb or noun to which a "not" or "could" belongs."""
    rest = one.items[at + 1 : at + 1 + _FAR]
    near = [item for item in rest if not (item.is_empty or item.mood or item.name)]
    return any(item.key in _content(other) for item in near[:1])


def _by_place(a: Said, b: Said, anchors: Sequence[Anchor], gaps: Sequence[Gap]) -> Iterator[str]:
    """Yield in what two sentences differ that share the words around a place."""
    loose_a = _loose(a, [(gap.low_a, gap.high_a) for gap in gaps])
    loose_b = _loose(b, [(gap.low_b, gap.high_b) for gap in gaps])
    following = [size for _, _, size in anchors]
    for n, gap in enumerate(gaps):
        one = Place(a.items[gap.low_a : gap.high_a], a)
        other = Place(b.items[gap.low_b : gap.high_b], b)
        longest = max(len(one.items), len(other.items))
        beside = _clauses_at(a, gap.low_a, gap.high_a), _clauses_at(b, gap.low_b, gap.high_b)
        is_inside = all(
            {item.clause for item in side.items} <= near
            for side, near in zip((one, other), beside, strict=True)
        )
        if longest > _REWRITTEN or not is_inside:
            continue
        if both := [pair for pair in swapped(one, other) if _share_clause(*pair, a, b)]:
            yield "speaker" if any(_act(*pair, a, b) for pair in both) else "names"
        if other_number(one, other) or lacks_number(one, other) or lacks_number(other, one):
            yield "numbers"
        rest = gaps[n + 1 :]
        goes_on = following[n : n + 1] != [1] or all(_is_empty(later) for later in rest)
        is_joined = max(map(len, beside)) == 1 and (_is_full(one, other) or goes_on)
        if longest <= _ADDED and is_joined and (_is_full(one, other) or _says_only_how(one, other)):
            yield from _how(one, other, loose_a, loose_b)


def _how(one: Place, other: Place, loose_a: Set[str], loose_b: Set[str]) -> Iterator[str]:
    """Yield that one place has a "not" or a "could" that the other sentence has nowhere."""
    denies, there = (
        sum(item.denies + item.opposes for item in side.items) % 2 for side in (one, other)
    )
    if denies != there and "not" not in (loose_b if denies else loose_a):
        yield "negation"
    own, others = _moods(one.items), _moods(other.items)
    if own - others - loose_b or others - own - loose_a:
        yield "modality"


def _act(one: Name, other: Name, a: Said, b: Said) -> bool:
    """Tell whether both names are who does something in their sentence."""
    return is_any(one, a.subjects.values()) and is_any(other, b.subjects.values())


def _is_empty(gap: Gap) -> bool:
    return gap.low_a == gap.high_a and gap.low_b == gap.high_b


def _share_clause(one: Name, other: Name, a: Said, b: Said) -> bool:
    """Tell whether the clauses of two names share most of their content."""
    own, there = (
        _content(
            Place(tuple(i for i in whole.items if i.clause in _clauses_of(name, whole)), whole)
        )
        for name, whole in ((one, a), (other, b))
    )
    return len(own & there) >= _MOST * min(len(own), len(there))


def _clauses_of(name: Name, whole: Said) -> set[int]:
    return {item.clause for item in whole.items if item.name is name}


def _is_full(one: Place, other: Place) -> bool:
    return bool(one.items and other.items)


def _moods(items: Iterable[Item]) -> set[str]:
    return {item.mood for item in items} - {""}


def _says_only_how(one: Place, other: Place) -> bool:
    """Tell whether words say only that something is not so, or may or has to be so."""
    return all(i.is_empty or i.denies or i.mood for i in (*one.items, *other.items))


def _clauses_at(whole: Said, low: int, high: int) -> set[int]:
    """Return the clauses that the words beside a place belong to."""
    near = (low - 1, high)
    return {whole.items[at].clause for at in near if 0 <= at < len(whole.items)}


def _loose(whole: Said, gaps: Iterable[tuple[int, int]]) -> set[str]:
    """Return "not" and the moods that stand in a sentence where the other has other words."""
    items = [item for low, high in gaps for item in whole.items[low:high]]
    return _moods(items) | {"not" for item in items if item.denies or item.opposes}


# -- where it stands ---------------------------------------------------------------------------


def differing(
    text: str, other: Said, kinds: Iterable[str], known: Set[str], language: Language
) -> list[tuple[int, int]]:
    """Return where the words stand by which a sentence differs from another in these kinds.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> from framing.wire.said import said
    >>> text, english = "Officials in Kyiv met again.", language("en")
    >>> differing(text, said("Officials met again.", english), ["names"], {"kyiv"}, english)
    [(13, 17)]
    """
    there = {item.key for item in other.items}
    numbers = {item.number.value for item in other.items if item.number}
    moods = {item.mood for item in other.items}
    words = words_of(text)

    def parts(word: Word) -> list[str]:
        return plain_words(text[word.start : word.end], language)

    def is_name(at: int) -> bool:
        word = words[at]
        is_known = is_capital(text, word) and bare(word) in known
        return is_known and not there.intersection(concept(part, language) for part in parts(word))

    tests = {
        "speaker": is_name,
        "negation": lambda at: negates(words[at], language),
        "numbers": lambda at: any(
            part[0].isdigit() and part not in numbers for part in parts(words[at])
        ),
        "names": is_name,
        "modality": lambda at: mood_of(text, words, at, language) not in {"", *moods},
    }
    chosen = [tests[kind] for kind in kinds]
    return [
        (word.start, word.end) for at, word in enumerate(words) if any(test(at) for test in chosen)
    ]
