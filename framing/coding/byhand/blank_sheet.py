"""Coding sheets: what a person codes in a spreadsheet, blind to outlet and prediction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

import numpy as np
import pandas as pd

from framing.coding.byhand.masking import masked
from framing.coding.byhand.sample import check_units
from framing.coding.claims import HOW
from framing.coding.codebook import Codebook, checked_codebook
from framing.coding.files import table_bytes, write_new
from framing.errors import ParameterError
from framing.tables.codes import FUNCTIONS, VALUATIONS
from framing.tables.require import require
from framing.tables.toml import SEED

UNIT = ["article", "sentence"]
ANSWERS = ("decision", *HOW, "note")
HEAD = ("round", "coder", "unit", "frame", "label", "before", "text", "after")
TAIL = ("rules", "codebook")
COLUMNS = (*HEAD, *ANSWERS, *TAIL)


def sheet(
    sample: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    coder: str,
    seed: int = SEED,
    mask: Iterable[str] = (),
) -> pd.DataFrame:
    """Lay out the units of a sample for one person to code.

    Parameters
    ----------
    sample : a row is a unit, as :func:`framing.byhand.sample` gives it.
    sentences : a row is a sentence, with its text.
    codebook : the frames, each with its rules.
    coder : who will code; each coder gets an order of their own.
    seed : decides the order.
    mask : names of outlets, in whose place ``[outlet]`` is to stand in the words of the texts.

    Returns
    -------
    A row is a unit and a frame, all of it words: frame by frame, the units in random order.
    A unit stands under the pseudonym that the sample gives it (``unit``). The sentence stands
    between its neighbours in the article; ``decision``, ``subcode``, ``mode``, ``voice``,
    ``speaker``, ``valuation``, ``valued_by``, ``function``, ``held_responsible`` and ``note``
    are empty, and all but the first may be taken out; ``rules`` says what counts. No column
    tells article, outlet, stratum, probability or prediction.

    Raises
    ------
    ParameterError : the sample names a sentence that does not exist, or nobody codes.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": ["Talks.", "Left out."]})
    >>> drawn = pd.DataFrame({"article": ["a"], "sentence": [1], "probability": [0.5]})
    >>> book = {"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}}
    >>> sheet = sheet(drawn, table, codebook=parse_codebook(book, source="b"), coder="anna")
    >>> sheet[["coder", "unit", "frame", "before", "text"]]
      coder         unit frame  before       text
    0  anna  uovnuf5cej3     f  Talks.  Left out.
    """
    codebook = checked_codebook(codebook)
    sample, sentences = require(sample, "sample"), require(sentences, "sentences")
    check_units(sample, sentences, what="sample")
    drawn = sample[[*UNIT, "unit", "round"]].sort_values(UNIT)
    units = drawn.merge(in_context(sentences), on=UNIT, validate="one_to_one")
    random = np.random.default_rng([seed, crc32(coder.encode())])
    frames = [
        units.iloc[random.permutation(len(units))].assign(frame=frame) for frame in codebook.frames
    ]
    table = pd.concat(frames, ignore_index=True)
    return masked(filled_in(table, codebook=codebook, coder=coder)[list(COLUMNS)], mask)


def write_sheet(sheet: pd.DataFrame, path: str | Path) -> Path:
    r"""Write a sheet to a CSV file that spreadsheets open well; nothing is overwritten.

    Parameters
    ----------
    sheet : a coding sheet, an adjudication sheet or a sample.
    path : the file, in UTF-8 with a byte order mark; its folder is made if need be.

    Returns
    -------
    The path.

    Raises
    ------
    ParameterError : the file is there already, and may hold somebody's work.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_sheet(pd.DataFrame({"text": ["=1+1"]}), f"{folder}/sheet.csv").read_bytes()
    b"\xef\xbb\xbftext\r\n'=1+1\r\n"
    """
    return write_new(path, table_bytes(sheet))


def in_context(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return each sentence with the one before and the one after it in its article."""
    table = sentences.sort_values(UNIT)[[*UNIT, "text"]]
    texts = table.groupby("article")["text"]
    return table.assign(before=texts.shift(1).fillna(""), after=texts.shift(-1).fillna(""))


def filled_in(table: pd.DataFrame, *, codebook: Codebook, coder: str) -> pd.DataFrame:
    """Add who codes, by which rules, and the empty cells of the answers; all of it words."""
    if not coder.strip():
        raise ParameterError("coder is empty; each sheet needs the name of who codes.")
    rules = {frame: rules_of(codebook, frame) for frame in table["frame"].unique()}
    labels = {frame: codebook.frame(frame).label for frame in rules}
    return table.assign(
        coder=coder,
        label=table["frame"].map(labels),
        rules=table["frame"].map(rules),
        codebook=mark(codebook),
        **dict.fromkeys(ANSWERS, ""),
    ).astype("str")


def mark(codebook: Codebook) -> str:
    """Name a codebook by its version and the first digits of its hash.

    Examples
    --------
    >>> mark(Codebook("Talks", "1.0.0", "en", {}, sha256="0123456789abcdef"))
    'version 1.0.0, hash 01234567'
    """
    version = f"version {codebook.version}" if codebook.version else "no version"
    return f"{version}, hash {codebook.sha256[:8]}" if codebook.sha256 else version


def rules_of(codebook: Codebook, frame: str) -> str:
    """Say in one line what a frame is, what counts, and which values may be given.

    A cell of several lines would make every row of the spreadsheet that high.
    """
    rules = codebook.frame(frame)
    parts = {
        "Definition": rules.definition,
        "Counts": " ".join(rules.include),
        "Does not count": " ".join(rules.exclude),
        "Examples": " ".join(rules.examples),
        "decision": "present; absent; cannot say",
        "subcode": _labelled(rules.subcodes),
        "subcode, with decision absent": _labelled(rules.countercodes),
        "mode": _labelled(codebook.modes),
        "voice, valued_by": _labelled(codebook.voices),
        "valuation": _labelled(VALUATIONS),
        "function": _labelled(FUNCTIONS),
        "For all frames": _labelled(codebook.rules),
    }
    said = " | ".join(f"{name}: {words}" for name, words in parts.items() if words)
    return " ".join(said.split())


def _labelled(labels: Mapping[str, str]) -> str:
    return "; ".join(f"{code} = {label}" if label else code for code, label in labels.items())
