"""Words with which news texts report what others say, and say how certain it is.

Which words these are, and what each says, stands in a language's ``certainty.toml``. Forms that
are mostly other words in news are left out there ("reports", "stress"), or count in one company
only ("claims" after "he" or before "that").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from framing.corpus.words import Word, words
from framing.languages.language import Language
from framing.wire.statements import cues

NEUTRAL, FACTIVE, CLAIM = "neutral report", "factive", "claim"
EMPHATIC, DENIAL = "emphatic", "denial"
HEDGE, BOOSTER = "hedge", "booster"
REPORTS = (NEUTRAL, FACTIVE, CLAIM, EMPHATIC, DENIAL)
KINDS = (*REPORTS, HEDGE, BOOSTER)
MODAL, NEGATION = "modal", "negation"


class Marked(NamedTuple):
    """A word that reports or says how certain something is: offsets, lemma and kind."""

    start: int
    end: int
    lemma: str
    kind: str


class _Lists(NamedTuple):
    """The lists of a language, ready for use; a form has a lemma and a kind."""

    words: dict[str, tuple[str, str]]
    phrases: dict[tuple[str, ...], tuple[str, str]]
    first: frozenset[str]  # words of phrases
    lengths: list[int]  # of phrases, the longest first
    passive: frozenset[tuple[str, ...]]
    be: frozenset[str]
    nouns: frozenset[str]
    company: frozenset[str]
    clauses: frozenset[str]
    approximate: frozenset[str]
    amounts: frozenset[str]
    modals: frozenset[str]
    capital: frozenset[str]
    opening: frozenset[str]
    noun_modals: frozenset[str]
    before_nouns: frozenset[str]
    lacking: frozenset[str]


@cache
def _lists(language: Language) -> _Lists:
    of, forms = language.certainty, _forms(language)
    phrases = {tuple(form.split()): entry for form, entry in forms.items() if " " in form}
    return _Lists(
        words=forms,
        phrases=phrases,
        first=frozenset(phrase[0] for phrase in phrases),
        lengths=sorted({len(phrase) for phrase in phrases}, reverse=True),
        passive=frozenset(tuple(phrase.split()) for phrase in of.passive),
        be=frozenset(of.be),
        nouns=frozenset(of.nouns),
        company=frozenset(of.company),
        clauses=frozenset(of.clauses),
        approximate=frozenset(of.approximate),
        amounts=frozenset((*of.amounts, *language.words.numbers)),
        modals=frozenset(of.modals),
        capital=frozenset(of.capital),
        opening=frozenset(of.opening),
        noun_modals=frozenset(of.noun_modals),
        before_nouns=frozenset(of.before_nouns),
        lacking=frozenset(of.lacking),
    )


def _forms(language: Language) -> dict[str, tuple[str, str]]:
    """Return lemma and kind of each form."""
    of = language.certainty
    tables = (of.neutral, of.factive, of.claim, of.emphatic, of.denial, of.hedge, of.booster)
    listed = {
        form: (lemma, kind)
        for kind, table in zip(KINDS, tables, strict=True)
        for lemma, forms in table.items()
        for form in forms
    }
    plain = {HEDGE: of.hedges, BOOSTER: of.boosters}
    return listed | {word: (word, kind) for kind, words in plain.items() for word in words}


def is_told(language: Language) -> bool:
    """Tell whether a language has words that report or say how certain something is."""
    return bool(_lists(language).words)


def marked(text: str, language: Language) -> list[Marked]:
    """Find the words of the lists in a text, in order.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> text = "He claims that rates may rise in May."
    >>> [(one.lemma, one.kind) for one in marked(text, language("en"))]
    [('claim', 'claim'), ('may', 'hedge')]
    >>> text = "About 40 people insisted; it was about time."
    >>> [one.lemma for one in marked(text, language("en"))]
    ['about', 'insist']
    """
    listed = words(text)
    found: list[Marked] = []
    for index, word in enumerate(listed):
        if found and word.start < found[-1].end:
            continue
        if one := _phrase(listed, index, language) or _single(text, listed, index, language):
            found.append(one)
    return found


def polarity(text: str, language: Language) -> list[Marked]:
    """Find hedges, boosters, modal verbs and negations, in order.

    Examples
    --------
    >>> from framing.languages.language import language
    >>> text = "Rates will surely not fall."
    >>> [(one.lemma, one.kind) for one in polarity(text, language("en"))]
    [('will', 'modal'), ('surely', 'booster'), ('not', 'negation')]
    """
    lists, negates = _lists(language), cues(language).negates
    found = {one.start: one for one in marked(text, language) if one.kind in (HEDGE, BOOSTER)}
    for index, word in enumerate(listed := words(text)):
        if negates(word) or word.folded in lists.lacking:
            found.setdefault(word.start, Marked(word.start, word.end, "not", NEGATION))
        elif word.folded in lists.modals and _is_modal(text, listed, index, lists):
            found.setdefault(word.start, Marked(word.start, word.end, word.folded, MODAL))
    return [found[start] for start in sorted(found)]


def _phrase(listed: Sequence[Word], index: int, language: Language) -> Marked | None:
    """Return the words in a row that begin here and are listed, or nothing."""
    lists = _lists(language)
    for length in lists.lengths if listed[index].folded in lists.first else ():
        run = listed[index : index + length]
        phrase = tuple(word.folded for word in run)
        if phrase not in lists.phrases:
            continue
        if phrase in lists.passive and (not index or listed[index - 1].folded not in lists.be):
            continue
        return Marked(run[0].start, run[-1].end, *lists.phrases[phrase])
    return None


def _single(text: str, listed: Sequence[Word], index: int, language: Language) -> Marked | None:
    """Return a word that is listed and counts where it stands, or nothing."""
    lists, word = _lists(language), listed[index]
    folded = _without_negation(word.folded, language)
    following = listed[index + 1].folded if index + 1 < len(listed) else ""
    before = listed[index - 1].folded if index else ""
    if folded in lists.approximate and (following[:1].isdigit() or following in lists.amounts):
        return Marked(word.start, word.end, folded, HEDGE)
    if folded not in lists.words or not _counts(text, listed, index, lists):
        return None
    if folded in lists.nouns and not (before in lists.company or following in lists.clauses):
        return None
    return Marked(word.start, word.end, *lists.words[folded])


def _without_negation(folded: str, language: Language) -> str:
    """Return a verb without its negative ending: "could" of "couldn't"."""
    for ending in language.certainty.negative_endings:
        if len(folded) > len(ending) and folded.endswith(ending):
            return folded.removesuffix(ending)
    return folded


def _counts(text: str, listed: Sequence[Word], index: int, lists: _Lists) -> bool:
    """Tell whether a word is no modal verb, or is one where it stands."""
    return listed[index].folded not in lists.modals or _is_modal(text, listed, index, lists)


def _is_modal(text: str, listed: Sequence[Word], index: int, lists: _Lists) -> bool:
    """Tell a verb from the month of May, from might and will as nouns, and from Will, a name."""
    word = listed[index]
    opens = word.folded in lists.opening and index == 0
    if word.folded in lists.capital and text[word.start].isupper() and not opens:
        return False
    after = listed[index - 1].folded if index else ""
    return word.folded not in lists.noun_modals or after not in lists.before_nouns
