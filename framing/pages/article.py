"""The page on one text: what each of its sentences does, and its nearest version beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from framing.compare import joined
from framing.show.account import WHOSE, account, no_other, put
from framing.show.markup import anchor, marked, opened, text_anchor
from framing.show.plain_words import count, day, listed, named_speakers, names, numbers, subcodes
from framing.show.results import Result, result
from framing.show.shared_sentences import where
from framing.study import Study
from framing.tables.require import values_of
from framing.wire.recurring import stands

_SHARED = {"_a": "_b", "_b": "_a"}  # the two sides of a pair


def answer_sentence(study: Study, article: str) -> str:
    """Say which text the page is about, how much of it carries a frame, and its nearest version.

    Parameters
    ----------
    study : the study.
    article : one of its articles, by its id.
    """
    row = study.articles.set_index("article").loc[article]
    own = _sentences(study, article)
    carrying = study.answer_codings.query("article == @article and present == 1")["sentence"]
    date = f", {day(row['date'])}" if pd.notna(row["date"]) else ""
    said = f"{row['outlet']}{date}: {count(len(own), 'sentence')}, headline, subheads and captions"
    said += " among them"
    n = carrying.nunique()
    said += f"; {n} of them {'carries' if n == 1 else 'carry'} a frame."
    return f"{said} {_nearest(study, article)}"


def answer_counts(study: Study, article: str) -> dict[str, str]:
    """Return what the counts of :func:`answer_sentence` open, by their words."""
    of = counterparts(study, article)
    carrying = study.answer_codings.query("article == @article and present == 1")["sentence"]
    there = of.loc[of["other"] == _most(of), "sentence"].unique()
    return {
        f"{count(len(_sentences(study, article)), 'sentence')}": text_anchor(article),
        f"{carrying.nunique()} of them": opened((article, key) for key in carrying.unique()),
        f"counterpart of |{count(len(there), 'sentence')}": opened((article, key) for key in there),
    }


def _nearest(study: Study, article: str) -> str:
    of = counterparts(study, article)
    version = _most(of)
    if not version:
        return "No other text here shares its wording."
    n = of.loc[of["other"] == version, "sentence"].nunique()
    told = names(study.articles)[version]
    return f"Nearest version: {told}, which has a counterpart of {count(n, 'sentence')}."


def counterparts(study: Study, article: str) -> pd.DataFrame:
    """Return where else a text's sentences stand.

    Returns
    -------
    A row is a sentence of the text and its counterpart in an ``other`` one: ``there``, the number
    of that sentence in its article, and the ``relation`` of the two.
    """
    pairs = study.alignments
    sides = [
        pairs[pairs[f"article{one}"] == article].rename(
            columns={f"sentence{one}": "sentence", f"article{two}": "other",
                     f"sentence{two}": "there"}
        )
        for one, two in _SHARED.items()
    ]  # fmt: skip
    found = pd.concat(sides)[["sentence", "other", "there", "relation", "similarity"]]
    order = ["sentence", "other", "similarity"]
    return found.sort_values(order, ascending=[True, True, False], kind="stable", ignore_index=True)


def nearest(study: Study, article: str) -> str:
    """Return the text that has counterparts of most of a text's sentences; "" if none has any."""
    return _most(counterparts(study, article))


def _most(of: pd.DataFrame) -> str:
    n = of.groupby("other")["sentence"].nunique()
    return str(n.sort_values(ascending=False, kind="stable").index[0]) if len(n) else ""


def accounts(study: Study, article: str) -> pd.DataFrame:
    """Say frame by frame how a text raises it: a row is a frame, with its account in parts."""
    claims = study.answer_claims.query("article == @article")
    pairs, origins = joined(study.answer_codings), study.clause_origins
    origins = origins[origins["coder"] == study.answers_from]
    rows = []
    for frame, label in study.codebook.labels.items():
        told = account(
            claims[claims["frame"] == frame], study.sentences, codebook=study.codebook,
            joined=pairs[pairs["frame"] == frame], origins=origins[origins["frame"] == frame],
        )  # fmt: skip
        parts = [{"text": "– the text "}, *told[article].parts] if article in told else []
        rows.append({"name": label, "parts": parts, "cut": ""})
    return pd.DataFrame(rows)


def text_view(study: Study, article: str, *, name: str = "text") -> Result:
    """Show a text as it was read: each sentence with its frames, its speakers and where it stands.

    Parameters
    ----------
    study : the study.
    article : one of its articles, by its id.
    name : the name under which the index finds it.
    """
    own, there = _sentences(study, article), counterparts(study, article)
    version = _most(there)
    called, number = names(study.articles), numbers(study.sentences)
    lonely = no_other(study.sentences)
    shared = dict(list(there.groupby("sentence")))
    texts = study.sentences.set_index(["article", "sentence"])["text"]
    frames, spans = _claims(study, article)
    speakers = _speakers(study, article)
    rows = []
    for row, standing in zip(own.to_dict("records"), stands(own, study.standing_text), strict=True):
        key = row["sentence"]
        of = shared.get(key, pd.DataFrame(columns=["other", "there", "relation", "similarity"]))
        beside = of.loc[of["other"] == version, "there"].head(1).tolist()
        rows.append(
            {
                "number": number[article, key],
                "zone": row["zone"],
                "anchor": anchor(article, key),
                "pieces": marked(row["text"], [(a - row["start"], b - row["start"])
                                               for a, b in spans.get(key, [])]),
                "frames": frames.get(key, []),
                "speakers": speakers.get(key, []),
                "origin": where(_closest(of), called, number, texts=lonely, is_standing=standing),
                "beside": [(number[version, place], texts[version, place]) for place in beside],
            }
        )  # fmt: skip
    page = {"id": text_anchor(article), "rows": rows, "version": called.get(version, "")}
    caption = f"{called[article]}: {count(len(rows), 'sentence')}"
    return result("show/text_view", "text_view", name, page=page, data={"caption": caption})


def _sentences(study: Study, article: str) -> pd.DataFrame:
    return study.sentences[study.sentences["article"] == article]


def _claims(study: Study, article: str) -> tuple[dict[int, list[str]], dict[int, list[Any]]]:
    """Return what each sentence is coded for, in words, and which of its words are."""
    claims = study.answer_claims.query("article == @article")
    told: dict[int, list[str]] = {}
    spans: dict[int, list[Any]] = {}
    for row in claims[claims["present"] == 1].to_dict("records"):
        voices = study.codebook.voices
        whose = [WHOSE.get(one) or f"by the {voices[one]}" for one in values_of(row["voice"])]
        by = named_speakers(row["speaker"], study.codebook)
        said = [put(row, study.codebook), f"by {listed(by)}" if by else listed(whose)]
        subs = listed([one.split(",")[0] for one in subcodes(row, study.codebook)])
        label = study.codebook.labels[row["frame"]] + (f" ({subs})" if subs else "")
        how = " ".join(filter(None, said))
        told.setdefault(row["sentence"], []).append(f"{label}: {how}" if how else label)
        if pd.notna(row["start"]):
            spans.setdefault(row["sentence"], []).append((int(row["start"]), int(row["end"])))
    return told, spans


def _closest(of: pd.DataFrame) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the relation and the place of each counterpart of a sentence, the closest first."""
    for row in of.sort_values("similarity", ascending=False, kind="stable").itertuples():
        yield row.relation, (row.other, row.there)


def _speakers(study: Study, article: str) -> dict[int, list[str]]:
    """Return who speaks in each sentence, and whether in quotation marks."""
    rows = study.attributions
    rows = rows[(rows["article"] == article) & rows["speaker"].notna()]
    found: dict[int, list[str]] = {}
    for row in rows.to_dict("records"):
        verb = "reported" if row["kind"] == "indirect" else "quoted"
        said = [f"{name}, {verb}" for name in named_speakers(row["speaker"], study.codebook)]
        found.setdefault(row["sentence"], []).extend(said)
    return {key: list(dict.fromkeys(said)) for key, said in found.items()}
