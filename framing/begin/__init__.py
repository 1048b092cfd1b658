"""The first steps: a new study of one's own files, and what to mend in it."""

from framing.begin.survey import survey

__all__ = ["survey"]
