"""In what two sentences differ that say the same: who, "not", how many, whom they name, "could".

Sentences that share most of their words are held against each other word by word, and only
what stands in the same place is compared: a name with the name there, a number with the number
there, the verb with its verb. Others are compared clause by clause, with the clause that shares
most with it. What stands anywhere in the other sentence too is no difference, and neither is a
clause that one of them lacks. A name is the same under a first name, a title, an abbreviation,
another spelling or the people of a country; a pronoun or a description is no other name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from itertools import chain, groupby, product
from typing import NamedTuple

from framing.corpus.words import Word
from framing.languages.language import Language
from framing.tables.contracts.wire_tables import SUBSTANCE
from framing.wire.concepts import (
    as_written,
    concept,
    function_words,
    is_people,
    plain_words,
    reporting_words,
    words_of,
)
from framing.wire.known_names import bare, is_capital, known_names, mostly_capitals
from framing.wire.phrase_by_phrase import Anchor, Gap, aligned

_MARKS = r"\s*[,;:.?!—–][\"'”’“‘»«)]*\s+|\s--?\s|\s?[()\[\]]\s?"
_NOTHING = "(?!)"  # a pattern of no words
_CLOSE = 1 / 2  # of the words of the shorter sentence stand in both in the same order
_SURE = 3 / 4  # of them do, so that no clause was reworded
_ALIKE = 1 / 5  # of the content of the longer sentence stands in the other one
_REWRITTEN = 8  # words on either side, from which on a place is no longer the same
_ADDED = 3  # words, at most, that stand in one alone, for their "not" or "could" to count
_STATED = 1 / 4  # of the content of the shorter clause stands in the other
_MOST = 1 / 2  # that do, if only who does it may be another
_FEWEST = 2  # words of content that do
_FAR = 4  # words after a number, among which is what it counts
_NEAR = 2  # words in a row beside a name by which its place is told
_ROUND = 0.5  # a number without decimals may be this far from one that has some
_LETTERS = 5  # of a name, for one letter to be another spelling of it
_LONG = 8  # letters of one that may differ in two


class Name(NamedTuple):
    """A name: what its words stand for, the last, initials, if it describes a noun."""

    words: frozenset[str]
    last: str
    initials: str
    describes: bool


class Number(NamedTuple):
    """A number, and what it may count."""

    value: str
    units: frozenset[str]


class Item(NamedTuple):
    """A word of a sentence: what it stands for, the number of its clause, and what it is."""

    key: str
    clause: int
    is_empty: bool
    name: Name | None
    number: Number | None
    denies: bool
    opposes: bool
    mood: str


class Said(NamedTuple):
    """What a sentence says, word by word, and who does it in each of its clauses."""

    words: tuple[str, ...]
    items: tuple[Item, ...]
    subjects: Mapping[int, Name]
    language: Language


class _Cues(NamedTuple):
    """Where a sentence of a language is parted, and words in a row that say less than they seem."""

    part: re.Pattern[str]
    no_number: re.Pattern[str]
    no_mood: re.Pattern[str]
    affirming: re.Pattern[str]
    moods: Mapping[str, str]


@cache
def _cues(language: Language) -> _Cues:
    words, certain = language.words, language.certainty
    return _Cues(
        part=re.compile(rf"{_MARKS}|\s(?=(?:{_any(words.parts)})\s)"),
        no_number=_phrases(words.no_numbers),
        no_mood=_phrases(certain.idioms),
        affirming=_phrases(certain.affirming),
        moods=dict.fromkeys(certain.possible, "possible")
        | dict.fromkeys(certain.necessary, "necessary"),
    )


def _phrases(listed: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(listed)})\b", re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern of any of these words in a row, ``*`` being any one word."""
    return "|".join(re.escape(one).replace(r"\*", r"\w+") for one in phrases) or _NOTHING


def negates(word: Word, language: Language) -> bool:
    """Tell whether a word says "not"."""
    of = language.certainty
    return word.folded in of.negators or word.folded.endswith(of.negative_endings)


def _mood(text: str, words: Sequence[Word], at: int, language: Language) -> str:
    """Return whether a word says that something may or has to be, if it does.

    "May" with a capital is a month, and "need" without a verb a noun or a lack.
    """
    word, of = words[at], language.certainty
    after = words[at + 1].folded if at + 1 < len(words) else ""
    is_name = word.folded in of.capital and text[word.start].isupper() and word.start > 0
    is_lack = word.folded in of.lacks and after not in of.infinitive
    return "" if is_name or is_lack else _cues(language).moods.get(word.folded, "")


# -- a sentence taken apart -------------------------------------------------------------------


def said(text: str, language: Language, known: Set[str] | None = None) -> Said:
    """Take a sentence apart; ``known`` are the words that are names in its story."""
    known = known_names([text], language) if known is None else known
    plain, text = tuple(plain_words(text, language)), as_written(text, language)
    words, cues = words_of(text), _cues(language)
    borders = [match.end() for match in cues.part.finditer(text)]
    clauses = [2 * sum(border <= word.start for border in borders) for word in words]
    names = _names(text, words, clauses, known, language)
    clauses = _reported(words, clauses, names, language)
    numberless, moodless, affirming = (
        [match.span() for match in pattern.finditer(text.replace("’", "'"))]
        for pattern in (cues.no_number, cues.no_mood, cues.affirming)
    )
    empty, of = function_words(language), language.certainty
    parts = [_parts(text[word.start : word.end], language) for word in words]
    items = []
    for at, word in enumerate(words):
        denies = negates(word, language)
        for n, part in enumerate(parts[at]):
            before = words[at - 1].folded if at else ""
            after = [*parts[at][n + 1 :], *chain(*parts[at + 1 : at + 1 + _FAR])][:_FAR]
            counts = part[0].isdigit() and part != "1" and not _within(word, numberless)
            items.append(
                Item(
                    key=part if part in empty or part[0].isdigit() else concept(part, language),
                    clause=clauses[at],
                    is_empty=part in empty,
                    name=names.get(at),
                    number=_number(part, before, after, language) if counts else None,
                    denies=denies and not (n or _within(word, affirming)),
                    opposes=n == 0 and word.folded in {*of.lacking, *of.negative},
                    mood="" if n or _within(word, moodless) else _mood(text, words, at, language),
                )
            )
    return Said(plain, tuple(items), _subjects(words, clauses, names, language), language)


def _parts(word: str, language: Language) -> list[str]:
    """Return the parts of a word, of which "fifty-six" has one."""
    parts = plain_words(word, language)
    is_sum = len(parts) == 2 and all(map(str.isdigit, parts)) and len(parts[0]) == 2
    return (
        [str(sum(map(int, parts)))]
        if is_sum and parts[0][1] == "0" and len(parts[1]) == 1
        else parts
    )


def _within(word: Word, spans: Iterable[tuple[int, int]]) -> bool:
    return any(low <= word.start < high for low, high in spans)


def _names(
    text: str, words: Sequence[Word], clauses: Sequence[int], known: Set[str], language: Language
) -> dict[int, Name]:
    """Return the name that each word belongs to: a run of such words within a clause."""
    titled = mostly_capitals(text, nouns=bool(language.words.determiners))
    is_name: list[bool] = []
    for at, word in enumerate(words):
        own = plain_words(text[word.start : word.end], language)[:1]
        goes_on = at > 0 and is_name[-1] and not titled and text[word.start - 1] == " "
        goes_on = goes_on and word.folded not in language.words.capitals
        is_known = bare(word) in known or goes_on  # a surname may be a word: Ada Brown
        is_state = own == ["u.s"] and is_people("u.s", language)
        is_name.append(is_state or (is_capital(text, word) and is_known))

    found: dict[int, Name] = {}
    for (_, is_run), run in groupby(range(len(words)), key=lambda at: (clauses[at], is_name[at])):
        if is_run:
            places = list(run)
            after = words[places[-1] + 1].folded if places[-1] + 1 < len(words) else ""
            name = _name(text, [words[at] for at in places], after, language)
            found |= dict.fromkeys(places, name)
    return found


def _name(text: str, run: list[Word], after: str, language: Language) -> Name:
    parts = [part for one in run for part in plain_words(text[one.start : one.end], language)]
    whole = _full(" ".join(parts), language).split()
    forms = [_unaccented(concept(_full(part, language), language)) for part in whole]
    initials = "".join(word.folded[0] for word in run) if len(run) > 1 else run[0].folded
    is_noun = bool(after) and after not in function_words(language)
    describes = len(run) == 1 and is_noun and is_people(parts[0], language)
    return Name(frozenset(forms), forms[-1], initials.replace(".", ""), describes)


def _full(word: str, language: Language) -> str:
    """Return the name that an abbreviation stands for, else the word."""
    return next((name for name, short in language.words.short.items() if word in short), word)


def _unaccented(word: str) -> str:
    letters = unicodedata.normalize("NFKD", word)
    return "".join(one for one in letters if not unicodedata.combining(one))


def _number(value: str, before: str, after: Sequence[str], language: Language) -> Number:
    """Return a number with what it may count: a month's day, a year, or the next words."""
    months, empty = language.words.months, function_words(language)
    if len(value) == 4 and value[:2] in {"19", "20"}:
        return Number(value, frozenset({"year"}))
    if {before, *after[:1]} & {*months}:
        return Number(value, frozenset({"day"}))
    units = [concept(one, language) for one in after if one not in empty and one.isalpha()]
    return Number(value, frozenset(units[:1]))


def _reported(
    words: Sequence[Word], clauses: Sequence[int], names: Mapping[int, Name], language: Language
) -> list[int]:
    """Return clauses, in which what somebody is told to say is one of its own."""
    found, reports = list(clauses), reporting_words(language)
    for clause, run in groupby(range(len(words)), key=clauses.__getitem__):
        places = list(run)
        _, verb = _subject(places, words, names, language)
        if verb is not None and words[verb].folded in reports:
            for at in places[places.index(verb) + 1 :]:
                found[at] = clause + 1
    return found


def _subjects(
    words: Sequence[Word], clauses: Sequence[int], names: Mapping[int, Name], language: Language
) -> dict[int, Name]:
    """Return who does something in a clause, by the number of the clause."""
    runs = groupby(range(len(words)), key=clauses.__getitem__)
    found = {clause: _subject(list(run), words, names, language)[0] for clause, run in runs}
    return {clause: who for clause, who in found.items() if who}


def _subject(
    places: Sequence[int], words: Sequence[Word], names: Mapping[int, Name], language: Language
) -> tuple[Name | None, int | None]:
    """Return who does or says something, and where the verb stands if that follows.

    It is the last name at the head of a clause, titles aside, or one after "said".
    """
    of, reports, empty = language.words, reporting_words(language), function_words(language)
    helping = {*language.certainty.be, *language.certainty.modals, *language.certainty.have}
    offices = {*of.capitals, *of.pointers} - helping
    who, says, last = None, False, ""
    for at in places:
        word = words[at].folded
        if at in names:
            who, last = names[at], "name"
        elif word in offices and word not in empty:
            last = "office"
        elif who is None and (word in empty or word in reports):
            says = says or word in reports
            if word in of.places and not says:
                break
        else:
            acts = last == "name" and (says or word not in empty or word in helping)
            return (who, None if says else at) if acts else (None, None)
    return (who, None) if who and last == "name" and says else (None, None)


# -- two sentences ----------------------------------------------------------------------------


class _Place(NamedTuple):
    """What stands at one place of a sentence."""

    items: tuple[Item, ...]
    whole: Said

    def names(self) -> list[Name]:
        return list(dict.fromkeys(one.name for one in self.items if one.name))

    def numbers(self) -> list[Number]:
        return [one.number for one in self.items if one.number]


def differences(a: Said, b: Said) -> list[str]:
    """Return the kinds of substance in which two sentences differ, in the order of ``SUBSTANCE``.

    Examples
    --------
    >>> from framing.languages.language import language
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
        if not who or not there or _is_any(who, doing_b) or _is_any(there, doing_a):
            continue
        if not _says_same(one, other) or _is_country(who) != _is_country(there):
            continue
        if _is_lost(who, b) or _is_lost(there, a):
            yield "speaker"


def _says_same(one: _Place, other: _Place) -> bool:
    """Tell whether two clauses share most of their content."""
    own, there = _content(one), _content(other)
    least = max(_MOST * min(len(own), len(there)), _STATED * max(len(own), len(there)))
    return len(own & there) >= max(least, _FEWEST + 1)


def _is_country(name: Name) -> bool:
    return name.last.startswith("~")


def _clauses(a: Said, b: Said) -> list[tuple[_Place, _Place]]:
    """Pair each clause with the one of the other sentence that says most of it.

    Names do not tell what is stated, and are not counted here.
    """
    own, there = _places(a), _places(b)
    pairs = [_best(one, there) for one in own] + [
        pair and (pair[1], pair[0]) for pair in (_best(other, own) for other in there)
    ]
    return [pair for pair in pairs if pair]


def _places(whole: Said) -> list[_Place]:
    runs = groupby(whole.items, key=lambda item: item.clause)
    return [_Place(tuple(run), whole) for _, run in runs]


def _best(one: _Place, others: Sequence[_Place]) -> tuple[_Place, _Place] | None:
    content = _content(one)
    found = max(others, key=lambda other: len(content & _content(other)), default=None)
    if found is None:
        return None
    shared, shorter = content & _content(found), min(len(content), len(_content(found)))
    is_stated = len(shared) >= max(_STATED * shorter, _FEWEST)
    return (one, found) if is_stated else None


def _content(place: _Place) -> frozenset[str]:
    return frozenset(one.key for one in place.items if not (one.is_empty or one.name or one.number))


def _by_clause(a: Said, b: Said, *, in_order: bool) -> Iterator[str]:
    """Yield in what two clauses differ that say the same.

    Where the whole sentences do, it need not be of the same verb that one says "not" or "could".
    """
    one, other = _Place(a.items, a), _Place(b.items, b)
    longer = max(len(_content(one)), len(_content(other)))
    alike = not in_order and len(_content(one) & _content(other)) >= max(_ALIKE * longer, _FEWEST)
    if alike and _other_number(one, other):
        yield "numbers"
    for one, other in _clauses(a, b):
        if _other_number(one, other):
            yield "numbers"
        if not alike and not _says_same(one, other):
            continue
        if _denies(one, other, alike) or _denies(other, one, alike):
            yield "negation"
        if _lacks_mood(one, other, alike) or _lacks_mood(other, one, alike):
            yield "modality"


def _by_neighbours(a: Said, b: Said) -> Iterator[str]:
    """Yield that two names stand beside the same words, and neither in the other sentence."""
    one, other = _Place(a.items, a), _Place(b.items, b)
    if any(_are_beside(one, who, other, there) for who, there in _swapped(one, other)):
        yield "names"


def _denies(one: _Place, other: _Place, alike: bool) -> bool:
    """Tell whether a clause denies what the other one states, and the other sentence nothing."""
    denied = [n for n, item in enumerate(one.items) if item.denies]
    opposed = [any(item.opposes for item in side.items) for side in (one, other)]
    denies = any(item.denies for item in other.whole.items)
    differ = bool(denied) and opposed[0] == opposed[1] and not denies
    return differ and (alike or any(_is_shared(one, n, other) for n in denied))


def _lacks_mood(one: _Place, other: _Place, alike: bool) -> bool:
    """Tell whether a clause says that something may or has to be, and the other that it is."""
    there = _moods(other.whole.items)
    told = [n for n, item in enumerate(one.items) if item.mood and item.mood not in there]
    return any(alike or _is_shared(one, n, other) for n in told)


def _is_shared(one: _Place, at: int, other: _Place) -> bool:
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
        one = _Place(a.items[gap.low_a : gap.high_a], a)
        other = _Place(b.items[gap.low_b : gap.high_b], b)
        longest = max(len(one.items), len(other.items))
        beside = _clauses_at(a, gap.low_a, gap.high_a), _clauses_at(b, gap.low_b, gap.high_b)
        is_inside = all(
            {item.clause for item in side.items} <= near
            for side, near in zip((one, other), beside, strict=True)
        )
        if longest > _REWRITTEN or not is_inside:
            continue
        if swapped := [both for both in _swapped(one, other) if _share_clause(*both, a, b)]:
            yield "speaker" if any(_act(*both, a, b) for both in swapped) else "names"
        if _other_number(one, other) or _lacks_number(one, other) or _lacks_number(other, one):
            yield "numbers"
        rest = gaps[n + 1 :]
        goes_on = following[n : n + 1] != [1] or all(_is_empty(later) for later in rest)
        is_joined = max(map(len, beside)) == 1 and (_is_full(one, other) or goes_on)
        if longest <= _ADDED and is_joined and (_is_full(one, other) or _says_only_how(one, other)):
            yield from _how(one, other, loose_a, loose_b)


def _how(one: _Place, other: _Place, loose_a: Set[str], loose_b: Set[str]) -> Iterator[str]:
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
    return _is_any(one, a.subjects.values()) and _is_any(other, b.subjects.values())


def _is_empty(gap: Gap) -> bool:
    return gap.low_a == gap.high_a and gap.low_b == gap.high_b


def _share_clause(one: Name, other: Name, a: Said, b: Said) -> bool:
    """Tell whether the clauses of two names share most of their content."""
    own, there = (
        _content(
            _Place(tuple(i for i in whole.items if i.clause in _clauses_of(name, whole)), whole)
        )
        for name, whole in ((one, a), (other, b))
    )
    return len(own & there) >= _MOST * min(len(own), len(there))


def _clauses_of(name: Name, whole: Said) -> set[int]:
    return {item.clause for item in whole.items if item.name is name}


def _is_full(one: _Place, other: _Place) -> bool:
    return bool(one.items and other.items)


def _moods(items: Iterable[Item]) -> set[str]:
    return {item.mood for item in items} - {""}


def _says_only_how(one: _Place, other: _Place) -> bool:
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


def _lost(place: _Place, other: _Place) -> list[Name]:
    """Return the names of a place that stand nowhere in the other sentence, in no form."""
    return [name for name in place.names() if _is_lost(name, other.whole)]


def _swapped(one: _Place, other: _Place) -> list[tuple[Name, Name]]:
    """Return names that may stand for each other, of which each lacks in the other sentence."""
    pairs = product(_lost(one, other), _lost(other, one))
    return [(a, b) for a, b in pairs if a.describes == b.describes]


def _are_beside(one: _Place, name: Name, other: _Place, there: Name) -> bool:
    """Tell whether two words in a row stand before both names, or after both."""
    return bool(_beside(one, name) & _beside(other, there))


def _beside(place: _Place, name: Name) -> set[tuple[str, ...]]:
    """Return the words before a name and after it, and those before its last word."""
    at = [n for n, item in enumerate(place.items) if item.name is name]
    spans = {(at[0] - _NEAR, at[0]), (at[-1] - _NEAR, at[-1]), (at[-1] + 1, at[-1] + 1 + _NEAR)}
    runs = [place.items[low:high] for low, high in spans if low >= 0 and high <= len(place.items)]
    return {tuple(i.key for i in run) for run in runs if not all(i.is_empty for i in run)}


def _is_lost(name: Name, whole: Said) -> bool:
    names = dict.fromkeys(item.name for item in whole.items if item.name)
    return not _is_any(name, names) and name.last not in {_unaccented(i.key) for i in whole.items}


def _is_any(name: Name, names: Iterable[Name]) -> bool:
    return any(_is_same(name, other) for other in names)


def _is_same(one: Name, other: Name) -> bool:
    """Tell whether two names are one: by a surname, a part, initials or another spelling."""
    is_part = one.words <= other.words or other.words <= one.words
    is_short = 1 in (len(one.words), len(other.words)) and one.initials == other.initials
    return is_part or is_short or _is_spelt(one.last, other.last)


def _is_spelt(one: str, other: str) -> bool:
    """Tell whether two words are spellings of one name; two countries never are."""
    from rapidfuzz.distance import Levenshtein

    if one == other or "~" in (one[0], other[0]):
        return one == other
    shorter = min(len(one), len(other))
    most = 2 if shorter >= _LONG else 1 if shorter >= _LETTERS else 0
    return one[0] == other[0] and Levenshtein.distance(one, other, score_cutoff=most) <= most


def _other_number(one: _Place, other: _Place) -> bool:
    """Tell whether two numbers count the same things, and one lacks in the other sentence."""
    return any(
        _counts_same(a, b)
        and not _is_about(a.value, b.value)
        and not _is_in(a, other)
        and not _is_in(b, one)
        and (a in lost or b in there)
        for lost, there in [(_lost_numbers(one, other), _lost_numbers(other, one))]
        for a, b in product(one.numbers(), other.numbers())
    )


def _is_in(number: Number, place: _Place) -> bool:
    """Tell whether a sentence has a number that counts the same."""
    numbers = [item.number for item in place.whole.items if item.number]
    return any(_is_about(number.value, n.value) and _counts_same(number, n) for n in numbers)


def _counts_same(one: Number, other: Number) -> bool:
    return bool(one.units & other.units) or not (one.units or other.units)


def _lacks_number(one: _Place, other: _Place) -> bool:
    """Tell whether one has a limit in numbers ("within 4 days") where the other has nothing."""
    lost = [n for n in _lost_numbers(one, other) if not n.units & {"day", "year"}]
    is_limit = bool(lost) and one.items[0].is_empty and not one.items[-1].is_empty
    return is_limit and len(one.items) <= _ADDED and not other.items


def _lost_numbers(place: _Place, other: _Place) -> list[Number]:
    there = {item.number.value for item in other.whole.items if item.number}
    return [n for n in place.numbers() if not any(_is_about(n.value, value) for value in there)]


def _is_about(one: str, other: str) -> bool:
    """Tell whether two numbers are the same, or one is the other without its decimals."""
    try:
        a, b = float(one), float(other)
    except ValueError:
        return one == other
    return a == b or (abs(a - b) < _ROUND and (a.is_integer() != b.is_integer()))


# -- where it stands ---------------------------------------------------------------------------


def differing(
    text: str, other: Said, kinds: Iterable[str], known: Set[str], language: Language
) -> list[tuple[int, int]]:
    """Return where the words stand by which a sentence differs from another in these kinds.

    Examples
    --------
    >>> from framing.languages.language import language
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
        "modality": lambda at: _mood(text, words, at, language) not in {"", *moods},
    }
    chosen = [tests[kind] for kind in kinds]
    return [
        (word.start, word.end) for at, word in enumerate(words) if any(test(at) for test in chosen)
    ]
