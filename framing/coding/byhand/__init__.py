"""Coding by hand: a sample, its sheets, their adjudication, and revised codebooks."""

from framing.coding.byhand.adjudication import adjudication, adjudication_sheet
from framing.coding.byhand.blank_sheet import sheet, write_sheet
from framing.coding.byhand.revision import codebook_changes
from framing.coding.byhand.sample import read_sample, sample
from framing.coding.exchange.label_config import label_studio_config
from framing.coding.exchange.label_studio import label_studio_tasks
from framing.errors import answer_calls

__all__ = [
    "adjudication",
    "adjudication_sheet",
    "codebook_changes",
    "label_studio_config",
    "label_studio_tasks",
    "read_sample",
    "sample",
    "sheet",
    "write_sheet",
]
answer_calls(globals(), __all__)
