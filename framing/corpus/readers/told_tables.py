"""Tables by their content: JSON, JSON Lines and columns in a file that is named a text."""

from __future__ import annotations

from framing.corpus.names import names_columns
from framing.corpus.readers.json_file import parse

_HEAD = 4096  # bytes in which the first line of a table ends
_PARTED = "\t,;|"


def table_of(data: bytes) -> str:
    r"""Tell the reader of a table that a file holds whatever its name is; "" if it holds none.

    Examples
    --------
    >>> table_of(b'[{"id": 1}]'), table_of(b'{"id": 1}\n{"id": 2}\n')
    ('json_file', 'json_lines')
    >>> table_of(b"id\toutlet\ttext\n1\tDaily\tThey met.\n"), table_of(b"Text, they say.\nMore.")
    ('csv_tsv', '')
    """
    text = data.decode("utf-8-sig", "replace").lstrip()
    first, _, others = text.partition("\n")
    if first[:1] in ("{", "["):
        return _json(text, first)
    return "csv_tsv" if others.strip() and len(first) < _HEAD and _names_columns(first) else ""


def _json(text: str, first: str) -> str:
    """Tell JSON from a text that begins with a bracket."""
    for kind, part in (("json_file", text), ("json_lines", first)):
        try:
            whole = parse(part)
        except ValueError:
            continue
        items = whole if isinstance(whole, list) else [whole]
        return kind if any(isinstance(item, dict) for item in items) else ""
    return ""


def _names_columns(line: str) -> bool:
    """Tell whether a line is nothing but names, of texts and of what else articles have."""
    return any(names_columns(line.split(mark)) for mark in _PARTED)
