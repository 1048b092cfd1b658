"""What there is no data for in a language, and what a measure does without it."""

from __future__ import annotations

from framing.languages.language import Language, language

SCORED = "en"  # the language of the word score's list, and that tone was learnt from
LABELS = {
    "sentences": "sentences are split by general rules: no abbreviations of the language are known",
    "news": "datelines, bylines and credits are known by their form alone: no words for them",
    "function": "function words count as content: none are left out",
    "numbers": "numbers in words are not taken for those in digits, nor are thousands joined",
    "stemmer": "words are compared as they stand: no stems",
    "spelling": "variants of spelling are different words",
    "synonyms": "words that stand for the same are not known: fewer rewordings are found",
    "names": "names are told by their capitals: nouns, offices or days may be among them",
    "certainty": "reporting verbs, hedges and negations are not told",
    "speech": "who says what is not told: no words for it but quotation marks",
    "modes": "how what is said is put is not told: no words by which it is feared or denied",
    "genres": "genres are not told but by a column 'genre': no words for them",
    "score": "the word score is missing: its list is English",
    "tone": "tone towards somebody is refused: it was learnt from English sentences",
}


def lacks(code: str) -> tuple[str, ...]:
    """Say what there is no data for in a language.

    Returns
    -------
    Codes in the order of ``LABELS``, which says of each what measures do without it; none
    where nothing is lacking.

    Examples
    --------
    >>> "score" in lacks("en"), "score" in lacks("de"), lacks("xx") == tuple(LABELS)
    (False, True, True)
    """
    has = _has(language(code))
    return tuple(name for name in LABELS if not has[name])


def _has(of: Language) -> dict[str, bool]:
    """Say of each kind of data whether a language has it."""
    words = of.words
    return {
        "sentences": any(vars(of.sentences).values()),
        "news": any(vars(of.news).values()),
        "function": bool(words.function),
        "numbers": bool(words.numbers),
        "stemmer": bool(words.stemmer),
        "spelling": any(vars(of.spelling).values()),
        "synonyms": bool(of.synonyms and of.peoples),
        "names": bool(words.capitals) and not words.determiners,
        "certainty": any(vars(of.certainty).values()),
        "speech": any(vars(of.speech).values()),
        "modes": any(vars(of.modes).values()),
        "genres": any(vars(of.genres).values()),
        "score": of.code == SCORED,
        "tone": of.code == SCORED,
    }
