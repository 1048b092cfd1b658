"""The lists of ``sentences.toml``: where a sentence ends, beyond the rules of the splitter."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class Sentences:
    """Words at the ends of sentences, as they are written.

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
