"""Wire copy: what the texts of one story share word for word, reword, leave out and add."""

from framing.wire.agencies import agencies, origin_of_copy
from framing.wire.align import alignments
from framing.wire.certainty import certainty
from framing.wire.families import families
from framing.wire.origin import origins, reuse
from framing.wire.rewordings import rewordings, substitutions
from framing.wire.synopsis import synopsis
from framing.wire.truncation import truncation

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
