"""A study's texts: articles as they were read, their zones, sentences and words."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from framing.corpus.genre import genres
from framing.corpus.load import Corpus, load
from framing.corpus.sentences import sentences, tokens
from framing.corpus.zones import zones
from framing.errors import StudyError
from framing.study.flow import flow
from framing.study.outlets_file import OUTLETS, read_outlets
from framing.study.screening import read_screening, screening
from framing.study.settings import FILE, Settings, folders_of
from framing.study.store import Store, corpus_of, keep_corpus, kept, store_of
from framing.tables.codes import DUPLICATE, NEWS, OFF_TOPIC, OTHER_GENRE, OUT
from framing.wire.families import families


class Texts(Settings):
    """The part of a study that reads its texts."""

    @cached_property
    def store(self) -> Store | None:
        """Where tables are kept from one day to the next; none where they are not."""
        return store_of(self)

    @cached_property
    def corpus(self) -> Corpus:
        """Articles and the report on their inputs."""
        if self.store and (found := corpus_of(self.store)):
            return found
        read = load(
            self.sources, columns=self.columns, outlets=self.outlets, dates=self.dates,
            language=self.language, query=self.query,
            within=() if self.follow_links else folders_of(self.folder, self.sources),
        )  # fmt: skip
        if self.store and self.store.rests_on(read.files):
            keep_corpus(self.store, read)
        else:
            vars(self)["store"] = None
        return read

    @cached_property
    def articles(self) -> pd.DataFrame:
        """A row is an article that is compared, with its family: as it is given, or as found.

        Where a text does not tell its language, it is the study's.
        """
        table = self._with_groups(self._told)
        if self.corpus.has_families:
            return table
        family = self.families.set_index("article")["family"]
        return table.assign(family=table["article"].map(family).fillna(table["article"]))

    @cached_property
    def _read_texts(self) -> pd.DataFrame:
        """The articles that were read, each with a language, and the event it was screened for."""
        read = self.corpus.articles
        read = read.assign(language=read["language"].fillna(self.language))
        if self.screening is None:
            return read
        event = read["article"].map(self.screening.set_index("article")["event"])
        return read.assign(event=event.fillna(read["event"]))

    @cached_property
    def genres(self) -> pd.DataFrame:
        """A row is an article that was read: its genre and what tells it, both missing if nothing.

        One whose genre is not told counts as news.
        """
        return genres(self._read_texts)

    @cached_property
    def left_out(self) -> pd.DataFrame:
        """A row is an article that was read and is not compared, with the code of why."""
        rows = self.genres[["article", "outlet"]]
        other = ~self.genres["genre"].fillna(NEWS).isin(self.compared_genres)
        why = pd.Series(OTHER_GENRE, index=rows.index).where(other)
        if self.screening is not None:
            out = self.screening[self.screening["decision"] == OUT].set_index("article")["why"]
            again = out.fillna("").str.strip().str.casefold().str.startswith(DUPLICATE)
            decided = again.map({True: DUPLICATE, False: OFF_TOPIC})
            why = rows["article"].map(decided).fillna(why)
        return rows.assign(why=why).dropna(subset="why").reset_index(drop=True)

    @cached_property
    def screening(self) -> pd.DataFrame | None:
        """A row is an article that was screened; none if ``[screen]`` names no sheet."""
        return read_screening(self.screen.sheet) if self.screen.sheet else None

    @property
    def proposed(self) -> pd.DataFrame:
        """A row is an article that was read: whether terms and dates of ``[screen]`` propose it."""
        return screening(self._read_texts, sentences(self._read_texts), by=self.screen)

    @property
    def flow(self) -> pd.DataFrame:
        """A row is an outlet: how many of its texts were found, left out by reason, and kept."""
        return flow(self.corpus.articles, self.left_out, self.inputs)

    @cached_property
    def _told(self) -> pd.DataFrame:
        """The articles that are compared."""
        read = self._read_texts
        kept = read[~read["article"].isin(self.left_out["article"])]
        if kept.empty and (self.left_out["why"] != OTHER_GENRE).all():
            raise StudyError(f"{FILE}: every text is screened out, so that none is compared.")
        if kept.empty:
            asked = " or ".join(self.compared_genres)
            counts = self.genres["genre"].fillna(NEWS).value_counts()
            found = ", ".join(f"{genre} {n}" for genre, n in counts.items())
            raise StudyError(
                f"{FILE}: no text is {asked}, the genres that are compared. Found: {found}. Name "
                'those meant in [study] genres, such as genres = ["news", "opinion"].'
            )
        return kept.reset_index(drop=True)

    @cached_property
    def about_outlets(self) -> pd.DataFrame | None:
        """A row is an outlet, with what ``outlets.csv`` says of it; none if there is no file."""
        path = self.folder / OUTLETS
        outlets = self.corpus.articles["outlet"].unique()
        return read_outlets(path, outlets=outlets) if path.is_file() else None

    def _with_groups(self, table: pd.DataFrame) -> pd.DataFrame:
        """Add to a table by outlet what is known of outlets."""
        if (known := self.about_outlets) is None:
            return table
        others = table.drop(columns=[name for name in known if name in table and name != "outlet"])
        return others.merge(known, on="outlet", how="left", validate="many_to_one")

    @kept
    def families(self) -> pd.DataFrame:
        """A row is an article with those that tell the same story, found by their wording."""
        return families(self._split, articles=self._told)

    @kept
    def _split(self) -> pd.DataFrame:
        """A row is a sentence, with the family that the sources give."""
        return sentences(self._told)

    @property
    def inputs(self) -> pd.DataFrame:
        """A row is an input: kept, repaired or rejected."""
        return self.corpus.inputs

    @property
    def repairs(self) -> pd.DataFrame:
        """A row is a repair of an input."""
        return self.corpus.repairs

    @cached_property
    def zones(self) -> pd.DataFrame:
        """A row is a run of characters of one zone."""
        return zones(self.articles)

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """A row is a sentence, with the date of its text."""
        told = ["date"] if self.corpus.has_families else ["date", "family"]
        own = self.articles.set_index("article")[told]
        return self._split.assign(**{name: self._split["article"].map(own[name]) for name in told})

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """A row is a word."""
        return tokens(self.sentences)
