"""Wire copy: what the texts of one story share word for word, reword, leave out and add."""

from framing.measures.wire.agencies import agencies, origin_of_copy
from framing.measures.wire.align import alignments
from framing.measures.wire.certainty import certainty
from framing.measures.wire.families import families
from framing.measures.wire.origin import origins, reuse
from framing.measures.wire.synopsis import synopsis
from framing.measures.wire.truncation import truncation
from framing.measures.wire.wording import rewordings, substitutions

__all__ = [
    "agencies",
    "alignments",
    "certainty",
    "families",
    "origin_of_copy",
    "origins",
    "reuse",
    "rewordings",
    "substitutions",
    "synopsis",
    "truncation",
]
