"""Numbers in plain words: the answer, a contrast, an absence, each with its n and interval."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from framing.coding.codebook import Frame
from framing.coding.rules import RULES
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.show.many import spread
from framing.show.markup import MANY, SHOWN_ROWS
from framing.show.plain_words import count, listed

AT_END = 0.8  # the last fifth of a text


def answer_sentence(frames: pd.DataFrame, prevalence: pd.DataFrame, *, label: str) -> str:
    """State in how many texts a frame stands and, with enough texts, where most and least.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder.
    prevalence : the same frame and coder by outlet.
    """
    n, found = len(frames), int(frames["present"].sum())
    known = prevalence.dropna(subset=["ci_low"])
    said = f"{label}: present in {found} of {count(n, 'text')}"
    if known.empty:
        amounts = _each(frames)
        few = " (no intervals: this describes these texts)"
        carried = f"Sentences that carry it, subheads counted: {amounts}"
        return f"{said}{few}. {carried}."
    ordered = known.sort_values(["share", "outlet"])
    low, high = ordered.iloc[0], ordered.iloc[-1]
    return f"{said}; by outlet from {_with_interval(low)} to {_with_interval(high)}."


def _each(frames: pd.DataFrame) -> str:
    """Say how many sentences of each text carry a frame; of many, by outlet or its ends."""
    counts = frames.set_index("outlet")[["n_frame_sentences", "n_sentences"]]
    if len(counts) >= MANY:
        counts = counts.groupby(level=0, sort=False).sum()
    if len(counts) >= MANY:
        return spread(counts)
    return listed([f"{outlet} {n} of {m}" for outlet, n, m in counts.itertuples()])


def _with_interval(row: pd.Series) -> str:
    interval = f"95 % interval {row['ci_low']:.2f} to {row['ci_high']:.2f}"
    return f"{row['n_present']} of {row['n_articles']} texts in {row['outlet']} ({interval})"


def contrast(frames: pd.DataFrame, difference: pd.DataFrame) -> str:
    """Name the two texts furthest apart, or the outlets that differ beyond chance.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder.
    difference : each outlet against the rest, in share of sentences.
    """
    known = difference.dropna(subset=["ci_low"])
    if known.empty:
        return _furthest(frames)
    apart = known[(known["ci_low"] > 0) | (known["ci_high"] < 0)]
    if len(apart) >= MANY:
        apart = apart.sort_values("estimate", key=abs, ascending=False, kind="stable")
    number = count(len(known), "outlet")
    compared = f"{number} compared with the rest, at least {MIN_FOR_INTERVAL} texts each"
    if apart.empty:
        return f"{compared}: no difference in share of sentences whose 95 % interval excludes zero."
    said = "; ".join(
        f"{row.outlet} {row.estimate:+.3f} ({row.ci_low:+.3f} to {row.ci_high:+.3f}, q {row.q:.3f})"
        for row in apart.head(MANY - 1).itertuples()
    )
    left = len(apart) - (MANY - 1)
    more = f"; {count(left, 'further outlet')}, less far from the rest" if left > 0 else ""
    return (
        f"{compared}. Difference in share of sentences whose 95 % interval excludes zero: {said}"
        f"{more}."
    )


def _furthest(frames: pd.DataFrame) -> str:
    if len(frames) < 2:
        return "One text: there is nothing to compare it with."
    counts = frames["n_frame_sentences"]
    most, least = frames[counts == counts.max()], frames[counts == counts.min()]
    if counts.max() == counts.min():
        return f"All {len(frames)} texts have it in the same number of sentences ({counts.max()})."
    return f"Most sentences: {_amounts(most)}. Fewest: {_amounts(least)}."


def _amounts(frames: pd.DataFrame) -> str:
    said = [
        f"{row.outlet} ({row.n_frame_sentences} of {row.n_sentences} sentences)"
        for row in frames.head(5).itertuples()
    ]
    more = [f"{len(frames) - 5} further texts"] if len(frames) > 5 else []
    return listed([*said, *more])


def absence(frames: pd.DataFrame, *, coder: str) -> str:
    """Say with care in which texts nothing was found, and where it stands in the others."""
    absent, present = frames[~frames["present"]], frames[frames["present"]]
    if absent.empty:
        return f"No text is without it ({len(frames)} of {len(frames)} have it)."
    read = (
        "by the indicators alone, which may miss it"
        if coder == RULES
        else "read in full by a coder"
    )
    names = [str(name) for name in absent["outlet"].drop_duplicates()]
    more = f" and {len(names) - 5} more outlets" if len(names) > 5 else ""
    shown = ", ".join(names[:5]) if more else listed(names)
    said = (
        f"None found in {len(absent)} of {count(len(frames), 'text')} ({shown}{more}); "
        f"{read}; may rest on an earlier agency version"
    )
    first = present["first_position"].dropna()
    if len(first) and (first >= AT_END).all():
        said += (
            f"; in the {count(len(present), 'text')} where the passage occurs it stands at the end "
            "(nowhere before the last fifth of the sentences)"
        )
    return said + "."


def strips_caption(sentences: pd.DataFrame, present: pd.DataFrame, *, label: str) -> str:
    """Say beneath the strips how many units of how many texts they show."""
    units = len(present.drop_duplicates(["article", "sentence"]))
    return (
        f"{label}: {units} of {len(sentences)} sentences, headlines, subheads and captions in "
        f"{count(sentences['article'].nunique(), 'text')} carry the frame."
    )


def corpus_sentence(articles: pd.DataFrame, inputs: pd.DataFrame, sentences: pd.DataFrame) -> str:
    """State what was read: inputs by state, articles, outlets, sentences, words."""
    states = inputs["state"].value_counts()
    found = listed(
        [f"{states.get(state, 0)} {state}" for state in ("kept", "repaired", "rejected")]
    )
    return (
        f"{count(len(inputs), 'input')} found: {found}. They make "
        f"{count(len(articles), 'text')} of "
        f"{count(articles['outlet'].nunique(), 'outlet')}, with "
        f"{count(len(sentences), 'sentence')}, headlines, subheads and captions "
        f"({sentences['n_words'].sum()} words)."
    )


def outlets_sentence(salience: pd.DataFrame, *, labels: Mapping[str, str]) -> str:
    """Name for each frame the outlet with the largest and the smallest share of text.

    From eight outlets on the median is said too, and of outlets that tie the first is named.
    """
    if salience["outlet"].nunique() < 2:
        return "One outlet: there is nothing to compare it with."
    whole = "n_words" if (salience["unit"] == "words").all() else "n_sentences"
    said = []
    for frame, label in labels.items():
        rows = salience[salience["frame"] == frame]
        if rows["outlet"].nunique() >= MANY:
            limits = [_limits(row) for _, row in rows.iterrows()]
            counts = rows.set_index("outlet")[["n_frame", whole]].assign(limits=limits)
            said.append(f"{label}, {spread(counts)}")
            continue
        ends = (rows[rows["share"] == end] for end in (rows["share"].min(), rows["share"].max()))
        low, high = (
            listed(
                [
                    f"{row['outlet']} ({row['n_frame']} of {row[whole]}{_limits(row)})"
                    for _, row in end.iterrows()
                ]
            )
            for end in ends
        )
        said.append(f"{label}, from {low} to {high}")
    bare = "" if salience["ci_low"].notna().any() else " No intervals: this describes these texts."
    return f"Share of {salience['unit'].iloc[0]}: {'; '.join(said)}.{bare}"


def _limits(row: pd.Series) -> str:
    return (
        ""
        if pd.isna(row["ci_low"])
        else f", 95 % interval {row['ci_low']:.2f} to {row['ci_high']:.2f}"
    )


def texts_caption(frames: pd.DataFrame, *, label: str) -> str:
    """Say above the table of texts what a row is, and which stand first where they are many."""
    first = ", each outlet's with most of it first" if len(frames) > SHOWN_ROWS else ""
    return f"{label}: a row is a text{first}"


def shares_caption(table: pd.DataFrame) -> str:
    """Say beneath the dots what is filled and what is hollow, with the n."""
    n = table.drop_duplicates("outlet")["n_articles"].sum()
    few = table["ci_low"].isna()
    kind = (
        "Hollow: no interval, since there are too few texts or none differ. " if few.any() else ""
    )
    outlets = count(table["outlet"].nunique(), "outlet")
    many = table["outlet"].nunique() >= MANY
    order = " The outlet with the highest share of the first frame is on top." if many else ""
    return f"{kind}Numbers are counts; {count(int(n), 'text')} of {outlets}.{order}"


def comparisons(difference: pd.DataFrame) -> str:
    """Say how many comparisons a table of differences makes."""
    tested = int(difference["p"].notna().sum())
    return (
        f"A row is an outlet against the rest for one frame; {len(difference)} comparisons, "
        f"{tested} of them with enough texts for p and q"
    )


def stated(hypotheses: pd.DataFrame) -> str:
    """Say how many hypotheses were stated, and how many of them could be tested."""
    if hypotheses.empty:
        return "Hypotheses stated in study.toml"
    tested = int(hypotheses["p"].notna().sum())
    return (
        f"Hypotheses stated in study.toml: {len(hypotheses)}, {tested} of them with enough texts; "
        "p by Holm over these alone"
    )


def word_comparisons(keyness: pd.DataFrame) -> str:
    """Say how many comparisons of words there are, and how many of them have a p."""
    tested = int(keyness["p"].notna().sum())
    small = int((keyness["q"] < 0.05).sum())
    q = f", {small} with q below .05" if tested else ""
    return (
        f"A row is an outlet and a word; {len(keyness)} comparisons, {tested} of them with enough "
        f"texts for p and q{q}"
    )


def rules_beside(agreement: pd.DataFrame, frame: Frame) -> str:
    """State how well the rules meet the reference on one frame."""
    rows = agreement[(agreement["frame"] == frame.id) & (agreement["coder"] == RULES)]
    if rows.empty:
        return "The rules were not compared with a reference: there is none."
    row = rows.iloc[0]
    return (
        f"The codebook's {len(frame.indicators)} indicators find {row['n_both']} of the "
        f"{count(row['n_reference'], 'unit')} that the reference codes present (recall "
        f"{_share(row['recall'])}) and {count(row['n_coder'] - row['n_both'], 'other')} (precision "
        f"{_share(row['precision'])}), of {row['n']} sentences, headlines and captions; F1 "
        f"{_share(row['f1'])}{_remark(row['note'])}. The indicators may have been written with "
        "these texts at hand, so this says little about other texts, and nothing of the reference "
        "itself."
    )


def _remark(note: str) -> str:
    return f" ({note})" if note else ""


def _share(value: float) -> str:
    return "undefined" if pd.isna(value) else f"{value:.2f}"
