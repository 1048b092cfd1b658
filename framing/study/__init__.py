"""A study: its settings, its tables, who coded it, and whether it is as it was frozen."""

from framing.errors import answer_calls
from framing.study.lock import Frozen, freeze, frozen
from framing.study.settings import FILE, STANDARD_REPORT, Adjudication, Run, find_study
from framing.study.study import Study, read_study

__all__ = [
    "FILE",
    "STANDARD_REPORT",
    "Adjudication",
    "Frozen",
    "Run",
    "Study",
    "find_study",
    "freeze",
    "frozen",
    "read_study",
]
answer_calls(globals(), __all__)
