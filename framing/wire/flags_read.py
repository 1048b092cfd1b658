"""How many differences flagged in real copies two readers called real.

The table ``flags_read.csv`` is written by ``benchmarks/differs.py --write``; the rule that
the readers followed stands in ``docs/aligning.md``.
"""

from __future__ import annotations

from importlib import resources

import pandas as pd


def flags_read() -> pd.DataFrame:
    """Return how many flags of pairs of real copies were read, and how many are real.

    Returns
    -------
    A row is a ``relation`` (trimmed, reworded). Of ``n`` flags the first reader called
    ``n_first`` real, the second ``n_second``, both of them ``n_both``; they decided alike of
    ``n_alike``. ``low`` and ``high`` are the 95 % interval of the share that both called real
    (Wilson). No row where none was read.

    Examples
    --------
    >>> list(flags_read())
    ['relation', 'n', 'n_first', 'n_second', 'n_both', 'n_alike', 'low', 'high']
    """
    file = resources.files("framing.wire").joinpath("flags_read.csv")
    with file.open(encoding="utf-8") as lines:
        return pd.read_csv(lines)
