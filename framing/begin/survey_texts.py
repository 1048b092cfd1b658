"""Findings on a study's texts: inputs, outlets, dates, duplicates, languages, lengths, zones."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from framing.begin.finding import FINE, LOOK, MEND, Said, outlets_by_size, such_as, unread_dates
from framing.begin.spellings import alike
from framing.corpus.entries import KEPT, REJECTED, REPAIRED, unmet
from framing.corpus.exports.nexis_numbered import EARLY
from framing.corpus.files.rtf import UNCLOSED
from framing.corpus.formats import kind_named
from framing.corpus.readers.csv_tsv import CUT
from framing.corpus.zones import HEADLINE, RANKED
from framing.errors import number
from framing.expressions import expression
from framing.languages.lacks import lacks
from framing.study.settings import reports_of, source_files
from framing.study.study import Study
from framing.tables.file_names import ARTICLES
from framing.tables.rights import unlicensed

SHORT, LONG = 50, 10_000  # words
FEW = 5  # texts an outlet that an interval needs
_UNSPACED = expression(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_DOUBTED = frozenset(note.code for note in (CUT, EARLY, UNCLOSED))  # for a person to judge


def of_inputs(study: Study) -> Iterator[Said]:
    """Count inputs by state; say why some were rejected or repaired, with examples."""
    inputs = study.inputs
    counts = inputs["state"].value_counts()
    names = [state for state in (KEPT, REPAIRED, REJECTED) if state in counts]
    states = ", ".join(f"{counts[state]:,} {state}" for state in names)
    yield FINE, f"{number(len(inputs), 'input')}: {states}"
    if said := unmet(inputs):
        yield LOOK, said
    rejected = inputs[inputs["state"] == REJECTED].rename(columns={"reason": "kind"})
    among = inputs.loc[inputs["state"] == REPAIRED, ["input", "record"]]
    repaired = study.repairs.merge(among, on=["input", "record"], validate="many_to_one")
    repaired = repaired.rename(columns={"repair": "kind"})
    for state, level, told in ((REJECTED, LOOK, rejected), (REPAIRED, FINE, repaired)):
        for kind, said, places in _kinds(told):
            doubted = LOOK if kind in _DOUBTED else level
            yield doubted, f"{len(places):,} {state}, {said}: {such_as(places)}"
    if left := _unread(study):
        files = number(len(left), "file")
        said = f"{files} in {ARTICLES}/ that [corpus] articles does not reach: {such_as(left)}"
        yield LOOK, f"{said}. Name it there, or put it where the others are"


def _unread(study: Study) -> list[str]:
    """Return the files in the study's folder of texts that are part of no source."""
    sources = [source.resolve() for source in source_files(study.sources)]
    read = {*study.corpus.files, *sources}
    found = []
    for file in sorted((study.folder / ARTICLES).rglob("*")):
        is_text = kind_named(file.name) and not file.name.startswith((".", "~")) and file.is_file()
        place = file.resolve()
        if is_text and read.isdisjoint((place, *place.parents)):
            found.append(file.relative_to(study.folder / ARTICLES).as_posix())
    return found


def _kinds(told: pd.DataFrame) -> list[tuple[str, str, list[str]]]:
    """Group what is told of inputs by its code: the code, the words, the inputs."""
    found = []
    for kind, rows in told.groupby("kind"):
        first, alike = rows["said"].iloc[0], rows["said"].nunique() == 1
        said = first if alike else f"{str(kind).replace('_', ' ')} (such as: {first})"
        places = (rows["input"] + " " + rows["record"]).str.strip().unique()
        found.append((str(kind), said, list(places)))
    return sorted(found, key=lambda one: (-len(one[2]), one[0]))


def of_articles(study: Study) -> Iterator[Said]:
    """Count articles, and sentences and events of those that are compared."""
    n, compared = len(study.corpus.articles), len(study.articles)
    said = number(n, "article") + ("" if n == compared else f", {compared:,} compared")
    said = f"{said}, {number(len(study.sentences), 'sentence')}"
    yield FINE, f"{said}, {number(study.articles['event'].nunique(), 'event')}"


def of_outlets(study: Study) -> Iterator[Said]:
    """Count articles by outlet; name outlets that look like one, and names that are renamed."""
    counts = outlets_by_size(study.corpus.articles)
    listed = such_as([f"{outlet} {n:,}" for outlet, n in counts.items()], shown=12)
    yield FINE, f"{number(len(counts), 'outlet')}: {listed}"
    few = sorted(counts.index[counts < FEW])
    if few:
        said = f"{number(len(few), 'outlet')} with fewer than {FEW} texts, so without an interval"
        yield LOOK, f"{said}: {such_as(few)}"
    for a, b, why in alike(counts.index):
        said = f"'{a}' ({counts[a]}) and '{b}' ({counts[b]}) may be one outlet; they differ by"
        yield LOOK, f"{said} {why}. If so, rename one in [corpus] outlets"


def of_dates(study: Study, *, today: date) -> Iterator[Said]:
    """Say which days the articles span, and which dates are missing or in the future."""
    articles = study.corpus.articles
    dates = articles["date"].dropna()
    if unread := unread_dates(articles):
        said = f"{number(len(unread), 'printed date')} not read for sure: {such_as(unread)}"
        yield LOOK, f"{said}. [corpus] dates may say which comes first"
    if dates.empty:
        yield LOOK, f"no date in any of {number(len(articles), 'article')}"
        return
    yield FINE, f"from {dates.min()} to {dates.max()}"
    if missing := sorted(articles.loc[articles["date"].isna(), "article"]):
        said = f"{number(len(missing), 'article')} of {len(articles):,} without a date"
        yield LOOK, f"{said}: {such_as(missing)}"
    latest = (today + timedelta(days=1)).isoformat()  # it may be tomorrow elsewhere
    if later := sorted(articles.loc[articles["date"].fillna("") > latest, "article"]):
        said = f"{number(len(later), 'date')} in the future: {such_as(later)}"
        yield MEND, f"{said}. Correct or empty them"


def of_duplicates(study: Study) -> Iterator[Said]:
    """Name articles with the same text, and say how many tell the same story."""
    articles = study.articles
    pairs = zip(articles["text"], articles["title"].fillna(""), strict=True)
    bodies = (text.removeprefix(title).split() or [text] for text, title in pairs)
    bare = pd.Series(map(" ".join, bodies), index=articles.index)  # a reprint has its own title
    groups = [sorted(rows) for _, rows in articles["article"].groupby(bare) if len(rows) > 1]
    if groups:
        n = sum(map(len, groups))
        examples = such_as([" = ".join(group[:3]) for group in sorted(groups)])
        yield LOOK, f"{n:,} articles have the text of another: {examples}"
    sizes = articles["family"].value_counts()
    sizes = sizes[sizes > 1].sort_index()
    how = "given" if study.corpus.has_families else "found by wording"
    said = f"{number(len(sizes), 'family', 'families')} of more than one text, {how}"
    texts = f", {number(int(sizes.sum()), 'article')} in all" if len(sizes) else ""
    yield FINE, said + texts
    yield from _swallowed(articles)


def _swallowed(articles: pd.DataFrame) -> Iterator[Said]:
    """Name the outlets most of whose texts are of fewer stories than texts."""
    groups = articles.groupby("outlet")
    texts, stories = groups.size(), groups["family"].nunique()
    few = texts.index[(texts >= FEW) & (stories <= texts / 2)]
    if len(few):
        named = such_as(f"{one} ({texts[one]:,} texts, {stories[one]:,} stories)" for one in few)
        independent = number(
            articles["family"].nunique(), "independent story", "independent stories"
        )
        said = f"many texts tell a story that another one tells: {named}. In all {independent} in "
        yield LOOK, f"{said}{number(len(articles), 'article')}: that is the n of intervals and p"


def of_rights(study: Study) -> Iterator[Said]:
    """Say how many texts name a licence; warn of the others where a report may be passed on."""
    articles = study.corpus.articles
    bare = unlicensed(articles)
    n = number(len(articles), "article")
    yield FINE, f"a licence is named for {len(articles) - len(bare):,} of {n}"
    if bare and _is_passed_on(study):
        said = f"{number(len(bare), 'article')} without a licence quoted in reports/"
        yield LOOK, f"{said}, a report that may be passed on: {such_as(bare)}"


def _is_passed_on(study: Study) -> bool:
    """Tell whether the report beside the study was made to be passed on."""
    try:
        told = json.loads((reports_of(study.folder) / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and bool(told.get("quoted_words"))


def of_languages(study: Study) -> Iterator[Said]:
    """Hold the texts' languages against the study's; short texts tell none."""
    articles, own = study.corpus.articles, _base(study.language)
    told = [one if isinstance(one, str) else "" for one in articles["language"]]
    counts = Counter(one or "not told" for one in told)
    listed = ", ".join(f"{name} {counts[name]:,}" for name in sorted(counts))
    yield FINE, f"{listed}; the study's is {study.language}"
    pairs = zip(articles["article"], told, strict=True)
    others = [article for article, one in pairs if one and _base(one) != own]
    if others:
        known = sum(map(bool, told))
        most = max(Counter(_base(one) for one in told if one).values())
        level = MEND if most > known - len(others) else LOOK  # another setting would fit better
        todo = ". Set [study] language, or leave these texts out" if level == MEND else ""
        said = f"{number(len(others), 'article')} not in '{study.language}'"
        yield level, f"{said}: {such_as(sorted(others))}{todo}"
    yield from _lacking(study.articles)
    unspaced = sorted(articles.loc[articles["text"].map(_without_spaces), "article"])
    if unspaced:
        said = f"{number(len(unspaced), 'article')} in a script without spaces between words"
        why = "counts of words and indicators do not hold for them"
        yield LOOK, f"{said}; {why}: {such_as(unspaced)}"


def _lacking(articles: pd.DataFrame) -> Iterator[Said]:
    """Say for each language what there is no data for in it."""
    for code, names in articles.groupby("language")["article"]:
        if missing := lacks(code):
            of = f"{number(len(names), 'article')} in '{code}': {such_as(sorted(names))}"
            yield FINE, f"no data for {', '.join(missing)}; {of}"


def _base(language: str) -> str:
    return language.casefold().partition("-")[0]


def _without_spaces(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return len(_UNSPACED.findall(text)) > letters / 2


def of_lengths(study: Study) -> Iterator[Said]:
    """Say how long the texts are in words; name very short and very long ones."""
    articles = study.corpus.articles
    articles = articles[~articles["text"].map(_without_spaces)]
    if articles.empty:
        return
    lengths = articles["text"].map(lambda text: len(text.split()))
    said = f"{lengths.min():,} to {lengths.max():,} words, half of the texts up to"
    yield FINE, f"{said} {int(lengths.median()):,}"
    for wrong, what in ((lengths < SHORT, f"under {SHORT}"), (lengths > LONG, f"over {LONG:,}")):
        if wrong.any():
            names = sorted(articles.loc[wrong, "article"])
            many = f"{number(len(names), 'article')} with {what} words"
            yield LOOK, f"{many}; is each one whole article? {such_as(names)}"


def of_zones(study: Study) -> Iterator[Said]:
    """Say how many texts have a headline; name those without one, and those without text."""
    split, names = study.sentences[["article", "zone"]], study.articles["article"]
    lost = sorted(set(names) - set(split.loc[split["zone"] == HEADLINE, "article"]))
    share = f"{len(names) - len(lost):,} of {number(len(names), 'article')} have a headline"
    yield LOOK if lost else FINE, share + (f"; not {such_as(lost)}" if lost else "")
    running = set(split.loc[split["zone"].isin(RANKED), "article"])
    if bare := sorted(set(names) - running):
        said = f"{number(len(bare), 'article')} without a sentence of running text"
        yield LOOK, f"{said}: {such_as(bare)}"
