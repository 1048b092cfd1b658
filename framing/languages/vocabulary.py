"""The lists of ``words.toml``, ``certainty.toml`` and ``spelling.toml``: what words do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.languages.lists import Words

Table = Mapping[str, Words]


@dataclass(frozen=True)
class Vocabulary:
    """Words by what they do, in small letters.

    Attributes
    ----------
    function : words that carry no content.
    common : words by which a text is plainly in this language, and need not be told by a model.
    surest : of these, the ones that other languages do not have.
    reporting : words that say that something is said: they tell little of what is said.
    pointers : words that point back to somebody or something named before.
    capitals : words that are written with a capital and name nobody: offices, days, months.
    abbreviations : abbreviations that name nobody.
    determiners : words after which a capital is that of a noun; none where nouns have small
        letters.
    noun_endings : endings of nouns that are no names; none where nouns have small letters.
    places : words before a place, and seldom before a description.
    light : words that are left out at the ends of a phrase.
    parts : words, or words in a row, at which a part of a sentence begins.
    stemmer : the name of the language's Snowball stemmer in nltk.
    thousands, decimal : the mark between thousands, and the one before decimals.
    no_numbers : words in a row whose number word states no number.
    numbers : the number that a word stands for.
    """

    function: Words = ()
    common: Words = ()
    surest: Words = ()
    reporting: Words = ()
    pointers: Words = ()
    capitals: Words = ()
    abbreviations: Words = ()
    determiners: Words = ()
    noun_endings: Words = ()
    places: Words = ()
    light: Words = ()
    parts: Words = ()
    stemmer: Words = ()
    thousands: Words = ()
    decimal: Words = ()
    no_numbers: Words = ()
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Certainty:
    """Words that report or say how certain something is, in small letters.

    Attributes
    ----------
    neutral, factive, claim, emphatic, denial : words that report, by what they say of the
        reporter's stand: the dictionary form, and the forms or words in a row that count.
    hedge, booster : the same of words that make a statement less, or more, certain.
    hedges, boosters : words of one form that do.
    approximate : hedges before a number or one of the ``amounts``.
    nouns : forms that are mostly nouns: they count after ``company`` or before ``clauses``.
    passive : words in a row that count after one of the forms of ``be`` alone.
    modals : modal verbs.
    possible, necessary : what may be, and what has to be.
    idioms : words in a row, ``*`` being any one, in which these say neither.
    capital : verbs that are names with a capital; ``opening`` may begin a sentence though.
    noun_modals : verbs that are nouns after one of ``before_nouns``.
    negators, negative_endings : words, and endings of words, that say "not".
    lacking : words that negate the one after them.
    negative : words that mean the opposite without a negation.
    """

    hedges: Words = ()
    boosters: Words = ()
    approximate: Words = ()
    amounts: Words = ()
    nouns: Words = ()
    company: Words = ()
    clauses: Words = ()
    passive: Words = ()
    be: Words = ()
    modals: Words = ()
    possible: Words = ()
    necessary: Words = ()
    idioms: Words = ()
    capital: Words = ()
    opening: Words = ()
    noun_modals: Words = ()
    before_nouns: Words = ()
    negators: Words = ()
    negative_endings: Words = ()
    lacking: Words = ()
    negative: Words = ()
    neutral: Table = field(default_factory=dict)
    factive: Table = field(default_factory=dict)
    claim: Table = field(default_factory=dict)
    emphatic: Table = field(default_factory=dict)
    denial: Table = field(default_factory=dict)
    hedge: Table = field(default_factory=dict)
    booster: Table = field(default_factory=dict)


@dataclass(frozen=True)
class Spelling:
    """Spelling variants that are folded to one form.

    Attributes
    ----------
    rules : the form, made of the groups of a regular expression, and such expressions.
    variants : the form of a whole word, and its variants.
    written : the form of a name or sign, and the words, words in a row or signs that are written
        for it. What is all in capitals is met in capitals alone; a sign is met after a digit.
    """

    rules: Table = field(default_factory=dict)
    variants: Table = field(default_factory=dict)
    written: Table = field(default_factory=dict)
