"""The lists of ``sentences.toml``: where a sentence ends, beyond the rules of the splitter."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class Sentences:
    """Words at the ends of sentences, as they are written.

    A text may lack the blanks of an entry ("z. B"); a "*" before one stands for letters ("*str").

    Attributes
    ----------
    titles : abbreviations, without their point, that end no sentence: mostly before a name.
    numbered : others, that end none before a number.
    abbreviations : others, that end none unless the next word opens one.
    ordinals : words before a number that counts, where such a number has a point: "der 2. Tag".
    counted : words that such a number counts whatever stands before: months, centuries.
    openers : words, in small letters, that open a sentence.
    pronouns : words that no name of a speaker begins with.
    says : verbs between a speaker and what is quoted before.
    ends : marks that end a sentence between two clauses; with them a colon does, before a word
        that opens a sentence or a subject with its verb.
    announces : words of a clause that announces what is said: no such colon ends it.
    """

    titles: Words = ()
    numbered: Words = ()
    abbreviations: Words = ()
    ordinals: Words = ()
    counted: Words = ()
    openers: Words = ()
    pronouns: Words = ()
    says: Words = ()
    ends: Words = ()
    announces: Words = ()
