"""The lists of a language's files, a class each; those of ``news.toml`` stand in ``news.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.languages.lists import Words

Table = Mapping[str, Words]


@dataclass(frozen=True)
class Vocabulary:
    """Words by what they do, in small letters."""

    function: Words = ()  # words that carry no content
    common: Words = ()  # words by which a text is plainly in this language, without a model
    surest: Words = ()  # of these, the ones that other languages do not have
    reporting: Words = ()  # words that say that something is said, and little of what is said
    pointers: Words = ()  # words that point back to somebody or something named before
    capitals: Words = ()  # words with a capital that name nobody: offices, days, months
    abbreviations: Words = ()  # abbreviations that name nobody
    determiners: Words = ()  # words before a noun with a capital; none where nouns have none
    noun_endings: Words = ()  # endings of nouns that are no names; none as before
    places: Words = ()  # words before a place, and seldom before a description
    light: Words = ()  # words that are left out at the ends of a phrase
    parts: Words = ()  # words, or words in a row, at which a part of a sentence begins
    stemmer: Words = ()  # the name of the language's Snowball stemmer in nltk
    thousands: Words = ()  # the mark between thousands
    decimal: Words = ()  # the mark before decimals
    no_numbers: Words = ()  # words in a row whose number word states no number
    months: Words = ()  # months, and their abbreviations, beside which a number is a day
    numbers: Mapping[str, str] = field(default_factory=dict)  # the number that a word stands for
    short: Table = field(default_factory=dict)  # a name, and its abbreviations


@dataclass(frozen=True)
class Certainty:
    """Words that report or say how certain something is, in small letters.

    A table has the dictionary form of a word, and the forms or words in a row that count.
    """

    hedges: Words = ()  # words of one form that make a statement less certain
    boosters: Words = ()  # the same that make it more certain
    approximate: Words = ()  # hedges before a number or one of the amounts
    amounts: Words = ()  # words for amounts
    nouns: Words = ()  # forms that are mostly nouns: they count beside company and clauses
    company: Words = ()  # words before such a form that make it count
    clauses: Words = ()  # words after such a form that make it count
    passive: Words = ()  # words in a row that count after a form of "be" alone
    be: Words = ()  # these forms
    have: Words = ()  # other verbs that help one
    modals: Words = ()  # modal verbs
    possible: Words = ()  # of these, what may be
    necessary: Words = ()  # and what has to be
    lacks: Words = ()  # of necessary, what is a noun or a lack without one of infinitive after it
    infinitive: Words = ()  # words after such a word that make it say what has to be
    idioms: Words = ()  # words in a row, * being any one, in which these say neither
    capital: Words = ()  # verbs that are names with a capital
    opening: Words = ()  # of these, what may begin a sentence though
    noun_modals: Words = ()  # modal verbs that are nouns after one of before_nouns
    before_nouns: Words = ()  # words before such a noun
    negators: Words = ()  # words that say "not"
    affirming: Words = ()  # words in a row whose "not" denies nothing
    negative_endings: Words = ()  # endings of words that say "not"
    lacking: Words = ()  # words that negate the one after them
    negative: Words = ()  # words that mean the opposite without a negation
    neutral: Table = field(default_factory=dict)  # words that report and take no stand
    factive: Table = field(default_factory=dict)  # that take what is said for true
    claim: Table = field(default_factory=dict)  # that leave it to the speaker
    emphatic: Table = field(default_factory=dict)  # that stress it
    denial: Table = field(default_factory=dict)  # that say what is denied
    hedge: Table = field(default_factory=dict)  # words that make a statement less certain
    booster: Table = field(default_factory=dict)  # words that make it more certain


@dataclass(frozen=True)
class Spelling:
    """Spelling variants that are folded to one form: the form, and what is folded to it.

    In ``written``, what is all in capitals is met in capitals alone; a sign is met after a digit.
    """

    rules: Table = field(default_factory=dict)  # a form of the groups of such regular expressions
    variants: Table = field(default_factory=dict)  # a whole word
    written: Table = field(default_factory=dict)  # a name or sign, and words or signs for it


@dataclass(frozen=True)
class Sentences:
    """The lists of ``sentences.toml``: words at the ends of sentences, as they are written.

    A text may lack the blanks of an entry ("z. B"); a "*" before one stands for letters ("*str").
    With any of the ``ends`` a colon ends a sentence too, before a word that opens one or a
    subject with its verb.
    """

    titles: Words = ()  # abbreviations, without their point, that end none: mostly before a name
    numbered: Words = ()  # others, that end none before a number
    abbreviations: Words = ()  # others, that end none unless the next word opens one
    ordinals: Words = ()  # words before a number that counts and has a point: "der 2. Tag"
    counted: Words = ()  # words that such a number counts whatever is before: months, centuries
    openers: Words = ()  # words, in small letters, that open a sentence
    pronouns: Words = ()  # words that no name of a speaker begins with
    says: Words = ()  # verbs between a speaker and what is quoted before
    ends: Words = ()  # marks that end a sentence between two clauses
    announces: Words = ()  # words of a clause that announces what is said: no colon ends it


@dataclass(frozen=True)
class Notices:
    """Pages that stand where an article should, by how a line or sentence of them begins.

    Every entry is a regular expression.
    """

    page_not_found: Words = ()  # of a page that is not there
    not_available: Words = ()  # of a document that is not
    error_page: Words = ()  # of a fault
    login_page: Words = ()  # of a page for members
    script_page: Words = ()  # of a page that only a script fills
    cookies: Words = ()  # of a notice of cookies
    paywall: Words = ()  # of what stands in place of the rest of a text
