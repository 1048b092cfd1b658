"""Coding: the codebook, its rules, other coders, hand coding, and exchange with other tools."""

from framing.coding.codings import read_coders
from framing.coding.codings_files import read_lines
from framing.coding.entry_counts import entries
from framing.coding.starters.starters import starter_codebook
from framing.errors import answer_calls

__all__ = ["entries", "read_coders", "read_lines", "starter_codebook"]
answer_calls(globals(), __all__)
