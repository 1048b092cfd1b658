"""How far codings, and answers from them, can be trusted."""

from framing.coding.disagreements import disagreements
from framing.errors import answer_calls
from framing.trust.agreement import agreement
from framing.trust.coefficients import krippendorff_alpha
from framing.trust.corrected_difference import corrected_difference, corrected_homogeneity
from framing.trust.corrected_hypotheses import corrected_hypotheses
from framing.trust.correction import codes_needed, correction
from framing.trust.grade import grades
from framing.trust.indicators import false_hits, indicators
from framing.trust.leading import leading
from framing.trust.reliability import reliability
from framing.trust.robustness import robustness
from framing.trust.unitizing import unitizing_alpha
from framing.trust.verdicts import verdicts

__all__ = [
    "agreement",
    "codes_needed",
    "corrected_difference",
    "corrected_homogeneity",
    "corrected_hypotheses",
    "correction",
    "disagreements",
    "false_hits",
    "grades",
    "indicators",
    "krippendorff_alpha",
    "leading",
    "reliability",
    "robustness",
    "unitizing_alpha",
    "verdicts",
]
answer_calls(globals(), __all__)
