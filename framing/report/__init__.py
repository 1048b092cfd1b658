"""What a notebook shows, and how it becomes a page.

Notebooks call :func:`answer`, :func:`finding`, :func:`table`, :func:`figure` and
:func:`passages`; each returns a result that displays itself and carries the same content
as data. The batch reads only these results.
"""

from framing.pages.concordance import concordance, words_in_context
from framing.pages.course import course, shares
from framing.pages.evidence import passages, rules
from framing.pages.provenance import provenance
from framing.pages.trust import reliability_box
from framing.pages.versions import pairs, replacements, versions
from framing.show.plain_words import cells
from framing.show.results import Result, answer, figure, finding, table

__all__ = [
    "Result",
    "answer",
    "cells",
    "concordance",
    "course",
    "figure",
    "finding",
    "pairs",
    "passages",
    "provenance",
    "reliability_box",
    "replacements",
    "rules",
    "shares",
    "table",
    "versions",
    "words_in_context",
]
