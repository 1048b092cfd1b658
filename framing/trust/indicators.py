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
    hits, truth = _hits(require(mentions, "mentions"), codebook), _truth(codings, reference)
    rows = [
        {"frame": frame.id, **row}
        for frame in codebook.frames.values()
        for row in _of_frame(frame, hits[hits["frame"] == frame.id], truth)
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
    codebook = checked_codebook(codebook)
    hits = _hits(require(mentions, "mentions"), codebook)
    truth = _truth(codings, reference).rename("held").reset_index()
    wrong = hits.merge(truth[truth["held"] == 0], on=[*_UNIT, "frame"], validate="many_to_one")
    named = wrong.groupby([*_UNIT, "frame"], as_index=False)["indicator"].agg(";".join)
    rows = named.assign(coder=RULES, present=1)
    found = passages(rows.drop(columns="indicator"), sentences)
    named = named.rename(columns={"indicator": "indicators"})
    return found.merge(named, on=[*_UNIT, "frame"], how="left", validate="one_to_one")


def _hits(mentions: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Keep one row a unit and indicator that counts; a counter-code counts for nothing."""
    counting = pd.DataFrame(
        [
            (frame.id, indicator.id)
            for frame in codebook.frames.values()
            for indicator in _counting(frame)
        ],
        columns=["frame", "indicator"],
    )
    spans = mentions[[*_UNIT, "frame", "indicator"]].drop_duplicates()
    return spans.merge(counting, on=["frame", "indicator"], validate="many_to_one")


def _counting(frame: Frame) -> list:
    return [each for each in frame.indicators if each.subcode not in frame.countercodes]


def _truth(codings: pd.DataFrame, reference: str) -> pd.Series:
    """Return what the reference decided, by unit and frame."""
    held = require(codings, "codings").query("coder == @reference").dropna(subset=["present"])
    return held.set_index([*_UNIT, "frame"])["present"]


def _of_frame(frame: Frame, hits: pd.DataFrame, truth: pd.Series) -> list[dict[str, object]]:
    """Return the rows of one frame; a unit is what the reference decided."""
    held = truth[truth.index.get_level_values("frame") == frame.id]
    units = held.index.droplevel("frame")
    own = {
        name: set(map(tuple, group[_UNIT].to_numpy())) for name, group in hits.groupby("indicator")
    }
    own = {name: found & set(units) for name, found in own.items()}
    positive = set(units[(held == 1).to_numpy(bool)])
    found = set().union(*own.values())
    rows = []
    for indicator in _counting(frame):
        mine = own.get(indicator.id, set())
        others = set().union(*(hit for name, hit in own.items() if name != indicator.id))
        alone = mine - others
        rows.append(
            {
                "indicator": indicator.id,
                "subcode": indicator.subcode or None,
                "n_hits": len(mine),
                "n_true": len(mine & positive),
                "n_false": len(mine - positive),
                "n_alone": len(alone),
                "n_alone_true": len(alone & positive),
                "precision": _share(mine & positive, mine),
                "precision_all": _share(found & positive, found),
                "recall_all": _share(found & positive, positive),
                "precision_without": _share(others & positive, others),
                "recall_without": _share(others & positive, positive),
                "note": "" if mine else NO_HIT,
            }
        )
    return rows


def _share(part: set, whole: set) -> float:
    return len(part) / len(whole) if whole else float("nan")
