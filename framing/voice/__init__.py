"""Who speaks: what a text quotes directly, and what it gives to whom."""

from framing.errors import answer_calls
from framing.voice.attributed import attributed
from framing.voice.attributions import attributions
from framing.voice.marks import direct_quotations

__all__ = ["attributed", "attributions", "direct_quotations"]
answer_calls(globals(), __all__)
