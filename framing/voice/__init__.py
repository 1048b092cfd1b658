"""Who speaks: what a text quotes directly."""

from framing.errors import answer_calls
from framing.voice.marks import direct_quotations

__all__ = ["direct_quotations"]
answer_calls(globals(), __all__)
