"""The page on the texts: what came in, what is known of it, in which languages."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from framing.coding.codebook import Codebook
from framing.corpus.entries import REJECTED, REPAIRED, unmet
from framing.corpus.zones import FURNITURE, ZONES
from framing.languages.lacks import LABELS, lacks
from framing.show.many import by_turns, named
from framing.show.plain_words import count, listed
from framing.study.screening import screened
from framing.tables.codes import GENRES, NEWS
from framing.tables.require import empty, require

LISTED = 100  # texts that the page on the corpus lists whole
ARTICLES = {
    "outlet": "outlet",
    "article": "file",
    "date": "date",
    "headline": "headline",
    "agency": "agency named in the text",
    "agency_reported": "agency, as the study's notes have it",
    "n_sentences": "sentences, headlines, subheads and captions",
    "n_words": "words",
}
LACKS = {
    "language": "language",
    "texts": "texts",
    "lacks": "no data for",
    "done": "what is done without it",
}
REPAIRS = {
    "state": "state",
    "said": "kind, as said of the first",
    "inputs": "inputs",
    "examples": "such as",
}
_EXAMPLES = 3
_WITHOUT_BLANKS = ("zh", "ja", "th", "lo", "km", "my")


def answer_sentence(articles: pd.DataFrame, inputs: pd.DataFrame, sentences: pd.DataFrame) -> str:
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


def answer_counts(
    articles: pd.DataFrame, inputs: pd.DataFrame, sentences: pd.DataFrame, genres: pd.DataFrame
) -> dict[str, str]:
    """Return the tables that the counts of the answer open, by their words.

    They are those of :func:`answer_sentence` and of :func:`genres_sentence`.
    """
    states, kinds = inputs["state"].value_counts(), genres["genre"].fillna(NEWS).value_counts()
    return {
        f"{count(len(inputs), 'input')} found": "table-inputs",
        **{f"{n} {state}": "table-inputs" for state, n in states.items()},
        count(len(articles), "text"): "table-articles",
        count(articles["outlet"].nunique(), "outlet"): "table-flow",
        count(len(sentences), "sentence"): "table-zone_counts",
        **{f"{genre} |{n}": "table-genres_by_outlet" for genre, n in kinds.items()},
    }


def genres_sentence(genres: pd.DataFrame, *, compared: Sequence[str]) -> str:
    """Say which genres the texts mix, which are compared, and how many tell none; "" of one.

    Parameters
    ----------
    genres : a row is an article that was read, with its genre.
    compared : the genres that are compared; a text that tells none counts as news.
    """
    counted = genres["genre"].fillna(NEWS)
    if counted.nunique() < 2 and counted.isin(compared).all():
        return ""
    kept = counted.isin(compared)
    untold = int((genres["genre"].isna() & kept).sum())
    as_news = f"{count(untold, 'text')} whose genre is not told: counted as news"
    said = f"The texts mix genres: {_by_size(counted)}"
    out = counted[~kept]
    left = f"; left out of all that follows: {_by_size(out)}" if len(out) else "; all are compared"
    return f"{said}{left}.{f' {as_news}.' if untold else ''}"


def proposal(sheet: pd.DataFrame | None) -> pd.DataFrame:
    """Return how often what was proposed was decided so; no row where nothing was screened."""
    return empty("screened") if sheet is None else screened(sheet)


def _by_size(genres: pd.Series) -> str:
    return listed([f"{genre} {n}" for genre, n in genres.value_counts(sort=True).items()])


def genres_by_outlet(genres: pd.DataFrame) -> pd.DataFrame:
    """Count the articles of each outlet by genre: a row is an outlet."""
    told = genres["genre"].fillna("not told")
    counts = pd.crosstab(genres["outlet"], told).reindex(columns=[*GENRES, "not told"])
    table = counts.fillna(0).astype("Int64").rename_axis(columns=None).reset_index()
    return table.loc[:, (table != 0).any()]


def known_of(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """List what is known of each article, without its text; of over 100, one an outlet first."""
    groups = sentences.groupby("article")
    headline = sentences[sentences["zone"] == "headline"].groupby("article")["text"].agg(" ".join)
    known = articles.drop(columns="text").assign(
        headline=[headline.get(article, "not captured") for article in articles["article"]],
        n_sentences=articles["article"].map(groups.size()),
        n_words=articles["article"].map(groups["n_words"].sum()),
    )
    return by_turns(known, known["outlet"], most=LISTED)


def by_zone(sentences: pd.DataFrame) -> pd.DataFrame:
    """Count the sentences of each text by zone; of over 100 texts, one an outlet comes first.

    Where each outlet has one text, it names it.
    """
    counts = (
        sentences.groupby(["article", "outlet", "zone"], sort=False).size().unstack(fill_value=0)
    )
    zones = [zone for zone in ZONES if zone != FURNITURE]
    table = counts.reindex(columns=zones, fill_value=0).rename_axis(columns=None)
    table = table.reset_index()
    return by_turns(table[["outlet", "article", *zones]], table["outlet"], most=LISTED)


def furniture(articles: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """List the pieces of each text that are not article text."""
    texts = articles.set_index("article")
    rows = [
        {"outlet": texts.loc[row.article, "outlet"], "piece": piece, "article": row.article}
        for row in zones[zones["zone"] == FURNITURE].itertuples()
        if (piece := " ".join(texts.loc[row.article, "text"][row.start : row.end].split()))
    ]
    return pd.DataFrame(rows, columns=["outlet", "piece", "article"])


def shown(table: pd.DataFrame) -> dict[str, str]:
    """Return the columns of a table of texts that a page shows: their ids where outlets recur."""
    several = table["outlet"].duplicated().any() and "piece" not in table
    return {column: column for column in table if several or column != "article"}


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
                    "fact": ARTICLES.get(fact, fact.replace("_", " ")),
                    "texts": len(lacking),
                    "of": len(facts),
                    "whose": whose,
                }
            )
    return pd.DataFrame(rows, columns=["fact", "texts", "of", "whose"])


def repairs_by_kind(inputs: pd.DataFrame, repairs: pd.DataFrame) -> pd.DataFrame:
    """Count repairs, and reasons of rejection, by kind, with examples.

    Parameters
    ----------
    inputs : a row is an input, with its state and reason.
    repairs : a row is a repair of an input.

    Returns
    -------
    A row is a kind of repair or of rejection, the most frequent first: its code, how many
    inputs it befell, what is said of the first, and three of them.
    """
    inputs, repairs = require(inputs, "inputs"), require(repairs, "repairs")
    rejected = inputs[inputs["state"] == REJECTED].rename(columns={"reason": "kind"})
    repaired = repairs.rename(columns={"repair": "kind"}).assign(state=REPAIRED)
    columns = ["state", "kind", "input", "record", "said"]
    each = pd.concat([rejected[columns], repaired[columns]]).drop_duplicates(columns[:-1])
    found = (
        each.groupby(["state", "kind"])
        .agg(inputs=("input", "size"), said=("said", "first"), examples=("input", _examples))
        .reset_index()
    )
    return found.sort_values(["state", "inputs", "kind"], ascending=[True, False, True],
                             ignore_index=True)  # fmt: skip


def touched_first(inputs: pd.DataFrame) -> pd.DataFrame:
    """Order the load report for a page: what was rejected, then repaired, then kept.

    Parameters
    ----------
    inputs : a row is an input, with its state.

    Examples
    --------
    >>> rows = pd.DataFrame({"input": list("abc"), "state": ["kept", "repaired", "rejected"]})
    >>> touched_first(rows)["input"].tolist()
    ['c', 'b', 'a']
    """
    order = {REJECTED: 0, REPAIRED: 1}
    return inputs.sort_values(
        "state", key=lambda states: states.map(order).fillna(len(order)), kind="stable",
        ignore_index=True,
    )  # fmt: skip


def declared_sentence(inputs: pd.DataFrame) -> str:
    """Say whether each export holds as many documents as it declares; a mismatch with both.

    Parameters
    ----------
    inputs : the load report.

    Examples
    --------
    >>> rows = {"input": ["a.rtf"] * 2, "record": ["1", "2"], "state": "kept", "declared": [3, 3]}
    >>> declared_sentence(pd.DataFrame(rows))
    'a.rtf declares 3 documents, 2 were found.'
    """
    if wrong := unmet(inputs):
        return wrong
    n = require(inputs, "inputs").dropna(subset="declared")["input"].nunique()
    if not n:
        return "No input declares how many documents it holds."
    if n == 1:
        return "1 export declares how many documents it holds, and holds as many."
    return f"{n} exports declare how many documents they hold, and each holds as many."


def _examples(names: pd.Series) -> str:
    return ", ".join(names.drop_duplicates().head(_EXAMPLES))


def languages(articles: pd.DataFrame) -> pd.DataFrame:
    """Count the texts of each language, by outlet."""
    named = articles.assign(language=articles["language"].fillna("not known"))
    groups = named.groupby("language")["outlet"]
    table = pd.DataFrame({"texts": groups.size(), "outlets": groups.nunique()}).reset_index()
    return table.sort_values(["texts", "language"], ascending=[False, True], ignore_index=True)


def language_sentence(articles: pd.DataFrame, not_scored: pd.DataFrame, codebook: Codebook) -> str:
    """Say which texts the codebook's rules did not score, since they are in another language."""
    bare = articles.loc[articles["language"].isin(_WITHOUT_BLANKS), "language"]
    warned = (
        f" Texts in {listed([repr(name) for name in sorted(bare.unique())])} are written without "
        "blanks between words: counts of words, TF-IDF and keyness do not hold for them."
        if len(bare)
        else ""
    )
    return _scored(articles, not_scored, codebook) + warned


def _scored(articles: pd.DataFrame, not_scored: pd.DataFrame, codebook: Codebook) -> str:
    if not_scored.empty:
        unknown = int(articles["language"].isna().sum())
        rest = f"; of {count(unknown, 'text')} the language is not known" if unknown else ""
        return (
            f"The codebook is in '{codebook.language}'; {len(articles) - unknown} of "
            f"{count(len(articles), 'text')} are in that language{rest}."
        )
    counts = not_scored["language"].value_counts()
    found = listed([f"{n} in '{language}'" for language, n in counts.items()])
    return (
        f"Not scored: {len(not_scored)} of {count(len(articles), 'text')} ({found}), since the "
        f"codebook is in '{codebook.language}'. They are in no count of frames."
    )


def lacking(articles: pd.DataFrame) -> pd.DataFrame:
    """List what there is no data for in the languages of the texts, and what is done without.

    Parameters
    ----------
    articles : a row is an article, with its language.

    Returns
    -------
    A row is a language and one thing that it has no data for.
    """
    texts = articles["language"].value_counts().sort_index()
    rows = [(code, n, what, LABELS[what]) for code, n in texts.items() for what in lacks(code)]
    return pd.DataFrame(rows, columns=["language", "texts", "lacks", "done"])


def lacking_sentence(articles: pd.DataFrame) -> str:
    """Say for which texts some measure has no data of their language.

    Parameters
    ----------
    articles : a row is an article, with its language.

    Examples
    --------
    >>> lacking_sentence(pd.DataFrame({"article": ["a", "b"], "language": ["en", "de"]}))
    "There is not all data for 1 of 2 texts (1 in 'de'); the load report says so of each."
    """
    counts = articles["language"].value_counts().sort_index()
    partly = {code: n for code, n in counts.items() if lacks(code)}
    if not partly:
        return "There is data of its language for every text and measure."
    said = listed([f"{n} in '{code}'" for code, n in partly.items()])
    return (
        f"There is not all data for {sum(partly.values())} of {count(len(articles), 'text')} "
        f"({said}); the load report says so of each."
    )
