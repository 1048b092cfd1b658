"""The lists of ``news.toml``: words at the edges of a news text, which are no article text."""

from __future__ import annotations

from dataclasses import dataclass

from framing.languages.lists import Words


@dataclass(frozen=True)
class News:
    """Words of datelines, bylines, credits, captions and invitations to click."""

    months: Words = ()
