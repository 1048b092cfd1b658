"""The contract of every table: its key, its columns, their types and defaults."""

from framing.contracts.coding import CODING, FINAL
from framing.contracts.comparison import COMPARISON
from framing.contracts.contract import COUNT, FLAG, SHARE, TEXT, Contract
from framing.contracts.texts import TEXTS
from framing.contracts.wire import WIRE_COPY

CONTRACTS: dict[str, Contract] = {**TEXTS, **CODING, **COMPARISON, **WIRE_COPY}

__all__ = ["CONTRACTS", "COUNT", "FINAL", "FLAG", "SHARE", "TEXT", "Contract"]
