"""The lists of ``modes.toml``: words by which what is said is put as feared, denied or demanded."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class Manner:
    """Cues of modes, words or several in a row, in the forms in which they stand."""

    feared: Words = ()
    denied: Words = ()
    called_for: Words = ()
    opposed: Words = ()
    rejects: Words = ()  # verbs that turn away what was said, or is wanted: "dismissed"
    said: Words = ()  # "claims", behind such a verb
    wanted: Words = ()  # "proposal", behind such a verb
    insists: Words = ()  # verbs that deny what is negated behind them: "insisted it was not"
    against: Words = ()  # what makes of a fear a demand that it be not so
    linked: Words = ()  # cues of which what they are about follows one of ``links``
    nouns: Words = ()  # cues that are nouns: whose they are stands beside them, or nobody's
    whose: Words = ()  # words between such a noun and whose it is: "among"
    voiced: Words = ()  # verbs between who fears something and such a noun: "voiced"
    gloss: Words = ()  # words behind a comma at which the article goes on for itself: "in a"
    without: Words = ()  # what one of ``none`` before it turns into a demand: "without"
    none: Words = ()
    links: Words = ()  # "that", "of"
    of_whom: Words = ()  # cues before which "of" says whose they are, and not what about
    asks: Words = ()  # verbs that call for something where somebody and one of ``to`` follow
    to: Words = ()
    modal: Words = ()  # "should": a question where it opens the sentence or follows ``open``
    guesses: Words = ()  # modals that with one of ``perfect`` guess what was so: "must have"
    perfect: Words = ()  # "have"
    open: Words = ()  # words before a modal that make a question of it, or a condition: "how"
    participles: Words = ()  # endings of what follows: "must have gone"
    expletive: Words = ()  # subjects of a modal that demands nothing: "it should"
    subjects: Words = ()  # words at which another clause begins: "plans he made"
    possible: Words = ()  # verbs by which something only may be so: "could"
    ends: Words = ()  # words at which ends what a cue is about: "because"
    turns: Words = ()  # of these, what ends behind a comma what follows a link: "but"
    negations: Words = ()  # words that turn a cue round: "not"
    passive: Words = ()  # verbs before a cue that put in front what it is about: "was denied"
