"""Check tables against their contracts.

Functions take and return pandas tables with the columns of :mod:`framing.tables.contracts`. A
table built by hand is accepted when it has the required columns; :func:`require` fills in
the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from numbers import Number

import numpy as np
import pandas as pd

from framing.errors import ParameterError, TableError, some, suggestion
from framing.tables.contracts import CONTRACTS, COUNT, FLAG, NUMBER, TEXT, Column

_KINDS = {TEXT: "words", COUNT: "whole numbers", NUMBER: "numbers", FLAG: "True or False"}
_MADE_BY = {  # where a table comes from that a function needs: the likeliest first mistake
    "articles": "framing.read_corpus('my-texts'), or pandas.DataFrame({'article': ['a'], "
    "'outlet': ['Daily'], 'text': ['Talks begin.']})",
    "sentences": "framing.sentences(articles)",
    "tokens": "framing.tokens(sentences)",
    "codings": "framing.code(sentences, codebook=codebook)",
    "article_frames": "framing.article_frames(codings, sentences)",
}
_NOT_OF_THE_KIND = (TypeError, ValueError, OverflowError)


def require(table: pd.DataFrame, name: str, *, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Check a table against its contract and return it complete; the given one is not edited.

    Parameters
    ----------
    table : a table built by the package or by hand.
    name : the contract's name, a key of ``CONTRACTS``.
    columns : further columns that the caller cannot do without.

    Returns
    -------
    The same rows, in the same order, with every column of the contract before the columns
    of one's own; an optional one only if it was given. A value that is not given takes its
    default, or is missing if there is none.

    Raises
    ------
    TableError : no table; a column missing or named twice; a wrong type or value; a required
        value missing; a repeated key.

    Examples
    --------
    >>> articles = pd.DataFrame({"article": ["a"], "outlet": ["X"], "text": ["Hello."]})
    >>> list(require(articles, "articles")["event"])
    ['all']
    """
    contract = CONTRACTS[name]
    if not isinstance(table, pd.DataFrame):
        given = type(table)
        made = _MADE_BY.get(name, "")
        its = f"study.{name}{'()' * callable(getattr(given, name, None))}"
        todo = f" Give {its}." if hasattr(given, name) else f" Make it with {made}." * bool(made)
        raise TableError(f"{name} is a {given.__name__}; a pandas table is needed.{todo}")
    known = {c: about for c, about in contract.columns.items() if c in table or not about.optional}
    further = [c for c in columns if c not in known or known[c].default is None]
    _columns_present(table, name, [*contract.required, *further])
    complete = table.reset_index(drop=True)
    if "text" in known and "text" in table:
        _text_is_words(table["text"], f"{name}.text")
    held = dict(complete.items())  # each column is taken out once: what it lacks is counted once
    for column, about in known.items():
        own = held.get(column)
        values = _given(complete, own, about)
        if not (about.repeats and _is_category_of_words(values)):
            values = _typed(values, about.type, f"{name}.{column}")
        if about.codes:
            _values_allowed(values, about, f"{name}.{column}")
        if values is not own:
            complete[column] = held[column] = values
    needed = dict.fromkeys((*contract.key, *contract.required))
    _values_present(held, name, [c for c in needed if c not in contract.may_lack])
    _key_is_unique(complete, name, list(contract.key))
    ordered = [*known, *(column for column in held if column not in known)]
    return complete if ordered == list(held) else complete[ordered]


def empty(name: str) -> pd.DataFrame:
    """Return the table ``name`` without rows, with its columns and types."""
    columns = CONTRACTS[name].columns
    given = {name: about.type for name, about in columns.items() if not about.optional}
    return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in given.items()})


def joined(codings: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Join codings to their sentences; a coding of a sentence that is not there is refused.

    Where both have a column, that of ``sentences`` is taken.
    """
    key = ["article", "sentence"]
    own = codings[[column for column in codings if column in key or column not in sentences]]
    table = own.merge(sentences, on=key, validate="many_to_one")
    if len(table) < len(own):
        there = pd.MultiIndex.from_frame(sentences[key])
        lost = own[~pd.MultiIndex.from_frame(own[key]).isin(there)]
        names = lost["article"] + " sentence " + lost["sentence"].astype(str)
        raise TableError(
            f"codings: {len(lost)} of {len(own)} name a sentence that does not exist: "
            f"{some(names)}. Were they made on another version of the texts?"
        )
    return table


def values_of(cell: object) -> list[str]:
    """Return the values of a cell that may hold several, joined by ``;``; missing holds none.

    Examples
    --------
    >>> values_of("text;us"), values_of(None)
    (['text', 'us'], [])
    """
    return cell.split(";") if isinstance(cell, str) and cell else []


def cell_of(*values: str) -> str:
    """Return a cell that holds several values, joined by ``;``; an empty one is none.

    Examples
    --------
    >>> cell_of("few_texts", "", "weighted")
    'few_texts;weighted'
    """
    return ";".join(filter(None, values))


def has(cells: pd.Series, value: str) -> pd.Series:
    """Tell which cells hold a value, alone or among others.

    Examples
    --------
    >>> has(pd.Series(["few_texts;weighted", "", None]), "weighted").tolist()
    [True, False, False]
    """
    return cells.map(lambda cell: value in values_of(cell)).astype(bool)


def check_choice(value: str, allowed: Sequence[str], *, what: str) -> str:
    """Return ``value`` if it is allowed, else say what is.

    Raises
    ------
    ParameterError : it is not.

    Examples
    --------
    >>> check_choice("all", ["all", "unmatched"], what="wire")
    'all'
    """
    if value in allowed:
        return value
    raise ParameterError(
        f"{what} is {value!r}. Allowed: {', '.join(allowed)}.{suggestion(value, allowed)}"
    )


def _columns_present(table: pd.DataFrame, name: str, needed: Sequence[str]) -> None:
    names = [str(column) for column in table.columns]
    has = ", ".join(names) or "none"
    if missing := [column for column in needed if column not in names]:
        about = CONTRACTS[name]
        of_contract = name in _MADE_BY and name != "articles" and missing[0] in about.required
        made = f" Make {name} with {_MADE_BY[name]}." if of_contract else ""
        strange = [column for column in names if column not in about.columns]
        known = missing[0] in about.columns  # else it is one that the caller asks for
        near = "" if made else suggestion(missing[0], strange if known else names)
        if not made and not near and strange:
            near = f" If {some(strange)} has it: {name}.rename(columns={{'...': '{missing[0]}'}})."
        if names and known and not (made or near):
            near = f" Add it, such as: {name}['{missing[0]}'] = ..."
        raise TableError(f"{name} has no column {some(missing)}. Columns: {has}.{near}{made}")
    if twice := sorted({column for column in names if names.count(column) > 1}):
        raise TableError(f"{name} names the column {some(twice)} more than once. Columns: {has}.")


def _given(table: pd.DataFrame, own: pd.Series | None, about: Column) -> pd.Series:
    """Return a column as it was given, with its default where no value was."""
    if own is None and not callable(about.default):
        return pd.Series(about.default, table.index, dtype=about.type)
    values = pd.Series(None, table.index, dtype="object") if own is None else own
    if about.default is None or not values.hasnans:
        return values
    default = about.default(table) if callable(about.default) else about.default
    return values.astype("object").where(values.notna(), default)


def _text_is_words(values: pd.Series, place: str) -> None:
    """Refuse numbers where the words of a text are to stand: it is another column that has them."""
    if isinstance(values.dtype, pd.StringDtype):
        return
    if numbers := [one for one in values.dropna().head(1000) if isinstance(one, Number)]:
        raise TableError(
            f"{place}: {len(numbers)} of {len(values)} values are numbers, such as {numbers[0]}; "
            "the words of a text are needed. Name the column that holds them 'text'."
        )


def _typed(values: pd.Series, kind: str, place: str) -> pd.Series:
    """Return values in their type, or say which of them are of another."""
    try:
        return _cast(values, kind)
    except _NOT_OF_THE_KIND as error:
        wrong = [value for value in values.dropna() if not _fits(value, kind)]
        raise TableError(
            f"{place}: {len(wrong)} of {len(values)} values are not {_KINDS[kind]}: {some(wrong)}."
        ) from error


def _is_category_of_words(values: pd.Series) -> bool:
    return isinstance(of := values.dtype, pd.CategoricalDtype) and of.categories.dtype == TEXT


def _cast(values: pd.Series, kind: str) -> pd.Series:
    if values.dtype.name == kind:
        return values
    return (values.where(values.notna(), float("nan")) if kind == NUMBER else values).astype(kind)


def _fits(value: object, kind: str) -> bool:
    try:
        _cast(pd.Series([value], dtype="object"), kind)
    except _NOT_OF_THE_KIND:
        return False
    return True


def _values_allowed(values: pd.Series, about: Column, place: str) -> None:
    cells = values.unique()
    cells = cells[~pd.isna(cells)]  # of few cells
    each = {value for cell in cells for value in values_of(cell)} if about.several else set(cells)
    if each <= set(about.codes):
        return
    held = values.map(values_of).explode() if about.several else values
    wrong = held[held.notna() & ~held.isin(about.codes)]
    if len(wrong):
        raise TableError(
            f"{place}: {len(wrong)} of {len(held)} values are not allowed: "
            f"{some(wrong.unique())}. Allowed: {', '.join(map(str, about.codes))}, or missing."
        )


def _values_present(held: Mapping[str, pd.Series], name: str, needed: list[str]) -> None:
    if columns := [column for column in needed if held[column].hasnans]:
        lacking = pd.concat([held[column].isna() for column in columns], axis=1).any(axis=1)
        raise TableError(
            f"{name}: {int(lacking.sum())} of {len(lacking)} rows have no "
            f"{' or no '.join(columns)}; each row needs one."
        )


def _key_is_unique(table: pd.DataFrame, name: str, key: list[str]) -> None:
    if len(key) == 2 and _rises(table[key[0]], table[key[1]]):
        return
    repeated = table.duplicated(key)
    if repeated.any():
        rows = table.loc[repeated, key].astype(str).agg(" / ".join, axis=1).unique()
        raise TableError(
            f"{name}: {int(repeated.sum())} of {len(table)} rows repeat their key "
            f"({' + '.join(key)}): {some(rows)}. Each may stand once."
        )


def _rises(first: pd.Series, second: pd.Series) -> bool:
    """Tell whether rows stand group by group, and within each in rising order: none is twice."""
    if not (isinstance(first.dtype, pd.CategoricalDtype) and second.dtype == COUNT and len(first)):
        return False
    code, number = first.cat.codes.to_numpy() + 1, second.to_numpy()
    same = code[1:] == code[:-1]
    groups = np.count_nonzero(np.bincount(code))
    return bool(groups == 1 + (~same).sum() and (number[1:] > number[:-1])[same].all())
