"""A study's tables, each read or computed when it is first asked for, and kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import pandas as pd

from framing.coding.claims import described, told_by
from framing.coding.passages import passages
from framing.compare.article_frames import BY_ORIGIN, article_frames
from framing.compare.groups import GROUPED, OUTLET, in_groups
from framing.errors import FramingError, StudyError, number, some, suggestion
from framing.models.model_checks import ModelChecks
from framing.models.study_answers import in_prompts, model_coders, repetitions
from framing.study import coders
from framing.study.coded import Coded
from framing.study.settings import FILE, read_settings
from framing.study.store import kept
from framing.tables.card import Card, Told
from framing.tables.contracts import FINAL
from framing.tables.require import empty
from framing.trust.best_coder import MANNER, BestCoder, best_coder
from framing.trust.checks import Checks
from framing.trust.independence import derived
from framing.wire.align import alignments
from framing.wire.clauses import clause_origins
from framing.wire.origin import origins
from framing.wire.passages_kept import passages_kept
from framing.wire.recurring import standing_text
from framing.wire.synopsis import synopsis
from framing.wire.truncation import truncation


@dataclass(frozen=True, repr=False)
class Study(Card, Coded):
    """A study's settings and its tables.

    Each table is one call of the public function of the same name, so that whatever the
    study shows can be had from the functions alone.
    """

    def _card(self) -> Told:
        try:
            texts = self.corpus.articles
        except FramingError as error:
            return Told(f"Study '{self.name}'", [str(error).rstrip(".")], "framing check")
        facts = [
            number(len(texts), "article"),
            number(texts["outlet"].nunique(), "outlet"),
            number(len(self.codebook.frames), "frame"),
            f"answers from '{self.answers_from}'",
        ]
        return Told(f"Study '{self.name}'", facts, "study.sentences, study.passages")

    @kept
    def alignments(self) -> pd.DataFrame:
        """A row is a pair of sentences, counterparts in two texts of one family."""
        return alignments(self.sentences, by="family")

    @kept
    def origins(self) -> pd.DataFrame:
        """A row is a sentence, with its origin: whether another text of its family has it."""
        return origins(
            self.sentences, self.alignments, reference=self._original,
            standing_text=self.standing_text,
        )  # fmt: skip

    @kept
    def standing_text(self) -> pd.DataFrame:
        """A row is a sentence that its outlet prints under many stories."""
        return standing_text(self.sentences, articles=self.articles)

    @kept
    def clause_origins(self) -> pd.DataFrame:
        """A row is a coding, with the origin of the clause that carries the frame."""
        return clause_origins(self.codings, self.origins, self.alignments, mentions=self.mentions)

    @kept
    def synopsis(self) -> pd.DataFrame:
        """A row is a family's unit in one of its texts."""
        return synopsis(self.sentences, self.alignments, by="family", reference=self._original)

    @property
    def _original(self) -> str:
        """The agency's original, if there is one."""
        self.check_original()
        return self.wire_reference

    def check_original(self) -> None:
        """Refuse an agency's original that is no article."""
        names = self.articles["article"].tolist()
        if self.wire_reference and self.wire_reference not in names:
            raise StudyError(
                f"{FILE}: [wire] reference is '{self.wire_reference}', which is no article. "
                f"Articles: {some(names)}.{suggestion(self.wire_reference, names)}"
            )

    @kept
    def truncation(self) -> pd.DataFrame:
        """A row is a sentence of a family's longest text, and another text that has it or not."""
        return truncation(self.synopsis, self.sentences)

    @kept
    def passages_kept(self) -> pd.DataFrame:
        """A row is a passage of a family's longest text, and what another text made of it."""
        return passages_kept(
            self.codings,
            self.sentences,
            self.alignments,
            mentions=self.mentions,
            reference=self._original,
        )

    @cached_property
    def coders(self) -> pd.DataFrame:
        """A row is a coder, with its kind."""
        return coders.all_coders(self, models=model_coders(self.model_answers))

    @cached_property
    def passages(self) -> pd.DataFrame:
        """A row is a passage in which a coder found a frame, or a counter-passage."""
        return passages(self.codings, self.sentences, articles=self.articles)

    def article_frames(self, *, wire: str = "all") -> pd.DataFrame:
        """Return a row for each article, coder and frame."""
        if wire not in self._by_wire:
            of_clauses = wire in BY_ORIGIN
            codings = self.clause_origins if of_clauses else self.codings
            rows = self.origins if of_clauses else self.sentences
            self._by_wire[wire] = self._with_groups(article_frames(codings, rows, wire=wire))
        return self._by_wire[wire]

    def by(self, column: str) -> Study:
        """Return the study with groups of outlets in the place of outlets, to compare those.

        Parameters
        ----------
        column : a column of ``outlets.csv``, or of the articles; ``outlet`` changes nothing.

        Returns
        -------
        A study whose texts, sentences, words, counts and checks name the group as their outlet,
        and their outlet as their story, so that outlets are the clusters of every interval and
        are shuffled whole. What texts share is asked of the study itself.
        """
        return self if column == OUTLET else Grouped.of(self, column)

    def answers(self, *, wire: str = "all") -> pd.DataFrame:
        """Return the article_frames that the answers state: those of ``answers_from``."""
        return self.article_frames(wire=wire).query("coder == @self.answers_from")

    @cached_property
    def _by_wire(self) -> dict[str, pd.DataFrame]:
        return {}

    @cached_property
    def best_coder(self) -> BestCoder:
        """Whose modes, voices and judgements are told of the passages of the answers."""
        return best_coder(
            self.codings, kinds=self.coders, answers_from=self.answers_from,
            reference=self.reference, derived=derived(self.coders, self.reference, self.codings),
            in_prompts=in_prompts(self.model_answers, self.sentences),
        )  # fmt: skip

    @cached_property
    def answer_claims(self) -> pd.DataFrame:
        """The claims of the answers, with the modes, voices and judgements of the best coder."""
        return told_by(self.claims, coder=self.answers_from, other=self.best_coder.coder)

    @cached_property
    def answer_passages(self) -> pd.DataFrame:
        """The passages of the answers, told as :attr:`answer_claims` tells them."""
        return self._as_put(self.clause_origins)

    def _as_put(self, codings: pd.DataFrame) -> pd.DataFrame:
        own = codings[codings["coder"] == self.answers_from]
        told = described(own, self.answer_claims)
        return passages(told, self.sentences, articles=self.articles)

    @property
    def answer_codings(self) -> pd.DataFrame:
        """The codings that the answers state: those of ``answers_from``."""
        return self.codings[self.codings["coder"] == self.answers_from].reset_index(drop=True)

    @cached_property
    def checks(self) -> Checks:
        """How far the codings, and the answers from them, can be trusted."""
        return Checks(
            codings=self.codings, coders=self.coders, sentences=self.sentences,
            mentions=self.mentions, article_frames=self.article_frames(), rounds=self.rounds,
            sample=self.sample, codebook=self.codebook, reference=self.reference,
            answers_from=self.answers_from, stated=self.hypotheses, margin=self.margin,
            seed=self.seed, repeated=repetitions(self.model_answers),
            in_prompts=in_prompts(self.model_answers, self.sentences),
        )  # fmt: skip

    @cached_property
    def model_checks(self) -> ModelChecks:
        """How far codings by language models can be trusted, and what they conclude."""
        return ModelChecks(read=self.model_answers, checks=self.checks)

    @property
    def told_by(self) -> str:
        """Say whose codings the answers state, and from whom modes, voices and judgements are."""
        how = self.answer_claims[[*MANNER]].notna().any(axis=None)
        told = coders.manner_said(
            self.coders, self.best_coder, self.answers_from, reference=self.reference
        )
        return f"{self.coded_by}; {told}" if how and told else self.coded_by

    @property
    def coded_by(self) -> str:
        """Say in plain words whose codings the answers state."""
        return coders.said(
            self.coders, self.answers_from, reference=self.reference,
            codings=self.rounds.get(FINAL, empty("codings")), n_sentences=len(self.sentences),
        )  # fmt: skip


_OF_TEXTS = ("corpus", "codings", "mentions", "claims", "rounds", "attributions", "sample")


class Grouped(Study):
    """A study whose groups of outlets stand in the place of outlets."""

    @classmethod
    def of(cls, study: Study, column: str) -> Grouped:
        """Group the outlets of a study; its codings are read once for both."""
        own = cls(**{field.name: getattr(study, field.name) for field in fields(study)})
        articles = in_groups(study.articles, column)
        place = articles.set_index("article")[["outlet", "family"]]
        sentences = study.sentences.assign(
            **{name: study.sentences["article"].map(place[name]) for name in place}
        )
        vars(own).update(
            {name: getattr(study, name) for name in _OF_TEXTS},
            articles=articles, sentences=sentences, about_outlets=None, store=None,
        )  # fmt: skip
        return own

    def article_frames(self, *, wire: str = "all") -> pd.DataFrame:
        """Return the rows of the study, of which outlets are the clusters."""
        return super().article_frames(wire=wire).assign(**{GROUPED: True})

    @property
    def alignments(self) -> pd.DataFrame:
        """Texts of groups are not aligned: what they share is told of outlets."""
        raise StudyError("what texts share is told of outlets; ask the study, and not its groups.")

    @cached_property
    def answer_passages(self) -> pd.DataFrame:
        """The passages of the answers; where their clauses stand is told of outlets."""
        return self._as_put(self.codings)


def read_study(path: str | Path | None = None) -> Study:
    """Read a study's settings and codebook; its tables are computed when asked for.

    Parameters
    ----------
    path : the folder of ``study.toml``. A relative one is sought in the current folder and
        in those above it. Without a path: the study in or above the current folder, or the
        shipped one at a clone's root.

    Returns
    -------
    The study; its settings are read, and nothing else yet.

    Raises
    ------
    StudyError, CodebookError : a file is missing, a key unknown or a value of a wrong type.

    Examples
    --------
    >>> from framing.begin.begin import begin
    >>> import tempfile
    >>> study = read_study(begin(Path(tempfile.mkdtemp()) / "mine").folder)
    >>> study.name, len(study.articles), list(study.codebook.frames)
    ('Cars on the market square (an example)', 3, ['conflict'])
    """
    study = Study(**read_settings(path))
    return _held if _held == study else study


_held: Study | None = None  # of a process that was made for one


def hold(study: Study) -> None:
    """Let this process, whenever the same study is read, take this very one, with its tables."""
    global _held
    _held = study
