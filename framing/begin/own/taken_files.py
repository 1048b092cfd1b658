"""One's own files for a new study: copied or referred to, read once, and what they tell."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import NamedTuple

from framing.begin.finding import outlets_by_size, such_as, unread_dates
from framing.begin.own.listing import tell_more, texts_of
from framing.begin.own.paths import told_by_paths
from framing.begin.own.plan import LARGE, Plan, copied, listed, planned
from framing.begin.own.table_files import Table, read_table
from framing.corpus.formats import is_table
from framing.corpus.load import Corpus, load
from framing.corpus.readers.inputs import inputs, is_archive
from framing.corpus.sidecars import saved_with
from framing.errors import CorpusError, ParameterError, number, some, suggestion

_SHOWN = 20


class Own(NamedTuple):
    """What one's own files tell."""

    sources: tuple[str, ...]  # what the study is to read, seen from its folder
    columns: dict[str, str]  # which columns of its tables hold what
    outlets: tuple[str, ...]  # the outlets found, the most frequent first
    language: str  # two letters, or nothing
    said: tuple[str, ...]  # line by line what was found, assumed and not told


def look_at(source: Path, *, folder: Path, columns: Mapping[str, str]) -> Own:
    """Bring files into a study's folder, or refer to them, and read them once.

    They are not changed; small ones are copied into the study's folder. Which of their columns
    holds what is told by ``columns``, else guessed.
    """
    if source.is_file() and is_archive(source.name):
        with TemporaryDirectory() as place:
            path, left = _unpacked(source, Path(place, PurePath(source.name).stem))
            if path:
                own = _look_at(path, folder=folder, columns=columns)
                said = (line.replace(str(path), str(source)) for line in own.said)
                return own._replace(said=(*left, *said))
    return _look_at(source, folder=folder, columns=columns)


def _unpacked(archive: Path, place: Path) -> tuple[Path | None, list[str]]:
    """Unpack an archive to a folder, or to the file that is all it holds, and say what is left.

    One that is large, or holds nothing that can be read, is not unpacked.
    """
    written, left, size = list[Path](), dict[str, list[str]](), 0
    for one in inputs(archive):
        name = one.name.removeprefix(f"{archive.name}/")
        if one.rejected:
            left.setdefault(one.rejected, []).append(name)
            continue
        size += len(one.data)
        if size >= LARGE:
            return None, []
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(one.data)
        written.append(file)
    said = [
        f"{number(len(names), 'file')} of {archive.name} not taken, {why}: {such_as(names)}"
        for why, names in left.items()
    ]
    alone = len(written) == 1 and written[0].parent == place
    return written[0] if alone else place if written else None, said


def _look_at(source: Path, *, folder: Path, columns: Mapping[str, str]) -> Own:
    files = [source] if source.is_file() else _files(source)
    if not files:
        raise CorpusError(f"{source}: there is no file. Give a folder that holds texts or tables.")
    aside = saved_with([file.as_posix() for file in files])
    files = [file for file in files if file.as_posix() not in aside]
    tables, said = _tables(files, columns)
    if aside:
        said.append(f"{number(len(aside), 'file')} that a browser saved with pages left aside")
    if source.is_file() and is_table(source.name) and not tables:
        raise CorpusError("; ".join(said))
    _check_given(columns, tables)
    plan = planned(source, files, tables, folder)
    corpus = _loaded(plan, folder)
    if plan.texts and tell_more(texts := texts_of(corpus.articles, plan.texts)):
        if plan.texts == source:  # a list names only what lies beside it
            plan = copied(source, files, tables, folder)
        plan = listed(plan, texts, folder)
        corpus = _loaded(plan, folder)
    language, of_language = _language(corpus)
    outlets = tuple(outlets_by_size(corpus.articles).index)[:_SHOWN]
    told = [*said, *plan.said, *_counted(corpus), *_by_folder(corpus, plan), *of_language]
    return Own(tuple(plan.sources), plan.columns, outlets, language, tuple(told))


def _loaded(plan: Plan, folder: Path) -> Corpus:
    return load([folder / one for one in plan.sources], columns=plan.columns)


def _files(folder: Path) -> list[Path]:
    """Return the files of a folder that are not hidden, by name; links to folders stay out."""
    found = []
    for path, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(path) / name for name in files if not name.startswith((".", "~$"))]
    return sorted(file for file in found if file.is_file())


def _check_given(given: Mapping[str, str], tables: Sequence[Table]) -> None:
    """Refuse a column that was named and that no table has."""
    there = list(dict.fromkeys(column for table in tables for column in table.columns))
    for name, column in given.items():
        if column not in there:
            raise ParameterError(
                f"--columns names '{name}={column}', but no table has that column. Columns: "
                f"{', '.join(there) or 'none'}.{suggestion(column, there)}"
            )


def _tables(files: Sequence[Path], given: Mapping[str, str]) -> tuple[list[Table], list[str]]:
    """Read the tables; one that cannot be read is said, and left to the load report."""
    stems = Counter(str(file.with_suffix("")) for file in files)
    tables, said = [], dict[str, list[str]]()
    for file in files:
        if file.suffix.lower() == ".json" and stems[str(file.with_suffix(""))] > 1:
            continue  # it describes the text of the same name
        try:
            table = read_table(file, given)
        except CorpusError as error:
            said.setdefault(f" {error}", []).append(file.name)
            continue
        if table is not None:
            tables += [table] if table.holds_texts else []  # the load report says why not
            for line in table.guess.said:
                said.setdefault(f": {line}", []).append(file.name)
    return tables, [such_as(names, shown=1) + line for line, names in said.items()]


def _by_folder(corpus: Corpus, plan: Plan) -> list[str]:
    """Say that folders were taken for outlets; an archive's folders may be dates."""
    articles = corpus.articles
    pairs = [
        (PurePath(article), outlet)
        for article, outlet in zip(articles["article"], articles["outlet"], strict=True)
    ]
    last = PurePath(plan.sources[-1]).name  # the folder of texts that lie in no other
    paths = [path for path, outlet in pairs if (path.parent.name or last) == outlet]
    if not paths:
        return []
    said = ["the folder that a text lies in is taken for its outlet, where its file names none"]
    told = told_by_paths(paths)
    wrong = [p for p, one in zip(paths, told, strict=True) if p.parent.name not in one.folders]
    wrong = [path for path in wrong if path.parent.name]
    if wrong:
        said.append(
            f"folders of an archive that are dates are taken for outlets: {wrong[0].parent}. "
            "Unpack it, and begin again from the folder"
        )
    return said


def _language(corpus: Corpus) -> tuple[str, list[str]]:
    """Tell the language that most texts are in, of those whose language is told."""
    asked = corpus.articles["language"]
    told = Counter(asked.dropna())
    if not told:
        return "", ["the language could not be told; 'en' is assumed in study.toml"]
    language, n = max(sorted(told.items()), key=lambda pair: (pair[1], pair[0] == "en"))
    said = [f"language '{language}': that of {n} of {len(asked)} texts"]
    if len(told) > 1:
        listed = such_as([f"{name} {told[name]:,}" for name in sorted(told)], shown=12)
        said.append(f"several languages: {listed}; texts not in '{language}' are not scored")
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
    unread = unread_dates(articles)
    return [
        f"{number(len(inputs), 'input')}: {counts}; framing check says why",
        f"{number(n, 'article')} of {number(len(outlets), 'outlet')}: {some(outlets)}",
        f"{dated} of {n} articles have a date; a missing date stays missing",
        *([f"dates that could not be read for sure: {some(unread)}"] if unread else []),
    ]
