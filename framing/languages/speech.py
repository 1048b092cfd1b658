"""The lists of ``speech.toml``: words by which a text gives what is said to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from framing.languages.lists import Words

Table = Mapping[str, Words]


@dataclass(frozen=True)
class Speech:
    """Cues by what they do with what is said, and the small words around them.

    A table is a class of cues: the dictionary form of each, and its forms or words in a row, where
    a ``*`` stands for words between ("teilte * mit"). Lists of cues hold dictionary forms unless
    they speak of forms; all others hold words in small letters.
    """

    stated: Table = field(default_factory=dict)  # something is said to be so
    asked: Table = field(default_factory=dict)  # something is asked
    believed: Table = field(default_factory=dict)  # something is taken to be so
    intended: Table = field(default_factory=dict)  # somebody means to do something, or wishes it
    called_for: Table = field(default_factory=dict)  # something is demanded or advised
    feared: Table = field(default_factory=dict)  # something bad is foreseen
    denied: Table = field(default_factory=dict)  # something is said not to be so
    opposed: Table = field(default_factory=dict)  # something is said to be bad, or is refused
    supported: Table = field(default_factory=dict)  # something is said to be good
    named: Table = field(default_factory=dict)  # who says it follows: "according to"
    named_after: Table = field(default_factory=dict)  # who says it stands before: "zufolge"
    unnamed: Table = field(default_factory=dict)  # nobody is named who says it: "es wird vermutet"
    # Cues
    nouns: Words = ()  # forms that are nouns too
    needs_that: Words = ()  # cues that count before a quotation, ``that`` or ``to`` alone
    objects: Words = ()  # cues that may have a noun as what is said
    things: Words = ()  # cues before nouns alone, and no clause: "criticize"
    behind_speech: Words = ()  # cues that count behind what is said alone
    addressed: Words = ()  # cues after which somebody is named who is told
    infinitives: Words = ()  # cues that ``to`` may follow
    past_endings: Words = ()  # endings of forms that describe a noun before them: "released"
    participle_endings: Words = ()  # endings of forms that go on with a clause: "saying"
    # Where what is said begins and ends
    that: Words = ()  # words at which it begins: "that", "whether"
    to: Words = ()  # "to"
    of: Words = ()  # words after who is told, before what it is about: "of"
    as_said: Words = ()  # "as" before who speaks and a cue: what is said stands around it
    turns: Words = ()  # words after a mark at which it ends: "although"
    turns_doing: Words = ()  # words after a mark at which it ends before a participle: "while"
    resumes: Words = ()  # of the helping words, verbs with which the article goes on: "and has"
    whether: Words = ()  # of ``that``, words behind who is asked: "whether"
    apart: Words = ()  # words at which a noun ends that is said: "during"
    moods: Words = ()  # forms of verbs in which reported speech goes on without a cue
    # Who speaks
    pronouns: Words = ()  # who speaks, by one word: "he"
    speaks_itself: Words = ()  # of these, who writes or is quoted, and readers: "I"
    indefinite: Words = ()  # words that stand for anybody, or for no person: "everyone"
    points_back: Words = ()  # of these, one person named before
    stands_for: Words = ()  # words for whom was named last: "his"
    stand_for: Words = ()  # words for the two who were named last: "their"
    by: Words = ()  # what stands in a passive before who acts: "by"
    objects_told: Words = ()  # who is told, by one word: "him"
    who: Words = ()  # words that stand for somebody named just before: "who"
    speakers: Words = ()  # nouns for who speaks, and for those who speak for another: "spokesman"
    statements: Words = ()  # nouns for what somebody says in writing: "issued a statement saying"
    against: Words = ()  # nouns for who is against another: "critics"
    titles: Words = ()  # what stands before a name: "Mr"
    before_titles: Words = ()  # what stands before a title, and is none: "former"
    determiners: Words = ()  # words before a noun
    articles: Words = ()  # of these, words after which no verb stands
    describes: Words = ()  # words after a name and a comma that describe who has it
    within: Words = ()  # words at which a noun goes on: "of"
    plural_endings: Words = ()  # endings of nouns of several
    # Clauses
    helping: Words = ()  # words between who speaks and the cue: "has", "then"
    adverb_endings: Words = ()  # endings of such words
    adverb_no: Words = ()  # words that have such an ending and are none
    auxiliaries: Words = ()  # of the helping words, verbs before which a noun ends: "Roe has"
    be: Words = ()  # of the helping words, those by which something is done to somebody
    joins: Words = ()  # "and", "but"
    breaks: Words = ()  # words at which a clause begins
    no_subject: Words = ()  # words right before a cue that name nobody
    no_aside: Words = ()  # words of ``breaks`` whose clause no comma ends
    verb_second: Words = ()  # words that open a clause and put who speaks behind the verb
    prepositions: Words = ()  # words before a noun that tell where, when, of whom
    times: Words = ()  # words that tell when, without a preposition

    def classes(self) -> Mapping[str, Table]:
        """Return the tables, by the class of their cues."""
        tables = {one.name for one in fields(self) if one.default_factory is dict}
        return {name: value for name, value in vars(self).items() if name in tables}
