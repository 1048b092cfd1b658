"""What the page on a frame says of voices: who tells it, how it is put and judged, who answers."""

from __future__ import annotations

from collections.abc import Container, Mapping

import pandas as pd

from framing.coding.codebook import Codebook
from framing.compare.manner import manner
from framing.corpus.zones import RUNNING
from framing.show.account import Part
from framing.show.many import named
from framing.show.markup import MANY, anchor, linked_counts, opened, rows_opened
from framing.show.meanings import DOES, JUDGED
from framing.show.plain_words import count, listed, named_speakers, names, numbers
from framing.tables.codes import NO_JUDGEMENT, SAME, TOLD, UNATTRIBUTED
from framing.tables.require import require, values_of

_NOT_CODED = "not coded"
_OWN = ("what", "coded as", "in outlets", "all")  # columns beside those of outlets


def by_manner(
    passages: pd.DataFrame, *, codebook: Codebook
) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Set the outlets side by side by voice, mode and judgement: a row is a value, in words.

    Many outlets have one column together, and the number of those with such a passage. Beside the
    table stands what its counts open.
    """
    passages = require(passages, "passages", columns=["outlet"])
    own = {name: f"{name} (outlet)" for name in _OWN}  # an outlet may be called as a column is
    passages = passages.assign(outlet=[own.get(name, name) for name in passages["outlet"]])
    outlets = list(passages["outlet"].unique())
    kinds = {
        "whose voice": ("voice", codebook.voices),
        "how it is put": ("mode", codebook.modes),
        "how it is judged": ("valuation", JUDGED),
        "judged by": ("valued_by", _named_sides(codebook)),
        "what it does": ("function", DOES),
    }
    tables: list[pd.DataFrame] = []
    opens: list[dict[str, str]] = []
    for what, (variable, labels) in kinds.items():
        if variable not in ("voice", "mode") and passages[variable].isna().all():
            continue
        found = manner(passages, variable=variable)
        if variable in ("valued_by", "function"):  # nothing where the words do not judge
            found = found[found["value"] != ""]
        found["coded as"] = [labels.get(value, _NOT_CODED) for value in found["value"]]
        sums = found.groupby(["coded as", "outlet"])["n_value"].sum().unstack()
        order = [label for label in (*labels.values(), _NOT_CODED) if label in sums.index]
        counts = sums.reindex(index=order, columns=outlets).rename_axis(columns=None)
        there = (counts > 0).sum(axis=1)
        counts = counts.assign(all=counts.sum(axis=1), what=what, **{"in outlets": there})
        tables.append(counts.rename_axis("coded as").reset_index())
        members = _members(passages, variable, labels)
        opens += [_opened(members, label, outlets) for label in order]
    shown = [*(["in outlets"] if len(outlets) >= MANY else outlets), "all"]
    table = pd.concat(tables, ignore_index=True)[["what", "coded as", *shown]]
    return table, {column: [row[column] for row in opens] for column in shown}


def _members(passages: pd.DataFrame, variable: str, labels: Mapping[str, str]) -> pd.DataFrame:
    """Return which passages have which value, by its label."""
    rows = passages[["article", "sentence", "outlet"]].assign(
        label=passages[variable].fillna("").str.split(";")
    )
    rows = rows.explode("label")
    return rows.assign(label=[labels.get(value, _NOT_CODED) for value in rows["label"]])


def _opened(members: pd.DataFrame, label: str, outlets: list[str]) -> dict[str, str]:
    """Return what the counts of passages with a value open, by outlet and together."""
    own = members[members["label"] == label]
    keys: dict[str, list[tuple[str, int]]] = {outlet: [] for outlet in outlets} | {
        str(outlet): list(zip(rows["article"], rows["sentence"], strict=True))
        for outlet, rows in own.groupby("outlet")
    }
    whole = opened(key for each in keys.values() for key in each)
    return {outlet: opened(each) for outlet, each in keys.items()} | {
        "all": whole, "in outlets": whole,
    }  # fmt: skip


def whose(claims: pd.DataFrame, outlets: Mapping[str, str]) -> list[Part]:
    """Say how much of a frame the article itself tells, by outlet; counts open their passages.

    Parameters
    ----------
    claims : a row is one way in which a sentence raises the frame, by one coder.
    outlets : the outlet of each article.
    """
    told = claims[claims["present"] == 1]
    known = told[told["voice"].notna() | told["speaker"].notna()]
    if known.empty:
        return [{"text": "In whose voice it is raised was not coded."}]
    own = known[known["voice"].map(lambda cell: values_of(cell) == [TOLD])]
    lacking, sides = told.drop(known.index), known[known["voice"].isna()]
    opens = {
        f"{len(own)} of {count(len(known), 'claim')}": rows_opened(own),
        f"Of |{len(sides)} of these": rows_opened(sides),
        f"Of |{len(lacking)} more": rows_opened(lacking),
    }
    each = []
    for outlet, rows in known.groupby(known["article"].map(outlets), sort=False):
        there = own[own["article"].isin(rows["article"])]
        n = f"{len(there)} of {len(rows)}"
        each.append(f"{outlet} {n}")
        opens[f"{outlet} |{n}"] = rows_opened(there)
    rest = f" Of {len(sides)} of these the side is not told." if len(sides) else ""
    rest += f" Of {len(lacking)} more it is not told whose voice it is." if len(lacking) else ""
    return linked_counts(
        f"The articles themselves tell {next(iter(opens))}: {named(each)}. "
        "The others are claims of somebody whom the article quotes or reports, or of nobody in "
        f"particular.{rest}",
        opens,
    )


def _counted(rows: pd.DataFrame) -> Part:
    """Return the number of some claims, which opens their passages."""
    return {"text": str(len(rows)), "opens": rows_opened(rows)}


def judged(claims: pd.DataFrame, *, codebook: Codebook) -> list[Part]:
    """Say how a frame is judged in these texts, and by whom; counts open their passages."""
    told = claims[claims["present"] == 1]
    if told["valuation"].isna().all():
        return [{"text": "How it is judged was not coded."}]
    said: list[Part] = []
    for value, word in JUDGED.items():
        rows = told[told["valuation"].map(lambda cell, value=value: value in values_of(cell))]
        if rows.empty or value == NO_JUDGEMENT:
            continue
        by = rows["valued_by"].map(lambda cell: listed(_voices(cell, codebook)))
        whom = [voice for voice in by.value_counts().index if voice]
        said += [{"text": f"{'; ' if said else ''}{word} in "}, _counted(rows)]
        for voice in whom:
            said += [{"text": f"{' (' if voice == whom[0] else ', '}{voice} "},
                     _counted(rows[by == voice])]  # fmt: skip
        said += [{"text": ")"}] if whom else []
    bare = told[told["valuation"] == NO_JUDGEMENT]
    rest = [{"text": "; in "}, _counted(bare), {"text": " the words do not judge"}]
    return [
        {"text": "How it is judged, and by whom, of "},
        {"text": count(len(told), "claim"), "opens": rows_opened(told)}, {"text": ": "},
        *(said or [{"text": "nowhere"}]), *(rest if len(bare) else []), {"text": "."},
    ]  # fmt: skip


def _voices(cell: object, codebook: Codebook) -> list[str]:
    """Name those who judge or speak: a side by its label in the codebook."""
    known = _named_sides(codebook)
    return [known.get(value, value) for value in values_of(cell)]


def _named_sides(codebook: Codebook) -> dict[str, str]:
    return {**codebook.voices, TOLD: "the article", UNATTRIBUTED: "somebody unnamed"}


def heard(
    last: pd.DataFrame, claims: pd.DataFrame, sentences: pd.DataFrame, *, codebook: Codebook
) -> pd.DataFrame:
    """Set out who has the first and the last word in each text, and who answers how far down.

    What is coded against the frame is said to be.
    """
    called = names(sentences)
    number = numbers(sentences)
    raised = claims.groupby(["article", "sentence"])["present"].max()
    against = set(raised[raised == 0].index)
    rows = []
    for row in last.to_dict("records"):
        words = {
            which: _word(row, which, number, codebook, against)
            for which in ("first", "last", "answer")
        }
        further = row["further"]
        if words["answer"] and pd.notna(further):
            down = count(int(further), "sentence")
            words["answer"] += f", {down} below the first claim that is no answer"
        rows.append({
            "text of": called[row["article"]], "claims and answers": row["n_claims"],
            "first word": words["first"],
            "last word": words["last"] if row["n_claims"] > 1 else "the same",
            "answered": words["answer"] or "by nobody",
        })  # fmt: skip
    columns = ["text of", "claims and answers", "first word", "last word", "answered"]
    return pd.DataFrame(rows, columns=columns)


def heard_opens(
    last: pd.DataFrame, claims: pd.DataFrame, sentences: pd.DataFrame
) -> dict[str, list[str]]:
    """Return what :func:`heard` opens: the passages of the claims, and where each word stands."""
    running = sentences.loc[sentences["zone"].isin(RUNNING), ["article", "sentence"]]
    told = claims.merge(running, validate="many_to_one").sort_values(
        ["article", "sentence"], kind="stable"
    )
    of = {article: rows["sentence"] for article, rows in told.groupby("article")}
    rows = last.to_dict("records")
    places = {"first word": "first", "last word": "last", "answered": "answer"}
    return {
        "claims and answers": [
            opened((row["article"], key) for key in of.get(row["article"], ())) for row in rows
        ]
    } | {
        column: [
            "" if pd.isna(row[f"{which}_sentence"])
            else anchor(row["article"], int(row[f"{which}_sentence"]))
            for row in rows
        ]
        for column, which in places.items()
    }  # fmt: skip


def _word(
    row: dict[str, object], which: str, number: Mapping[tuple[str, int], str], codebook: Codebook,
    against: Container[tuple[str, int]],
) -> str:  # fmt: skip
    """Say how and by whom a frame is put in one place."""
    if pd.isna(row[f"{which}_sentence"]):
        return ""
    speaker = listed(named_speakers(row[f"{which}_speaker"], codebook))
    modes = [codebook.modes.get(value, value) for value in values_of(row[f"{which}_mode"])]
    who = speaker or listed(_voices(row[f"{which}_voice"], codebook))
    key = str(row["article"]), int(str(row[f"{which}_sentence"]))
    at = number[key]
    where = f"sentence {at}" if at.isdigit() else at
    how = " ".join(filter(None, [listed(modes), "against it" if key in against else ""]))
    return ", ".join(part for part in (how, who, where) if part) or _NOT_CODED


def beside(
    pairs: pd.DataFrame, outlets: Mapping[str, str], labels: Mapping[str, str]
) -> list[Part]:
    """Say with which other frames a frame stands in one sentence, or in one and the next.

    Parameters
    ----------
    pairs : a row is a passage of the frame and another frame that stands with it.
    outlets : the outlet of each article.
    labels : what the frames are called.
    """
    if pairs.empty:
        bare = "In no sentence, nor in the one before or after, does it stand with another frame."
        return [{"text": bare}]
    parts: list[Part] = []
    for other, rows in pairs.groupby("other"):
        same, near = rows[rows["place"] == SAME], rows[rows["place"] != SAME]
        by = same.groupby(same["article"].map(outlets), sort=False)
        of = {f"{outlet} |{len(own)}": rows_opened(own) for outlet, own in by}
        parts.append({"text": f"{'; ' if parts else ''}{labels[other]}: in "})
        if len(same):
            parts += [{"text": "one sentence "}, _counted(same), {"text": " ("}]
            parts += [*linked_counts(named([each.replace("|", "") for each in of]), of)]
            parts.append({"text": ")"})
        else:
            parts.append({"text": "no sentence"})
        if len(near):
            parts += [{"text": ", in neighbouring ones "}, _counted(near)]
    how = "with" if (pairs["place"] == SAME).any() else "near"
    return [
        {"text": f"It stands {how} other frames. "}, *parts,
        {"text": ". How a text links them, the passages tell."},
    ]  # fmt: skip
