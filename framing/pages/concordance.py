"""Words in context as a page shows them: marked passages, and the passages behind each word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from markupsafe import Markup

from framing.corpus.terms import as_terms
from framing.errors import ParameterError
from framing.show.many import named
from framing.show.markup import join, marked
from framing.show.markup import shown as printed
from framing.show.plain_words import count, listed
from framing.show.results import Result
from framing.tables.require import require
from framing.words.keyness import REST
from framing.words.kwic import kwic

LINES = 10
LEVEL = 0.05  # of q, for words to be shown
SMALL = 0.001  # below this q is not printed to the digit
_KEY = ["article", "sentence"]
_SAID = ["n_target", "n_reference", "n_articles", "z"]


def concordance(rows: pd.DataFrame, *, name: str, caption: str, shown: int = LINES) -> Result:
    """Show places with their context, outlet by outlet, what was sought marked.

    Parameters
    ----------
    rows : a row is a place, as :func:`framing.kwic` lists them.
    name : the name under which the index finds it.
    caption : one line that says what was sought.
    shown : the most lines shown of an outlet; all are in the data.

    Returns
    -------
    A result of kind ``concordance``. Its data hold every place with its key.

    Raises
    ------
    ParameterError : ``shown`` is below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"article": ["a"], "sentence": [0], "text": ["Talks on Kyiv."]})
    >>> print(concordance(kwic(table, "Kyiv"), name="kyiv", caption="Kyiv in context").text)
    Kyiv in context: 1 place in 1 text.
    a
    Talks on Kyiv.
    """
    _check("shown", shown)
    said = f"{caption}: {count(len(rows), 'place')} in {count(rows['article'].nunique(), 'text')}."
    sections = join(
        Markup("<section><h3>{}</h3>{}</section>").format(outlet, _lines(places, shown))
        for outlet, places in rows.groupby("outlet", sort=False)
    )
    page = Markup('<div class="passages concordance"><p>{}</p>{}</div>').format(said, sections)
    return Result("concordance", name, page, {"caption": caption, "sentence": said, **_data(rows)})


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
    keyness : a row is a group and a feature (see :func:`framing.keyness`). Where there is a
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
    A result of kind ``concordance``: for each word its counts here and elsewhere, and q or
    why there is none. Its data hold every place of the words shown, with its key.

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
    No p or q: one text.
    A
    decided: 1 here in 1 text (500.0 per 1,000 words), 0 elsewhere (0.0)
    """
    _check("top", top)
    _check("lines", lines)
    chosen = _top(require(keyness, "keyness", columns=_SAID), top)
    words = require(tokens, "tokens", columns=[by])
    words = words.assign(
        group=words[by].astype("str"),
        feature=as_terms(words, stop_words=False, variants=variants),
    )
    words = words.merge(chosen[["group", "feature"]], on=["group", "feature"])
    rows = kwic(sentences, tokens=words).assign(group=words["group"], feature=words["feature"])
    found = dict(list(rows.groupby(["group", "feature"])))
    own = dict(_records(chosen))
    groups = sorted(keyness["group"].unique())
    avoided = {group: _avoided(keyness, group, top) for group in groups}
    sections = join(
        Markup("<section><h3>{}</h3><ul>{}</ul>{}</section>").format(
            group,
            join(
                _word(row, found.get((group, row["feature"]), rows[:0]), lines)
                for row in own.get(group, [])
            )
            or Markup("<li>None more than elsewhere.</li>"),
            avoided[group],
        )
        for group in groups
        if group in own or avoided[group]
    )
    bare = [group for group in groups if group not in own and not avoided[group]]
    rest = Markup("<p>No word with q below {}: {}.</p>").format(LEVEL, named(bare))
    page = Markup('<div class="passages words">{}{}{}</div>').format(
        _without_q(chosen), sections or Markup("<p>None.</p>"),
        rest if bare and keyness["q"].notna().any() else "",
    )  # fmt: skip
    caption = "Every place of the words shown: a row is a place"
    return Result("concordance", name, page, {"caption": caption, **_data(rows)})


def _check(what: str, number: int) -> None:
    if number < 1:
        raise ParameterError(f"{what} is {number}; a number from 1 on is needed.")


def _top(keyness: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the words that each group uses more than the others do, most so first."""
    sure = keyness[~(keyness["q"] >= LEVEL)]
    order = sure.assign(order=-sure["z"].round(9)).sort_values(["group", "order", "feature"])
    return order[order["z"] > 0].groupby("group").head(top)


def _avoided(keyness: pd.DataFrame, group: str, top: int) -> Markup:
    """Name the words that a group surely uses less than the others do, most so first."""
    sure = keyness[(keyness["group"] == group) & (keyness["q"] < LEVEL) & (keyness["z"] < 0)]
    words = sure.assign(order=sure["z"].round(9)).sort_values(["order", "feature"]).head(top)
    if words.empty:
        return Markup("")
    said = ", ".join(f"{row.feature} ({row.n_target}, {row.n_reference})"
                     for row in words.itertuples())  # fmt: skip
    return Markup("<p>Used less than elsewhere (here, elsewhere): {}.</p>").format(said)


def _records(table: pd.DataFrame) -> list[tuple[str, list[dict[str, Any]]]]:
    return [(group, own.to_dict("records")) for group, own in table.groupby("group", sort=False)]


def _word(row: Mapping[str, Any], rows: pd.DataFrame, lines: int) -> Markup:
    """Return a word with its counts; opened, it shows the first of its passages."""
    return Markup(
        "<li><details><summary><strong>{}</strong>: {}</summary>{}</details></li>"
    ).format(row["feature"], _counts(row), _lines(rows, lines))


def _counts(row: Mapping[str, Any]) -> str:
    """Say how often a word stands here and elsewhere, and how sure the difference is."""
    where = "elsewhere" if row["reference"] in (REST, None) else f"in {row['reference']}"
    sure = ""
    if pd.notna(row["q"]):
        sure = f"; q = {printed(row['q'])}" if row["q"] >= SMALL else f"; q < {SMALL}"
    return (
        f"{row['n_target']} here in {count(row['n_articles'], 'text')} "
        f"({row['per_1000_target']:.1f} per 1,000 words), {row['n_reference']} {where} "
        f"({row['per_1000_reference']:.1f}){sure}"
    )


def _without_q(chosen: pd.DataFrame) -> Markup:
    """Say once for which groups there is no q, and why."""
    bare = chosen[chosen["q"].isna()].drop_duplicates("group")
    if bare.empty:
        return Markup("")
    every = bare["group"].nunique() == chosen["group"].nunique()
    reasons = sorted({str(note).split(":")[0] for note in bare["note"]})
    whose = "" if every else f" for {listed(bare['group'].tolist())}"
    return Markup("<p>No p or q{}: {}.</p>").format(whose, "; ".join(reasons))


def _lines(rows: pd.DataFrame, most: int) -> Markup:
    """Return the first places as lines, and how many of how many they are."""
    several = rows["article"].nunique() > 1
    lines = join(
        Markup("<li>{}{}</li>").format(_line(row), _source(row["article"]) if several else "")
        for row in rows.head(most).to_dict("records")
    )
    left = Markup('<p class="more">{} of {} places shown.</p>').format(most, len(rows))
    return Markup("<ol>{}</ol>{}").format(lines, left if len(rows) > most else "")


def _source(article: str) -> Markup:
    return Markup(' <span class="about">({})</span>').format(article)


def _line(row: Mapping[str, Any]) -> Markup:
    """Return a place with what was sought marked."""
    start = len(row["before"])
    end = start + len(row["match"])
    return marked(row["before"] + row["match"] + row["after"], [(start, end)])


def _data(rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "columns": [[str(column), str(kind)] for column, kind in rows.dtypes.items()],
        "key": _KEY,
        "rows": rows.to_dict("split", index=False)["data"],
        "passages": rows[_KEY].drop_duplicates().to_numpy().tolist(),
    }
