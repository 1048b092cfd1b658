"""What a sentence says around one place in it: the features from which tone is told.

Who is meant is never among them: the words of the target are masked, so that the tone towards
somebody cannot be told from who it is. So are other names. Where each word has a capital, at the
start of a sentence or quotation and in headlines, a word of the lists is no name, any other one is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from framing.corpus.words import fold_quotes
from framing.expressions import expression
from framing.languages.language import FOLDER, language
from framing.languages.lists import read_lists
from framing.languages.tone_words import ToneWords
from framing.words.vader import word_list

TARGET, NAME, NUMBER = "TARGET", "NAME", "0"
NEAR, FAR = 3, 8  # words to a side that stand by the target, and that are about it
_ROLES = ("doer_bad", "done_bad", "doer_good", "done_good")
_SIGNS = (*_ROLES, "bad", "good")
_MOST = 3.0  # of one kind of word that count
_TURNED = -0.5  # what a word of good or bad counts after a negation
_REACH = 3  # words that a negation turns round
_ORDER = 4  # kinds of words to a side that are read in their order
_FADES = 4  # words over which what a word says of the target falls to a third
_TOKEN = expression(r"[^\W\d_]+(?:['.\-][^\W\d_]+)*|\d[\d.,]*|\S")
_STOPS = frozenset(',;:—–-.!?()"')
_OPENERS = frozenset('.:?!"')  # marks before a capital that need not be a name's
_LONG, _TITLED = 3, 0.7  # of words of more letters, the share that has a capital in a headline

_OTHER = "word"  # the kind of a word that no list has

Feature = tuple[str, float]


class Token(NamedTuple):
    """A word or mark: its place, how it is printed, whether it is quoted, and whether a name."""

    start: int
    end: int
    text: str
    quoted: bool
    named: bool


class Place(NamedTuple):
    """A sentence around a target: words in small letters, their stems, and where the target is."""

    words: list[str]
    stems: list[str]
    quoted: list[bool]
    at: int

    @property
    def clause(self) -> tuple[int, int]:
        """The first word of the target's clause, and that after its last."""
        ends = _STOPS | lists()["breaks"]
        first, last = self.at, self.at + 1
        while first > 0 and self.words[first - 1] not in ends:
            first -= 1
        while last < len(self.words) and self.words[last] not in ends:
            last += 1
        return first, last


@cache
def lists() -> dict[str, frozenset[str]]:
    """Return the word lists; verbs with their stems, by which their forms are known."""
    given = vars(read_lists(FOLDER / "en" / "tone.toml", ToneWords))
    stemmed = {name: frozenset(map(stem, given[name])) for name in _SIGNS}
    return {name: frozenset(words) | stemmed.get(name, set()) for name, words in given.items()}


@cache
def valences() -> dict[str, float]:
    """Return the valence of each word of VADER's list, from -4 to 4."""
    lines = word_list().splitlines()
    return {word: float(value) for word, value, *_ in (line.split("\t") for line in lines)}


@cache
def _ordinary() -> frozenset[str]:
    """Return words, and stems of words, that a capital does not make names."""
    return frozenset(language("en").words.function).union(valences(), *lists().values())


@cache
def _small() -> frozenset[str]:
    """Return marks, masks and words that are a kind of their own."""
    own = lists()
    return own["linking"] | own["helping"] | own["breaks"] | _STOPS | {NAME, TARGET}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of an English word in small letters; marks and masks are their own."""
    return _stemmer().stem(word) if word.isascii() and word.islower() else word


@cache
def _stemmer():  # type: ignore[no-untyped-def]
    from nltk.stem.snowball import SnowballStemmer

    return SnowballStemmer("english")


@lru_cache(maxsize=8)
def read(text: str) -> tuple[Token, ...]:
    """Return the words and marks of a sentence.

    Examples
    --------
    >>> [word.text for word in read("Critics of Roe say: Poe is wrong.") if word.named]
    ['Roe', 'Poe']
    >>> [word.text for word in read("Critics Blame Roe for Failed Talks") if word.named]
    ['Roe', 'Talks']
    """
    inside, found = False, list[Token]()
    matches = list(_TOKEN.finditer(fold_quotes(text)))
    titled = _is_titled([match[0] for match in matches])
    for match in matches:
        word = match[0]
        inside ^= word == '"'
        opens = titled or not found or found[-1].text in _OPENERS
        named = word[0].isupper() and not _is_ordinary(word.lower(), opens=opens)
        found.append(Token(*match.span(), word, inside, named))
    return tuple(found)


def _is_titled(words: list[str]) -> bool:
    """Tell whether nearly every word has a capital, as in headlines."""
    capitals = [word[0].isupper() for word in words if len(word) > _LONG]
    return len(capitals) > _LONG and sum(capitals) >= _TITLED * len(capitals)


def _is_ordinary(word: str, *, opens: bool) -> bool:
    """Tell whether a word with a capital is no name."""
    if not opens:
        return word.partition("'")[0] == "i"
    return word in _ordinary() or stem(word) in _ordinary()


def place(text: str, start: int, end: int) -> Place:
    """Mask a target and the names of others in a sentence.

    A name that goes on to a side of the target belongs to it: of "President Ada Roe" the whole is
    the target, whatever part of it is named.

    Examples
    --------
    >>> place("Critics of Mayor Ada Roe's plan met Poe.", 21, 24).words
    ['critics', 'of', 'TARGET', "'s", 'plan', 'met', 'NAME', '.']
    """
    tokens = read(text)
    inner = [n for n, one in enumerate(tokens) if one.start < end and one.end > start] or [0]
    first, last = inner[0], inner[-1] + 1
    while first > 0 and _goes_on(tokens, first - 1):
        first -= 1
    while last < len(tokens) and tokens[last].named and not _possessive(tokens[last - 1].text):
        last += 1
    masked: list[tuple[str, bool]] = []
    for number, one in enumerate(tokens):
        if number == first:
            masked.append((TARGET, one.quoted))
        if first <= number < last:
            if number == last - 1 and _possessive(one.text):
                masked.append(("'s", one.quoted))
            continue
        masked += _masked(one, masked[-1][0] if masked else "")
    words = [word for word, _ in masked]
    return Place(words, [stem(w) for w in words], [q for _, q in masked], words.index(TARGET))


def _goes_on(tokens: tuple[Token, ...], number: int) -> bool:
    """Tell whether a name begins further left: "Mr. Roe", "President Roe"."""
    if tokens[number].text == "." and number:
        title = tokens[number - 1].text
        return title[0].isupper() and len(title) <= _REACH
    return tokens[number].named and not _possessive(tokens[number].text)


def _possessive(text: str) -> bool:
    return text.endswith("'s")


def _masked(one: Token, before: str) -> Iterator[tuple[str, bool]]:
    """Yield a word in small letters; a name of several words is one."""
    word = one.text.lower()
    if one.named:
        if before != NAME:
            yield NAME, one.quoted
        if _possessive(word):
            yield "'s", one.quoted
        return
    yield (NUMBER if word[0].isdigit() else word), one.quoted


def features(text: str, start: int, end: int) -> list[Feature]:
    """Return the features of a target in a sentence, each with its value.

    Words, pairs, words by side and distance, those of the clause, and kinds of words in their
    order each make a block, whose values are one over the root of how many it has; a feature that
    begins with ``#`` is a number.

    Examples
    --------
    >>> dict(features("Poe praised Roe.", 12, 15))["#done_good before"]
    1.0
    """
    here = place(text, start, end)
    blocks = (_plain(here), _pairs(here), _window(here), _roles(here), _of_clause(here),
              _ordered(here))  # fmt: skip
    found: list[Feature] = []
    for block in blocks:
        names = dict.fromkeys(block)
        value = 1 / math.sqrt(len(names) or 1)
        found += [(name, value) for name in names]
    return [*found, *((f"#{name}", value) for name, value in _numbers(here) if value)]


def _plain(here: Place) -> list[str]:
    return [f"s {word}" for word in here.stems if word != TARGET]


def _pairs(here: Place) -> list[str]:
    return [f"s {a} {b}" for a, b in pairwise(here.stems)]


def _window(here: Place) -> Iterator[str]:
    """Yield words and pairs of the six words to each side."""
    size = 2 * NEAR
    sides = (
        ("l", here.stems[max(0, here.at - size) : here.at]),
        ("r", here.stems[here.at + 1 : here.at + 1 + size]),
    )
    for side, words in sides:
        yield from (f"{side} {word}" for word in words)
        yield from (f"{side} {a} {b}" for a, b in pairwise(words))


def _roles(here: Place) -> Iterator[str]:
    """Yield words by distance, the verb whose subject the target may be, what stands before."""
    at, stems = here.at, here.stems
    for away in range(1, NEAR + 2):
        if at - away >= 0:
            yield f"l{away} {stems[at - away]}"
        if at + away < len(stems):
            yield f"r{away} {stems[at + away]}"
    yield "ll " + " ".join(stems[max(0, at - 2) : at])
    yield "rr " + " ".join(stems[at + 1 : at + 3])
    verb, passive = _verb(here)
    yield f"v {verb} {int(passive)}"
    yield f"v {verb}"
    yield f"u {_before(here)}"


def _verb(here: Place) -> tuple[str, bool]:
    """Return the stem of the first word after the target that helps no other, and if passive."""
    number, passive = here.at + 1, False
    while number < len(here.words) and number < here.at + 7:
        word = here.words[number]
        if word not in lists()["helping"] and not word.endswith("ly") and word != "'s":
            return here.stems[number], passive
        passive |= word in lists()["passive"]
        number += 1
    return "", passive


def _before(here: Place) -> str:
    """Return the stem of the last word before the target that is no article or title."""
    number = here.at - 1
    while number >= 0 and number > here.at - 4 and here.words[number].lower() in lists()["linking"]:
        number -= 1
    return here.stems[number] if number >= 0 else ""


def _of_clause(here: Place) -> Iterator[str]:
    first, last = here.clause
    words = here.stems[first:last]
    yield from (f"c {word}" for word in words if word != TARGET)
    yield from (f"c {a} {b}" for a, b in pairwise(words))


def _ordered(here: Place) -> Iterator[str]:
    """Yield the kinds of words around the target in their order: "bad", "by", the target."""
    kinds = [_kind(*both) for both in zip(here.words, here.stems, strict=True)]
    before, after = kinds[: here.at], kinds[here.at + 1 :]
    for size in range(1, _ORDER + 1):
        yield "o< " + " ".join(before[-size:])
        yield "o> " + " ".join(after[:size])
    for side, near in (("<", before[::-1]), (">", after)):
        telling = [kind for kind in near if kind not in _STOPS and kind != _OTHER]
        yield from (f"oo{side} " + " ".join(telling[:size]) for size in (2, 3))
    yield from (f"op {a} {b}" for a, b in pairwise(kinds))


@lru_cache(maxsize=65536)
def _kind(word: str, stemmed: str) -> str:
    """Return the list that a word stands on; a small word, a mark or a mask is its own kind."""
    own = lists()
    if word in own["negations"]:
        return "not"
    for name in _SIGNS:
        if word in own[name] or (stemmed in own[name] and len(word) > _REACH):
            return name
    if (valence := valences().get(word)) is not None:
        return "+" if valence > 0 else "-"
    if word in own["says"]:
        return "says"
    return word if word in _small() else _OTHER


def _numbers(here: Place) -> Iterator[Feature]:
    """Yield counts of words that show somebody well or badly, by where they stand, and others."""
    turned = _turned(here)
    verb, passive = _verb(here)
    before = _before(here)
    for name in _SIGNS:
        own = lists()[name]
        hits = [
            (number, _TURNED if turned[number] else 1.0)
            for number, (word, stem_) in enumerate(zip(here.words, here.stems, strict=True))
            if word in own or (stem_ in own and len(word) > _REACH)
        ]
        yield from _by_place(here, name, hits)
        yield f"{name} before", float(before in own)
        if name in _ROLES:
            yield f"{name} verb {int(passive)}", float(verb in own)
    yield from _by_valence(here, turned)
    yield from _form(here)


def _turned(here: Place) -> list[bool]:
    """Tell of each word whether a negation stands in the three before it."""
    last, found = -_REACH - 1, []
    for number, word in enumerate(here.words):
        found.append(number - last <= _REACH)
        if word in lists()["negations"]:
            last = number
    return found


def _by_place(here: Place, name: str, hits: list[tuple[int, float]]) -> Iterator[Feature]:
    """Yield how much of a kind of word stands near, on each side, in the clause, and faded."""
    at, (first, last) = here.at, here.clause
    zones = {
        "left near": (at - NEAR, at), "left far": (at - FAR, at), "left": (0, at),
        "right near": (at + 1, at + 1 + NEAR), "right far": (at + 1, at + 1 + FAR),
        "right": (at + 1, len(here.words)), "clause": (first, last),
    }  # fmt: skip
    for zone, (low, high) in zones.items():
        total = sum(value for number, value in hits if low <= number < high)
        yield f"{name} {zone}", max(-_MOST, min(_MOST, total))
    faded = sum(value * math.exp(-abs(number - at) / _FADES) for number, value in hits)
    yield f"{name} faded", max(-_MOST, min(_MOST, faded))


def _by_valence(here: Place, turned: list[bool]) -> Iterator[Feature]:
    """Yield sums of VADER's valences, good and bad apart, by where the words stand."""
    own = valences()
    found = [(n, own[word]) for n, word in enumerate(here.words) if word in own]
    found = [(n, -0.74 * value if turned[n] else value) for n, value in found]
    for sign, name in ((1, "vader+"), (-1, "vader-")):
        hits = [(n, abs(value) / 2) for n, value in found if value * sign > 0]
        yield from _by_place(here, name, hits)
        quoted = sum(value for n, value in hits if here.quoted[n])
        yield f"{name} quoted", min(_MOST, quoted)


def _form(here: Place) -> Iterator[Feature]:
    """Yield where the target stands, and whether it speaks."""
    words, at = here.words, here.at
    after = words[at + 1 : at + 2]
    says, negations = lists()["says"], lists()["negations"]
    yield "target quoted", float(here.quoted[at])
    yield "share quoted", sum(here.quoted) / len(words)
    yield "length", min(len(words), 60) / 30
    yield "position", at / len(words)
    yield "first", float(at < 2)
    yield "speaks after", float(any(word in says for word in words[at + 1 : at + 1 + NEAR]))
    yield "speaks before", float(any(word in says for word in words[max(0, at - 2) : at]))
    yield "possessive", float("'s" in after)
    yield "stop after", float(any(word in _STOPS for word in after))
    yield "names", min(words.count(NAME), 6) / 3
    yield "negation after", float(any(word in negations for word in words[at + 1 : at + 5]))
    yield "negation", float(any(word in negations for word in words))
    yield "question", float("?" in words)
    yield "but before", float("but" in words[:at])
    yield "but after", float("but" in words[at:])
