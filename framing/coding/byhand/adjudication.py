"""Adjudication: disagreements side by side, and the final codes that come of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from framing.coding.byhand.blank_sheet import ANSWERS, HEAD, TAIL, UNIT, filled_in, in_context
from framing.coding.byhand.masking import masked
from framing.coding.claims import HOW
from framing.coding.codebook import Codebook
from framing.coding.codings import ROUNDS
from framing.coding.decisions import SAID
from framing.coding.disagreements import check_coders, differ, side_by_side
from framing.errors import ParameterError, TableError, some
from framing.tables.codes import ABSENT, CANNOT_SAY, PRESENT
from framing.tables.contracts.contract import its_pseudonym
from framing.tables.require import joined, require, values_of

_KEY = [*UNIT, "frame"]
_SELDOM = ("valuation", "valued_by", "function")  # shown where somebody fills them
_NAMES = ("speaker", "held_responsible")  # one is written in several ways: no difference
_VALUES = tuple(name for name in HOW if name not in _NAMES)


def adjudication_sheet(
    codings: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    coders: Sequence[str],
    codebook: Codebook,
    adjudicator: str,
    mask: Iterable[str] = (),
) -> pd.DataFrame:
    """Lay out what coders disagree on, side by side, for somebody to settle.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    sentences : a row is a sentence, with its text.
    coders : at least two, in the order in which their codes stand beside each other.
    codebook : the frames, each with its rules.
    adjudicator : who will settle.
    mask : names of outlets, in whose place ``[outlet]`` is to stand in the words of the texts.

    Returns
    -------
    A row is a sentence and frame, all of it words: those on which the coders differ in their
    decision, and those on which they decide alike and differ in sub-code, mode or voice
    (``differs`` says which). Sentences stand under pseudonyms, and in their order; frames are
    in that of the codebook. A coder who never fills such a column takes no part in comparing
    it. The adjudicator's cells are empty; ``because`` takes the reason.

    Raises
    ------
    ParameterError : fewer than two coders; one is named twice or coded nothing.
    TableError : a coding names a sentence that does not exist.
    CodebookError : a frame is not in the codebook.

    Examples
    --------
    >>> from framing.coding.codebook import parse_codebook
    >>> table = pd.DataFrame({"article": "a", "sentence": [0, 1], "text": ["Talks.", "Left out."]})
    >>> codings = pd.DataFrame({"article": "a", "sentence": [0, 1] * 2, "frame": "f",
    ...     "coder": ["anna"] * 2 + ["ben"] * 2, "present": [0, 1, 0, 0]})
    >>> book = parse_codebook({"codebook": {"name": "b"}, "frames": {"f": {"definition": "d"}}},
    ...     source="b")
    >>> sheet = adjudication_sheet(codings, table, coders=["anna", "ben"], codebook=book,
    ...     adjudicator="clara")
    >>> sheet[["coder", "unit", "differs", "decision: anna", "decision: ben"]]
       coder         unit   differs decision: anna decision: ben
    0  clara  uovnuf5cej3  decision        present        absent
    """
    codings, sentences = require(codings, "codings"), require(sentences, "sentences")
    names = check_coders(codings, coders, least=2)
    own = codings[codings["coder"].isin(names)]
    wide = {"decision": side_by_side(own, names).replace(SAID)}
    wide |= {name: side_by_side(own, names, name) for name in (*_VALUES, "note")}
    differs = _differs(own, wide, names)
    empty = [name for name in _SELDOM if not _who_fills(own, names, name)]
    wide = {name: said for name, said in wide.items() if name not in empty}
    columns = {
        f"{name}: {coder}": said[coder].fillna("") for name, said in wide.items() for coder in names
    }
    table = pd.DataFrame({"differs": differs, "round": _round(own), **columns})
    table = _in_order(table[table["differs"] != ""].reset_index(), sentences, codebook)
    sheet = filled_in(table, codebook=codebook, coder=adjudicator)
    shown = [*HEAD, "differs", *columns, *ANSWERS, "because", *TAIL]
    return masked(sheet.assign(because="")[shown], mask)


def adjudication(
    codings: pd.DataFrame,
    *,
    coders: Sequence[str],
    settled: pd.DataFrame,
    coder: str = "adjudicated",
) -> pd.DataFrame:
    """Put final codes together: what was settled, else what the coders agree on.

    With one coder, all of whose codes stand but for those that were settled, this corrects
    single codes of a machine by hand.

    Parameters
    ----------
    codings : a row is one coder's decision on a sentence and frame.
    coders : whose codes count. One suffices.
    settled : the adjudicator's codings; they stand whatever the coders said.
    coder : the name under which the final codes stand.

    Returns
    -------
    A row is a sentence and frame that one of the coders coded, by article, sentence and
    frame. Where nothing was settled, ``present`` is what all of the coders decided, and
    missing where they do not all decide alike or not all coded it; a sub-code, mode,
    voice or speaker is missing where they differ in it. ``note`` says who settled, or what
    is not settled and who said what. A unit is of the least final round of its codes.

    Raises
    ------
    ParameterError : a coder coded nothing or is named twice, or ``coder`` is already one.
    TableError : something is settled twice, or on what none of the coders coded.

    Examples
    --------
    >>> rules = pd.DataFrame({"article": "a", "sentence": [0, 1], "frame": "f",
    ...     "coder": "rules", "present": [1, 1]})
    >>> clara = pd.DataFrame({"article": "a", "sentence": [1], "frame": "f", "coder": "clara",
    ...     "present": [0], "note": "irony"})
    >>> final = adjudication(rules, coders=["rules"], settled=clara, coder="corrected")
    >>> final[["sentence", "coder", "present", "note"]]
       sentence      coder  present                     note
    0         0  corrected        1                      NaN
    1         1  corrected        0  settled by clara: irony
    """
    codings, settled = require(codings, "codings"), require(settled, "codings")
    names = check_coders(codings, coders, least=1)
    if coder in set(codings["coder"]):
        raise ParameterError(f"coder is {coder!r}, whose codings are there already; give another.")
    own = codings[codings["coder"].isin(names)]
    alike = own.set_index(_KEY) if len(names) == 1 else _agreed(own, names)
    alike["round"] = _round(own)
    decided = _settled(settled, alike.index)
    for column in ("present", "subcode", "mode", "voice", "speaker", "score", "note"):
        alike.loc[decided.index, column] = decided[column]
    return require(alike.sort_index().reset_index().assign(coder=coder), "codings")


def _differs(own: pd.DataFrame, wide: dict[str, pd.DataFrame], names: Sequence[str]) -> pd.Series:
    """Say in which columns the coders differ; the decision comes first and alone."""
    apart = differ(wide["decision"])
    found = pd.Series("", index=apart.index)
    for name in _VALUES:
        compared = _ordered(wide[name])[_who_fills(own, names, name)]
        if compared.shape[1] > 1:
            found += differ(compared).map({True: f", {name}", False: ""})
    return found.str.removeprefix(", ").mask(apart, "decision")


def _who_fills(own: pd.DataFrame, names: Sequence[str], column: str) -> list[str]:
    filled = set(own.loc[own[column].notna(), "coder"])
    return [name for name in names if name in filled]


def _ordered(wide: pd.DataFrame) -> pd.DataFrame:
    """Bring the values of each cell into one order, since theirs says nothing."""
    return wide.map(lambda cell: ";".join(sorted(set(values_of(cell)))), na_action="ignore")


def _round(own: pd.DataFrame) -> pd.Series:
    """Return the least final round of each unit and frame."""
    places = own["round"].map({name: place for place, name in enumerate(ROUNDS)})
    if places.isna().any():
        raise TableError(
            f"codings.round is {some(own.loc[places.isna(), 'round'].unique())}. "
            f"Allowed: {', '.join(ROUNDS)}."
        )
    least = places.groupby([own[column] for column in _KEY]).min()
    return least.map(dict(enumerate(ROUNDS)))


def _in_order(table: pd.DataFrame, sentences: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Add the texts, and sort by pseudonyms, so that no order tells, and the codebook's frames."""
    frames = {frame: place for place, frame in enumerate(codebook.frames)}
    table = joined(table, in_context(sentences)).assign(of=table["frame"].map(frames))
    return table.assign(unit=its_pseudonym).sort_values(["unit", "of"], ignore_index=True)


def _agreed(own: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Return what all of the coders agree on; what they do not is missing, with a note."""
    said = side_by_side(own, names)
    alike = said.eq(said[names[0]], axis=0).all(axis=1)
    decided = said[names[0]].where(alike)
    table = pd.DataFrame({"present": decided.map({PRESENT: 1, ABSENT: 0}).astype("Int64")})
    open_to = ~alike | (decided == CANNOT_SAY)
    notes = _who_said_what("not settled", said[open_to].replace(SAID).fillna("not coded"))
    for column in HOW:
        who = _who_fills(own, names, column) or list(names[:1])
        values = side_by_side(own, names, column)[who]
        same = ~differ(_ordered(values))
        table[column] = values[who[0]].where(same & ~open_to).replace("", None)
        apart = values[~same & ~open_to]
        notes = notes.add(_who_said_what(f"; {column} not settled", apart), fill_value="")
    table["note"] = notes.str.removeprefix("; ").reindex(table.index)
    return table.assign(score=float("nan"))


def _who_said_what(what: str, said: pd.DataFrame) -> pd.Series:
    words = said.replace("", "nothing").to_dict("records")
    rows = [f"{what}: {', '.join(f'{who} {word}' for who, word in row.items())}" for row in words]
    return pd.Series(rows, index=said.index, dtype="str")


def _settled(settled: pd.DataFrame, units: pd.MultiIndex) -> pd.DataFrame:
    """Return settled decisions by unit and frame, each with a note of who settled it."""
    if (twice := settled.duplicated(_KEY)).any():
        raise TableError(f"settled: {some(_names(settled[twice]))} stands twice; keep one.")
    decided = settled.set_index(_KEY)
    if (lost := ~decided.index.isin(units)).any():
        raise TableError(
            f"settled: {int(lost.sum())} of {len(settled)} settle what none of the coders coded: "
            f"{some(_names(settled[lost]))}."
        )
    reason = (": " + decided["note"]).fillna("")
    return decided.assign(note="settled by " + decided["coder"] + reason)


def _names(rows: pd.DataFrame) -> Iterator[str]:
    places = zip(*(rows[column] for column in _KEY), strict=True)
    return (f"{article} sentence {sentence} {frame}" for article, sentence, frame in places)
