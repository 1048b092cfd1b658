"""The lists of ``words.toml``, ``certainty.toml`` and ``spelling.toml``: what words do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.languages.lists import Words


@dataclass(frozen=True)
class Vocabulary:
    """Words by what they do, in small letters.

    Attributes
    ----------
    function : words that carry no content.
    common : words by which a text is plainly in this language, and need not be told by a model.
    surest : of these, the ones that other languages do not have.
    numbers : the number that a word stands for.
    """

    function: Words = ()
    common: Words = ()
    surest: Words = ()
    numbers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Certainty:
    """Words that report or say how certain something is."""


@dataclass(frozen=True)
class Spelling:
    """Spelling variants that are folded to one form."""
