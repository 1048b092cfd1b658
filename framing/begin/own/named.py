"""Files that the rows of a table name, though not quite as they are called or where they lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from framing.begin.finding import such_as
from framing.begin.own.table_files import Table
from framing.corpus.formats import is_text, kind_named
from framing.errors import number
from framing.tables.file_names import ARTICLES


class Named:
    """The files that a table's rows name: beside it, or elsewhere in a folder.

    A name that no file has is held against the texts of the folder: without its own
    folders, without capitals, and at last without the end of the name. It is taken if one
    file alone is meant.
    """

    def __init__(self, table: Table, root: Path) -> None:
        self._table, self._root, self.file = table, root, table.file
        column = table.guess.columns["path"]
        cells = (record.fields.get(column, "").strip() for record in table.records)
        self.files = {cell: self._file(cell) for cell in dict.fromkeys(cells) if cell}

    @property
    def as_they_are(self) -> bool:
        """Whether every name is that of a file where the table says, or of none at all."""
        return all(file is None or file == self._beside(cell) for cell, file in self.files.items())

    def _beside(self, cell: str) -> Path | None:
        folder = self.file.parent
        if Path(cell).is_absolute() or ".." in Path(cell).parts:
            return None
        return next((p for p in (folder / cell, folder / ARTICLES / cell) if p.is_file()), None)

    def _file(self, cell: str) -> Path | None:
        if found := self._beside(cell):
            return found
        name = cell.replace("\\", "/").rpartition("/")[2]
        for form in (_name, _stem):
            near = self._texts[form].get(form(Path(name)), [])
            if len(near) == 1:
                return near[0]
        return None

    @cached_property
    def _texts(self) -> dict[Callable[[Path], str], dict[str, list[Path]]]:
        """The texts of the folder by their names, with and without the ends of these."""
        texts = [p for p in sorted(self._root.rglob("*")) if is_text(p.name) and p.is_file()]
        by: dict[Callable[[Path], str], dict[str, list[Path]]] = {_name: {}, _stem: {}}
        for path in texts:
            for form, found in by.items():
                found.setdefault(form(path), []).append(path)
        return by

    def mended(self, place: str) -> Table:
        """Return the table with the names that the files have under a folder, in ``path``."""
        column = self._table.guess.columns["path"]
        records = []
        for record in self._table.records:
            cell = record.fields.get(column, "").strip()
            file = self.files.get(cell)
            path = f"{place}/{file.relative_to(self._root).as_posix()}" if file else cell
            records.append(record._replace(fields={**record.fields, "path": path}))
        guess = self._table.guess
        columns = tuple(dict.fromkeys([*self._table.columns, "path"]))
        guess = guess._replace(columns={**guess.columns, "path": "path"})
        return self._table._replace(columns=columns, records=records, guess=guess)

    def said(self) -> Iterator[str]:
        """Say which names were taken for which files, and which name none."""
        name = self.file.name
        other = [(c, f) for c, f in self.files.items() if f and f != self._beside(c)]
        if other:
            cell, file = other[0]
            path = file.relative_to(self._root).as_posix()
            many = number(len(other), "name")
            yield f"{name}: {many} of files taken for those found, such as '{cell}' for '{path}'"
        if lost := [cell for cell, file in self.files.items() if file is None]:
            many = number(len(lost), "name")
            yield f"{name}: {many} of files of which none was found: {such_as(lost)}"


def named_in(named: Sequence[Named]) -> list[Path]:
    """Return the files that tables name, each once."""
    return sorted({file for one in named for file in one.files.values() if file})


def _name(path: Path) -> str:
    return path.name.casefold()


def _stem(path: Path) -> str:
    """Return a name without its end, if that is one of a known format."""
    return (path.stem if kind_named(path.name) else path.name).casefold()
