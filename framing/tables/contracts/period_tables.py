"""Contracts of what is set beside each other by days."""

from __future__ import annotations

from framing.tables.contracts.comparison_tables import COMPARISON
from framing.tables.contracts.contract import Contract, count, share, text

_OF_FINDINGS = COMPARISON["findings"].columns
_NOT_OF_PERIODS = ("measure", "outlet", "reference")

PERIODS = {
    "moved_since": Contract(
        key=("coder", "frame", "wire"),
        beside=("estimate",),
        columns={
            **text("coder"),
            **text("frame", label="frame"),
            **text("wire", "since"),
            **count("n_articles", label="new texts", unit="articles"),
            **count("n_frame", label="sentences with it", unit="sentences"),
            **count("base", label="of", unit="sentences"),
            **share("share", label="share"),
            **count("n_frame_before", label="before", unit="sentences"),
            **count("base_before", label="of, before", unit="sentences"),
            **share("share_before", label="share before"),
            **{k: v for k, v in _OF_FINDINGS.items() if k not in _NOT_OF_PERIODS},
            **count("n_reference", label="texts before", unit="articles"),
        },
    ),
}
