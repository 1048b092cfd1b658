"""Articles by frame, outlets beside outlets, days beside days."""

from framing.compare.article_frames import article_frames
from framing.compare.findings import findings
from framing.compare.difference import difference, homogeneity
from framing.compare.hypotheses import hypotheses
from framing.compare.manner import manner
from framing.compare.shares import prevalence, prominence, salience
from framing.compare.tenths import tenths
from framing.compare.trend import trend
from framing.errors import answer_calls

__all__ = [
    "article_frames",
    "findings",
    "difference",
    "homogeneity",
    "hypotheses",
    "manner",
    "prevalence",
    "prominence",
    "salience",
    "tenths",
    "trend",
]
answer_calls(globals(), __all__)
