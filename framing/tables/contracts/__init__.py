"""The contract of every table: its key, and of each column type, default, unit and head."""

from framing.tables.contracts.coding_tables import CODING, FINAL
from framing.tables.contracts.comparison_tables import COMPARISON
from framing.tables.contracts.contract import COUNT, FLAG, NUMBER, TEXT, Column, Contract
from framing.tables.contracts.model_tables import MODELS
from framing.tables.contracts.period_tables import PERIODS
from framing.tables.contracts.text_tables import TEXTS
from framing.tables.contracts.trust_tables import TRUST
from framing.tables.contracts.wire_tables import WIRE_COPY
from framing.tables.contracts.word_tables import WORDS

CONTRACTS: dict[str, Contract] = {
    **TEXTS, **CODING, **COMPARISON, **PERIODS, **TRUST, **WORDS, **WIRE_COPY, **MODELS
}  # fmt: skip

__all__ = ["CONTRACTS", "COUNT", "FINAL", "FLAG", "NUMBER", "TEXT", "Column", "Contract"]
