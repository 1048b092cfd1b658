"""How far one coder's codings meet another's: precision, recall and F1 for each frame."""

from __future__ import annotations

import pandas as pd

from framing.errors import TableError, some, suggestion
from framing.tables import empty, require

NO_INTERVAL = "describes these sentences: no interval"


def agreement(
    codings: pd.DataFrame, *, coder: str = "rules", reference: str = "reference"
) -> pd.DataFrame:
    """Compare a coder with a reference, frame by frame.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    coder : whose codings are judged.
    reference : whose codings they are held against.

    Returns
    -------
    A row is a frame that both coded: ``n`` sentences decided by both, positives of each
    and of both, ``precision``, ``recall``, ``f1`` and ``percent_agreement`` from 0 to 1.
    A share without a base (no positive) is missing, with a ``note``. There is no interval.

    Raises
    ------
    TableError : a coder does not occur in the codings.

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1, 2] * 2, "frame": "f",
    ...     "coder": ["rules"] * 3 + ["reference"] * 3, "present": [1, 1, 0, 1, 0, 0]})
    >>> agreement(codings)[["frame", "n", "precision", "recall", "f1"]].round(2)
      frame  n  precision  recall    f1
    0     f  3        0.5     1.0  0.67
    """
    codings = require(codings, "codings")
    coders = list(codings["coder"].unique())
    for name in (coder, reference):
        if name not in coders:
            raise TableError(
                f"coder is {name!r}, who coded nothing here. Coders: {some(coders)}."
                f"{suggestion(name, coders)}"
            )
    decided = codings[codings["present"].notna()]
    wide = decided.pivot(index=["frame", "article", "sentence"], columns="coder", values="present")
    pairs = wide[[coder, reference]].dropna() == 1
    rows = [
        {"frame": frame, **_compared(pairs.loc[frame, coder], pairs.loc[frame, reference])}
        for frame in decided["frame"].unique()
        if frame in pairs.index.get_level_values("frame")
    ]
    if not rows:
        return empty("agreement")
    return require(pd.DataFrame(rows).assign(coder=coder, reference=reference), "agreement")


def _compared(given: pd.Series, held: pd.Series) -> dict[str, object]:
    n_both, n_coder, n_reference = (given & held).sum(), given.sum(), held.sum()
    nothing = "no positive on either side: undefined" if not n_coder + n_reference else ""
    return {
        "n": len(given),
        "n_reference": n_reference,
        "n_coder": n_coder,
        "n_both": n_both,
        "precision": n_both / n_coder if n_coder else float("nan"),
        "recall": n_both / n_reference if n_reference else float("nan"),
        "f1": 2 * n_both / (n_coder + n_reference) if n_coder + n_reference else float("nan"),
        "percent_agreement": (given == held).mean(),
        "note": nothing or NO_INTERVAL,
    }
