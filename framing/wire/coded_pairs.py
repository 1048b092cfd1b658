"""How many coded pairs of sentences are found, and how many of those reported are right.

The table ``coded_pairs.csv`` is written by ``benchmarks/alignment.py --write``, which also
writes the measured part of ``docs/aligning.md``, where what was coded is said.
"""

from __future__ import annotations

from importlib import resources

import pandas as pd


def coded_pairs() -> pd.DataFrame:
    """Return how rewordings coded by hand were met, at each threshold of similarity.

    Returns
    -------
    A row is a set of stories (``seeds``, the shipped study; ``development``, on which lists
    and weights were chosen; ``unseen``, held out) and a ``threshold``. Of ``n_coded`` clear
    rewordings ``n_found`` were reported, in whatever relation; of ``n_reported`` pairs
    reported as reworded, those coded as unclear left out, ``n_right`` have a coded relation.
    ``share_found`` and ``share_right`` are from 0 to 1.

    Notes
    -----
    English, and one coder a set: how far coders would agree is not known. Pairs of one story
    are no independent cases, so no interval is given.

    Examples
    --------
    >>> table = coded_pairs()
    >>> table.loc[table["threshold"] == 0.5, ["set", "n_coded"]].values.tolist()
    [['seeds', 112], ['development', 325], ['unseen', 269]]
    """
    file = resources.files("framing.wire").joinpath("coded_pairs.csv")
    with file.open(encoding="utf-8") as lines:
        return pd.read_csv(lines)
