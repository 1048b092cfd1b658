"""Tone towards somebody: in what light a sentence puts a person or group that it names.

What is told was learnt from sentences that people judged, and not from who is meant: the target's
words are masked. Where it is unsure, nothing is told. What it is worth, :func:`tone_card` says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from framing.compare.estimate import Counts, estimated
from framing.corpus.sentences import starts
from framing.corpus.words import fold_quotes
from framing.errors import ParameterError, TableError, some
from framing.languages.lacks import SCORED
from framing.tables.codes import ATTRIBUTED, NEGATIVE, NOT_TOLD, POSITIVE, TOLD, TONES
from framing.tables.require import empty, require

_WHO = ["outlet", "target", "teller"]


class _Mention(NamedTuple):
    row: int
    target: str
    start: int
    end: int


def tone(
    sentences: pd.DataFrame,
    *,
    towards: Any,
    attributions: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Tell in what light each sentence puts the targets that it names.

    Parameters
    ----------
    sentences : a row is a sentence; needs ``article``, ``sentence`` and ``text``, in English.
    towards : the targets: a list of names, a mapping of each target to its names, or a codebook
        (or its ``actors``). A name with a capital is met as it is written, others in any case; of
        names in one place the longest counts. Pronouns are not resolved.
    attributions : a row is what a text gives to somebody (:func:`framing.voice.attributions`);
        read from ``sentences`` if not given.

    Returns
    -------
    A row is a mention of a target, from ``start`` to ``end`` of the sentence, in the order of
    ``sentences``. ``negative``, ``neutral`` and ``positive`` are probabilities, which sum to 1;
    ``tone`` is the likeliest, and missing, not told, where that is not likely enough.
    ``teller`` is *text* where the article tells it itself, *attributed* where it gives it to
    somebody; ``quoted``: in quotation marks.

    Raises
    ------
    TableError : a column is missing, a sentence stands twice or is in another language.
    ParameterError : no target, a target without a name, or a name of two targets.

    Notes
    -----
    A logistic regression on words around the target, VADER's valences and lists of the project.
    It was measured on sentences of US political news, not on yours: see :func:`tone_card`.

    References
    ----------
    Hamborg & Donnay (2021), NewsMTSC, EACL, 1663-1675: the task and the sentences; licence MIT.

    Examples
    --------
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": [
    ...     "Critics accused Ada Roe of fraud.", "Poe won and is proud of his work."]})
    >>> tone(table, towards=["Roe", "Poe"])[["target", "start", "end", "tone", "teller"]]
      target  start  end      tone      teller
    0    Roe     20   23  negative  attributed
    1    Poe      0    3  positive        text
    """
    from framing.words.tone_features import features
    from framing.words.tone_model import model

    names = _names(towards)
    table = require(sentences, "sentences")
    _english(table)
    texts = table["text"].tolist()
    found = list(_mentions(texts, names))
    if not found:
        return empty("tone_towards")
    learnt = model()
    chances = learnt.probabilities(features(texts[one.row], *one[2:]) for one in found)
    places = pd.DataFrame(found)
    rows = places["row"].to_numpy()
    told = pd.Series(np.array(TONES)[chances.argmax(axis=1)], dtype="object")
    result = table[["article", "sentence"]].iloc[rows].reset_index(drop=True)
    result = result.assign(
        target=places["target"], start=places["start"], end=places["end"],
        tone=told.where(chances.max(axis=1) >= learnt.least, None),
        **dict(zip(TONES, chances.T.round(4), strict=True)),
    )  # fmt: skip
    return require(_in_whose_words(result, table, rows, attributions), "tone_towards")


def tone_shares(tone: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Count how many of an outlet's mentions of a target are negative, and how many positive.

    Parameters
    ----------
    tone : a row is a mention, with its tone (see :func:`tone`).
    sentences : a row is a sentence, with its outlet and the family of its article.

    Returns
    -------
    A row is an outlet, target, teller (``text`` or ``attributed``) and tone (``negative`` or
    ``positive``): ``n_tone`` of ``n_told`` mentions whose tone is told, in ``n_articles`` texts;
    ``n_not_told`` others are left out. ``share`` has a 95 % interval over articles (jackknife,
    families as clusters); below five texts there is none, as the note says.
    The tones are as a machine told them: a difference between outlets is a place to read on.

    Raises
    ------
    TableError : a column is missing, or a mention is of a sentence that is not there.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": "A", "text": [
    ...     "Critics accused Ada Roe of fraud and lies.", "Voters praised Roe for her courage."]})
    >>> tone_shares(tone(table, towards=["Roe"]), table)[["tone", "n_tone", "n_told", "note"]]
           tone  n_tone  n_told       note
    0  negative       1       2  few_texts
    1  positive       1       2  few_texts
    """
    mentions = require(tone, "tone_towards")
    own = require(sentences, "sentences")[["article", "sentence", "outlet", "family"]]
    rows = mentions.merge(own, on=["article", "sentence"], how="left", validate="many_to_one")
    if lost := int(rows["outlet"].isna().sum()):
        raise TableError(
            f"tone: {lost} of {len(rows)} mentions are of a sentence that does not exist. "
            "Were they read in another version of the texts?"
        )
    lights = {light: (rows["tone"] == light).fillna(False) for light in (NEGATIVE, POSITIVE)}
    told = rows.assign(n_told=rows["tone"].notna(), n=1, **lights)
    counted = ["n", "n_told", *lights]
    texts = told.groupby([*_WHO, "article", "family"])[counted].sum().reset_index()
    found = [
        {**dict(zip(_WHO, who, strict=True)), "tone": light, **_share(group, light)}
        for who, group in texts.assign(weight=1.0).groupby(_WHO)
        for light in lights
    ]
    return require(pd.DataFrame(found), "tone_shares") if found else empty("tone_shares")


def tone_card() -> pd.DataFrame:
    """Say what is known of the tone towards somebody: where it comes from, what it is worth.

    Returns
    -------
    A row is a fact: ``what`` it is about, and its ``value`` in words. Measured figures are those
    that ``benchmarks/tone.py`` wrote beside the weights: of weights learnt in the same way without
    the targets that they were measured on.

    References
    ----------
    Hamborg & Donnay (2021), NewsMTSC, EACL, 1663-1675.

    Examples
    --------
    >>> tone_card().query("what == 'licence'")["value"].item()
    'MIT'
    """
    from framing.words.tone_model import card

    about, apart, vader = (card()[name] for name in ("about", "apart", "vader"))
    low, high = apart["macro_f1_interval"]
    of_n = f"{apart['n']:,} targets of {apart['stories']:,} stories kept apart from learning"
    facts = {
        "learnt from": about["source"],
        "licence": about["licence"],
        "language": "English; other languages are refused",
        "measured on": about["measured_on"],
        "every target": (
            f"macro-F1 {apart['macro_f1']:.2f} ({low:.2f} to {high:.2f}) on {of_n}; VADER of the "
            f"sentence {vader['macro_f1']:.2f}"
        ),
        "what is told": (
            f"{100 * apart['told']:.0f} % of these; {100 * apart['accuracy_told']:.0f} % of what "
            "is told was right"
        ),
        "what it cannot say": (
            "Not validated for this study: differences between outlets are exploratory."
        ),
    }
    return pd.DataFrame({"what": list(facts), "value": list(facts.values())})


def _names(towards: Any) -> dict[str, str]:
    """Return the target of each name."""
    given = getattr(towards, "actors", towards)
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise ParameterError(
            f"towards is {given!r}. Give a list of names, or a mapping of targets to their names."
        )
    named = given if isinstance(given, Mapping) else {name: [name] for name in given}
    if not named:
        raise ParameterError("towards names nobody. Give a name, or a codebook with actors.")
    found = dict[str, str]()
    for target, about in named.items():
        for name in _of_target(target, about):
            if found.setdefault(name, target) != target:
                raise ParameterError(
                    f"towards: '{name}' is a name of {found[name]!r} and of {target!r}. "
                    "Give it to one of them."
                )
    return found


def _of_target(target: Any, about: Any) -> list[str]:
    own = about.get("names", ()) if isinstance(about, Mapping) else getattr(about, "names", about)
    names = [own] if isinstance(own, str) else list(own)
    if not names or not all(isinstance(name, str) and name.strip() for name in [target, *names]):
        raise ParameterError(f"towards: {target!r} has the names {names}; texts are needed.")
    return [" ".join(fold_quotes(name).split()) for name in names]


def in_english(table: pd.DataFrame) -> pd.Series:
    """Tell of each sentence whether it is in the language that tone was learnt from."""
    return table["language"].str.partition("-")[0] == SCORED


def _english(table: pd.DataFrame) -> None:
    """Refuse sentences of a language from which nothing was learnt."""
    other = table.loc[~in_english(table), "language"]
    if len(other):
        raise TableError(
            f"sentences: {len(other)} of {len(table)} are in {some(sorted(set(other)))}. Tone "
            f"towards somebody was learnt from English ({SCORED}) alone; leave the others out."
        )


def _mentions(texts: list[str], names: dict[str, str]) -> Iterator[_Mention]:
    """Yield where targets are named, of names in one place the longest."""
    order = sorted(names, key=lambda name: (-len(name), name))
    each = [
        ("" if name != name.lower() else "(?i:") + r"\s+".join(map(re.escape, name.split()))
        + ("" if name != name.lower() else ")")
        for name in order
    ]  # fmt: skip
    pattern = re.compile(r"(?<![\w])(?:" + "|".join(f"({one})" for one in each) + r")(?![\w])")
    for row, text in enumerate(texts):
        for match in pattern.finditer(fold_quotes(text)):
            yield _Mention(row, names[order[match.lastindex - 1]], *match.span())  # type: ignore[operator]


def _in_whose_words(
    result: pd.DataFrame, table: pd.DataFrame, rows: np.ndarray, given: pd.DataFrame | None
) -> pd.DataFrame:
    """Say of each mention whether the article tells it itself."""
    from framing.voice import attributed, attributions

    if given is None:
        given = attributions(table[table["article"].isin(set(result["article"]))])
    begin = starts(table).to_numpy()[rows]
    places = result[["article"]].assign(
        start=result["start"].to_numpy() + begin, end=result["end"].to_numpy() + begin
    )
    found = attributed(places, given)
    teller = np.where(found["attribution"].isna(), TOLD, ATTRIBUTED)
    return result.assign(quoted=found["quoted"].to_numpy(), teller=teller)


def _share(texts: pd.DataFrame, light: str) -> dict[str, Any]:
    """Return counts of one tone among the mentions that are told, their share and interval."""
    told = texts[texts["n_told"] > 0]
    counts = {
        "n_tone": int(told[light].sum()),
        "n_told": int(told["n_told"].sum()),
        "n_not_told": int(texts["n"].sum() - told["n_told"].sum()),
        "n_articles": len(told),
    }
    if told.empty:
        return {**counts, "note": NOT_TOLD}
    estimate = estimated(told, Counts(light, "n_told"))
    low, high = estimate.limits
    share = estimate.ratio.share
    return {**counts, "share": share, "ci_low": low, "ci_high": high, "note": estimate.note}
