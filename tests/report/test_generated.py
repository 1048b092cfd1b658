"""A corpus with a planted truth: what was planted is found, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import framing as fr
from framing.large import Counts
from framing.study import Study
from framing.tables.codes import COVERAGE_OBSERVED, NO_VARIATION
from tests.generated import NAMES, REACH, Planted, write_study
from tests.public import FUNCTIONS
from tests.quick import pages_run_here

KEY = ["article", "sentence", "frame"]
FALLING, ALIKE, RARE = REACH  # falls from outlet to outlet, alike everywhere, never in the last
FIRST, LAST = NAMES[0], NAMES[-1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("planted")


@pytest.fixture(scope="module")
def planted(folder) -> Planted:
    return write_study(folder)


@pytest.fixture(scope="module")
def study(folder, planted) -> Study:
    """The study, with the page that the report of its codings by hand lacks (conftest.py)."""
    with (folder / "study.toml").open("a", encoding="utf-8") as settings:
        settings.write('[[report]]\nnotebook = "corpus"\n')
    return fr.read_study(folder)


@pytest.fixture(scope="module")
def rules(study) -> pd.DataFrame:
    """The article frames that the rules find."""
    return study.article_frames().query("coder == 'rules'").reset_index(drop=True)


def by_outlet(table: pd.DataFrame, frame: str) -> pd.DataFrame:
    """Return the rows of one frame, in the order in which the outlets were planted."""
    return table[table["frame"] == frame].set_index("outlet").loc[list(NAMES)]


# -- what is on disk --------------------------------------------------------------------------


def test_the_same_seed_writes_the_same_bytes_and_another_seed_others(folder, planted, tmp_path):
    again, other = tmp_path / "again", tmp_path / "other"
    write_study(again)
    write_study(other, seed=8)

    def files(place: Path) -> dict[str, bytes]:
        paths = [path for path in place.rglob("*") if path.is_file()]
        return {path.relative_to(place).as_posix(): path.read_bytes() for path in paths}

    assert files(again) == files(folder)
    assert files(other).keys() == files(folder).keys()
    assert files(other) != files(folder)


def test_every_article_is_read_and_headlines_are_joined_where_only_the_table_has_them(study):
    assert study.inputs["state"].value_counts().to_dict() == {"kept": 120, "repaired": 60}
    assert study.articles.groupby("outlet").size().to_dict() == dict.fromkeys(NAMES, 30)
    headlines = study.sentences.query("zone == 'headline'")
    assert len(headlines) == 120
    assert set(study.sentences["zone"]) == {"headline", "lead", "body"}


def test_each_agency_story_is_one_family_in_three_outlets_and_every_other_text_its_own(
    study, planted
):
    assert {len(articles) for articles in planted.families.values()} == {3}
    known = study.articles.set_index("article")["family"]
    for family, members in planted.families.items():
        assert set(known[members]) == {family}
        texts = study.sentences.query("article in @members and zone != 'headline'")
        assert texts.groupby("article")["text"].agg(" ".join).nunique() == 1
    alone = known[~known.isin(list(planted.families))]
    assert (alone == alone.index).all()


def test_a_small_study_can_be_written_too(tmp_path):
    write_study(tmp_path, outlets=1, articles=2)
    study = fr.read_study(tmp_path)
    assert len(study.articles) == 2
    assert fr.difference(study.article_frames()).empty


# -- the truth is found -----------------------------------------------------------------------


def test_the_rules_find_every_planted_sentence_with_its_sub_code_and_no_other(study, planted):
    columns = [*KEY, "present", "subcode"]
    found = study.codings.query("coder == 'rules'")[columns].sort_values(KEY, ignore_index=True)
    wanted = planted.codings[columns].sort_values(KEY, ignore_index=True)
    wanted["subcode"] = wanted["subcode"].mask(wanted["subcode"] == "")
    assert_frame_equal(found, wanted, check_dtype=False)
    assert wanted["present"].sum() > 600


def test_rules_and_planted_codings_agree_in_everything(study):
    found = fr.trust.agreement(study.codings)
    assert list(found["frame"]) == sorted(REACH)
    assert (found[["precision", "recall", "f1", "percent_agreement"]] == 1).all(axis=None)
    assert (found["n"] == len(study.sentences)).all()


def test_article_frames_are_sums_of_what_was_planted(rules, study, planted):
    places = study.sentences[["article", "sentence", "zone", "rank"]]
    rows = planted.codings.merge(places, on=["article", "sentence"])
    inside = rows[rows["zone"] != "headline"]
    hits = inside[inside["present"] == 1]
    wanted = pd.DataFrame(
        {
            "n_sentences": inside.groupby(["article", "frame"]).size(),
            "n_frame_sentences": inside.groupby(["article", "frame"])["present"].sum(),
            "first_rank": hits.groupby(["article", "frame"])["rank"].min(),
        }
    )
    top = rows[rows["zone"] == "headline"].set_index(["article", "frame"])["present"] == 1
    wanted["in_headline"] = top.reindex(wanted.index).astype("boolean")
    found = rules.set_index(["article", "frame"]).sort_index()[list(wanted.columns)]
    assert_frame_equal(found, wanted.sort_index(), check_dtype=False)
    assert found["in_headline"].isna().sum() == 60 * 3


def test_passages_are_the_planted_sentences_with_mode_and_voice(study, planted):
    found = fr.passages(study.answer_codings, study.sentences, articles=study.articles)
    wanted = planted.codings.query("present == 1").sort_values(KEY)
    columns = [*KEY, "mode", "voice"]
    assert found[columns].sort_values(KEY).values.tolist() == wanted[columns].values.tolist()
    assert found["date"].notna().all()


def test_rules_get_the_planted_modes_and_voices_back(study, planted):
    columns = [*KEY, "mode", "voice", "speaker"]
    found = study.claims.query("coder == 'rules'")[columns].sort_values(KEY)
    wanted = planted.codings.query("present == 1")[columns].sort_values(KEY)
    assert found.fillna("").values.tolist() == wanted.values.tolist()
    assert set(found["mode"]) == {"stated", "feared", "denied"}


def test_a_sentence_about_another_who_is_left_out_is_not_the_frame(study):
    found = fr.words.kwic(study.sentences, "left out")
    others = found[found["after"].str.contains("photograph")]
    assert len(others) > 20
    mentioned = study.mentions.query("indicator == 'no seat'")
    keys = set(map(tuple, others[["article", "sentence"]].values))
    assert not keys & set(map(tuple, mentioned[["article", "sentence"]].values))


# -- with its intervals -----------------------------------------------------------------------


@pytest.mark.parametrize("frame", REACH)
@pytest.mark.parametrize("measure", [fr.prevalence, fr.salience, fr.prominence])
def test_every_outlet_has_a_share_with_an_interval(rules, measure, frame):
    found = by_outlet(measure(rules), frame)
    never = found["note"] == NO_VARIATION
    assert list(found.index[never]) in ([], [LAST])
    known = found[~never]
    assert known["note"].isin(["", COVERAGE_OBSERVED]).all()
    assert known["coverage"].between(0.9, 1).all()
    assert (known["n_articles"] == 30).all()
    assert ((known["ci_low"] <= known["share"]) & (known["share"] <= known["ci_high"])).all()
    assert ((known["ci_high"] - known["ci_low"]) < 0.4).all()


def test_intervals_of_salience_hold_the_planted_shares(rules, planted):
    truth = planted.expected.set_index(["frame", "outlet"])["amount"]
    wire = 0.2  # of an outlet's texts are agency stories, which take frames up by half or never
    held = []
    for frame in REACH:
        found = by_outlet(fr.salience(rules), frame)
        shares = 0.8 * truth[frame] + wire * 0.25 * (0 if frame == RARE else 0.5)
        held += list((found["ci_low"] <= shares) & (shares <= found["ci_high"]))
    assert sum(held) >= 16  # of 18, of which one never varies


def test_the_planted_fall_from_outlet_to_outlet_is_found(rules):
    shares = by_outlet(fr.prevalence(rules), FALLING)["share"]
    assert list(shares) == sorted(shares, reverse=True)
    found = by_outlet(fr.difference(rules, measure="prevalence"), FALLING)
    assert found.loc[FIRST, "ci_low"] > 0
    assert found.loc[LAST, "ci_high"] < 0
    assert found.loc[[FIRST, LAST], "q"].max() < 0.05


@pytest.mark.parametrize("measure", ["prevalence", "salience"])
def test_first_and_last_outlet_differ_as_planted(rules, measure):
    found = fr.difference(rules, measure=measure, reference=LAST)
    row = found.query("outlet == @FIRST and frame == @FALLING").iloc[0]
    reach = 0.8 * (REACH[FALLING][0] - REACH[FALLING][-1])  # four in five texts are its own
    truth = reach if measure == "prevalence" else reach * 0.25
    assert row["ci_low"] <= truth <= row["ci_high"]
    assert row["ci_low"] > 0
    assert row["q"] < 0.05


@pytest.mark.parametrize("measure", ["prevalence", "salience", "prominence"])
def test_where_no_difference_was_planted_none_is_found(rules, measure):
    found = by_outlet(fr.difference(rules, measure=measure), ALIKE)
    assert (found["q"] > 0.05).all()
    assert ((found["ci_low"] <= 0) & (found["ci_high"] >= 0)).all()


def test_a_frame_absent_from_an_outlet_is_a_zero_that_is_found(rules):
    row = by_outlet(fr.prevalence(rules), RARE).loc[LAST]
    assert (row["n_present"], row["n_articles"], row["ci_low"]) == (0, 30, 0.0)
    found = by_outlet(fr.difference(rules, measure="salience"), RARE)
    assert found.loc[LAST, "ci_high"] < 0
    assert found.loc[LAST, "q"] < 0.05


def test_rules_and_planted_codings_give_the_same_comparisons(study, rules):
    coded = fr.article_frames(study.answer_codings, study.sentences)
    for measure in (fr.prevalence, fr.salience, fr.prominence, fr.difference):
        found = measure(coded).assign(coder="rules")
        assert_frame_equal(found, measure(rules), check_exact=True)


def test_the_word_that_only_one_outlet_uses_is_its_most_distinctive(study, planted):
    found = fr.words.distinctive_words(study.tokens, frame=study.codebook.frame(FALLING), top=1)
    assert dict(zip(found["outlet"], found["term"], strict=True)) == planted.signatures
    assert (found["count_elsewhere"] == 0).all()


# -- every public function runs ---------------------------------------------------------------


def drawn(study: Study) -> pd.DataFrame:
    return fr.byhand.sample(study.codings, study.sentences, n=90)


def sheet(study: Study) -> pd.DataFrame:
    return fr.byhand.sheet(drawn(study), study.sentences, codebook=study.codebook, coder="anna")


def written(study: Study) -> Path:
    place = study.folder / "sheet.csv"
    place.unlink(missing_ok=True)
    return fr.byhand.write_sheet(sheet(study), place)


def fresh(place):
    """Return a place where nothing is."""
    place.unlink(missing_ok=True)
    return place


def in_a_table(study: Study) -> Study:
    """Write a few texts into a study whose table holds them."""
    place = study.folder / "in-a-table"
    place.mkdir(exist_ok=True)
    few = study.articles[["article", "outlet", "date", "text"]].iloc[::20]
    few.to_csv(place / "articles.csv", index=False)
    (place / "codebook.toml").write_bytes(study.codebook_file.read_bytes())
    (place / "study.toml").write_text('[study]\nname = "in a table"\n')
    return fr.read_study(place)


def sharded(study: Study) -> Path:
    """Count such a study in one shard."""
    fr.large.write_shard(in_a_table(study), study.folder / "shards")
    return study.folder / "shards"


def counts(study: Study) -> Counts:
    """Count the tables of a study."""
    return fr.large.counted(
        article_frames=study.article_frames(),
        articles=study.articles,
        tokens=study.tokens,
        tone=fr.words.sentiment(study.sentences).assign(outlet=study.sentences["outlet"]),
        passages=study.passages,
    )


def reported(study):
    """Write the manifest of a report without pages."""
    place = study.folder / "reported"
    place.mkdir(exist_ok=True)
    manifest = {"study_sha256": "1", "codebook_sha256": "2", "articles": {}, "tables": []}
    (place / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return place


def reports(study):
    with pages_run_here():
        return fr.build(study, output=study.folder / "built", jobs=1)


def exchanged(study):
    return fr.write_codebook(study.codebook, fresh(study.folder / "again_codebook.csv"))


BOTH = {"coders": ["reference", "rules"]}


def marked(study: Study) -> pd.DataFrame:
    """Return the sentences that the rules and the reference code, as spans that they marked."""
    found = study.codings.query("present == 1")[["article", "sentence", "coder", "frame"]]
    places = study.sentences[["article", "sentence", "start", "end"]]
    return found.merge(places, on=["article", "sentence"], validate="many_to_one")


def read(study: Study) -> pd.DataFrame:
    return study.codings[["article", "coder"]].drop_duplicates()


RUN = {
    "build": lambda s: reports(s).runs,
    "byhand.read_sample": lambda s: fr.byhand.read_sample(
        fr.byhand.write_sheet(drawn(s), fresh(s.folder / "sample.csv"))
    ),
    "coding.read_lines": lambda s: fr.coding.read_lines(written(s), codebook=s.codebook),
    "code_sheet": lambda s: fr.code_sheet(s, written(s).name).children,
    "compare.manner": lambda s: fr.compare.manner(s.passages, variable="voice"),
    "compare.tenths": lambda s: fr.compare.tenths(s.sentences, s.passages),
    "wire.absences": lambda s: fr.wire.absences(s.truncation),
    "wire.largest_story": lambda s: fr.wire.largest_story(s.synopsis),
    "report.changes": lambda s: fr.report.changes(reported(s), reported(s)).columns,
    "events.difference": lambda s: fr.events.difference(s.article_frames(), measure="salience"),
    "events.coverage": lambda s: fr.events.coverage(s.articles),
    "byhand.label_studio_config": lambda s: fr.byhand.label_studio_config(s.codebook),
    "byhand.label_studio_tasks": lambda s: fr.byhand.label_studio_tasks(
        s.sentences[:9], codebook=s.codebook
    ),
    "coding.starter_codebook": lambda s: fr.coding.starter_codebook("policy_frames").frames,
    "begin.survey": lambda s: fr.begin.survey(s),
    "trend": lambda s: fr.trend(s.article_frames(), s.articles),
    "write_codebook": lambda s: exchanged(s).read_text("utf-8-sig"),
    "write_codings": lambda s: fr.write_codings(s.codings, fresh(s.folder / "again.csv")).read_text(
        "utf-8-sig"
    ),
    "wire.agencies": lambda s: fr.wire.agencies(s.articles),
    "voice.direct_quotations": lambda s: fr.voice.direct_quotations(s.articles).columns,
    "voice.narration": lambda s: (
        fr.voice.narration(s.sentences[:99], fr.voice.attributions(s.sentences[:99])).columns
    ),
    "voice.attributions": lambda s: fr.voice.attributions(s.sentences).columns,
    "voice.attributed": lambda s: (
        fr.voice.attributed(s.mentions, fr.voice.attributions(s.sentences[:99])).columns
    ),
    "wire.agency_evidence": lambda s: fr.wire.agency_evidence(s.articles, s.alignments).columns,
    "wire.clause_origins": lambda s: fr.wire.clause_origins(
        s.codings, s.origins, s.alignments, mentions=s.mentions
    ),
    "wire.frames_beside_standing_text": lambda s: (
        fr.wire.frames_beside_standing_text(s.codings, s.sentences, s.standing_text).columns
    ),
    "wire.passages_kept": lambda s: (
        fr.wire.passages_kept(s.codings, s.sentences, s.alignments).columns
    ),
    "wire.shared_quotations": lambda s: fr.wire.shared_quotations(s.sentences).columns,
    "wire.standing_text": lambda s: fr.wire.standing_text(s.sentences, articles=s.articles).columns,
    "wire.alignments": lambda s: fr.wire.alignments(s.sentences, by="family"),
    "wire.certainty": lambda s: fr.wire.certainty(s.sentences),
    "wire.families": lambda s: fr.wire.families(s.sentences, articles=s.articles),
    "wire.origin_of_copy": lambda s: fr.wire.origin_of_copy(s.articles, s.alignments),
    "wire.origins": lambda s: fr.wire.origins(s.sentences, s.alignments),
    "wire.reuse": lambda s: fr.wire.reuse(s.sentences, s.alignments),
    "wire.substitutions": lambda s: fr.wire.substitutions(s.alignments, s.sentences).columns,
    "wire.synopsis": lambda s: fr.wire.synopsis(s.sentences, s.alignments, by="family"),
    "wire.truncation": lambda s: fr.wire.truncation(s.synopsis, s.sentences),
    "byhand.adjudication": lambda s: fr.byhand.adjudication(
        s.codings, settled=s.codings[:0], **BOTH
    ),
    "byhand.adjudication_sheet": lambda s: (
        fr.byhand.adjudication_sheet(
            s.codings.assign(present=s.codings["present"].mask(s.codings["sentence"] == 0, 1)),
            s.sentences,
            codebook=s.codebook,
            adjudicator="clara",
            **BOTH,
        ).columns
    ),
    "trust.agreement": lambda s: fr.trust.agreement(
        s.codings, sentences=s.sentences, by_outlet=True
    ),
    "article_frames": lambda s: fr.article_frames(s.codings, s.sentences),
    "byhand.codebook_changes": lambda s: fr.byhand.codebook_changes(
        s.codebook, s.codebook.with_entries(frame=FALLING, indicator="new", any=["unheard"])
    ),
    "trust.codes_needed": lambda s: fr.trust.codes_needed(s.codings, s.sentences, half_width=0.05),
    "byhand.sheet": sheet,
    "trust.correction": lambda s: fr.trust.correction(s.codings, s.sentences),
    "trust.corrected_difference": lambda s: fr.trust.corrected_difference(s.codings, s.sentences),
    "trust.corrected_hypotheses": lambda s: fr.trust.corrected_hypotheses(
        s.codings, s.sentences, pd.DataFrame({"outlet": ["Herald"], "frame": [FALLING]})
    ),
    "trust.corrected_homogeneity": lambda s: fr.trust.corrected_homogeneity(s.codings, s.sentences),
    "trust.verdicts": lambda s: fr.trust.verdicts(s.codings, s.sentences, kinds=s.coders),
    "code": lambda s: fr.code(
        s.sentences, codebook=s.codebook, by="classifier", codings=s.codings, folds=3
    ),
    "difference": lambda s: fr.difference(s.article_frames()),
    "compare.homogeneity": lambda s: fr.compare.homogeneity(s.article_frames()),
    "compare.findings": lambda s: s.checks.findings,
    "compare.joined": lambda s: fr.compare.joined(s.answer_codings),
    "compare.last_word": lambda s: fr.compare.last_word(s.claims, s.sentences),
    "words.distinctive_words": lambda s: fr.words.distinctive_words(
        s.tokens, frame=s.codebook.frame(FALLING)
    ),
    "trust.disagreements": lambda s: (
        fr.trust.disagreements(s.codings, sentences=s.sentences, **BOTH).columns
    ),
    "trust.false_hits": lambda s: (
        fr.trust.false_hits(s.mentions, s.codings, s.sentences, codebook=s.codebook).columns
    ),
    "study.freeze": lambda s: fr.study.freeze(s).read_text(),
    "trust.leading": lambda s: fr.trust.leading(fr.salience(s.answers()), s.checks.corrected),
    "trust.grades": lambda s: fr.trust.grades(s.checks.robustness(FALLING)),
    "compare.hypotheses": lambda s: fr.compare.hypotheses(
        s.article_frames().query("coder == 'rules'"),
        pd.DataFrame({"outlet": ["Herald"], "frame": [FALLING]}),
    ),
    "trust.indicators": lambda s: fr.trust.indicators(s.mentions, s.codings, codebook=s.codebook),
    "words.collocations": lambda s: fr.words.collocations(s.tokens),
    "words.keyness": lambda s: fr.words.keyness(s.tokens),
    "trust.krippendorff_alpha": lambda s: [
        fr.trust.krippendorff_alpha(np.array([[0, 1, 1], [0, 1, 0]]))
    ],
    "words.kwic": lambda s: fr.words.kwic(s.sentences, tokens=s.tokens[:9]),
    "words.lexicon": lambda s: fr.words.lexicon(),
    "words.word_scores": lambda s: fr.words.word_scores(
        fr.words.sentiment(s.sentences), s.sentences
    ),
    "mentions": lambda s: fr.mentions(s.sentences, codebook=s.codebook),
    "passages": lambda s: fr.passages(s.codings, s.sentences),
    "prevalence": lambda s: fr.prevalence(s.article_frames()),
    "prominence": lambda s: fr.prominence(s.article_frames()),
    "read_codebook": lambda s: fr.read_codebook(exchanged(s)).frames,
    "coding.entries": lambda s: fr.coding.entries(s.sentences, codebook=s.codebook),
    "coding.read_coders": lambda s: fr.coding.read_coders(s.folder / "coders.csv"),
    "read_codings": lambda s: fr.read_codings(written(s), codebook=s.codebook).columns,
    "read_corpus": lambda s: fr.read_corpus(s.sources[0], columns=s.columns),
    "corpus.read_inputs": lambda s: fr.corpus.read_inputs(s.sources[0], columns=s.columns),
    "corpus.read_repairs": lambda s: fr.corpus.read_repairs(s.sources[0], columns=s.columns),
    "read_study": lambda s: fr.read_study(s.folder).codebook.frames,
    "trust.reliability": lambda s: fr.trust.reliability(s.codings, sentences=s.sentences),
    "trust.robustness": lambda s: fr.trust.robustness(
        s.codings, s.sentences, frame=s.codebook.frame(FALLING), coder="reference"
    ),
    "trust.unitizing_alpha": lambda s: fr.trust.unitizing_alpha(
        marked(s), read=read(s), articles=s.articles
    ),
    "salience": lambda s: fr.salience(s.article_frames(), unit="words"),
    "byhand.sample": drawn,
    "sentences": lambda s: fr.sentences(s.articles),
    "words.sentiment": lambda s: fr.words.sentiment(s.sentences),
    "words.tone": lambda s: fr.words.tone(s.sentences, towards=["Herald", "the"]),
    "words.tone_card": lambda s: fr.words.tone_card(),
    "words.tone_shares": lambda s: fr.words.tone_shares(
        fr.words.tone(s.sentences, towards=["the"]), s.sentences
    ),
    "words.tfidf": lambda s: fr.words.tfidf(s.tokens),
    "tokens": lambda s: fr.tokens(s.sentences),
    "words.top_words": lambda s: fr.words.top_words(s.sentences),
    "byhand.write_sheet": lambda s: written(s).read_text(encoding="utf-8-sig"),
    "corpus.zones": lambda s: fr.corpus.zones(s.articles),
    "large.count": lambda s: fr.large.count(in_a_table(s)).tables,
    "large.counted": lambda s: counts(s).tables,
    "large.combine": lambda s: fr.large.combine([counts(s)]).tables,
    "large.each": lambda s: [*fr.large.each(len, s.sentences["text"])],
    "large.write_shard": lambda s: [*sharded(s).iterdir()],
    "large.merge_shards": lambda s: fr.large.merge_shards(in_a_table(s), sharded(s)).tables,
    "large.prevalence": lambda s: fr.large.prevalence(counts(s)),
    "large.salience": lambda s: fr.large.salience(counts(s), unit="words"),
    "large.prominence": lambda s: fr.large.prominence(counts(s)),
    "large.trend": lambda s: fr.large.trend(counts(s)),
    "large.manner": lambda s: fr.large.manner(counts(s), variable="voice"),
    "large.word_scores": lambda s: fr.large.word_scores(counts(s)),
    "large.document_frequencies": lambda s: fr.large.document_frequencies(counts(s)),
    "large.tfidf": lambda s: fr.large.tfidf(counts(s)),
    "large.keyness": lambda s: fr.large.keyness(counts(s)),
}


def test_every_public_function_is_run_here():
    assert set(FUNCTIONS) == set(RUN)


@pytest.mark.parametrize("name", RUN)
@pytest.mark.filterwarnings("ignore::framing.errors.RepairWarning")
def test_a_public_function_runs_on_a_whole_study(study, name):
    assert len(RUN[name](study)) > 0
