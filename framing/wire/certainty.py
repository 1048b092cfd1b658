"""How certain a text speaks: its reporting verbs, hedges and boosters, found and counted.

Which words these are, and what each says, stands in a language's ``certainty.toml``. Forms that
are mostly other words in news are left out there ("reports", "stress"), or count in one company
only ("claims" after "he" or before "that").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import pandas as pd

from framing.corpus.words import Word, words
from framing.languages.language import Language, language
from framing.languages.vocabulary import Certainty
from framing.tables.require import empty, require
from framing.voice.narration import narration
from framing.wire.said import negates

NEUTRAL, FACTIVE, CLAIM = "neutral report", "factive", "claim"
EMPHATIC, DENIAL = "emphatic", "denial"
HEDGE, BOOSTER = "hedge", "booster"
REPORTS = (NEUTRAL, FACTIVE, CLAIM, EMPHATIC, DENIAL)
KINDS = (*REPORTS, HEDGE, BOOSTER)
MODAL, NEGATION = "modal", "negation"
_Entry = tuple[str, str]  # a lemma and its kind


class Marked(NamedTuple):
    """A word that reports or says how certain something is: offsets, lemma and kind."""

    start: int
    end: int
    lemma: str
    kind: str


class _Listed(NamedTuple):
    """What a language lists: words, and words in a row by the first of them, the longest first."""

    words: dict[str, _Entry]
    phrases: dict[str, list[tuple[list[str], _Entry]]]
    amounts: frozenset[str]


@cache
def _listed(language: Language) -> _Listed:
    of = language.certainty
    tables = (of.neutral, of.factive, of.claim, of.emphatic, of.denial, of.hedge, of.booster)
    forms = {
        form: (lemma, kind)
        for kind, table in zip(KINDS, tables, strict=True)
        for lemma, several in table.items()
        for form in several
    }
    plain = {HEDGE: of.hedges, BOOSTER: of.boosters}
    forms |= {word: (word, kind) for kind, several in plain.items() for word in several}
    phrases = defaultdict(list)
    for form in sorted(forms, key=lambda form: -form.count(" ")):
        if " " in form:
            phrases[form.split()[0]].append((form.split(), forms[form]))
    return _Listed(forms, dict(phrases), frozenset((*of.amounts, *language.words.numbers)))


def certainty(sentences: pd.DataFrame, *, attributions: pd.DataFrame | None = None) -> pd.DataFrame:
    """Count by text the words with which it reports, hedges and asserts.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``. Every one
        given counts; choose zones beforehand.
    attributions : what the texts give to somebody; where given, only what an article tells itself
        is counted, of the words that it tells itself.

    Returns
    -------
    A row is a word of an article, by article, kind and count: ``kind`` is ``neutral report``
    (said, according to), ``factive`` (confirmed, admitted), ``claim`` (alleged), ``emphatic``
    (insisted, warned), ``denial``, ``hedge`` (may, reportedly) or ``booster`` (clearly, must);
    ``word`` its dictionary form, ``n_words`` the words of the article's sentences,
    ``per_1000`` words the rate. A kind that an article has no word of is a row with an empty
    ``word`` and 0. A rate of no words is missing. Sentences in a language without such lists are
    not counted; of an article that has no other, counts and rates are missing.

    Notes
    -----
    Words are found by the lists of the sentence's language, not by their sense in it: "could"
    counts where it tells of an ability, "must" where of a duty. "will" is no booster, "May"
    with a capital no hedge, and "about" one only before a number. Without attributions a rate says
    how a text speaks, whoever speaks in it. It is no measure of truth.

    References
    ----------
    Hyland (2005), Metadiscourse, on hedges and boosters; Thompson & Ye (1991), Applied
    Linguistics 12, 365-382, on reporting verbs.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": [
    ...     "He insisted rates may rise.", "Rates could rise, he said."]})
    >>> certainty(table)[["kind", "word", "count", "n_words", "per_1000"]]
                 kind    word  count  n_words  per_1000
    0  neutral report     say      1       10     100.0
    1         factive              0       10       0.0
    2           claim              0       10       0.0
    3        emphatic  insist      1       10     100.0
    4          denial              0       10       0.0
    5           hedge   could      1       10     100.0
    6           hedge     may      1       10     100.0
    7         booster              0       10       0.0
    """
    sentences = require(sentences, "sentences")
    if attributions is not None:
        sentences = narration(sentences, attributions)
    lacking = sentences.loc[sentences["n_words"].isna(), "text"]
    counted = lacking.map(lambda text: len(words(text))).astype("Int64")
    n_words = sentences["n_words"].fillna(counted)
    rows = [
        row
        for article, group in sentences.assign(n_words=n_words).groupby("article")
        for row in _counted(str(article), group)
    ]
    return require(pd.DataFrame(rows), "certainty") if rows else empty("certainty")


def _counted(article: str, sentences: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Yield the rows of one article."""
    told = sentences[[bool(_listed(language(code)).words) for code in sentences["language"]]]
    total = int(told["n_words"].sum())
    texts = zip(told["text"], map(language, told["language"]), strict=True)
    counts = Counter((one.kind, one.lemma) for text, of in texts for one in marked(text, of))
    for kind in KINDS:
        found = sorted((-n, word) for (its_kind, word), n in counts.items() if its_kind == kind)
        for count, word in found or [(0, "")]:
            yield {
                "article": article,
                "outlet": sentences["outlet"].iloc[0],
                "kind": kind,
                "word": word,
                "count": -count if len(told) else pd.NA,
                "n_words": total,
                "per_1000": -1000 * count / total if total else float("nan"),
            }


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
    text_words = words(text)
    found: list[Marked] = []
    for index, word in enumerate(text_words):
        if found and word.start < found[-1].end:
            continue
        if one := _phrase(text_words, index, language) or _single(
            text, text_words, index, language
        ):
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
    of = language.certainty
    found = {one.start: one for one in marked(text, language) if one.kind in (HEDGE, BOOSTER)}
    for index, word in enumerate(text_words := words(text)):
        if negates(word, language) or word.folded in of.lacking:
            found.setdefault(word.start, Marked(word.start, word.end, "not", NEGATION))
        elif word.folded in of.modals and _is_modal(text, text_words, index, of):
            found.setdefault(word.start, Marked(word.start, word.end, word.folded, MODAL))
    return [found[start] for start in sorted(found)]


def _phrase(text_words: Sequence[Word], index: int, language: Language) -> Marked | None:
    """Return the words in a row that begin here and are listed, or nothing."""
    of = language.certainty
    before = text_words[index - 1].folded if index else ""
    for phrase, entry in _listed(language).phrases.get(text_words[index].folded, ()):
        run = text_words[index : index + len(phrase)]
        passive = " ".join(phrase) in of.passive
        if [word.folded for word in run] == phrase and (not passive or before in of.be):
            return Marked(run[0].start, run[-1].end, *entry)
    return None


def _single(text: str, text_words: Sequence[Word], index: int, language: Language) -> Marked | None:
    """Return a word that is listed and counts where it stands, or nothing."""
    of, listed, word = language.certainty, _listed(language), text_words[index]
    folded = _without_negation(word.folded, of)
    before = text_words[index - 1].folded if index else ""
    following = text_words[index + 1].folded if index + 1 < len(text_words) else ""
    if folded in of.approximate and (following[:1].isdigit() or following in listed.amounts):
        return Marked(word.start, word.end, folded, HEDGE)
    is_other = word.folded in of.modals and not _is_modal(text, text_words, index, of)
    if folded not in listed.words or is_other:
        return None
    if folded in of.nouns and not (before in of.company or following in of.clauses):
        return None
    return Marked(word.start, word.end, *listed.words[folded])


def _without_negation(folded: str, of: Certainty) -> str:
    """Return a verb without its negative ending: "could" of "couldn't"."""
    for ending in of.negative_endings:
        if len(folded) > len(ending) and folded.endswith(ending):
            return folded.removesuffix(ending)
    return folded


def _is_modal(text: str, text_words: Sequence[Word], index: int, of: Certainty) -> bool:
    """Tell a verb from the month of May, from might and will as nouns, and from Will, a name."""
    word = text_words[index]
    opens = word.folded in of.opening and index == 0
    if word.folded in of.capital and text[word.start].isupper() and not opens:
        return False
    after = text_words[index - 1].folded if index else ""
    return word.folded not in of.noun_modals or after not in of.before_nouns
