"""Begin a study: a folder that runs at once, of invented texts or of one's own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from string import Template
from typing import NamedTuple

from framing.begin.own.taken_files import Own, look_at
from framing.coding.exchange.codebook_toml import toml_text
from framing.corpus.columns import checked_mapping
from framing.errors import ParameterError
from framing.study.settings import FILE
from framing.tables.file_names import ARTICLES

EXAMPLE = Path(__file__).parent / "example"
_CODEBOOK, _README = "codebook.toml", "README.txt"
_TRIAL: tuple[str, ...] = (
    "three invented texts of two outlets, to try things out; --from takes files of your own",
)
_ENGLISH = 'language = "en"'
_INVENTED = {
    "name": '"Cars on the market square (an example)"',
    "question": '"Which outlet presents the closed market square as a conflict?"',
    "selection": '"Three invented texts, to show how a study is set up."',
    "language": '"en"',
    "event": '# event = "event"',
    "articles": '"articles"',
    "columns": '# columns = { article = "id", outlet = "newspaper", text = "body" }',
    "outlets": '# outlets = { "The Daily" = "Daily" }',
}


class Begun(NamedTuple):
    """What was written, and what was assumed."""

    folder: Path  # the study's folder
    # line by line what was found, what was assumed and what could not be told
    said: tuple[str, ...] = ()


def begin(
    folder: str | Path,
    *,
    source: str | Path | None = None,
    columns: Mapping[str, str] | None = None,
) -> Begun:
    """Write a study that runs at once: settings, a codebook, texts and the next steps.

    Parameters
    ----------
    folder : the folder to make; it may be there if it is empty.
    source : one's own files: a folder, an archive, a table or a text. Invented texts are
        written if it is not given. Below 50 MB they are copied, else referred to.
    columns : which column of its tables holds what, such as ``{"title": "Hed"}``; others are
        guessed from their names and from what they hold.

    Returns
    -------
    The folder, and what was assumed of one's own files. Nothing that is there is changed.

    Raises
    ------
    ParameterError : the folder holds something, cannot be written, or holds the source.
    CorpusError : the source cannot be read, or articles have no such column; nothing is left of
        the study then.

    Examples
    --------
    >>> import tempfile
    >>> begun = begin(Path(tempfile.mkdtemp()) / "mine")
    >>> sorted(path.name for path in begun.folder.iterdir())
    ['README.txt', 'articles', 'codebook.toml', 'study.toml']
    """
    place = Path(os.path.abspath(folder))
    _check_place(place)
    own = None if source is None else _checked_source(source, place)
    given = checked_mapping(columns or {})
    if given and own is None:
        raise ParameterError("--columns is for the tables of --from, which is not given.")
    unfinished = place.parent / f".{place.name}-{os.getpid()}"
    try:
        unfinished.mkdir(parents=True)
        said = _write(unfinished, own, place.name, given)
        if place.exists():
            place.rmdir()
        unfinished.rename(place)
    except OSError as error:
        raise ParameterError(
            f"{place} cannot be written: {error.strerror or error}. Name another folder."
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return Begun(place, said)


def _check_place(place: Path) -> None:
    if place.is_dir() and not any(place.iterdir()):
        return
    if place.exists():
        what = f"holds {FILE} already" if (place / FILE).exists() else "is there already"
        raise ParameterError(
            f"{place} {what}; nothing was written. Name a folder that is new or empty."
        )


def _checked_source(given: str | Path, place: Path) -> Path:
    source = Path(os.path.abspath(given))
    if not source.exists():
        raise ParameterError(
            f"--from is {source}, but there is nothing. Give a folder, an archive or a file."
        )
    if source == place or place in source.parents:
        raise ParameterError(
            f"{place} is to hold the study and holds {source}. Name another folder for the study."
        )
    return source


def _write(
    folder: Path, source: Path | None, name: str, columns: Mapping[str, str]
) -> tuple[str, ...]:
    values, said = dict(_INVENTED), _TRIAL
    if source is None:
        shutil.copytree(EXAMPLE / ARTICLES, folder / ARTICLES, copy_function=shutil.copyfile)
    else:
        own = look_at(source, folder=folder, columns=columns)
        values, said = _filled(own, source, name), own.said
    settings = Template((EXAMPLE / FILE).read_text(encoding="utf-8")).substitute(values)
    (folder / FILE).write_text(settings, encoding="utf-8", newline="\n")
    book = (EXAMPLE / _CODEBOOK).read_text(encoding="utf-8")
    if (language := values["language"]) != '"en"':
        todo = f"# The indicators below are English examples: write yours.\nlanguage = {language}"
        book = book.replace(_ENGLISH, todo)
    (folder / _CODEBOOK).write_text(book, encoding="utf-8", newline="\n")
    shutil.copyfile(EXAMPLE / _README, folder / _README)
    return said


def _filled(own: Own, source: Path, name: str) -> dict[str, str]:
    """Return the lines of the settings that one's own files tell."""
    columns = dict(own.columns)
    event = columns.pop("event", "")
    outlets = ", ".join(map(quoted, own.outlets))
    sources = ", ".join(map(quoted, own.sources))
    pairs = ", ".join(f"{name} = {quoted(column)}" for name, column in columns.items())
    return {
        "name": quoted(name),
        "question": '""',
        "selection": '""',
        "language": quoted(own.language or "en"),
        "event": f"event = {quoted(event)}" if event else _INVENTED["event"],
        "articles": sources if len(own.sources) == 1 else f"[{sources}]",
        "columns": f"columns = {{ {pairs} }}" if columns else _INVENTED["columns"],
        "outlets": f"# Found: {outlets}\n{_INVENTED['outlets']}",
    }


def quoted(text: str) -> str:
    r"""Write a text as TOML has it; a character that no file can hold becomes a question mark.

    Examples
    --------
    >>> print(quoted('The "Daily"'))
    "The \"Daily\""
    """
    return toml_text(text).encode("utf-8", "replace").decode("utf-8")
