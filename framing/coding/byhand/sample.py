"""A stratified probability sample of sentences, so that rare frames are coded too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from framing.coding.codings import ROUNDS, read_rows, table_of
from framing.coding.decisions import Unit
from framing.corpus.zones import RUNNING
from framing.errors import ParameterError, StudyError, some, suggestion
from framing.tables.codes import HITS, RULES
from framing.tables.contracts import CONTRACTS, FINAL
from framing.tables.require import check_choice, joined, require
from framing.tables.toml import SEED

MIN_IN_STRATUM = 2  # from one unit, the variance within a stratum cannot be estimated
NO_FRAME = "no frame"
SAMPLE = "sample"  # files of samples are named for their round and this
_UNIT = ["article", "sentence"]


def sample(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    n: int,
    coder: str = RULES,
    among: str = "",
    round: str = FINAL,
    exclude: pd.DataFrame | None = None,
    seed: int = SEED,
) -> pd.DataFrame:
    """Draw sentences to be coded by hand, by outlet and predicted frame.

    A stratum is an outlet and the rarest frame that ``coder`` finds in the sentence, or
    none. Each stratum gives at least two units (all that it has, if fewer). The rest goes in
    equal shares to the frames and to sentences without one, and within those to outlets by
    their size; so rare frames are drawn more often than they occur. In a stratum each unit
    has the same chance.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence of any zone, and a unit.
    n : how many units; all of them with probability 1 if there are no more.
    coder : whose codings predict the frames, for instance ``rules``.
    among : ``hits`` to draw among the sentences of subheads, lead and body in which ``coder``
        finds a frame; else all. A stratum is then a frame over all outlets.
    round : training, pilot or final.
    exclude : earlier samples, whose units are not drawn again, unless too few would be left
        in their stratum.
    seed : another seed, another sample.

    Returns
    -------
    A row is a unit, by article and sentence: the name under which sheets have it (``unit``, the
    key to them), its ``stratum``, how many units were drawn
    (``n_drawn``) of how many (``n_stratum``), and the ``probability`` with which it was
    included, ``n_drawn / n_stratum``. Weighted by 1 / ``probability``, shares among the
    coded units estimate those among all units without bias. Units of ``exclude`` count in
    ``n_stratum``: were they drawn by the same strata, those left are as random as all. If
    the predictions have changed in between, that holds nearly. What was drawn ``among`` hits tells
    their precision; other sentences had no chance to be drawn, so that it tells neither
    recall nor corrects a share.

    Raises
    ------
    ParameterError : an unknown coder or round; no hit to draw among; ``n`` below what the
        strata need; ``exclude`` names a unit that does not exist.
    TableError : a coding names a sentence that does not exist.

    References
    ----------
    Cochran (1977), Sampling Techniques, ch. 5: stratified random sampling, two units a
    stratum as the least. Horvitz & Thompson (1952), JASA 47, 663-685: the weights.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": range(8), "text": "Talks."})
    >>> codings = pd.DataFrame({"article": "a", "sentence": range(8), "coder": "rules",
    ...     "frame": "f", "present": [1, 1, 0, 0, 0, 0, 0, 0]})
    >>> drawn = sample(codings, table, n=5)
    >>> drawn[["stratum", "n_drawn", "n_stratum", "probability"]].drop_duplicates()
            stratum  n_drawn  n_stratum  probability
    0         a / f        2          2          1.0
    2  a / no frame        3          6          0.5
    """
    check_choice(round, ROUNDS, what="round")
    check_choice(among, ("", HITS), what="among")
    sentences = require(sentences, "sentences")
    units = _units(require(codings, "codings"), sentences, coder)
    if among == HITS:
        units = _hits(units, sentences, coder)
    if exclude is not None:
        check_units(require(exclude, "sample"), sentences, what="exclude")
    units["n_stratum"] = units.groupby("stratum")["stratum"].transform("size")
    gone = _excluded(exclude, units)
    left = units[~gone].copy()
    left["n_drawn"] = left["stratum"].map(_allocated(left, n))
    random = np.random.default_rng([seed, ROUNDS.index(round), int(gone.sum())])
    left["chance"] = random.random(len(units))[~gone]
    drawn = left[left.groupby("stratum")["chance"].rank(method="first") <= left["n_drawn"]]
    return require(
        drawn.assign(probability=drawn["n_drawn"] / drawn["n_stratum"], round=round, among=among)[
            [column for column in CONTRACTS["sample"].columns if column != "unit"]
        ],
        "sample",
    )


def of_hits(sample: pd.DataFrame | None) -> bool:
    """Tell whether a sample was drawn among hits alone."""
    return sample is not None and bool((require(sample, "sample")["among"] == HITS).any())


def read_sample(path: str | Path) -> pd.DataFrame:
    """Read a sample from the CSV file that it was written to.

    Parameters
    ----------
    path : the file, as ``framing sample`` writes it.

    Returns
    -------
    A row is a unit that was drawn, as :func:`sample` gives it.

    Examples
    --------
    >>> import tempfile
    >>> table = pd.DataFrame({"article": "a", "sentence": range(8), "text": "Talks."})
    >>> codings = pd.DataFrame({"article": "a", "sentence": range(8), "coder": "rules",
    ...     "frame": "f", "present": [1, 1, 0, 0, 0, 0, 0, 0]})
    >>> drawn = sample(codings, table, n=5)
    >>> place = Path(tempfile.mkdtemp(), "sample.csv")
    >>> drawn.to_csv(place, index=False)
    >>> read_sample(place).equals(drawn)
    True
    """
    path = Path(path)
    try:
        return table_of(read_rows(path, "sample"), path.name, "sample")
    except ValueError as error:
        raise StudyError(
            f"{path.name} is no sample as 'framing sample' writes it: {error}"
        ) from error


def samples_beside(path: Path) -> list[pd.DataFrame]:
    """Read the samples that lie in the folder of a sheet."""
    return [read_sample(place) for place in sorted(path.parent.glob(f"*-{SAMPLE}.csv"))]


def key_of(samples: Iterable[pd.DataFrame]) -> dict[str, Unit]:
    """Return the key of blind sheets: which sentence stands under which pseudonym."""
    return {
        unit: (article, int(sentence))
        for sample in samples
        for unit, article, sentence in sample[["unit", *_UNIT]].itertuples(index=False)
    }


def check_units(units: pd.DataFrame, sentences: pd.DataFrame, *, what: str) -> None:
    """Refuse units that are not among the sentences; ``what`` names the table of units."""
    known = pd.MultiIndex.from_frame(sentences[_UNIT])
    given = pd.MultiIndex.from_frame(units[_UNIT])
    if lost := [f"{article} sentence {number}" for article, number in given[~given.isin(known)]]:
        raise ParameterError(
            f"{what}: {len(lost)} of {len(given)} units are no sentences here: {some(lost)}. "
            "Was it made on another version of the texts?"
        )


def _units(codings: pd.DataFrame, sentences: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Give each sentence its stratum; in the order of articles, so that no other order counts."""
    coders = sorted(set(codings["coder"]))
    if coder not in coders:
        raise ParameterError(
            f"coder is {coder!r}, who coded nothing here. Coders: {some(coders) or 'none'}."
            f"{suggestion(coder, coders)}"
        )
    own = joined(codings[codings["coder"] == coder], sentences[_UNIT])
    found = own[(own["present"] == 1).fillna(False)]
    counts = found["frame"].value_counts()
    rarest = sorted(counts.index, key=lambda frame: (counts[frame], frame))
    place = found["frame"].map(rarest.index).astype("int64")
    first = place.groupby([found[column] for column in _UNIT]).min()
    units = sentences[[*_UNIT, "outlet"]].sort_values(_UNIT, ignore_index=True)
    index = pd.MultiIndex.from_frame(units[_UNIT])
    units["class"] = first.reindex(index).fillna(len(rarest)).astype("int64").to_numpy()
    labels = dict(enumerate([*rarest, NO_FRAME]))
    units["frame"] = units["class"].map(labels)
    units["stratum"] = units["outlet"] + " / " + units["frame"]
    return units


def _hits(units: pd.DataFrame, sentences: pd.DataFrame, coder: str) -> pd.DataFrame:
    """Keep the hits in the zones that count; a stratum is a frame."""
    running = sentences.loc[sentences["zone"].isin(RUNNING), _UNIT]
    hits = units[units["frame"] != NO_FRAME].merge(running, on=_UNIT, validate="one_to_one")
    if hits.empty:
        raise ParameterError(
            f"among is {HITS!r}, but {coder!r} finds no frame in any subhead, lead or body."
        )
    return hits.assign(stratum=f"{HITS} / " + hits["frame"])


def _excluded(exclude: pd.DataFrame | None, units: pd.DataFrame) -> np.ndarray:
    if exclude is None:
        return np.zeros(len(units), dtype=bool)
    used = pd.MultiIndex.from_frame(require(exclude, "sample")[_UNIT])
    gone = pd.MultiIndex.from_frame(units[_UNIT]).isin(used)
    left = pd.Series(~gone).groupby(units["stratum"]).transform("sum")
    return gone & (left >= units["n_stratum"].clip(upper=MIN_IN_STRATUM)).to_numpy()


def _allocated(units: pd.DataFrame, n: int) -> pd.Series:
    """Say how many units each stratum gives; ties go to the stratum that begins first."""
    strata = units.groupby("stratum", sort=False).agg(size=("stratum", "size"), of=("class", "min"))
    strata["least"] = strata["size"].clip(upper=MIN_IN_STRATUM)
    if n < strata["least"].sum():
        raise ParameterError(
            f"n is {n}, but {len(strata)} strata (outlet and predicted frame) with "
            f"{MIN_IN_STRATUM} units each, or all they have, need {strata['least'].sum()}. "
            f"Draw at least {strata['least'].sum()}."
        )
    classes = strata.groupby("of")[["size", "least"]].sum()
    equal = np.ones(len(classes))
    shares = _shared(n, equal, least=classes["least"], most=classes["size"])
    given = [
        _shared(share, inside["size"], least=inside["least"], most=inside["size"])
        for share, (_, inside) in zip(shares, strata.groupby("of"), strict=True)
    ]
    return pd.concat(given)


def _shared(
    n: int, weights: Sequence[float] | pd.Series, *, least: pd.Series, most: pd.Series
) -> pd.Series:
    """Hand out ``n`` places by weight, one at a time (Sainte-Laguë), within least and most."""
    weight, upper = np.asarray(weights, dtype=float), most.to_numpy()
    given = least.to_numpy(copy=True)
    for _ in range(min(n, upper.sum()) - given.sum()):
        given[np.where(given < upper, (given + 0.5) / weight, np.inf).argmin()] += 1
    return pd.Series(given, index=least.index)
