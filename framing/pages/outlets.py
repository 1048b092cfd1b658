"""The page that sets outlets side by side: what its notebook says and lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.compare.groups import OUTLET
from framing.compare.resample import MIN_FOR_INTERVAL
from framing.corpus.terms import TFIDF, as_terms
from framing.show.account import Part
from framing.show.concordance import check_number, data_of, lines_of
from framing.show.counted import counts as counts
from framing.show.counted import opens as opens
from framing.show.leading_shares import all_called, led
from framing.show.many import named, spread
from framing.show.markup import MANY, linked_counts, rows_opened
from framing.show.meanings import WHY_NO_P
from framing.show.plain_words import count, interval, listed, percent, whom
from framing.show.results import Result, result
from framing.tables.contracts import CONTRACTS
from framing.tables.require import empty, require, values_of
from framing.words.keyness import REST
from framing.words.kwic import kwic
from framing.words.stability import FIRST
from framing.words.tone import in_english, tone, tone_shares

_TESTS = ("p", "q", "p_holm", "detectable", "coverage")  # stand on the page on validity


def _heads(table: str) -> dict[str, str]:
    """Return the columns of a table with their heads, without what tests found."""
    heads = CONTRACTS[table].heads
    return {name: head for name, head in heads.items() if name not in _TESTS}


BY_MODE = {"outlet": "outlet", "coded_as": "coded as", "compound": "compound", "text": "text"}
APART, WITHIN = _heads("findings"), _heads("difference_within_events")
LEVEL = 0.05  # of q, for words to be shown
STEADY = 0.8  # share of resamples below which a word's place is said not to be stable
_SAID = ["n_target", "n_reference", "n_articles", "z"]


def groups_sentence(articles: pd.DataFrame, *, by: str) -> str:
    """Say which outlets stand in the groups that are compared; "" where outlets are.

    Parameters
    ----------
    articles : a row is an article, its group as ``outlet`` and its outlet as ``family``.
    by : what groups them, ``outlet`` if nothing does.
    """
    if by == OUTLET:
        return ""
    groups = articles.groupby("outlet")["family"].unique()
    said = [f"{name}: {count(len(own), 'outlet')} ({named(sorted(own))})"
            for name, own in groups.items()]  # fmt: skip
    few = [str(name) for name, own in groups.items() if len(own) < MIN_FOR_INTERVAL]
    bare = (
        f" With fewer than {MIN_FOR_INTERVAL} outlets there is no interval and no test, since "
        f"outlets and not texts were drawn: {named(few)}." if few else ""
    )  # fmt: skip
    return (
        f"Compared are groups of outlets by {by}. Where this page says outlet, such a group is "
        f"meant, and where it says story, an outlet. {'; '.join(said)}.{bare}"
    )


def answer_sentence(
    salience: pd.DataFrame,
    *,
    labels: Mapping[str, str],
    of: Mapping[tuple[str, str], str] | None = None,
) -> list[Part]:
    """Name for each frame the outlet with the largest and the smallest share of text.

    From eight outlets on the median is said too, and of outlets that tie the first is named. A
    corrected share is never set against one that is not: those are named beside. Counts open what
    ``of``, that :func:`opens` returned, has of them.
    """
    if salience["outlet"].nunique() < 2:
        return [{"text": "One outlet: there is nothing to compare it with."}]
    parts: list[Part] = []
    for frame, said in _by_frame(salience, labels).items():
        rows = salience[salience["frame"] == frame]
        whole = _whole(rows)
        words = {
            f"{row['outlet']} {mark}|{row['n_frame']} of {row[whole]}": (of or {}).get(
                (frame, row["outlet"]), ""
            )
            for row in rows.to_dict("records")
            for mark in ("", "(")
        }
        parts += [{"text": "; " if parts else ""}, *linked_counts(said, words)]
    bare = "" if salience["ci_low"].notna().any() else " No intervals: this describes these texts."
    return [{"text": f"Share of {salience['unit'].iloc[0]}: "}, *parts, {"text": f".{bare}"}]


def _whole(salience: pd.DataFrame) -> str:
    return "n_words" if (salience["unit"] == "words").all() else "n_sentences"


def _by_frame(salience: pd.DataFrame, labels: Mapping[str, str]) -> dict[str, str]:
    """Say of each frame how far its shares reach."""
    whole = _whole(salience)
    said = {}
    for frame, label in labels.items():
        rows = salience[salience["frame"] == frame]
        if rows["outlet"].nunique() >= MANY or _is_led(rows):
            said[frame] = f"{label}, {_spread(rows, whole)}"
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
        said[frame] = f"{label}, from {low} to {high}"
    return said


def _is_led(rows: pd.DataFrame) -> bool:
    return "called" in rows and bool((rows["called"] != "").any())


def _spread(rows: pd.DataFrame, whole: str) -> str:
    """Say the ends of many outlets; of corrected shares, those alone."""
    if _is_led(rows):
        return f"{all_called(rows)}, {led(rows)}"
    limits = [_limits(row) for _, row in rows.iterrows()]
    return spread(rows.set_index("outlet")[["n_frame", whole]].assign(limits=limits))


def amounts_beside(
    amounts: pd.DataFrame, of: Mapping[tuple[str, str], str] | None = None
) -> pd.DataFrame:
    """Add what stands beside each dot: the count and what it opens, or a corrected share."""
    rows = amounts.to_dict("records")
    said = [percent(r["share"], 1) if r.get("called") else str(r["n_frame"]) for r in rows]
    there = counts(amounts, of or {})["n_frame"]
    opens = ["" if r.get("called") else ids for r, ids in zip(rows, there, strict=True)]
    return amounts.assign(said=said, opens=opens)


def shares_shown(amounts: pd.DataFrame) -> dict[str, str]:
    """Return the columns shown of shares of text: of corrected ones, with the coder's own."""
    return CONTRACTS["leading" if _is_led(amounts) else "salience"].heads


def _limits(row: pd.Series) -> str:
    return "" if pd.isna(row["ci_low"]) else f", {interval(row)}"


def shares_caption(table: pd.DataFrame) -> str:
    """Say beneath the dots what is filled and what is hollow, with the n."""
    few = table["ci_low"].isna()
    single = (table["n_articles"] == 1).all()
    why = "one text an outlet, so no margin of error" if single else "no interval; a note says why"
    kind = f"Hollow dots: {why}. " if few.any() else ""
    many = table["outlet"].nunique() >= MANY
    order = " The outlet with the highest share of the first frame is on top." if many else ""
    numbers, grey = "counts", ""
    if _is_led(table):
        by = whom(table.get("coder", ()))
        numbers = f"counts by {by}, or shares that hand codes correct"
        grey = f" Grey: the share by {by} alone."
    return f"{kind}Numbers are {numbers}; {texts_said(table)}.{grey}{order}"


def texts_said(table: pd.DataFrame) -> str:
    """Say how many texts of how many outlets a table of shares is about."""
    n = int(table.drop_duplicates("outlet")["n_articles"].sum())
    return f"{count(n, 'text')} of {count(table['outlet'].nunique(), 'outlet')}"


def comparisons(findings: pd.DataFrame) -> str:
    """Say how many comparisons a table of differences makes."""
    tested = int(findings["p"].notna().sum())
    return (
        f"A row is an outlet against the median outlet for one frame; {len(findings)} comparisons, "
        f"{tested} of them with enough texts and hand codes"
    )


def words_counted(keyness: pd.DataFrame) -> str:
    """Say how many words of outlets are compared."""
    return f"A row is an outlet and a word; {len(keyness)} comparisons"


def word_scores_by_mode(
    tone: pd.DataFrame, passages: pd.DataFrame, *, codebook: Codebook
) -> pd.DataFrame:
    """Set the word score of passages beside the mode that a coder found in them.

    Only passages with another mode than the codebook's first (a plain statement) are
    listed: concerns, demands and denials are where a count of words fails. A passage in
    another language than the score's has none, and is not listed.
    """
    plain = next(iter(codebook.modes), "")
    told = passages[passages["mode"].notna() & (passages["mode"] != plain)]
    told = told.drop_duplicates(["article", "sentence"]).merge(
        tone[["article", "sentence", "compound"]].dropna(), validate="one_to_one"
    )
    told["coded_as"] = [
        listed([codebook.modes[mode] for mode in values_of(cell)]) for cell in told["mode"]
    ]
    columns = [*BY_MODE, "article", "sentence"]
    return told.sort_values(["coded_as", "compound"], ignore_index=True)[columns]


def tone_towards_actors(
    sentences: pd.DataFrame, attributions: pd.DataFrame, *, codebook: Codebook
) -> pd.DataFrame:
    """Count by outlet how the codebook's actors are put, those with most mentions first.

    Sentences in another language than English are left out, since nothing was learnt from any.
    """
    english = sentences[in_english(sentences)]
    if english.empty or not codebook.actors:
        return empty("tone_shares")
    mentions = tone(english, towards=codebook, attributions=attributions)
    shares = tone_shares(mentions, sentences)
    order = ["target", "outlet", "teller", "tone"]
    return shares.sort_values(["n_told", *order], ascending=[False] + [True] * 4, ignore_index=True)


def tfidf_settings() -> str:
    """Say how TF-IDF was computed."""
    said = ", ".join(f"{name} {value}" for name, value in TFIDF.items())
    return f"TF-IDF of every word by outlet (scikit-learn: {said}; function words left out)"


def words_in_context(
    keyness: pd.DataFrame,
    tokens: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    by: str = "outlet",
    top: int = 5,
    lines: int = 3,
    variants: bool = False,
    name: str = "words",
) -> Result:
    r"""Show each group's most distinctive words; each opens the passages it stands in.

    Parameters
    ----------
    keyness : a row is a group and a feature (see :func:`framing.words.keyness`). Where there is a
        q, only words with q below .05 are shown, and those that the group uses less are named.
    tokens : the words that were counted.
    sentences : the sentences that they stand in.
    by : as it was given to ``keyness``.
    top : the most words shown of a group: those it uses more, by ``z``.
    lines : the most passages shown of a word.
    variants : as it was given to ``keyness``.
    name : the name under which the index finds it.

    Returns
    -------
    A result of kind ``concordance``: for each word its counts here and elsewhere, and whether it
    stands in one text only or its place is not stable (among the first ten in less than four of
    five resamples); where words are not tested, why. Its data hold every place of the words shown,
    with its key.

    Raises
    ------
    ParameterError : ``top`` or ``lines`` is below 1.
    TableError : a column is missing, or a word stands in no sentence given.

    Examples
    --------
    >>> from framing.corpus.sentences import tokens
    >>> from framing.words.keyness import keyness
    >>> table = pd.DataFrame({"article": ["a", "b"], "sentence": 0, "outlet": ["A", "B"],
    ...     "text": ["Fate decided.", "Talks held."]})
    >>> words = tokens(table)
    >>> found = keyness(words, min_count=1)
    >>> shown = words_in_context(found, words, table, top=1).text.splitlines()
    >>> print(*shown[:3], sep="\n")
    Not tested: one text. These words may be chance.
    A
    decided: 1 here in 1 text (500.0 per 1,000 words), 0 elsewhere (0.0)
    """
    check_number("top", top)
    check_number("lines", lines)
    chosen = _top(require(keyness, "keyness", columns=_SAID), top)
    words = require(tokens, "tokens", columns=[by])
    words = words.assign(
        group=words[by].astype("str"),
        feature=as_terms(words, stop_words=False, variants=variants),
    )
    texts = words.groupby("group")["article"].nunique()
    pair = ["group", "feature"]
    every = words[words["feature"].isin(chosen["feature"])]
    words = words.merge(chosen[pair], on=pair, validate="many_to_one")
    rows = kwic(sentences, tokens=words).assign(group=words["group"], feature=words["feature"])
    found = dict(list(rows.groupby(["group", "feature"])))
    own = dict(_records(chosen))
    groups = sorted(keyness["group"].unique())
    avoided = {group: _avoided(keyness, group, top) for group in groups}
    shown = [
        {
            "name": group,
            "words": [
                {
                    "feature": _printed(found.get((group, row["feature"]), rows[:0]), row),
                    "counts": _counts(row, every, several=texts[group] > 1),
                    **lines_of(found.get((group, row["feature"]), rows[:0]), lines),
                }
                for row in own.get(group, [])
            ],
            "avoided": avoided[group],
        }
        for group in groups
        if group in own or avoided[group]
    ]
    bare = [group for group in groups if group not in own and not avoided[group]]
    unsure = named(bare) if keyness["q"].notna().any() else ""
    return result(
        "pages/words", "concordance", name,
        page={"without_q": _without_q(chosen), "groups": shown, "unsure": unsure},
        data={"caption": "Every place of the words shown: a row is a place", **data_of(rows)},
    )  # fmt: skip


def _printed(places: pd.DataFrame, row: Mapping[str, Any]) -> str:
    """Return a word as these texts print it most often, not as its spellings were counted.

    A capital stays where the word never stands without it, within a sentence too.
    """
    if places.empty:
        return str(row["feature"])
    within = (places["before"].str.strip() != "").any()
    named = within and not places["match"].str.islower().any()
    forms = (places["match"] if named else places["match"].str.lower()).value_counts().to_dict()
    return min(forms, key=lambda form: (-forms[form], form))


def _top(keyness: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the words that each group uses more than the others do, most so first."""
    sure = keyness[~(keyness["q"] >= LEVEL)]
    order = sure.assign(order=-sure["z"].round(9)).sort_values(["group", "order", "feature"])
    return order[order["z"] > 0].groupby("group").head(top)


def _avoided(keyness: pd.DataFrame, group: str, top: int) -> str:
    """Name the words that a group surely uses less than the others do, most so first."""
    sure = keyness[(keyness["group"] == group) & (keyness["q"] < LEVEL) & (keyness["z"] < 0)]
    words = sure.assign(order=sure["z"].round(9)).sort_values(["order", "feature"]).head(top)
    return ", ".join(
        f"{row.feature} ({row.n_target}, {row.n_reference})" for row in words.itertuples()
    )


def _records(table: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(group, own.to_dict("records")) for group, own in table.groupby("group", sort=False)]


def _counts(row: Mapping[str, Any], every: pd.DataFrame, *, several: bool) -> list[dict[str, str]]:
    """Say how often a word stands here and elsewhere, and how stable its place is.

    ``every`` holds the words that are counted; ``several`` tells whether the word's group has more
    than one text.
    """
    against = row["reference"] not in (REST, None)
    where = f"in {row['reference']}" if against else "elsewhere"
    alone = row["n_articles"] == 1 and several
    texts = "one text only" if alone else count(row["n_articles"], "text")
    sure = ""
    if row["stability"] < STEADY:
        sure = f"; place not stable, among the first {FIRST} in {100 * row['stability']:.0f} %"
    own = every[every["feature"] == row["feature"]]
    here = own["group"] == row["group"]
    there = own["group"] == row["reference"] if against else ~here
    return [
        {"text": f"{row['n_target']} here", "opens": rows_opened(own[here])},
        {"text": " in "},
        {"text": texts, "opens": rows_opened(own[here].drop_duplicates("article"))},
        {"text": f" ({row['per_1000_target']:.1f} per 1,000 words), "},
        {"text": f"{row['n_reference']} {where}", "opens": rows_opened(own[there])},
        {"text": f" ({row['per_1000_reference']:.1f}){sure}"},
    ]


def _without_q(chosen: pd.DataFrame) -> str:
    """Say once for which groups it is not tested, and why."""
    bare = chosen[chosen["q"].isna()].drop_duplicates("group")
    if bare.empty:
        return ""
    every = bare["group"].nunique() == chosen["group"].nunique()
    reasons = sorted({WHY_NO_P[values_of(note)[0]] for note in bare["note"]})
    whose = "" if every else f" for {listed(bare['group'].tolist())}"
    return f"Not tested{whose}: {'; '.join(reasons)}. These words may be chance."
