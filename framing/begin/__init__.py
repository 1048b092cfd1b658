"""The first steps: a new study of one's own files, and what to mend in it."""

from framing.begin.survey import survey
from framing.errors import answer_calls

__all__ = ["survey"]
answer_calls(globals(), __all__)
