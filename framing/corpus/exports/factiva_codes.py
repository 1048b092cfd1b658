"""The layouts of Factiva with field codes: a table a document, as HTML or RTF."""

from __future__ import annotations

import re
from collections.abc import Sequence

from framing.corpus.exports.vendor import body
from framing.corpus.files.parsed import CELL, ROW, Line
from framing.corpus.notes import NO_NOTE, Note
from framing.expressions import expression

CODES = {
    "HD": "title", "BY": "author", "WC": "length", "PD": "date_text", "ET": "time_text",
    "SN": "outlet", "SC": "source_code", "SE": "section", "PG": "page", "ED": "edition",
    "VOL": "volume", "LA": "language", "CY": "copyright", "CR": "credit", "AN": "accession",
    "PUB": "publisher", "LP": "LP", "TD": "TD", "CT": "contact", "RF": "reference",
    "ART": "art", "CLM": "column", "CO": "companies", "IN": "industries", "NS": "subjects",
    "RE": "regions", "CX": "correction", "DLN": "dateline",
    **{code: code for code in "IPC IPD PBC RN RST TI DJIC DJ GC NGC TV".split()},
}  # fmt: skip
TWICE = "names a field code twice"
_ROW = expression(rf"\s*([A-Z]{{2,4}})\s*{CELL}")
_AN = expression(r"^\w+\s+(?=[A-Za-z0-9]{15,})")


def opens(lines: Sequence[Line], at: int) -> str:
    """Give the field code that a line opens a row with; nothing if it opens none."""
    line = lines[at]
    if line.mark == ROW:
        row = _ROW.match(line.text[:20])
        return row[1] if row and row[1] in CODES else ""
    if not line.mark.startswith(("td", "th")) or line.plain not in CODES:
        return ""
    opened = [one.mark for one in lines[max(0, at - 8) : at] if one.mark.startswith("<")]
    return line.plain if len(opened) > 1 and opened[-2].startswith("<tr") else ""


def fields(lines: Sequence[Line], kind: str) -> tuple[dict[str, str], list[Note], Note]:
    """Give the fields of a document, its repairs, and why it cannot be used."""
    found: dict[str, list[Line]] = {}
    code, doubled = "", ""
    for at, line in enumerate(lines):
        opened = opens(lines, at)
        if opened:
            code = opened
            doubled = doubled or (code if code in found else "")
            found.setdefault(code, [])
            line = Line(line.text.partition(CELL)[2] if line.mark == ROW else "", line.mark)
        if code and not line.mark.startswith("<"):
            found[code].append(line)
    values = {CODES[code]: _value(own, long=code in {"LP", "TD"}) for code, own in found.items()}
    text = "\n\n".join(part for part in (values.pop("LP", ""), values.pop("TD", "")) if part)
    values["accession"] = _AN.sub("", values.get("accession", ""))
    if doubled:
        return values | {"text": text}, [], Note("field_twice", f"{TWICE}: {doubled}")
    missing = [code for code in ("HD", "SN", "AN") if code not in found]
    lacks = Note("field_missing", f"lacks the field {' and '.join(missing)}")
    return values | {"text": text}, [], lacks if missing else NO_NOTE


def _value(lines: list[Line], *, long: bool) -> str:
    if long:
        return _paragraphs(lines)
    return " ".join(" ".join(line.text.replace(CELL, " ").split()) for line in lines).strip()


def _paragraphs(lines: list[Line]) -> str:
    """Join paragraphs with one empty line between, whatever stood there."""
    return re.sub(
        r"\n{3,}", "\n\n", body([Line(line.text.strip(" "), line.mark) for line in lines])
    )
