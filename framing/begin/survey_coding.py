"""Findings on a study's codebook, what its indicators meet, its codings and its coders."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

import pandas as pd

from framing.begin.finding import FINE, LOOK, MEND, Said, such_as
from framing.errors import TableError, number
from framing.study.study import Study
from framing.study.unnamed import Unnamed, told_unnamed, unnamed_sheets
from framing.tables.codes import KINDS, MISSING, MODEL, OPEN, PERSON, REJECTED, RULES
from framing.tables.contracts import FINAL
from framing.tables.file_names import same_file

OFTEN = 0.9  # of the articles, or
MOSTLY = 0.5  # of the sentences, in which an indicator hardly tells anything
ENTRIES = 6  # that are named, of those that never match
_ENOUGH = 10  # articles from which on "nearly always" says something
_BY_RULES = "none by hand yet, as 'framing sample' begins it; the rules code every sentence"
_RULES_ALONE = "none is read yet; the rules code every sentence"
_UNREAD = {REJECTED: MEND, MISSING: LOOK}  # lines of a sheet


def of_codebook(study: Study) -> Iterator[Said]:
    """Count frames and indicators; name frames that rules cannot find."""
    book = study.codebook
    n = sum(len(frame.indicators) for frame in book.frames.values())
    said = f"'{book.name}': {number(len(book.frames), 'frame')}, {number(n, 'indicator')}"
    yield FINE, said
    bare = [name for name, frame in book.frames.items() if not frame.indicators]
    if bare and study.answers_from == RULES:
        level = MEND if len(bare) == len(book.frames) else LOOK
        todo = "rules never find them. Give them indicators, or state the answers of a coder"
        yield level, f"frames without an indicator: {such_as(bare)}; {todo}"
    if book.language.casefold() != study.language.casefold():
        said = f"the indicators are in '{book.language}', the study is in '{study.language}'"
        yield LOOK, said


def of_indicators(study: Study) -> Iterator[Said]:
    """Name the indicators that never match, and those that match nearly always."""
    articles, sentences = len(study.articles), len(study.sentences)
    if len(others := sorted(study.not_scored["article"])):
        said = f"{number(len(others), 'article')} not in the codebook's language, not scored"
        yield LOOK, f"{said}: {such_as(others)}"
    never, hits = [], _hits(study)
    for name, (in_sentences, in_articles) in hits.items():
        if not in_sentences:
            never.append(name)
        often = articles >= _ENOUGH and in_articles >= OFTEN * articles
        if often or (articles >= _ENOUGH and in_sentences >= MOSTLY * sentences):
            said = f"{name} is met in {in_sentences:,} of {number(sentences, 'sentence')}"
            where = f"and {in_articles:,} of {number(articles, 'article')}"
            yield LOOK, f"{said} {where}; it hardly tells texts apart"
    met = len(hits) - len(never)
    yield FINE, f"{met:,} of {number(len(hits), 'indicator')} are met"
    if never:
        said = "are met in no sentence" if len(never) > 1 else "is met in no sentence"
        yield LOOK, f"{such_as(never, shown=6)} {said}"


def of_entries(study: Study) -> Iterator[Said]:
    """Name the entries, words and phrases of indicators, that never match."""
    counts = study.entries.drop_duplicates("entry")
    never = counts[counts["n_sentences"] == 0]
    if len(counts):
        met = f"{len(counts) - len(never):,}"
        yield FINE, f"{met} of {number(len(counts), 'entry', 'entries')} are met"
    if len(never):
        said = (
            f"{len(never):,} are met in no sentence"
            if len(never) > 1
            else "1 is met in no sentence"
        )
        named = [f"'{row.entry}' ({row.frame}: {row.indicator})" for row in never.itertuples()]
        every = "; study.entries has them all" if len(named) > ENTRIES else ""
        yield LOOK, f"{said}: {such_as(named, shown=ENTRIES)}{every}"


def _hits(study: Study) -> dict[str, tuple[int, int]]:
    """Return for each indicator the sentences and articles in which it is met."""
    columns = ["frame", "indicator", "article", "sentence"]
    units = study.mentions[columns].drop_duplicates()
    counts = units.groupby(["frame", "indicator"])["article"].agg(["size", "nunique"])
    found = {key: (int(n), int(m)) for key, n, m in counts.itertuples()}
    return {
        f"{frame}: {each.id}": found.get((frame, each.id), (0, 0))
        for frame, about in study.codebook.frames.items()
        for each in about.indicators
    }


def of_codings(study: Study) -> Iterator[Said]:
    """Count codings by coder and round; say how far sheets are, and what cannot be read of them."""
    if told := told_unnamed(study):
        yield LOOK, told
    blank = [one.told for one in unnamed_sheets(study) if not one.decided]
    if blank:
        yield FINE, f"to be filled in, then named in study.toml: {such_as(blank)}"
    if not study.coding_files and not study.adjudications:
        yield FINE, _BY_RULES if not told else _RULES_ALONE
        return
    yield from _of_sheets(study.sheets)
    try:
        rounds = study.rounds
    except TableError as error:
        yield MEND, str(error)
        return
    for name, rows in rounds.items():
        counts = rows["coder"].value_counts().sort_index()
        listed = such_as([f"{coder} {n:,}" for coder, n in counts.items()], shown=12)
        of_round = "" if name == FINAL else f" of the {name} round"
        yield FINE, f"{number(len(rows), 'coding')}{of_round}: {listed}"
    _ = study.codings  # raises what stands in the way of the answers
    if FINAL in rounds and (todo := _unused(study, sorted({*rounds[FINAL]["coder"]}))):
        yield LOOK, f"nothing is held against what people coded; {todo}"


def _unused(study: Study, coders: list[str]) -> str:
    """Say what makes codes by hand a reference; nothing where there is one, or sheets are open."""
    kinds = dict(study.coders[["coder", "kind"]].to_numpy())
    people = [name for name in coders if kinds.get(name) == PERSON]
    if study.reference or not people or (study.sheets["state"] == OPEN).any():
        return ""
    settled = [each.coder for each in study.adjudications] or people
    if len(settled) == 1:
        return f'under [coding] write: reference = "{settled[0]}"'
    of = " ".join(f"--of {name}" for name in people)
    return f"settle on what they differ: framing adjudicate STUDY --coder NAME {of}"


def _of_sheets(sheets: pd.DataFrame) -> Iterator[Said]:
    """Say of each sheet how far it is, and what of it cannot be read."""
    for file, lines in sheets.groupby("file"):
        states = lines["state"].value_counts()
        n = len(lines) - states.get(MISSING, 0)
        still = states.get(OPEN, 0)
        if n:
            far = f"{file}: {n - still:,} of {number(n, 'line')} decided"
            yield (LOOK, f"{far}, {still:,} still open") if still else (FINE, far)
        for state, rows in lines.groupby("state"):
            if state in _UNREAD:
                yield _UNREAD[state], _lines(str(file), str(state), rows)


def _lines(file: str, state: str, rows: pd.DataFrame) -> str:
    """Say how many lines of a sheet have a state, and the first of them with its reason."""
    first = rows.iloc[0]
    reason = f": {first['reason']}" if isinstance(first["reason"], str) and first["reason"] else ""
    line = first["place"] if pd.notna(first["place"]) else "the first"
    return f"{file}: {number(len(rows), 'line')} {state}, such as {line}{reason}"


def of_coders(study: Study) -> Iterator[Said]:
    """Count coders by kind; name those whose kind is not told, and those who coded nothing.

    Whoever has a sheet, of their own or to settle others', is at work.
    """
    coders = study.coders
    try:
        coded = {coder for rows in study.rounds.values() for coder in rows["coder"]}
        at_work = {*study.sheets["coder"].dropna(), *_coders_of(unnamed_sheets(study))}
    except ValueError:
        return  # said of inputs or codings already
    known = dict(zip(coders["coder"], coders["kind"], strict=True))
    settled = {each.coder for each in study.adjudications}
    kinds = [known.get(name, "") for name in coded | settled]
    n = kinds.count(PERSON)
    people = number(n, "coder of kind person", "coders of kind person") if n else "none"
    models = f"{number(kinds.count(MODEL), 'language model')}; " if MODEL in kinds else ""
    yield FINE, f"by hand: {people}; {models}and the rules"
    if unknown := sorted(name for name in coded | settled if known.get(name) not in KINDS):
        said = f"it is not told whether {such_as(unknown)} is a person or a language model"
        yield LOOK, f"{said}; list coders in [coding] coders"
    groups = groupby(sorted(sorted(coded), key=same_file), key=same_file)
    if twice := [" = ".join(each) for _, group in groups if len(each := list(group)) > 1]:
        yield LOOK, f"coders that case or accents alone tell apart: {such_as(twice)}; are they one?"
    machines = {RULES, *study.machines}
    if idle := sorted(set(known) - coded - settled - machines - at_work):
        yield LOOK, f"{such_as(idle)} coded nothing in the files that are named"


def _coders_of(sheets: Iterable[Unnamed]) -> set[str]:
    return {coder for sheet in sheets for coder in sheet.coders}
