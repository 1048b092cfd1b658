"""A study's texts: articles as they were read, their zones, sentences and words."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from framing.corpus.load import Corpus, load
from framing.corpus.sentences import sentences, tokens
from framing.corpus.zones import zones
from framing.study.settings import Settings, folders_of
from framing.wire.families import families


class Texts(Settings):
    """The part of a study that reads its texts."""

    @cached_property
    def corpus(self) -> Corpus:
        """Articles and the report on their inputs."""
        return load(
            self.sources, columns=self.columns, outlets=self.outlets, dates=self.dates,
            language=self.language, query=self.query,
            within=() if self.follow_links else folders_of(self.folder, self.sources),
        )  # fmt: skip

    @cached_property
    def articles(self) -> pd.DataFrame:
        """A row is an article; its family is the given one, or else the one that was found.

        Where a text does not tell its language, it is the study's.
        """
        table = self._told
        if self.corpus.has_families:
            return table
        family = self.families.set_index("article")["family"]
        return table.assign(family=table["article"].map(family).fillna(table["article"]))

    @cached_property
    def _told(self) -> pd.DataFrame:
        """The articles that were read, each with a language."""
        read = self.corpus.articles
        return read.assign(language=read["language"].fillna(self.language))

    @cached_property
    def families(self) -> pd.DataFrame:
        """A row is an article with those that tell the same story, found by their wording."""
        return families(self._split, articles=self._told)

    @cached_property
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
        """A row is a sentence."""
        if self.corpus.has_families:
            return self._split
        family = self.articles.set_index("article")["family"]
        return self._split.assign(family=self._split["article"].map(family))

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """A row is a word."""
        return tokens(self.sentences)
