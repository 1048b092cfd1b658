"""The lists of ``genres.toml``: words that tell news from analysis, opinion, live pages, briefs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from framing.languages.lists import Words

_Listed = Mapping[str, Words]


@dataclass(frozen=True)
class Genres:
    """Words by the genre that they tell, in small letters."""

    names: _Listed = field(default_factory=dict)  # of sections, labels and parts of addresses
    alone: Words = ()  # of these names, what tells nothing beside other words: "Live music"
    marks: _Listed = field(default_factory=dict)  # at the edge of a headline, or alone on a line
    openings: _Listed = field(default_factory=dict)  # with which a headline begins
    closings: _Listed = field(default_factory=dict)  # with which a headline ends
    endings: _Listed = field(default_factory=dict)  # of what stands before a headline's colon
