"""A study's tables on disk, beside it, so that the next notebook, report or day begins there.

A store is of one state of the study: each of its files, byte by byte, the package, and the versions
that it computes with. Of another state nothing is read, and what was kept of it is deleted as soon
as the study is read again: a text that was taken out is nowhere in it. What cannot be written or
read is done without.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from framing.corpus.load import Corpus
from framing.study.made_of import Mark, files_of, mark, package
from framing.study.settings import FILE, Settings, read_settings
from framing.tables.file_names import NO_STORE, STORE
from framing.tables.hashes import file_hash

MOST = 2 << 30  # bytes that a study's store may have
_END, _HASH = ".parquet", 64  # letters of a hash in the name of a file or folder
_CORPUS = ("articles", "inputs", "repairs", "has_families")
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Store:
    """The store of a study as it is now.

    Attributes
    ----------
    study : the study.
    state : the hash of all that its tables rest on.
    marks : of each file of the study, as it was when it was hashed.
    """

    study: Settings
    state: str
    marks: dict[Path, Mark | None]

    @property
    def folder(self) -> Path:
        """Where the store lies; in it, a folder for each state."""
        return self.study.folder / STORE

    @property
    def _own(self) -> Path:
        return self.folder / self.state

    def files(self) -> list[Path]:
        """Return the files that are kept, the oldest first."""
        found = [(told[0], path) for path in self._own.glob("*") if (told := mark(path))]
        return [path for _, path in sorted(found)]

    def read(self, name: str) -> pd.DataFrame | None:
        """Return a table that is kept; none if there is none, or it is not what was written."""
        for path in self.files():
            if path.name.startswith(f"{name}."):
                with suppress(Exception):  # whatever a library says of a damaged file
                    if (table := self._read(path, name)) is not None:
                        return table
                with suppress(OSError):
                    path.unlink()
        return None

    def _read(self, path: Path, name: str) -> pd.DataFrame | None:
        data = path.read_bytes()
        if path.name != f"{name}.{hashlib.sha256(data).hexdigest()}{_END}":
            return None
        return _table(data, self._told(name))

    def _told(self, name: str) -> bytes:
        return json.dumps([self.state, name]).encode()

    def write(self, name: str, table: pd.DataFrame) -> None:
        """Keep a table, if it comes back as it is, and the study's files are as they were."""
        with suppress(Exception):  # a full disk, no right to write, a type that Parquet lacks
            data = _bytes(table, self._told(name))
            back = _table(data, self._told(name))
            same = back is not None and back.equals(table) and back.dtypes.equals(table.dtypes)
            if same and len(data) <= MOST and self._is_current():
                self._put(f"{name}.{hashlib.sha256(data).hexdigest()}{_END}", data)

    def _is_current(self) -> bool:
        return self.marks == {path: mark(path) for path in files_of(self.study)}

    def rests_on(self, files: Collection[Path]) -> bool:
        """Tell whether files are among those by whose hashes the state is told."""
        return {path.resolve() for path in self.marks} >= {*files}

    def _put(self, name: str, data: bytes) -> None:
        """Write a file whole, and take the oldest away until there is room for it."""
        self._own.mkdir(parents=True, exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="ascii")
        sizes = {path: path.stat().st_size for path in self.files()}
        for path in list(sizes):
            if sum(sizes.values()) + len(data) > MOST:
                path.unlink(missing_ok=True)
                del sizes[path]
        new = self._own / f"{name}.{os.getpid()}"
        try:
            new.write_bytes(data)
            os.replace(new, self._own / name)
        finally:
            new.unlink(missing_ok=True)

    @property
    def size(self) -> int:
        """How many bytes are kept."""
        return sum(told[1] for path in self.files() if (told := mark(path)))

    def forget_others(self) -> None:
        """Delete what was kept of other states of the study."""
        for path in self.folder.glob("*"):
            is_state = len(path.name) == _HASH and path.name != self.state
            if is_state and path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)


def store_of(study: Settings) -> Store | None:
    """Return the store of a study; none if it is off, or nothing tells all that the study rests on.

    That is so where texts come from a database, or where the study is not as its files have it.
    """
    if os.environ.get(NO_STORE) or (study.folder / STORE).is_symlink():
        return None
    if any(isinstance(source, str) for source in study.sources):
        return None
    with suppress(Exception):  # what is wrong with a study, its tables tell
        if type(study)(**read_settings(study.folder)) != study:
            return None
        marks = {path: mark(path) for path in files_of(study)}
        told = [package(), [*_hashes(study, marks)]]
        state = hashlib.sha256(json.dumps(told).encode()).hexdigest()
        store = Store(study, state, marks)
        store.forget_others()
        return store
    return None


def _hashes(study: Settings, marks: dict[Path, Mark | None]) -> Iterator[tuple[str, str]]:
    """Yield each file of a study by name, with the hash of what is in it."""
    read = {study.folder / FILE: study.sha256, study.codebook_file: study.codebook.sha256}
    for path, told in marks.items():
        digest = file_hash(path) if told else ""
        if read.get(path, digest) != digest:
            raise OSError(f"{path.name} is not as it was read")
        yield os.path.relpath(path, study.folder), digest


def _bytes(table: pd.DataFrame, told: bytes) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not table.index.equals(pd.RangeIndex(len(table))):
        raise ValueError("rows are numbered otherwise")
    made = pa.Table.from_pandas(table, nthreads=1)  # whoever forks a process has no threads
    made = made.replace_schema_metadata({**(made.schema.metadata or {}), b"framing": told})
    sink = pa.BufferOutputStream()
    pq.write_table(made, sink, compression="zstd")
    return bytes(sink.getvalue())


def _table(data: bytes, told: bytes) -> pd.DataFrame | None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    read = pq.ParquetFile(pa.BufferReader(data), pre_buffer=False).read(use_threads=False)
    own = read.schema.metadata.get(b"framing") == told
    return read.to_pandas(use_threads=False) if own else None


def corpus_of(store: Store) -> Corpus | None:
    """Return the texts that a store keeps, with the report on them; none unless all is there."""
    articles, inputs, repairs, given = (store.read(f"corpus_{name}") for name in _CORPUS)
    if articles is None or inputs is None or repairs is None or given is None:
        return None
    return Corpus(articles, inputs, repairs, bool(given.iloc[0, 0]))


def keep_corpus(store: Store, corpus: Corpus) -> None:
    """Keep texts, and the report on them."""
    given = pd.DataFrame({"given": [corpus.has_families]})
    for name, table in zip(_CORPUS, (*corpus[:3], given), strict=True):
        store.write(f"corpus_{name}", table)


class kept(cached_property[Kept]):  # noqa: N801 - as the decorator that it extends
    """A table of a study that is taken from its store, and put there once it is computed."""

    def __get__(self, study: Any, owner: type | None = None) -> Any:
        """Return the table; compute it if it is not kept."""
        if study is None or self.attrname in vars(study) or study.store is None:
            return super().__get__(study, owner)
        name = str(self.attrname).strip("_")
        if (table := study.store.read(name)) is None:
            table = super().__get__(study, owner)
            if study.store is not None:  # it is off once texts turn out to lie elsewhere, too
                study.store.write(name, table)
        return vars(study).setdefault(self.attrname, table)
