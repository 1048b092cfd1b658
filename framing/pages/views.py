"""Tables as pages show them, made from tables of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.terms import TFIDF
from framing.corpus.zones import FURNITURE, ZONES
from framing.show.many import by_turns, named
from framing.show.markup import MANY, SHOWN_ROWS
from framing.show.plain_words import count, listed, names
from framing.tables.require import values_of

LISTED = 100  # texts that the page on the corpus lists whole
_MEASURES = {
    "salience": "share of sentences",
    "prevalence": "texts with it",
    "prominence": "texts with it on top",
}


def by_text(article_frames: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Say for each text how much of it carries a frame and where that begins.

    Of more than 30 texts each outlet's with most of the frame comes first.
    """
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
    for zone, plural in (
        ("headline", "no headline captured"),
        ("caption", "no caption captured"),
        ("lead", "no lead"),
    ):
        said = {True: "yes", False: "no"}
        table[zone] = [
            plural if pd.isna(value) else said[bool(value)] for value in rows[f"in_{zone}"]
        ]
    return table


def by_manner(passages: pd.DataFrame, *, codebook: Codebook) -> pd.DataFrame:
    """Count passages by stance, and by voice, a column an outlet; lists count in each value.

    Many outlets have one column together, and the number of those with such a passage.
    """
    passages = passages.reset_index(drop=True)
    outlets = list(passages["outlet"].unique())
    rows = []
    for column, labels in (("stance", codebook.stances), ("voice", codebook.voices)):
        values = passages[column].fillna("").str.split(";").explode()
        told = values.map(dict(labels)).fillna("not coded")
        whose = passages["outlet"].take(values.index).to_numpy()
        counts = pd.crosstab(told.to_numpy(dtype=object), whose.astype(object)).reindex(
            columns=outlets
        )
        order = [label for label in (*labels.values(), "not coded") if label in counts.index]
        counts = counts.reindex(order).rename_axis(index="coded as", columns=None).reset_index()
        there = (counts[outlets] > 0).sum(axis=1)
        counts = counts.assign(all=counts[outlets].sum(axis=1), what=column)
        rows.append(counts.assign(**{"in outlets": there}))
    table = pd.concat(rows, ignore_index=True)
    many = len(outlets) >= MANY
    return table[["what", "coded as", *(["in outlets"] if many else outlets), "all"]]


def by_coder(article_frames: pd.DataFrame) -> pd.DataFrame:
    """Set the count of every coder side by side, a row a text; of many, one an outlet first."""
    counts = article_frames.pivot(index="article", columns="coder", values="n_frame_sentences")
    base = article_frames.drop_duplicates("article").set_index("article")
    coders = list(article_frames["coder"].unique())
    table = counts.reindex(base.index)[coders].rename_axis(columns=None)
    table.insert(0, "text of", base.index.map(names(article_frames)))
    table["of sentences"] = base["n_sentences"]
    return by_turns(table.reset_index(drop=True), base["outlet"])


def by_outlet(distinctive: pd.DataFrame, *, top: int = 8) -> pd.DataFrame:
    """Write each outlet's most distinctive words in one row, with their counts."""
    ranked = distinctive[distinctive["rank"] <= top].sort_values(["outlet", "rank"])
    words = [
        f"{row.term} ({row.count_here}, {row.count_elsewhere})"
        for row in ranked.rename(columns={"count": "count_here"}).itertuples()
    ]
    joined = ranked.assign(words=words).groupby("outlet")["words"].agg(", ".join)
    return joined.rename("words (here, elsewhere)").reset_index()


def labelled(table: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Add the frames' labels, and the base of a share, for a page."""
    table = table.assign(label=table["frame"].map(dict(labels)))
    return with_base(table) if {"unit", "n_words"} <= set(table) else table


def with_base(salience: pd.DataFrame) -> pd.DataFrame:
    """Add the base of each share: sentences or words."""
    words = salience["unit"] == "words"
    return salience.assign(base=salience["n_words"].where(words, salience["n_sentences"]))


def known_of(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List what is known of each article, without its text; of over 100, one an outlet first."""
    groups = sentences.groupby("article")
    headline = sentences[sentences["zone"] == "headline"].groupby("article")["text"].agg(" ".join)
    known = articles.drop(columns="text").assign(
        headline=articles["article"].map(headline).fillna("not captured"),
        n_sentences=articles["article"].map(groups.size()),
        n_words=articles["article"].map(groups["n_words"].sum()),
    )
    return by_turns(known, known["outlet"], most=LISTED)


def by_zone(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences of each text by zone; of over 100 texts, one an outlet comes first."""
    counts = (
        sentences.groupby(["article", "outlet", "zone"], sort=False).size().unstack(fill_value=0)
    )
    zones = [zone for zone in ZONES if zone != FURNITURE]
    table = counts.reindex(columns=zones, fill_value=0).rename_axis(columns=None)
    table = table.reset_index()
    if not table["outlet"].duplicated().any():
        return table.drop(columns="article")
    return by_turns(table[["outlet", "article", *zones]], table["outlet"], most=LISTED)


def furniture(articles: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """List the pieces of each text that are not article text."""
    texts = articles.set_index("article")
    rows = [
        {"outlet": texts.loc[row.article, "outlet"], "piece": piece}
        for row in zones[zones["zone"] == FURNITURE].itertuples()
        if (piece := " ".join(texts.loc[row.article, "text"][row.start : row.end].split()))
    ]
    return pd.DataFrame(rows, columns=["outlet", "piece"])


def not_known(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List for each fact the texts that lack it; a column that no text has is left out."""
    facts = known_of(articles, sentences).replace("not captured", pd.NA)
    rows = []
    repeated = [name for name in facts if name.endswith("_known_from")]
    for fact in facts.columns.drop(["title", "date_text", "language", *repeated]):
        lacking = facts.loc[facts[fact].isna(), "outlet"]
        if len(lacking) > 0:
            whose = "all" if len(lacking) == len(facts) else named([*lacking.drop_duplicates()])
            rows.append(
                {
                    "fact": fact.replace("_", " "),
                    "texts": len(lacking),
                    "of": len(facts),
                    "whose": whose,
                }
            )
    return pd.DataFrame(rows, columns=["fact", "texts", "of", "whose"])


def by_value(
    reliability: pd.DataFrame, labels: Mapping[str, str], *, codebook: Codebook
) -> pd.DataFrame:
    """Name each value of sub-code, stance and voice in plain words, beside its frame."""
    table = labelled(reliability, labels)
    words = {"stance": codebook.stances, "voice": codebook.voices}
    table["said"] = [
        {**words, "subcode": codebook.frames[row.frame].subcodes}[row.variable].get(row.value)
        for row in table.itertuples()
    ]
    table["variable"] = table["variable"].replace("subcode", "sub-code")
    return table


def judged(hypotheses: pd.DataFrame, *, level: float = 0.05) -> pd.DataFrame:
    """Say of each stated hypothesis whether these texts support it, by Holm's p."""
    verdicts = []
    for row in hypotheses.itertuples():
        if pd.isna(row.p_holm) or pd.isna(row.as_expected):
            verdicts.append("cannot be told")
        elif row.p_holm >= level:
            verdicts.append("not supported: the difference may be chance")
        else:
            verdicts.append("supported" if row.as_expected else "contradicted")
    return hypotheses.assign(verdict=verdicts, measure=hypotheses["measure"].map(_MEASURES))


def disagreed(disagreements: pd.DataFrame, labels: Mapping[str, str]) -> pd.DataFrame:
    """Set side by side what coders decided on each unit on which they differ."""
    table = labelled(disagreements, labels)
    known = ["article", "sentence", "frame", "outlet", "zone", "rank", "text", "label"]
    coders = [column for column in table if column not in known]
    table = table[["outlet", "label", *coders, "text"]].fillna("not coded")
    return table.rename(columns={"label": "frame", "text": "passage"})


def word_scores(tone: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Average the word score of each outlet's sentences; those without a score are told apart."""
    scores = tone.merge(sentences[["article", "sentence", "outlet"]], on=["article", "sentence"])
    groups = scores.groupby("outlet", sort=False)["compound"]
    scored, unscored = groups.count(), groups.size() - groups.count()
    notes = [
        "; ".join(["no interval"] * (n > 0) + [f"{count(m, 'sentence')} not in English"] * (m > 0))
        for n, m in zip(scored, unscored, strict=True)
    ]
    table = pd.DataFrame({"mean compound": groups.mean().round(3), "sentences": scored})
    return table.assign(note=notes).reset_index()


def word_scores_by_stance(
    tone: pd.DataFrame, passages: pd.DataFrame, *, codebook: Codebook
) -> pd.DataFrame:
    """Set the word score of passages beside the stance that a coder found in them.

    Only passages with another stance than the codebook's first (a plain statement) are
    listed: concerns, demands and denials are where a count of words fails. A passage in
    another language than the score's has none, and is not listed.
    """
    plain = next(iter(codebook.stances), "")
    told = passages[passages["stance"].notna() & (passages["stance"] != plain)]
    told = told.drop_duplicates(["article", "sentence"]).merge(
        tone[["article", "sentence", "compound"]].dropna()
    )
    told["coded as"] = [
        listed([codebook.stances[stance] for stance in values_of(cell)]) for cell in told["stance"]
    ]
    columns = ["outlet", "coded as", "compound", "text"]
    return told.sort_values(["coded as", "compound"], ignore_index=True)[columns]


def card(entries: Mapping[str, Any]) -> pd.DataFrame:
    """Write a card (a mapping) as a table of two columns."""
    return pd.DataFrame(
        {"what": list(entries), "value": [str(value) for value in entries.values()]}
    )


def tfidf_settings() -> str:
    """Say how TF-IDF was computed."""
    said = ", ".join(f"{name} {value}" for name, value in TFIDF.items())
    return f"TF-IDF of every word by outlet (scikit-learn: {said}; function words left out)"
