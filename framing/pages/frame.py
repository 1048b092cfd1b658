"""The page on one frame: what its notebook says and lists."""

from __future__ import annotations

import pandas as pd

from framing.coding.codebook import Codebook, Frame
from framing.compare.findings import described
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.show.counted import PLACES as _PLACES
from framing.show.counted import answer_counts as answer_counts
from framing.show.counted import outlet_counts as outlet_counts
from framing.show.counted import strips_counts as strips_counts
from framing.show.counted import text_counts as text_counts
from framing.show.leading_shares import all_called, led
from framing.show.many import by_turns, named, spread
from framing.show.markup import MANY, SHOWN_ROWS
from framing.show.meanings import meaning
from framing.show.plain_words import count, interval, listed, names, points, whom
from framing.show.results import Result, result
from framing.show.trust_line import choice
from framing.show.trust_line import rules_beside as rules_beside
from framing.tables.codes import (
    ALIKE,
    AS_STATED,
    CLASSIFIER,
    CORRECTED,
    FEWEST,
    FOUND,
    LESS,
    MODEL,
    MORE,
    MOST,
    NONE_FOUND,
    NOT_SHOWN,
    PERSON,
    RULES,
    SIMILARITY,
)
from framing.tables.require import require

_CHOICE = ["variant", "detail"]
_HEADS = {
    MORE: "More than the median outlet",
    LESS: "Less than the median outlet",
    ALIKE: "Alike within the margin set beforehand",
    NOT_SHOWN: "No difference shown",
}
_READ = {
    RULES: "by the indicators alone, which may miss it",
    PERSON: "read in full by a person",
    MODEL: "read in full by a language model",
    SIMILARITY: "by likeness of words alone, which may miss it",
    CLASSIFIER: "by a classifier, which may miss it",
}
_PRINTED = {MOST: "Largest share", FEWEST: "Smallest share", NONE_FOUND: "None"}
MOST_OPEN = 12  # passages that are not closed
MOST_KEPT = 6  # passages of the longest text whose table is open
AT_END = 0.8  # the last fifth of a text
_NO_PLACE = {"headline": "no headline captured", "caption": "no caption captured"}
INSTEAD = {"the answer": "the answer", "instead": "what would be said instead"}
TEXTS = {
    "text": "text of",
    "amount": "sentences with the frame",
    "first": "first at",
    **_PLACES,
}


def answer_sentence(
    frames: pd.DataFrame,
    prevalence: pd.DataFrame,
    *,
    label: str,
    leading: pd.DataFrame | None = None,
    is_checked: bool = True,
) -> str:
    """State how much of a frame there is, first as corrected where that leads.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder.
    prevalence : the same frame and coder by outlet.
    label : what the frame is called.
    leading : the share of sentences that leads, by outlet.
    is_checked : whether anybody has checked what the coder hit.
    """
    frames = require(frames, "article_frames")
    n, found = len(frames), int(frames["present"].sum())
    known = prevalence.dropna(subset=["ci_low"])
    printed = f"present in {found} of {count(n, 'text')}"
    if leading is not None and (leading["called"] != "").any():
        said = f"{label}: share of sentences ({all_called(leading)}), {led(leading)}"
        return f"{said}. By {whom(frames['coder'])} alone it is {printed}."
    unchecked = "" if is_checked else f", hits of {whom(frames['coder'])}, not yet checked"
    said = f"{label}{unchecked}: {printed}"
    if known.empty:
        said += " (no intervals: this describes these texts)"
        if n < MANY:  # the account of each tells how much
            return f"{said}."
        return f"{said}. Sentences that carry it, subheads counted: {_each(frames)}."
    if not is_checked:
        rows = known.sort_values("outlet")
        each = [f"{row.outlet} {row.n_present} of {row.n_articles}" for row in rows.itertuples()]
        return f"{said}; by outlet, by name: {named(each)}."
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
    return f"{row['n_present']} of {row['n_articles']} texts in {row['outlet']} ({interval(row)})"


def contrast(
    frames: pd.DataFrame,
    findings: pd.DataFrame,
    *,
    leading: pd.DataFrame | None = None,
    is_checked: bool = True,
) -> str:
    """Say whether the outlets differ beyond chance, and which; with few texts, what they print.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder.
    findings : a row is an outlet, of the same frame and coder, or as corrected.
    leading : the share of sentences that leads, by outlet.
    is_checked : whether anybody has checked what the coder hit.
    """
    if not is_checked:
        found = require(frames, "article_frames")["present"].sum()
        n = f"{int(found)} of {count(len(frames), 'text')}"
        return (
            f"By {whom(frames['coder'])} in {n}; nobody has checked these hits, and outlets are "
            "not compared by them."
        )
    known = findings.dropna(subset=["ci_low"])
    if known.empty:
        return _furthest(frames)
    n = f"{count(len(known), 'outlet')} with at least {MIN_FOR_INTERVAL} texts each"
    measure = "share of sentences"
    if leading is not None and (known["coder"] == CORRECTED).all():
        n = f"{count(len(known), 'outlet')} with hand codes enough"
        measure += f" ({all_called(leading)})"
    said = [
        f"{head}: {_apart(known[known['claim'] == claim])}."
        for claim, head in _HEADS.items()
        if (known["claim"] == claim).any()
    ]
    differ = bool(known["differ"].fillna(False).any())
    answer = (
        f"The outlets differ in {measure}, beyond chance ({n})."
        if differ
        else f"That the outlets differ in {measure} is not shown ({n})."
    )
    against = "Percentage points beside the median outlet, with 95 % intervals."
    apart = known[(known["claim"] == NOT_SHOWN) & (known["ci_low"] * known["ci_high"] > 0)]
    bare = ["An interval apart from 0 shows nothing by itself."] if len(apart) else []
    return " ".join([answer, against, *said, *bare])


def _apart(rows: pd.DataFrame) -> str:
    """List differences with their intervals, the largest first; of many, the ends."""
    rows = rows.sort_values("estimate", key=abs, ascending=False, kind="stable")
    said = [
        f"{row.outlet} {points(row.estimate)} ({points(row.ci_low)} to {points(row.ci_high)})"
        for row in rows.head(MANY - 1).itertuples()
    ]
    left = rows.iloc[MANY - 1 :]
    if left.empty:
        return "; ".join(said)
    ends = f"{points(left['ci_low'].min())} to {points(left['ci_high'].max())}"
    return f"{'; '.join(said)}; {count(len(left), 'further outlet')}, intervals within {ends}"


def _furthest(frames: pd.DataFrame) -> str:
    """Say of which text most and least is the frame's, by share, if one sentence less leaves it."""
    if len(frames) < 2:
        return "One text: there is nothing to compare it with."
    rows = frames.reset_index(drop=True)
    rows = rows.assign(outlet=rows["article"].map(names(rows)))
    said = described(rows["n_frame_sentences"], rows["n_sentences"])
    named = [
        f"{head}: {_amounts(rows[said == code])}."
        for code, head in _PRINTED.items()
        if (said == code).any()
    ]
    some = rows[said == FOUND]
    if some.empty or not named:
        return " ".join(named) or (
            "By share no text stands out: one sentence would change the order."
        )
    return f"{' '.join(named)} Among the others one sentence would change the order."


def _amounts(frames: pd.DataFrame) -> str:
    said = [
        f"{row.outlet} ({row.n_frame_sentences} of {row.n_sentences} sentences)"
        for row in frames.head(5).itertuples()
    ]
    more = [f"{len(frames) - 5} further texts"] if len(frames) > 5 else []
    return listed([*said, *more])


def absence(frames: pd.DataFrame, *, coder: str, coders: pd.DataFrame) -> str:
    """Say with care in which texts nothing was found, and where it stands in the others.

    Parameters
    ----------
    frames : rows of ``article_frames`` of one frame and coder.
    coder : whose codings they are.
    coders : a row is a coder, with its kind.
    """
    frames = require(frames, "article_frames")
    present = frames[frames["present"]]
    apart = frames[["in_headline", "in_caption"]].eq(True).fillna(False).any(axis=1)
    absent, above = (frames[~frames["present"] & one] for one in (~apart, apart))
    rest = f"in headline or caption alone in {len(above)}" if len(above) else ""
    if absent.empty:
        alone = f", {rest}" if rest else ""
        return f"No text is without it ({len(frames)} of {len(frames)} have it{alone})."
    kinds = coders.set_index("coder")["kind"]
    read = _READ.get(kinds.get(coder, ""), "by a coder of unknown kind")
    outlets = [str(name) for name in absent["outlet"].drop_duplicates()]
    of = "of " if len(absent) > len(outlets) else ""
    said = (
        f"None found in {len(absent)} of {count(len(frames), 'text')} ({of}{named(outlets)}); "
        f"{f'{rest}; ' if rest else ''}{read}; a text may rest on an earlier agency version"
    )
    first = present["first_position"].dropna()
    if len(first) and (first >= AT_END).all():
        said += (
            f"; in the {count(len(present), 'text')} where it occurs it stands at the end "
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


def texts_caption(frames: pd.DataFrame, *, label: str) -> str:
    """Say above the table of texts what a row is, and which stand first where they are many."""
    first = (
        "; the outlets by turns, each with its texts with most of it first"
        if len(frames) > SHOWN_ROWS else ""
    )  # fmt: skip
    return f"{label}: a row is a text{first}"


def by_text(article_frames: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say for each text how much of it carries a frame and where that begins.

    Of more than 30 texts each outlet's with most of the frame comes first.
    """
    article_frames = require(article_frames, "article_frames")
    sentences = require(sentences, "sentences")
    total = sentences.groupby("article")["rank"].max()
    if len(article_frames) > SHOWN_ROWS:
        article_frames = article_frames.sort_values(
            "n_frame_sentences", ascending=False, kind="stable"
        )
        article_frames = by_turns(article_frames, article_frames["outlet"])
    rows = article_frames.assign(text=article_frames["article"].map(names(sentences)))
    table = rows.assign(
        amount=[
            f"{n} of {m}"
            for n, m in zip(rows["n_frame_sentences"], rows["n_sentences"], strict=True)
        ],
        first=[
            "–" if pd.isna(rank) else f"sentence {rank} of {total[article]}"
            for article, rank in zip(rows["article"], rows["first_rank"], strict=True)
        ],
    )
    for place in _PLACES:
        said = {True: "yes", False: "no", pd.NA: _NO_PLACE.get(place, f"no {place}")}
        table[place] = [said[found] for found in rows[f"in_{place}"]]
    return table


def by_coder(article_frames: pd.DataFrame) -> pd.DataFrame:
    """Set the count of every coder side by side, a row a text; of many, one an outlet first."""
    article_frames = require(article_frames, "article_frames")
    counts = article_frames.pivot(index="article", columns="coder", values="n_frame_sentences")
    base = article_frames.drop_duplicates("article").set_index("article")
    coders = list(article_frames["coder"].unique())
    table = counts.reindex(base.index)[coders].rename_axis(columns=None)
    table.insert(0, "text of", base.index.map(names(article_frames)))
    table["of sentences"] = base["n_sentences"]
    return by_turns(table.reset_index(drop=True), base["outlet"])


def stands(robustness: pd.DataFrame) -> str:
    """Say what of the stated answer stands under every alternative."""
    robustness = require(robustness, "robustness")
    others = robustness[robustness["variant"] != AS_STATED]
    if others.empty:
        return "There is no other defensible choice to set beside the answer."
    lost = others[~others["stands"]]
    tried = f"{count(others.groupby(_CHOICE).ngroups, 'other choice')} tried"
    outlets = robustness["outlet"].nunique()
    if lost.empty:
        return f"{tried}: what is said of each of {count(outlets, 'outlet')} stands in all of them."
    kept = sorted(set(robustness["outlet"]) - set(lost["outlet"]))
    all_stand = (
        f"it stands in all of them for {named(kept)}" if kept else "it stands in all for no outlet"
    )
    changing = count(lost.groupby(_CHOICE).ngroups, "choice")
    whose = named(sorted(set(lost["outlet"])))
    return f"{tried}: {all_stand}; {changing} would change what is said of {whose}."


def by_variant(robustness: pd.DataFrame, frame: Frame) -> pd.DataFrame:
    """Show the answer under each other choice: a row is a variant, the stated answer first."""
    rows = []
    robustness = require(robustness, "robustness")
    robustness["said"] = [meaning("claim", row) for row in robustness.to_dict("records")]
    stated = robustness[robustness["variant"] == AS_STATED].set_index("outlet")["said"]
    for _, group in robustness.groupby(_CHOICE, sort=False):
        lost = group[~group["stands"]]
        rows.append(
            {
                "the answer": choice(group.iloc[0].to_dict(), frame),
                "texts with it": _texts(group),
                "outlets for which it stands": f"{len(group) - len(lost)} of {len(group)}",
                "instead": _instead(lost, stated) or "the same",
            }
        )
    return pd.DataFrame(rows)


def _instead(lost: pd.DataFrame, stated: pd.Series) -> str:
    """Say of whom something else would be said, those of whom it is the same together."""
    said = lost["said"] + " instead of " + lost["outlet"].map(stated)
    groups = lost.groupby(said, sort=False)["outlet"]
    return "; ".join(f"{named(list(outlets))}: {instead}" for instead, outlets in groups)


def _texts(group: pd.DataFrame) -> str:
    if group["n_present"].isna().any():
        return "not counted"
    return f"{group['n_present'].sum()} of {group['n_articles'].sum()}"


def rule_parts(frame: Frame) -> list[tuple[str, list[str]]]:
    """Return a frame's written rules as the codebook has them, and its indicators."""
    ids = "; ".join(indicator.id for indicator in frame.indicators) or "none"
    parts = [
        ("Definition", [frame.definition]),
        ("Counts", list(frame.include)),
        ("Does not count", list(frame.exclude)),
        ("Examples", list(frame.examples)),
        ("Sub-codes", [f"{name}: {said}" for name, said in frame.subcodes.items()]),
        ("Counter-codes", [f"{name}: {said}" for name, said in frame.countercodes.items()]),
        ("Source", [frame.source]),
        (f"Indicators ({len(frame.indicators)})", [ids]),
    ]
    return [(head, lines) for head, lines in parts if any(lines)]


def rules(frame: Frame, *, codebook: Codebook) -> Result:
    """Show a frame's written rules, with those that hold for all frames."""
    general = [f"{name}: {said}" for name, said in codebook.rules.items()]
    parts = [*rule_parts(frame), *([("For all frames", general)] if general else [])]
    about = f"{codebook.name}, version {codebook.version}, sha256 {codebook.sha256[:12]}"
    data = {"frame": frame.id, "sha256": codebook.sha256}
    return result("pages/rules", "rules", "rules", page={"parts": parts, "about": about}, data=data)
