"""A part of a study: some of its articles, read by themselves, with the study's own settings."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd

from framing.corpus.load import Corpus
from framing.errors import StudyError
from framing.models.model_run import answer_paths
from framing.study.settings import FILE
from framing.study.study import Study


class Part(Study):
    """A study of which only some articles are at hand.

    Its tables are rows of those of the whole. Stories that several texts tell are those that the
    source names: to find them by wording, all texts would have to be at hand, so each article
    without one is a story by itself.
    """

    @classmethod
    def of(cls, study: Study, corpus: Corpus) -> Part:
        """Return the part of a study that some of its articles make."""
        own = cls(**{field.name: getattr(study, field.name) for field in fields(study)})
        vars(own).update(corpus=corpus._replace(has_families=True), about_outlets=None, store=None)
        return own

    @property
    def is_empty(self) -> bool:
        """Whether none of its articles is compared."""
        return len(self.left_out) == len(self.corpus.articles)

    @property
    def not_scored(self) -> pd.DataFrame:
        """A row is an article in another language than the codebook's, as all here may be."""
        return self._in_another

    def _compared(self, codings: pd.DataFrame) -> pd.DataFrame:
        """Return codings or drawn units of the articles at hand."""
        own = codings["article"].isin(self.articles["article"])
        return codings[own].reset_index(drop=True)

    def _check_coder(self, codings: pd.DataFrame, key: str, coder: str) -> None:
        """Let a coder have coded nothing here: it is the whole that must be coded."""


def check_parts(study: Study) -> None:
    """Refuse a study whose codings cannot be made of parts of it.

    Raises
    ------
    StudyError : a coder learns from all texts, or keeps answers on all of them.
    """
    if study.machines or answer_paths(study.folder):
        raise StudyError(
            f"{FILE}: a study that is read in parts is coded by its rules and by hand. Similarity, "
            "the classifier and language models need all texts at a time: take 'machines' out, or "
            "read the study whole."
        )
