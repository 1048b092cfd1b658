"""What the notebooks show: views, sentences and pieces of pages."""

from framing.errors import answer_calls

__all__ = ["explore"]
answer_calls(globals(), [])
