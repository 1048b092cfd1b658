"""What a study is made of: its files, and the version of what computes with them."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import metadata
from os.path import isfile
from pathlib import Path

from framing.corpus.formats import read_file
from framing.errors import CorpusError
from framing.models.model_run import answer_paths
from framing.study.outlets_file import OUTLETS
from framing.study.settings import FILE, LOCK, Settings, source_files
from framing.tables.file_names import ARTICLES, STORE

_PACKAGE = Path(__file__).parents[1]
_OTHERS = (
    "ipykernel", "jinja2", "matplotlib", "nltk", "numpy", "pandas", "papermill", "pyarrow",
    "scikit-learn", "scipy",
)  # fmt: skip
_ALSO = (  # what texts are read and compared with
    "dateparser", "datasketch", "ftfy", "lxml", "py3langid", "pypdf", "python-calamine",
    "rapidfuzz", "sentencex", "trafilatura", "vaderSentiment", "warcio",
)  # fmt: skip
Mark = tuple[int, int, int]


def named_files(study: Settings) -> list[Path]:
    """Return each file beside the texts that a study reads, whether it is there or not."""
    named = (study.codebook_file, study.coders_file, study.sample_file, study.screen.sheet)
    sheets = (each.sheet for each in study.adjudications)
    own = (study.folder / name for name in (FILE, LOCK, OUTLETS))
    answers = answer_paths(study.folder)
    return [*own, *filter(None, named), *study.coding_files, *sheets, *answers]


def files_of(study: Settings, notebooks: Iterable[Path] = ()) -> Iterator[Path]:
    """Yield each file that a study, and some notebooks, read, whether it is there or not."""
    alone, folders = [*named_files(study), *notebooks], []
    for source in source_files(study.sources):
        if source.is_dir():
            folders.append(source)
        else:
            folders.append(source.parent / ARTICLES)  # of texts that a table may name
            named = texts_named(source, study.columns.get("path", "path"), mark(source))
            alone += [source, *named]
    below = (path for folder in folders for path in sorted(folder.rglob("*")))
    files = (path for path in below if path.is_file() and STORE not in path.parts)
    yield from dict.fromkeys((*alone, *files))


@lru_cache(maxsize=16)
def texts_named(table: Path, column: str, marked: Mark | None) -> tuple[Path, ...]:
    """Return the files that a column of a table names, beside it or in ``articles/``."""
    try:
        records = read_file(table.read_bytes(), table.name).records if marked else []
    except (CorpusError, OSError):  # told when the texts are read
        return ()
    named = dict.fromkeys(one.fields[column] for one in records if one.fields.get(column))
    places = [place / path for path in named for place in (table.parent, table.parent / ARTICLES)]
    return tuple(place for place in places if isfile(place))


def mark(path: Path) -> Mark | None:
    """Return what tells without reading that a file is another one; none if there is none."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size, told.st_ino


def versions() -> dict[str, str]:
    """Return the versions of what is computed with."""
    return {name: metadata.version(name) for name in _OTHERS}


@cache
def package() -> str:
    """Return a hash of this package, and of the versions of what it computes with."""
    told = hashlib.sha256(platform.python_version().encode())
    every = versions() | {name: metadata.version(name) for name in _ALSO}
    told.update(json.dumps(every).encode())
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".ipynb":
            told.update(path.relative_to(_PACKAGE).as_posix().encode())
            told.update(path.read_bytes())
    return told.hexdigest()
