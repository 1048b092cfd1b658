"""Codebooks in files: TOML, as people write them, or CSV, as spreadsheets save them."""

from __future__ import annotations

from pathlib import Path

from framing.coding.codebook import Codebook, check_frames, checked_codebook, parse_codebook
from framing.coding.exchange.codebook_csv import codebook_csv, codebook_of_csv
from framing.coding.exchange.codebook_toml import codebook_toml
from framing.coding.files import encoded, write_new
from framing.errors import CodebookError, ParameterError
from framing.tables.toml import read_bytes, read_toml

_CSV = (".csv", ".tsv", ".tab")


def read_codebook(path: str | Path) -> Codebook:
    r"""Read a codebook from a TOML file, or from a CSV file as a spreadsheet saved it.

    Parameters
    ----------
    path : the file; CSV if its name ends so. Of a CSV file (comma, semicolon or tab; UTF-8,
        UTF-16 or cp1252) only the columns ``frame`` and ``definition`` are needed.

    Returns
    -------
    The codebook: frames with their rules and indicators, and the labels of codes. ``sha256`` is
    that of the file; a CSV file without a row for the codebook's name gives its own.

    Raises
    ------
    CodebookError : the file is missing or a part of it is wrong; the message names the file,
        and the frame, indicator and entry, or the row and column. A frame's name must be fit to
        name the files of its page.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> toml = '''
    ... [codebook]
    ... name = "Talks"
    ... [frames.left_out]
    ... definition = "Somebody is left out."
    ... [[frames.left_out.indicators]]
    ... id = "sidelined"
    ... any = ["left out", "sidelin*"]
    ... '''
    >>> rows = "frame;definition;indicator;any\nleft_out;Left out.;i;sidelin* | snub*"
    >>> with TemporaryDirectory() as folder:
    ...     for name, text in {"book.toml": toml, "talks.csv": rows}.items():
    ...         _ = Path(folder, name).write_text(text)
    ...         book = read_codebook(Path(folder, name))
    ...         print(book.name, [one.id for one in book.frame("left_out").indicators])
    Talks ['sidelined']
    talks ['i']
    """
    path = Path(path)
    if path.suffix.lower() in _CSV:
        book = codebook_of_csv(read_bytes(path, CodebookError), path.name)
    else:
        values, digest = read_toml(path, CodebookError)
        book = parse_codebook(values, source=path.name, sha256=digest)
    check_frames(book.frames, source=path.name)
    return book


def write_codebook(codebook: Codebook, path: str | Path, *, delimiter: str = ",") -> Path:
    """Write a codebook to a TOML or CSV file; nothing is overwritten.

    Parameters
    ----------
    codebook : the codebook.
    path : the file, ending in ``.toml`` or ``.csv``; its folder is made if need be.
    delimiter : of a CSV file: ``,``, ``;`` (where Excel expects it, as in much of Europe) or a
        tab.

    Returns
    -------
    The path. :func:`read_codebook` gives an equal codebook back. What does not travel:
    ``sha256``, comments, how entries were spelled (they stand as they are matched), and in CSV
    a label that is empty (it becomes the frame's name).

    Raises
    ------
    CodebookError : the codebook is not well formed, so that no file would give it back.
    ParameterError : the file is there already or ends otherwise, another delimiter, or a cell
        longer than Excel takes.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> book = parse_codebook({"codebook": {"name": "Talks"}, "frames": {"left_out": {
    ...     "definition": "Left out.", "indicators": [{"id": "cold", "any": ["left out", "in*"]}]
    ...     }}}, source="book")
    >>> with TemporaryDirectory() as folder:
    ...     path = write_codebook(book, f"{folder}/book.csv")
    ...     print(path.read_text("utf-8-sig").splitlines()[-1])
    ,,,left_out,left_out,Left out.,,,,,,,,,cold,,left out | in*,,,,,,,,,,
    """
    codebook, path = checked_codebook(codebook), Path(path)
    ending = path.suffix.lower()
    if ending == ".csv":
        return write_new(path, codebook_csv(codebook, delimiter=delimiter))
    if ending != ".toml":
        raise ParameterError(f"path is '{path.name}'; a name that ends in .toml or .csv is needed.")
    if delimiter != ",":
        raise ParameterError(f"delimiter is for a CSV file, but '{path.name}' is to be TOML.")
    return write_new(path, encoded(codebook_toml(codebook)))
