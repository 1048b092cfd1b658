"""What a notebook shows, and how it becomes a page.

Notebooks call :func:`answer`, :func:`finding`, :func:`table`, :func:`figure` and
:func:`passages`; each returns a result that displays itself and carries the same content
as data. The batch reads only these results.
"""

from framing.report.concordance import concordance, words_in_context
from framing.report.course import course, shares
from framing.report.evidence import passages, rules
from framing.report.phrases import cells
from framing.report.provenance import provenance
from framing.report.results import Result, answer, figure, finding, table
from framing.report.trust import reliability_box
from framing.report.versions import pairs, replacements, versions

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
