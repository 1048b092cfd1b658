"""What each indicator of a codebook is worth, held against reference codings."""

from __future__ import annotations

import pandas as pd

from framing.coding.codebook import Codebook, Frame, checked_codebook
from framing.coding.passages import passages
from framing.tables.codes import NO_HIT, RULES
from framing.tables.require import empty, require

_UNIT = ["article", "sentence"]


def indicators(
    mentions: pd.DataFrame,
    codings: pd.DataFrame,
    *,
    codebook: Codebook,
    reference: str = "reference",
) -> pd.DataFrame:
    """Tell for each indicator what it finds, and what the rules would find without it.

    Parameters
    ----------
    mentions : a row is a span where an indicator stands.
    codings : a row is one coder's decision on a sentence and frame.
    codebook : the frames with their indicators.
    reference : the coder against whom hits are judged.

    Returns
    -------
    A row is a frame and an indicator that counts for it, in codebook order: the units it
    hits among those that the reference decided (``n_hits``), those coded present and absent
    there (``n_true``, ``n_false``), those that no other indicator hits (``n_alone``,
    ``n_alone_true``), its own ``precision``, and the precision and recall of all rules
    together, with it (``_all``) and without it (``_without``). A share without a base is
    missing. There is no interval: the figures describe these sentences.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["out"]}, {"id": "j", "any": ["in"]}]}}}, source="b")
    >>> spans = pd.DataFrame({"article": "a", "sentence": [0, 1, 1], "frame": "f",
    ...     "indicator": ["i", "i", "j"], "match": 0, "start": [0, 0, 5]})
    >>> codes = pd.DataFrame({"article": "a", "sentence": [0, 1], "frame": "f",
    ...     "coder": "reference", "present": [0, 1]})
    >>> indicators(spans, codes, codebook=book)[["indicator", "n_hits", "n_false", "n_alone"]]
      indicator  n_hits  n_false  n_alone
    0         i       2        1        1
    1         j       1        0        0
    """
    codebook = checked_codebook(codebook)
    hits = judged_hits(mentions, codings, codebook=codebook, reference=reference)
    truth = _truth(codings, reference)
    positive = truth[truth == 1].groupby("frame").size()
    rows = [
        {"frame": frame.id, **row}
        for frame in codebook.frames.values()
        for row in _of_frame(frame, hits[hits["frame"] == frame.id], int(positive.get(frame.id, 0)))
    ]
    return require(pd.DataFrame(rows), "indicators") if rows else empty("indicators")


def false_hits(
    mentions: pd.DataFrame,
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    codebook: Codebook,
    reference: str = "reference",
) -> pd.DataFrame:
    """List the passages that indicators hit and the reference coded absent.

    Parameters
    ----------
    mentions : a row is a span where an indicator stands.
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence.
    codebook : the frames with their indicators.
    reference : the coder against whom hits are judged.

    Returns
    -------
    Rows of ``passages`` (coder ``rules``), with a column ``indicators`` that names those
    that hit, joined by ``;``.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d",
    ...     "indicators": [{"id": "i", "any": ["out"]}]}}}, source="b")
    >>> spans = pd.DataFrame({"article": ["a"], "sentence": 0, "frame": "f", "indicator": "i",
    ...     "match": 0, "start": 0})
    >>> codes = pd.DataFrame({"article": ["a"], "sentence": 0, "frame": "f",
    ...     "coder": "reference", "present": 0})
    >>> texts = pd.DataFrame({"article": ["a"], "sentence": 0, "text": "Out in May."})
    >>> false_hits(spans, codes, texts, codebook=book)[["text", "indicators"]]
              text indicators
    0  Out in May.          i
    """
    hits = judged_hits(mentions, codings, codebook=codebook, reference=reference)
    wrong = hits[hits["held"] == 0]
    named = wrong.groupby([*_UNIT, "frame"], as_index=False)["indicator"].agg(";".join)
    rows = named.assign(coder=RULES, present=1)
    found = passages(rows.drop(columns="indicator"), sentences)
    named = named.rename(columns={"indicator": "indicators"})
    return found.merge(named, on=[*_UNIT, "frame"], how="left", validate="one_to_one")


def judged_hits(
    mentions: pd.DataFrame, codings: pd.DataFrame, *, codebook: Codebook, reference: str
) -> pd.DataFrame:
    """Return what each indicator hits of what the reference decided, a row an indicator and unit.

    A counter-code counts for nothing. ``held`` is what the reference decided, ``alone`` tells
    whether no other indicator of the frame hits the unit.
    """
    mentions, codebook = require(mentions, "mentions"), checked_codebook(codebook)
    counting = pd.DataFrame(
        [
            (frame.id, indicator.id)
            for frame in codebook.frames.values()
            for indicator in _counting(frame)
        ],
        columns=["frame", "indicator"],
    )
    spans = mentions[[*_UNIT, "frame", "indicator"]].drop_duplicates()
    spans = spans.merge(counting, on=["frame", "indicator"], validate="many_to_one")
    truth = _truth(codings, reference).rename("held").reset_index()
    hits = spans.merge(truth, on=[*_UNIT, "frame"], validate="many_to_one")
    return hits.assign(alone=hits.groupby([*_UNIT, "frame"])["indicator"].transform("size") == 1)


def _counting(frame: Frame) -> list:
    return [each for each in frame.indicators if each.subcode not in frame.countercodes]


def _truth(codings: pd.DataFrame, reference: str) -> pd.Series:
    """Return what the reference decided, by unit and frame."""
    held = require(codings, "codings").query("coder == @reference").dropna(subset=["present"])
    return held.set_index([*_UNIT, "frame"])["present"]


def _of_frame(frame: Frame, hits: pd.DataFrame, n_positive: int) -> list[dict[str, object]]:
    """Return the rows of one frame, of so many units that the reference codes present."""
    n_found, n_found_true = _counts(hits.drop_duplicates(_UNIT))
    rows = []
    for indicator in _counting(frame):
        mine = hits[hits["indicator"] == indicator.id]
        n, n_true = _counts(mine)
        n_alone, n_alone_true = _counts(mine[mine["alone"]])
        rows.append(
            {
                "indicator": indicator.id,
                "subcode": indicator.subcode or None,
                "n_hits": n,
                "n_true": n_true,
                "n_false": n - n_true,
                "n_alone": n_alone,
                "n_alone_true": n_alone_true,
                "precision": _share(n_true, n),
                "precision_all": _share(n_found_true, n_found),
                "recall_all": _share(n_found_true, n_positive),
                "precision_without": _share(n_found_true - n_alone_true, n_found - n_alone),
                "recall_without": _share(n_found_true - n_alone_true, n_positive),
                "note": "" if n else NO_HIT,
            }
        )
    return rows


def _counts(hits: pd.DataFrame) -> tuple[int, int]:
    """Return how many units are hit, and how many of them the reference codes present."""
    return len(hits), int((hits["held"] == 1).sum())


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
