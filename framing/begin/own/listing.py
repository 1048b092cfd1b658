"""A list of one's own texts, where folders and names tell more than the last folder does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import pandas as pd

from framing.begin.own.paths import Told, told_by_paths
from framing.corpus.formats import is_text
from framing.errors import number, some
from framing.tables.spreadsheets import write_disarmed

_DESCRIBED = (".json", ".toml")
_LEVEL = "folder_"  # columns with the folders above a text, the outermost first


class Text(NamedTuple):
    """A text of one's own, as it was read, and what its place tells."""

    article: str  # its id
    path: PurePath  # its file, seen from the folder that holds all texts
    outlet: str  # its outlet; that of its place, unless its file names one
    day: str  # the day that its place tells, if its file tells none
    moved: bool  # whether the outlet is not the folder that the text lies in
    told: Told  # what its place tells


def texts_of(articles: pd.DataFrame, root: Path) -> list[Text]:
    """Hold the texts of a folder against what folders and names tell.

    They are those that are alone in their file, and that no other file describes.
    """
    rows = list(_alone(articles, root))
    told = told_by_paths([path for path, _ in rows])
    pairs = zip(rows, told, strict=True)
    return [_text(path, row, place, root.name) for (path, row), place in pairs]


def _alone(articles: pd.DataFrame, root: Path) -> Iterator[tuple[PurePath, Any]]:
    by_id = {row.article: row for row in articles.itertuples()}
    for file in sorted(path for path in root.rglob("*") if path.is_file()):
        path = file.relative_to(root)
        known = is_text(file.name) and str(path).isprintable()
        described = any(file.with_suffix(suffix).exists() for suffix in _DESCRIBED)
        ids = {path.as_posix(), f"{root.name}/{path.as_posix()}"} & set(by_id)
        if known and not described and ids:
            yield path, by_id[ids.pop()]


def _text(path: PurePath, row: Any, told: Told, root: str) -> Text:
    last = path.parent.name or root
    outlet = (told.outlet or root) if row.outlet == last else row.outlet
    day = told.day if pd.isna(row.date) and pd.isna(row.date_text) else ""
    return Text(row.article, path, outlet, day, outlet != row.outlet, told)


def tell_more(texts: Sequence[Text]) -> bool:
    """Tell whether a list is needed: the last folder is not all that there is to say."""
    return any(one.moved or one.day or len(one.told.folders) > 1 for one in texts)


def write_list(texts: Sequence[Text], place: Path, folder: Path, names: Mapping[str, str]) -> None:
    """Write a table of texts beside their folder, with the outlet and day of each.

    ``names`` are what the study calls the columns of its tables.
    """
    depth = max(len(one.told.folders) for one in texts)
    levels = [f"{_LEVEL}{n}" for n in range(1, depth + 1)] if depth > 1 else []
    own = [names.get(name, name) for name in ("article", "outlet", "date", "path")]
    others = [name for name in names.values() if name not in own]
    rows = [[*own, *levels, *others]]
    for one in texts:
        path = f"{folder.name}/{one.path.as_posix()}"
        above = [*one.told.folders, *[""] * depth][: len(levels)]
        rows.append([one.article, one.outlet, one.day, path, *above, *[""] * len(others)])
    write_disarmed(rows, place)


def said_of(texts: Sequence[Text], table: str) -> list[str]:
    """Say what was taken from folders and names, and where to mend it."""
    said = []
    for how, of_name in (("folders", False), ("names", True)):
        moved = [one for one in texts if one.moved and of_name == (not one.told.folders)]
        if moved:
            first = moved[0]
            n = number(len(moved), "text")
            said.append(
                f"the outlet of {n} is taken from their {how}, dates left aside, such as "
                f"'{first.outlet}' for '{first.path.as_posix()}'"
            )
    if dated := [one for one in texts if one.day]:
        n, path = number(len(dated), "text"), dated[0].path.as_posix()
        said.append(
            f"the date of {n} is taken from folder or name, such as {dated[0].day} for '{path}'"
        )
    if deep := [one.told.folders for one in texts if len(one.told.folders) > 1]:
        last, above = (sorted({folders[n] for folders in deep}) for n in (-1, -2))
        said.append(
            f"texts lie in folders within folders; the last ({some(last)}) is taken for the "
            f"outlet, not one above ({some(above)}). If that is wrong, name the column of the "
            f'other in study.toml: columns = {{ outlet = "{_LEVEL}1" }}'
        )
    return [*said, f"{table} lists each text with what was taken; mend it there"]


def set_apart(texts: Sequence[Text], root: Path, place: Path) -> bool:
    """Move the files that are not listed to a folder of their own; tell whether there are any."""
    listed = {root / one.path for one in texts}
    others = [path for path in root.rglob("*") if path.is_file() and path not in listed]
    for path in others:
        target = place / path.relative_to(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, target)
    return bool(others)
