"""How far one coder's codings meet another's: precision, recall and F1 for each frame."""

from __future__ import annotations

import pandas as pd

from framing.errors import ParameterError, some, suggestion
from framing.tables import empty, require

NO_INTERVAL = "describes these sentences: no interval"
NONE_COMMON = "no sentence decided by both: undefined"
NO_POSITIVE = "no positive on either side: undefined"
NONE_HERE = "no positive by the coder: precision undefined"
NONE_THERE = "no positive by the reference: recall undefined"


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
    A row is a frame that both coded, by name: ``n`` sentences decided by both, positives of
    each and of both among them, ``precision``, ``recall``, ``f1`` and ``percent_agreement``
    from 0 to 1. A share without a base is missing and the ``note`` says why. There is no
    interval.

    Raises
    ------
    ParameterError : a coder does not occur in the codings, or is held against itself.

    Examples
    --------
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1, 2] * 2, "frame": "f",
    ...     "coder": ["rules"] * 3 + ["reference"] * 3, "present": [1, 1, 0, 1, 0, 0]})
    >>> agreement(codings)[["frame", "n", "precision", "recall", "f1"]].round(2)
      frame  n  precision  recall    f1
    0     f  3        0.5     1.0  0.67
    """
    codings = require(codings, "codings")
    _check_coders(codings, coder=coder, reference=reference)
    mine, theirs = (codings[codings["coder"] == name] for name in (coder, reference))
    frames = sorted(set(mine["frame"]) & set(theirs["frame"]))
    if not frames:
        return empty("agreement")
    pairs = mine.merge(theirs, on=["article", "sentence", "frame"], suffixes=("", "_held"))
    pairs = pairs.dropna(subset=["present", "present_held"])
    groups = {frame: pairs[pairs["frame"] == frame] for frame in frames}
    rows = [
        {"frame": frame, **_compared(group["present"] == 1, group["present_held"] == 1)}
        for frame, group in groups.items()
    ]
    return require(
        pd.DataFrame(rows).assign(coder=coder, reference=reference, outlet="all"), "agreement"
    )


def _check_coders(codings: pd.DataFrame, **given: str) -> None:
    coders = sorted(set(codings["coder"]))
    for what, name in given.items():
        if name not in coders:
            raise ParameterError(
                f"{what} is {name!r}, who coded nothing here. Coders: {some(coders)}."
                f"{suggestion(name, coders)}"
            )
    if len(set(given.values())) < 2:
        raise ParameterError(f"coder and reference are both {name!r}; give two different coders.")


def _compared(given: pd.Series, held: pd.Series) -> dict[str, object]:
    n_both, n_coder, n_reference = (int(each.sum()) for each in (given & held, given, held))
    return {
        "n": len(given),
        "n_reference": n_reference,
        "n_coder": n_coder,
        "n_both": n_both,
        "precision": _share(n_both, n_coder),
        "recall": _share(n_both, n_reference),
        "f1": _share(2 * n_both, n_coder + n_reference),
        "percent_agreement": _share(int((given == held).sum()), len(given)),
        "note": _note(len(given), n_coder, n_reference),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")


def _note(n: int, n_coder: int, n_reference: int) -> str:
    if not n:
        return NONE_COMMON
    if not n_coder and not n_reference:
        return NO_POSITIVE
    if not n_coder:
        return NONE_HERE
    return NO_INTERVAL if n_reference else NONE_THERE
