"""How often each entry of a codebook stands in the texts, whatever its indicator asks beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from framing.coding.codebook import Codebook, Frame, checked_codebook
from framing.coding.indicator import Indicator
from framing.coding.matching import Matcher
from framing.coding.patterns import Entry, spelled
from framing.tables.contracts import CONTRACTS
from framing.tables.require import require


def entries(sentences: pd.DataFrame, *, codebook: Codebook) -> pd.DataFrame:
    """Count for each entry (a word or phrase of an indicator) the sentences in which it stands.

    An indicator that is met can hide entries that never are: misspelt, foreign to these texts, or
    an inflection too narrow. They are the rows with 0.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``.
    codebook : the frames with their indicators.

    Returns
    -------
    A row is a frame, an indicator, a ``part`` of it (``any``, ``all`` or ``unless``) and an entry,
    in codebook order, a word group entry by entry. ``entry`` is spelled as it is matched,
    ``n_sentences`` and ``n_articles`` hold it, whether or not its indicator stands there too.

    Raises
    ------
    ParameterError : what is given is no codebook.
    TableError : a column is missing or of a wrong type.

    Notes
    -----
    All entries are sought in one pass, so the work grows with the text and not with the codebook.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["left out", "sidlined"]}]}}}, source="b")
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Kyiv was left out."]})
    >>> entries(table, codebook=book)[["indicator", "part", "entry", "n_sentences"]]
      indicator part     entry  n_sentences
    0         i  any  left out            1
    1         i  any  sidlined            0
    """
    codebook = checked_codebook(codebook)
    rows = list(dict.fromkeys(_entries(codebook)))
    distinct = list(dict.fromkeys(entry for *_, entry in rows))
    in_sentences, in_articles = _counted(require(sentences, "sentences"), distinct)
    table = pd.DataFrame(
        [
            (*place, spelled(entry), in_sentences[entry], in_articles[entry])
            for *place, entry in rows
        ],
        columns=list(CONTRACTS["entries"].columns),
    )
    return require(table, "entries")


def _entries(codebook: Codebook) -> Iterator[tuple[str, str, str, Entry]]:
    """Yield each entry with its frame, its indicator and its part of it."""
    for frame in codebook.frames.values():
        for one in frame.indicators:
            roles = {role: [getattr(one, role)] for role in ("who", "does", "whom")}
            parts = {"any": [one.any], **roles, "all": one.all, "unless": [one.unless]}
            for part, groups in parts.items():
                for group in groups:
                    yield from ((frame.id, one.id, part, entry) for entry in group)


def _counted(
    sentences: pd.DataFrame, distinct: list[Entry]
) -> tuple[Counter[Entry], Counter[Entry]]:
    """Count the sentences and the articles in which each entry stands."""
    alone = tuple(Indicator(f"{n}", any=(entry,)) for n, entry in enumerate(distinct))
    frame = Frame("alone", "", "", indicators=alone)
    matcher = Matcher(Codebook("", "", "", frames={"alone": frame}))
    in_sentences, places = Counter[Entry](), set[tuple[Entry, str]]()
    read = matcher.read(sentences["text"])
    for at, article in enumerate(sentences["article"].to_numpy()):
        for (entry,) in read.met(at):
            in_sentences[entry] += 1
            places.add((entry, article))
    return in_sentences, Counter(entry for entry, _ in places)
