"""Every sentence with where else it stands, and what counts of shared sentences open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from framing.compare.article_frames import counted_sentences
from framing.show.account import no_other
from framing.show.counted import texts_opened
from framing.show.markup import account_anchor, anchor, opened, rows_opened, text_anchor
from framing.show.meanings import RELATIONS
from framing.show.plain_words import count, listed, names, numbers, place, totals
from framing.show.results import Result, result
from framing.tables.contracts import CONTRACTS
from framing.tables.contracts.wire_tables import NOWHERE, QUOTED
from framing.tables.rights import credits_of
from framing.wire.align import both_ways, closest_first
from framing.wire.origin import reuse
from framing.wire.recurring import stands

MAX_TEXTS = 30  # that are told one by one; of more, outlets stand for them
MOST_COLUMNS = 12  # that a page is wide enough for, with a count on one line
NO_OTHER, STANDING = "in {}; it may be the agency's", "standing text"
Place = tuple[str, int]


def where(
    found: Iterable[tuple[str, Place]], called: Mapping[str, str], number: Mapping[Place, str],
    *, texts: str, is_standing: bool = False,
) -> str:  # fmt: skip
    """Say where else a sentence stands, by how alike; or that it stands in no other text here.

    Standing text is held against no other text, so that it is said of none where it stands.

    Parameters
    ----------
    found : relation and place of each counterpart, the closest first; one of each text counts.
    called, number : what texts are called, and the numbers of their sentences.
    texts : what it was held against, as :func:`framing.show.account.no_other` names it.
    is_standing : whether its outlet prints it under many stories.
    """
    best: dict[str, tuple[str, Place]] = {}
    for relation, there in found:
        best.setdefault(there[0], (relation, there))
    told = []
    for code, said in RELATIONS.items():
        places = [_numbered(called[there[0]], number[there]) for relation, there in best.values()
                  if relation == code]  # fmt: skip
        told += [f"{said} in {listed(places)}"] if places else []
    if is_standing:
        told += [STANDING if told else f"{STANDING}, compared with no other"]
    return "; ".join(told) or NO_OTHER.format(texts)


def _numbered(text: str, number: str) -> str:
    """Name a sentence of a text; the number stands apart from a headline."""
    return f"{text} ({number})" if ": " in text else f"{text} {number}"


def shared_sentences(
    origins: pd.DataFrame, alignments: pd.DataFrame, *, articles: pd.DataFrame,
    standing_text: pd.DataFrame | None = None,
) -> Result:  # fmt: skip
    """List every sentence by text, each with where else it stands: what counts of them open.

    Parameters
    ----------
    origins : a row is a sentence, with its origin.
    alignments : a row is a pair of counterparts.
    articles : whose each text is and under which licence, as far as they tell.
    standing_text : what outlets print under many stories; nothing if not given.
    """
    called, number, total = names(origins), numbers(origins), totals(origins)
    credits, lonely = credits_of(articles), no_other(origins)
    pairs = closest_first(alignments)
    there: dict[Place, list[tuple[str, Place]]] = {}
    for row in pairs.itertuples():
        other = (row.other, row.other_sentence)
        there.setdefault((row.article, row.sentence), []).append((row.relation, other))
    texts: dict[str, list[dict[str, Any]]] = {}
    none = pd.DataFrame(columns=["article", "sentence"])
    known = stands(origins, none if standing_text is None else standing_text)
    for row, is_standing in zip(origins.itertuples(), known, strict=True):
        key = (row.article, row.sentence)
        told = where(there.get(key, ()), called, number, texts=lonely, is_standing=is_standing)
        texts.setdefault(row.article, []).append({
            "anchor": anchor(*key), "place": place(row.zone, number[key], total[row.article]),
            "about": told,
            "pieces": [(row.text, False)], "credit": credits.get(row.article, ""),
        })  # fmt: skip
    said = f"{count(len(origins), 'sentence')}, headlines, subheads and captions counted."
    group = {"said": "", "texts": [
        {"name": called[article], "anchor": text_anchor(article), "passages": rows,
         "back": account_anchor(article)} for article, rows in texts.items()
    ]}  # fmt: skip
    page = {"sentence": said, "is_closed": False, "groups": [group], "counts": True}
    data = {"sentence": said, "caption": "Every sentence"}
    return result("show/passages", "passages", "shared_sentences", page=page, data=data)


def _families(origins: pd.DataFrame) -> pd.Series:
    """Return for each sentence how many texts tell its story."""
    return (
        origins["article"].groupby(origins.get("family", origins["article"])).transform("nunique")
    )


def story_counts(table: pd.DataFrame, origins: pd.DataFrame) -> dict[str, list[str]]:
    """Return what the numbers of texts of stories open, a row a family.

    Parameters
    ----------
    table : rows of :func:`framing.pages.wire.stories`.
    origins : a row is a sentence.
    """
    of = {family: texts_opened(rows) for family, rows in origins.groupby("family")}
    return {"texts": [of.get(family, "") for family in table["story"]]}


def quotation_counts(quotations: pd.DataFrame) -> dict[str, list[str]]:
    """Return what the numbers of texts that have a quotation open: where it stands in each.

    Parameters
    ----------
    quotations : a row is a text and a quotation, in the order of the table.
    """
    groups = quotations.groupby("quotation", sort=False)
    return {"texts": [rows_opened(rows.drop_duplicates("article")) for _, rows in groups]}


def standing_counts(table: pd.DataFrame, standing_text: pd.DataFrame) -> dict[str, list[str]]:
    """Return what the numbers of texts that hold standing text open, a row a sentence.

    Parameters
    ----------
    table : rows of :func:`framing.pages.wire.standing`.
    standing_text : a row is a sentence that is standing text.
    """
    heads = CONTRACTS["standing_text"].heads
    of = {key: rows_opened(rows.drop_duplicates("article"))
          for key, rows in standing_text.groupby(["outlet", "text"])}  # fmt: skip
    keys = zip(table["outlet"], table[heads["text"]], strict=True)
    return {heads["n_articles"]: [of[key] for key in keys]}


def frame_counts(
    table: pd.DataFrame, codings: pd.DataFrame, origins: pd.DataFrame, labels: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return what the counts of sentences by frame, outlet and origin open, by column.

    Parameters
    ----------
    table : rows of :func:`framing.pages.wire.frames_by_origin`.
    codings : a row is a coding of one coder, with the origin of its clause.
    origins : a row is a sentence.
    labels : frame ids and their labels.
    """
    columns = [column for column in table if column not in ("frame", "text of")]
    found = {}
    for column, wire in zip(columns, ("all", "unshared", "unmatched"), strict=True):
        rows = counted_sentences(codings, origins, wire)
        rows = rows[rows["n_frame_sentences"] == 1]
        of = {(labels[frame], outlet): rows_opened(own, frame=frame)
              for (frame, outlet), own in rows.groupby(["frame", "outlet"])}  # fmt: skip
        keys = zip(table["frame"], table["text of"], strict=True)
        found[column] = [of.get(key, "") for key in keys]
    return found


def class_counts(origins: pd.DataFrame) -> dict[str, str]:
    """Return what counts by how alike open, by their words."""
    classes = {said: origins[origins["closest"] == code] for code, said in RELATIONS.items()}
    quoted = origins[origins["origin"] == QUOTED]
    return {
        **{f"{len(rows)} {said}": rows_opened(rows) for said, rows in classes.items()},
        no_more(len(quoted)): rows_opened(quoted),
    }


def no_more(n: int) -> str:
    """Say how many sentences share no more with another text than a quotation."""
    return f"{n} share{'s' if n == 1 else ''} no more"


def in_one_alone(origins: pd.DataFrame, standing_text: pd.DataFrame | None) -> pd.Series:
    """Tell which sentences were held against others and stand in one text alone."""
    lonely = origins["origin"].isin(NOWHERE)
    return lonely if standing_text is None else lonely & ~stands(origins, standing_text)


def answer_counts(
    origins: pd.DataFrame, standing_text: pd.DataFrame | None = None
) -> dict[str, str]:
    """Return what the counts in the answer open, by their words; of texts the first sentences."""
    lonely, bare = in_one_alone(origins, standing_text), origins["origin"].isin(NOWHERE)
    apart, sizes = origins[bare & ~lonely], _families(origins)
    told, largest = origins[sizes > 1], sizes.max()
    words = {
        f"{lonely.sum()} of {len(origins)} sentences": rows_opened(origins[lonely]),
        f"{len(apart)} more": rows_opened(apart),
        f"largest has |{largest}": texts_opened(told[sizes[told.index] == largest]),
    }
    n, several = told["article"].nunique(), origins["article"].nunique()
    every = (f"All {several} texts", "Both texts", f"{n} of {several} texts")
    words |= dict.fromkeys(every, texts_opened(told))
    for by, called in (("outlet", {}), ("article", names(origins))):
        for name, rows in origins.groupby(by, sort=False):
            own = rows[~rows["origin"].isin(NOWHERE)]
            said, who = f"{len(own)} of {len(rows)}", called.get(str(name), name)
            words |= dict.fromkeys((f"{who} |{said}", f"{who} (|{said}"), rows_opened(own))
    return words | class_counts(origins)


def lacking_counts(truncation: pd.DataFrame, table: pd.DataFrame) -> dict[str, list[str]]:
    """Return what counts of the longest text's sentences open, by column, a row a text.

    Parameters
    ----------
    truncation : a row is a text and a sentence of the longest text.
    table : a row is a text, with its counts.
    """
    absent, cut = ~truncation["present"], truncation["cut"].fillna(False).astype(bool)
    chosen = {"n_absent": absent, "n_cut": absent & cut, "n_beyond": ~absent & cut}
    longest = truncation.assign(of=truncation["article"], article=truncation["longest"])
    return {
        column: [
            rows_opened(longest[which & (longest["of"] == article)]) for article in table["article"]
        ]
        for column, which in chosen.items()
    }


def matrix(alignments: pd.DataFrame, origins: pd.DataFrame) -> pd.DataFrame:
    """Lay out how many sentences of each text each other text has: a row and a column a text.

    Where there are many texts, a row and a column is an outlet. From twelve of them on, a row is
    a pair that shares a sentence, those that share most first.
    """
    by = "article" if origins["article"].nunique() <= MAX_TEXTS else "outlet"
    called = names(origins) if by == "article" else {one: one for one in origins[by].unique()}
    total = origins[by].map(called).value_counts()
    counts = reuse(origins, alignments, by=by)[
        [by, "other", "n_verbatim", "n_trimmed", "n_quoted", "n_reworded"]
    ]
    found = {
        (called[own], called[other]): (exact + trimmed + sum(rest), exact, trimmed)
        for own, other, exact, trimmed, *rest in counts.itertuples(index=False)
    }

    def cell(own: str, there: str) -> str:
        if own == there:
            return "–"
        n, exact, trimmed = found.get((own, there), (0, 0, 0))
        said = f"{exact} word for word, {trimmed} trimmed or extended"
        return f"{n} of {total[own]} ({said})" if n else f"0 of {total[own]}"

    texts = list(called.values())
    if len(texts) >= MOST_COLUMNS:
        return _strongest(found, texts, cell)
    columns = {f"in {there}": [cell(own, there) for own in texts] for there in texts}
    return pd.DataFrame({"sentences of": texts, **columns})


def _strongest(
    found: Mapping[tuple[str, str], tuple[int, int, int]],
    texts: list[str],
    cell: Callable[[str, str], str],
) -> pd.DataFrame:
    """List the pairs that share a sentence, by how many of the first and the second they are."""
    place = {name: n for n, name in enumerate(texts)}
    both: dict[tuple[str, str], int] = {}
    for (own, there), (n, *_) in found.items():
        one, other = sorted((own, there), key=place.__getitem__)
        both[one, other] = both.get((one, other), 0) + n
    ordered = sorted(both, key=lambda pair: (-both[pair], place[pair[0]], place[pair[1]]))
    columns = ["one", "other", "sentences of one in the other", "sentences of the other in one"]
    rows = [(one, other, cell(one, other), cell(other, one)) for one, other in ordered]
    return pd.DataFrame(rows, columns=columns)


def matrix_caption(
    table: pd.DataFrame, origins: pd.DataFrame, standing_text: pd.DataFrame | None = None
) -> str:
    """Say above the table of who shares with whom what a row is.

    Parameters
    ----------
    table : what :func:`matrix` returned.
    origins : a row is a sentence, as given to it.
    standing_text : what is counted here, and not in the answer.
    """
    rest = "" if standing_text is None or standing_text.empty else "; standing text is counted here"
    what = "text" if origins["article"].nunique() <= MAX_TEXTS else "outlet"
    if "one" in table:
        return f"Shared sentences: a row is a pair of {what}s, those that share most first{rest}"
    return f"Shared sentences: a row and a column is {'a' if what == 'text' else 'an'} {what}{rest}"


def matrix_counts(
    table: pd.DataFrame, origins: pd.DataFrame, alignments: pd.DataFrame, *, most: int
) -> dict[str, list[str]]:
    """Return what the counts of who shares with whom open, by column.

    Parameters
    ----------
    table : a row is a text, or a pair of them; of outlets where there are over ``most`` texts.
    origins : a row is a sentence.
    alignments : a row is a pair of counterparts.
    """
    few = origins["article"].nunique() <= most
    called = (
        names(origins) if few else dict(zip(origins["article"], origins["outlet"], strict=True))
    )
    found: dict[tuple[str, str], dict[Place, None]] = {}
    for row in both_ways(alignments).itertuples():
        pair = (called[row.article], called[row.other])
        found.setdefault(pair, {})[row.article, row.sentence] = None

    def of(own: str, there: str) -> str:
        return opened(sorted(found.get((own, there), ())) if own != there else ())

    if "one" in table:
        both = list(zip(table["one"], table["other"], strict=True))
        columns = {name: [*table][2 + at] for at, name in enumerate(("there", "back"))}
        return {columns["there"]: [of(*pair) for pair in both],
                columns["back"]: [of(*pair[::-1]) for pair in both]}  # fmt: skip
    return {
        column: [of(own, column.removeprefix("in ")) for own in table["sentences of"]]
        for column in table if column != "sentences of"
    }  # fmt: skip
