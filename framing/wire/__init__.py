"""Wire copy: what the texts of one story share word for word, reword, leave out and add."""

from framing.errors import answer_calls
from framing.wire.agencies import agencies, agency_evidence, origin_of_copy
from framing.wire.align import alignments
from framing.wire.certainty import certainty
from framing.wire.clauses import clause_origins
from framing.wire.families import families
from framing.wire.origin import origins, reuse
from framing.wire.passages_kept import passages_kept
from framing.wire.recurring import frames_beside_standing_text, standing_text
from framing.wire.shared_quotations import shared_quotations
from framing.wire.substitutions import substitutions
from framing.wire.synopsis import largest_story, synopsis
from framing.wire.truncation import absences, truncation

__all__ = [
    "absences",
    "agencies",
    "agency_evidence",
    "alignments",
    "certainty",
    "clause_origins",
    "families",
    "frames_beside_standing_text",
    "largest_story",
    "origin_of_copy",
    "origins",
    "passages_kept",
    "reuse",
    "shared_quotations",
    "standing_text",
    "substitutions",
    "synopsis",
    "truncation",
]
answer_calls(globals(), __all__)
