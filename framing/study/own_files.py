"""One's own files for a new study: copied or referred to, read once, and what they tell."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from framing.corpus.load import Corpus, load
from framing.errors import CorpusError, some
from framing.study.finding import number
from framing.study.own_tables import Table, read_table, same_columns, write_table

LARGE = 50_000_000  # bytes from which on files stay where they are
_SHOWN = 20


class Own(NamedTuple):
    """What one's own files tell.

    Attributes
    ----------
    sources : what the study is to read, seen from its folder.
    columns : which columns of its tables hold what.
    outlets : the outlets found, the most frequent first.
    language : two letters, or nothing.
    said : line by line what was found, assumed and not told.
    """

    sources: tuple[str, ...]
    columns: dict[str, str]
    outlets: tuple[str, ...]
    language: str
    said: tuple[str, ...]


class _Plan(NamedTuple):
    sources: list[str]
    columns: dict[str, str]
    said: list[str]


def look_at(source: Path, *, folder: Path) -> Own:
    """Bring files into a study's folder, or refer to them, and read them once.

    Parameters
    ----------
    source : a folder, an archive, a table or a text; it is not changed.
    folder : the study's folder; small files are copied into its ``articles``.

    Returns
    -------
    What the study is to read, and what was assumed of it.

    Raises
    ------
    CorpusError : no article could be read.
    """
    files = [source] if source.is_file() else _files(source)
    if not files:
        raise CorpusError(f"{source}: there is no file. Give a folder that holds texts or tables.")
    tables, said = _tables(files)
    size = sum(file.stat().st_size for file in files)
    if size >= LARGE or (source.is_file() and _by_path(tables)):
        plan = _referred(source, files, tables, folder, size)
    else:
        plan = _copied(source, files, tables, folder)
    corpus = load([folder / one for one in plan.sources], columns=plan.columns)
    language, of_language = _language(corpus)
    counts = corpus.articles["outlet"].value_counts().sort_index(kind="stable")
    outlets = tuple(counts.sort_values(ascending=False, kind="stable").index)[:_SHOWN]
    told = [*said, *plan.said, *_counted(corpus), *of_language]
    return Own(tuple(plan.sources), plan.columns, outlets, language, tuple(told))


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder that are not hidden, by name; links to folders stay out."""
    found = []
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(path) / name for name in files if not name.startswith((".", "~$"))]
    return sorted(file for file in found if file.is_file())


def _tables(files: Sequence[Path]) -> tuple[list[Table], list[str]]:
    """Read the tables; one that cannot be read is said, and left to the load report."""
    stems = Counter(str(file.with_suffix("")) for file in files)
    tables, said = [], []
    for file in files:
        if file.suffix.lower() == ".json" and stems[str(file.with_suffix(""))] > 1:
            continue  # it describes the text of the same name
        try:
            table = read_table(file)
        except CorpusError as error:
            said.append(f"{file.name} {error}")
            continue
        if table is not None:
            tables += [table] if table.holds_texts else []  # the load report says why not
            said += [f"{file.name}: {line}" for line in table.guess.said]
    return tables, said


def _referred(
    source: Path, files: Sequence[Path], tables: Sequence[Table], folder: Path, size: int
) -> _Plan:
    """Leave files where they are; tables are named one by one, since columns are for them."""
    near = folder.parent in source.parents
    common = same_columns(tables)
    paths = [source] if source.is_file() or not tables else [table.file for table in tables]
    if source.is_dir() and tables and len(files) > len(tables) and not _by_path(tables):
        paths.append(source)
    named = [Path(os.path.relpath(one, folder)).as_posix() if near else str(one) for one in paths]
    why = f"{size / 1e6:.0f} MB" if size >= LARGE else "its texts lie beside it"
    how = "relative to the study" if near else "by its full path"
    said = [f"{source} is not copied ({why}); study.toml names it {how}, so it must stay there"]
    if tables and common is None:
        said.append(
            "the tables have different columns, or lack an id or outlet; add these columns, and "
            "name them in [corpus] columns"
        )
    return _Plan(named, common or {}, said)


def _copied(source: Path, files: Sequence[Path], tables: Sequence[Table], folder: Path) -> _Plan:
    own = folder / "articles"
    own.mkdir()
    root = source if source.is_dir() else source.parent
    inner = own / _clean(root.name or "texts")
    common, by_path = same_columns(tables), _by_path(tables)
    if by_path and common is not None:
        _copy(files, root, inner)
        named = [(inner / t.file.relative_to(root)).relative_to(folder) for t in tables]
        said = ["only the texts that the tables name are read"]
        return _Plan([one.as_posix() for one in named], common, [_said(files, source), *said])
    of_tables = {table.file for table in tables}
    texts = [file for file in files if file not in of_tables]
    sources, said, ids = [], [_said(files, source)], set[str]()
    for n, table in enumerate(tables, 1):
        place = own / _free(own, table.file, n, anew=common is None)
        if common is not None:
            shutil.copyfile(table.file, place)
        else:
            said += write_table(table, place, ids)
        sources.append(place.relative_to(folder).as_posix())
    if texts:
        _copy(texts, root, inner)
        sources.append(inner.relative_to(folder).as_posix())
    return _Plan(sources, common or {}, said)


def _by_path(tables: Sequence[Table]) -> bool:
    return any(table.names_files for table in tables)


def _said(files: Sequence[Path], source: Path) -> str:
    n = number(len(files), "file")
    return f"{n} of {source} copied into articles/; the originals are not touched"


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


def _language(corpus: Corpus) -> tuple[str, list[str]]:
    """Tell the language that most texts are in, of those whose language is told."""
    asked = corpus.articles["language"]
    told = Counter(asked.dropna())
    if not told:
        return "", ["the language could not be told; 'en' is assumed in study.toml"]
    language, n = max(sorted(told.items()), key=lambda pair: pair[1])
    said = [f"language '{language}': that of {n} of {len(asked)} texts"]
    others = [name for name in sorted(told) if name != language]
    if others:
        said.append(f"other languages among them: {some(others)}")
    if language != "en":
        said.append(f"codebook.toml holds English examples; write your indicators in '{language}'")
    return language, said


def _counted(corpus: Corpus) -> list[str]:
    """Say what became of the inputs, and what is known of the articles."""
    articles, inputs = corpus.articles, corpus.inputs
    states = inputs["state"].value_counts()
    counts = ", ".join(f"{states[state]} {state}" for state in sorted(states.index))
    dated, n = int(articles["date"].notna().sum()), len(articles)
    outlets = sorted(set(articles["outlet"]))
    unread = articles.loc[articles["date"].isna(), "date_text"].dropna().unique()
    return [
        f"{number(len(inputs), 'input')}: {counts}; framing check says why",
        f"{number(n, 'article')} of {number(len(outlets), 'outlet')}: {some(outlets)}",
        f"{dated} of {n} articles have a date; a missing date stays missing",
        *([f"dates that could not be read for sure: {some(unread)}"] if len(unread) else []),
    ]
