"""How a study gets at one's own files: they are copied, listed, written anew or referred to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from framing.begin.finding import such_as
from framing.begin.own.listing import Text, said_of, set_apart, write_list
from framing.begin.own.named import Named, named_in
from framing.begin.own.table_files import Table, in_groups, same_columns, write_tables
from framing.errors import number
from framing.tables.file_names import ARTICLES

LARGE = 50_000_000  # bytes from which on files stay where they are


class Plan(NamedTuple):
    """What a study is to read, and what was done for it."""

    sources: list[str]  # what is read, seen from the study's folder; the texts last
    columns: dict[str, str]  # which columns of its tables hold what
    said: list[str]  # line by line what was done
    # the folder of the texts; none if tables name them, or there are none
    texts: Path | None = None


def planned(source: Path, files: list[Path], tables: list[Table], folder: Path) -> Plan:
    """Refer to large files that can be read as they are; copy others, and mend their tables."""
    named = [Named(table, _root(source)) for table in tables if table.names_files]
    as_they_are = all(one.as_they_are for one in named) and same_columns(tables) is not None
    if source.is_file():
        files = [source, *named_in(named)]
    size = sum(file.stat().st_size for file in files)
    if size >= LARGE and as_they_are:
        return _referred(source, files, tables, folder, size)
    return copied(source, files, tables, folder, named, whole=as_they_are and bool(named))


def _referred(
    source: Path, files: Sequence[Path], tables: Sequence[Table], folder: Path, size: int
) -> Plan:
    """Leave files where they are; tables are named one by one, since columns are for them."""
    near = folder.parent in source.parents
    by_path = any(table.names_files for table in tables)
    paths = [source] if source.is_file() or not tables else [table.file for table in tables]
    if source.is_dir() and tables and len(files) > len(tables) and not by_path:
        paths.append(source)
    named = [Path(os.path.relpath(one, folder)).as_posix() if near else str(one) for one in paths]
    how = "relative to the study" if near else "by its full path"
    why = f"is not copied ({size / 1e6:.0f} MB)"
    said = [f"{source} {why}; study.toml names it {how}, so it must stay there"]
    texts = source if source.is_dir() and not by_path else None
    return Plan(named, same_columns(tables) or {}, said, texts)


def copied(
    source: Path,
    files: Sequence[Path],
    tables: Sequence[Table],
    folder: Path,
    named: Sequence[Named] = (),
    *,
    whole: bool = False,
) -> Plan:
    """Copy tables, as they are or written anew, and texts into a folder beside them.

    Of texts that tables name, only these are copied, under names that are mended; or all files
    as they lie, if they are to stay ``whole``.
    """
    own, root = folder / ARTICLES, _root(source)
    own.mkdir()
    inner = own / _clean(root.name or "texts")
    n = number(len(files), "file")
    said = [f"{n} of {source} copied into articles/; the originals are not touched"]
    said += [line for one in named for line in one.said()]
    others = [file for file in files if file not in {table.file for table in tables}]
    texts = files if whole else named_in(named) if named else others
    _copy(texts, root, inner)
    if whole:
        places = [inner / table.file.relative_to(root) for table in tables]
    else:
        mended = {one.file: one.mended(inner.name) for one in named}
        own_tables = [mended.get(table.file, table) for table in tables]
        anew = bool(named) or same_columns(tables) is None
        places, more = _put(own_tables, own, root, anew=anew)
        said += more
    if named and (lost := sorted(set(others) - set(named_in(named)))):
        names = such_as([file.relative_to(root).as_posix() for file in lost])
        said.append(f"{number(len(lost), 'file')} that no table names not read: {names}")
    inside = inner if texts and not named else None
    sources = [one.relative_to(folder).as_posix() for one in (*places, inside) if one]
    columns = {} if named and not whole else same_columns(tables)
    return Plan(sources, columns or {}, said, inside)


def _put(
    tables: Sequence[Table], own: Path, root: Path, *, anew: bool
) -> tuple[list[Path], list[str]]:
    """Copy tables, or write them anew, each under a name of its own."""
    places, said, ids = list[Path](), list[str](), set[str]()
    for n, group in enumerate(in_groups(tables), 1):
        file = group[0].file if len(group) == 1 else root / f"{root.name}.json"
        place = own / _free(own, file, n, anew=anew)
        if anew:
            said += write_tables(group, place, ids, root=root)
        else:
            shutil.copyfile(file, place)
        places.append(place)
    return places, said


def listed(plan: Plan, texts: Sequence[Text], folder: Path) -> Plan:
    """List texts with what their folders and names tell; other files stay a source of their own."""
    *tables, last = plan.sources
    inner = folder / last
    place = inner.parent / _free(inner.parent, inner.parent / f"{inner.name}.csv", 0, anew=False)
    others = inner.with_name(f"{inner.name} (other files)")
    rest = [others] if set_apart(texts, inner, others) else []
    write_list(texts, place, inner, plan.columns)
    sources = [*tables, *(one.relative_to(folder).as_posix() for one in (place, *rest))]
    said = [*plan.said, *said_of(texts, f"articles/{place.name}")]
    return plan._replace(sources=sources, said=said)


def _root(source: Path) -> Path:
    return source if source.is_dir() else source.parent


def _free(own: Path, file: Path, number: int, *, anew: bool) -> str:
    """Return a file name that is not taken yet."""
    name = _clean(f"{file.stem}.csv" if anew else file.name)
    return f"{number}-{name}" if (own / name).exists() else name


def _clean(name: str) -> str:
    """Return a name that settings in UTF-8 can hold."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _copy(files: Sequence[Path], root: Path, place: Path) -> None:
    for file in files:
        target = place / PurePath(file.relative_to(root))
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
