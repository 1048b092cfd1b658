"""The lists of ``speech.toml``: words by which a text gives what is said to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from framing.languages.lists import Words

Table = Mapping[str, Words]


@dataclass(frozen=True)
class Speech:
    """Cues by what they do with what is said, and the small words around them.

    A table is a class of cues: the dictionary form of each, and its forms or words in a row.
    Other lists of cues hold dictionary forms, all others words in small letters.
    """

    stated: Table = field(default_factory=dict)  # something is said to be so
    asked: Table = field(default_factory=dict)  # something is asked
    believed: Table = field(default_factory=dict)  # something is taken to be so
    intended: Table = field(default_factory=dict)  # somebody means to do something
    called_for: Table = field(default_factory=dict)  # something is demanded, advised or hoped for
    feared: Table = field(default_factory=dict)  # something bad is foreseen
    denied: Table = field(default_factory=dict)  # something is said not to be so
    opposed: Table = field(default_factory=dict)  # something is said to be bad, or is refused
    supported: Table = field(default_factory=dict)  # something is said to be good
    named: Table = field(default_factory=dict)  # "according to": who says it follows
    named_after: Table = field(default_factory=dict)  # who says it stands before: "zufolge"
    unnamed: Table = field(default_factory=dict)  # nobody is named who says it: "it is said"
    nouns: Words = ()  # forms of cues that are nouns too
    needs_that: Words = ()  # cues that count before a quotation or one of ``that`` alone
    objects: Words = ()  # cues that may have a noun as what is said
    behind_speech: Words = ()  # cues that count behind what is said alone
    things: Words = ()  # cues before nouns alone, and no clause: "criticize"
    addressed: Words = ()  # cues after which somebody is named who is told
    infinitives: Words = ()  # cues that one of ``to`` may follow
    to: Words = ()  # "to"
    that: Words = ()  # words at which what is said begins: "that", "whether"
    pronouns: Words = ()  # who speaks, by one word: "he"
    points_back: Words = ()  # of these, one person named before
    objects_told: Words = ()  # who is told, by one word: "him"
    who: Words = ()  # words that stand for somebody named just before: "who"
    helping: Words = ()  # words between who speaks and the cue: "has", "then"
    adverb_endings: Words = ()  # endings of such words
    adverb_no: Words = ()  # words that have such an ending and are none
    participle_endings: Words = ()  # endings of "saying"
    turns: Words = ()  # words after a mark at which what is said ends: "although"
    articles: Words = ()  # words after which no verb stands
    as_said: Words = ()  # "as", before who speaks and a cue: what is said stands around it
    verb_second: Words = ()  # words that open a clause and put who speaks behind the verb
    moods: Words = ()  # verb forms in which reported speech goes on without a cue
    no_subject: Words = ()  # words before a cue that name nobody
    no_aside: Words = ()
    describes: Words = ()
    plural_endings: Words = ()
    apart: Words = ()  # words at which a noun ends that is said: "during"
    be: Words = ()  # verbs by which a cue is told of somebody: "was told"
    breaks: Words = ()  # words at which a clause begins
    joins: Words = ()  # "and", "but"
    determiners: Words = ()  # words before a noun
    prepositions: Words = ()  # words before a noun that tell where, when, of whom
    within: Words = ()  # of these, what goes on with a noun: "of"
    of: Words = ()  # words after who is told, before what it is about: "of"
    times: Words = ()  # words that tell when, without a preposition
    titles: Words = ()  # what stands before a name: "Mr"
    speakers: Words = ()  # nouns for who speaks: "spokesman"

    def classes(self) -> Mapping[str, Table]:
        """Return the tables, by the class of their cues."""
        tables = {one.name for one in fields(self) if one.default_factory is dict}
        return {name: value for name, value in vars(self).items() if name in tables}
