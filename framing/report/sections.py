"""The sections of a page, and what of them is said in a line: what these texts cannot show."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from framing.expressions import expression
from framing.show.results import DATA_ALONE, NOTHING

Block = dict[str, Any]
_ROW_IS = expression(r"(?:^|[:;] )a row is .*", re.IGNORECASE)
CANNOT = "What this cannot say"


def sections(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """Part the blocks of a page where a cell of prose begins.

    Returns
    -------
    Each with its ``heading`` (none where the prose has none) and its ``blocks``.
    """
    parts: list[dict[str, Any]] = [{"heading": None, "blocks": []}]
    for block in blocks:
        if block["kind"] == "prose":
            parts.append({"heading": block["heading"], "blocks": []})
        parts[-1]["blocks"].append(block)
    return [part for part in parts if part["blocks"]]


def folded(parts: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Take out what shows nothing here, and with it the prose of which nothing else is left.

    A heading goes if nothing that stands beneath it is left.

    Returns
    -------
    The parts that stay, and what went: ``cannot`` (why something cannot be said, with its data
    files), ``nothing`` (what was looked for and not found), ``data`` (the files of tables that no
    page shows) and ``code`` (of cells whose results are not shown).
    """
    left: dict[str, Any] = {"cannot": [], "nothing": [], "data": [], "code": []}
    kept: list[dict[str, Any]] = []
    for group in _by_heading(parts):
        stays = [part for part in group if not _is_empty(part)]
        whole = not stays or (stays == group[:1] and group[0]["heading"] is None)
        for part in group:
            for block in part["blocks"]:
                if block.get("left_out"):
                    _tell(block, group[0]["heading"] if whole else None, left)
        for part in group if stays else []:
            if part in stays or part["heading"]:
                shown = [block for block in part["blocks"] if not block.get("left_out")]
                kept.append({"heading": part["heading"], "blocks": shown})
    return kept, left


def _by_heading(parts: Sequence[Mapping[str, Any]]) -> list[list[Mapping[str, Any]]]:
    groups: list[list[Mapping[str, Any]]] = []
    for part in parts:
        if part["heading"] or not groups:
            groups.append([])
        groups[-1].append(part)
    return groups


def _is_empty(part: Mapping[str, Any]) -> bool:
    """Tell whether all that a part was to show is left out."""
    results = [
        block for block in part["blocks"]
        if block["kind"] != "prose" and not block.get("elsewhere")
    ]  # fmt: skip
    return bool(results) and all(block.get("left_out") for block in results)


def _tell(block: Block, heading: Mapping[str, Any] | None, left: dict[str, Any]) -> None:
    """Add a block that is left out to the list that it belongs to."""
    left["code"] += block["code"]
    why = block["left_out"]
    caption = _ROW_IS.sub("", block["caption"]) or block["name"].replace("_", " ").capitalize()
    if why == DATA_ALONE:
        left["data"] += [block["files"]] if block["files"] else []
    elif why == NOTHING:
        left["nothing"].append({"said": caption, "files": block["files"]})
    else:
        said = (
            f"{heading['text']}: {why}"
            if heading
            else f"{caption} ({why})"
            if caption != why
            else why
        )
        known = next((line for line in left["cannot"] if line["said"] == said), None)
        if known is None:
            left["cannot"].append({"said": said, "files": []})
        (known or left["cannot"][-1])["files"] += [block["files"]] if block["files"] else []
