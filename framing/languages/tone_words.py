"""The lists of ``tone.toml``: what words make of somebody who stands near them."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class ToneWords:
    """Words by what they make of a person or group, and the small words around these."""

    doer_bad: Words = ()  # verbs that show badly who does it: "mislead"
    done_bad: Words = ()  # verbs that show badly whom it is done to: "accuse"
    doer_good: Words = ()  # verbs that show well who does it: "rescue"
    done_good: Words = ()  # verbs that show well whom it is done to: "praise"
    bad: Words = ()  # other words of what is bad
    good: Words = ()  # other words of what is good
    breaks: Words = ()  # words at which a clause begins: "because"
    negations: Words = ()  # words that turn the next ones round: "never"
    helping: Words = ()  # words between a subject and its verb: "has"
    passive: Words = ()  # of these, those before a participle: "was"
    linking: Words = ()  # words between a verb and its object: "the"
    says: Words = ()  # words by which somebody speaks: "said"
