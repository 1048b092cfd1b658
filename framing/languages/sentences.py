"""The lists of ``sentences.toml``: where a sentence ends, beyond the rules of the splitter."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class Sentences:
    """Words at the ends of sentences, as they are written.

    Attributes
    ----------
    titles : abbreviations, without their point, that end no sentence: before a name or number.
    abbreviations : others, that end one where the next word opens one.
    ordinals : words before a number with a point that counts: "der 2. Tag".
    counted : words that such a number counts: months, centuries.
    openers : words, in small letters, that open a sentence.
    pronouns : words that no name of a speaker begins with.
    says : verbs between a speaker and what is quoted before.
    answers : words that make a sentence of their own: "no".
    """

    titles: Words = ()
    abbreviations: Words = ()
    ordinals: Words = ()
    counted: Words = ()
    openers: Words = ()
    pronouns: Words = ()
    says: Words = ()
    answers: Words = ()
