"""What a notebook shows, and how it becomes a page.

Notebooks call :func:`answer`, :func:`finding`, :func:`table`, :func:`figure` and
:func:`passages`; each returns a result that displays itself and carries the same content
as data. The batch reads only these results.
"""

from framing.errors import answer_calls
from framing.report.changes import changes
from framing.show.account import account
from framing.show.across import across
from framing.show.cells import cells
from framing.show.concordance import concordance
from framing.show.dots import shares
from framing.show.evidence import passages
from framing.show.plain_words import labelled
from framing.show.provenance import provenance
from framing.show.results import Result, answer, figure, finding, table
from framing.show.trend_figure import course
from framing.show.trust_line import trust_line
from framing.show.versions import pairs, replacements, versions

__all__ = [
    "Result",
    "account",
    "across",
    "answer",
    "cells",
    "changes",
    "concordance",
    "course",
    "figure",
    "finding",
    "labelled",
    "pairs",
    "passages",
    "provenance",
    "replacements",
    "shares",
    "table",
    "trust_line",
    "versions",
]
answer_calls(globals(), __all__)
