"""Who speaks: what a text quotes directly, and what it gives to whom."""

from framing.errors import answer_calls
from framing.voice.attributed import attributed
from framing.voice.attributions import attributions
from framing.voice.marks import direct_quotations
from framing.voice.narration import narration

__all__ = ["attributed", "attributions", "direct_quotations", "narration"]
answer_calls(globals(), __all__)
