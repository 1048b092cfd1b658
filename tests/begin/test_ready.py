"""What check finds, report refuses in the same words, and what check passes can be run."""

from __future__ import annotations

import pytest

from framing.begin.survey import MEND, survey
from framing.errors import FramingError
from framing.report.batch import build
from framing.study import Study, read_study
from tests.begin.test_survey import STUDY, coded, row, write
from tests.cases import each_of
from tests.quick import pages_run_here

CODEBOOK = """
[codebook]
name = "Mill"
language = "en"
[frames.plan]
definition = "A plan is told of."
indicators = [{ id = "plan", any = ["plan"] }]
[frames.mood]
definition = "A mood is told of."
indicators = [{ id = "joy", any = ["joy*"] }]
"""
HYPOTHESIS = '[[hypotheses]]\noutlet = "Daily"\nframe = "plan"\n'
PAGE = '[[report]]\nnotebook = "{}"\n'
GIVEN = '[[report]]\nnotebook = "{}"\nparameters = {{ {} }}\n'
BY_HAND = 'codings = ["c.csv"]\n'


@pytest.fixture
def study(tmp_path):
    """Return a function that writes a study of four texts and reads it."""

    def written(book: str = CODEBOOK, more: str = "", **settings: str) -> Study:
        rows = [row(n, outlet=("Daily", "Courier")[n % 2], family=f"f{n}") for n in range(4)]
        write(tmp_path / "articles.csv", rows)
        write(tmp_path / "c.csv", [coded(1, 0), coded(1, 1), coded(1, 0, "ben")])
        (tmp_path / "codebook.toml").write_text(book)
        text = STUDY.format(**dict.fromkeys(("study", "corpus", "coding"), "") | settings) + more
        (tmp_path / "study.toml").write_text(text)
        return read_study(tmp_path)

    return written


def mended(study: Study) -> list[str]:
    found = survey(study)
    return found.loc[found["level"] == MEND, "message"].tolist()


@each_of(
    "settings, said",
    {
        "answers of nobody": (
            {"coding": BY_HAND + 'answers_from = "ana"'},
            "answers_from is 'ana', who coded nothing. Coders: 'anna', 'ben', 'rules'. Did you",
        ),
        "a reference who coded nothing": (
            {"coding": BY_HAND + 'reference = "carl"'},
            "reference is 'carl', who coded nothing.",
        ),
        "a classifier that learns from nobody": (
            {"coding": BY_HAND + 'machines = ["classifier"]'},
            "machines names 'classifier', which learns from the codings of 'reference'",
        ),
        "a file of codings that is not there": (
            {"coding": 'codings = ["lost.csv"]'},
            "lost.csv: cannot be read",
        ),
        "a file of coders that is not there": ({"coding": 'coders = "w.csv"'}, "w.csv"),
        "a sample that is not there": ({"coding": 'sample = "s.csv"'}, "s.csv"),
        "a sheet that waits to be filled": (
            {"coding": BY_HAND,
             "more": '[[adjudication]]\ncoder = "e"\nof = ["anna", "ben"]\nsheet = "x.csv"\n'},
            "the codes of 'e' wait for x.csv",
        ),
        "a notebook that is not there": (
            {"more": PAGE.format("fram")},
            "there is no notebook 'fram'.",
        ),
        "a parameter that is not there": (
            {"more": GIVEN.format("wire", "thresh = 0.5")},
            "wire.ipynb has no parameter 'thresh'.",
        ),
        "a parameter of another type": (
            {"more": GIVEN.format("wire", 'threshold = "half"')},
            "wire.ipynb: parameter 'threshold' is 'half', which is str; float is needed",
        ),
        "an unknown frame": (
            {"more": GIVEN.format("frame", 'frame = "plans"')},
            "'plans'",
        ),
        "a frame's page without a frame": ({"more": PAGE.format("frame")}, "'ukraine_exclusion'"),
        "an outlet's page without an outlet": (
            {"more": PAGE.format("outlet")},
            "outlet is 'UrduPoint'. Allowed: Courier, Daily.",
        ),
        "pages of outlets that have too few texts": (
            {"more": PAGE.format("outlet") + 'each = "outlet"\n'},
            "the report has no page. [[report]] each = 'outlet' makes one for each outlet with 5",
        ),
        "an unknown period": (
            {"more": '[[report]]\nnotebook = "frame"\neach = "frame"\n'
                     'parameters = { period = "year" }\n'},
            "period is 'year'. Allowed: day, week, month.",
        ),
        "an unknown unit": (
            {"more": GIVEN.format("outlets", 'unit = "texts"')},
            "unit is 'texts'. Allowed: sentences, words.",
        ),
        "a likeness beyond all": (
            {"more": GIVEN.format("wire", "threshold = 1.5")},
            "threshold is 1.5; a number above 0",
        ),
        "half of no interval": (
            {"more": GIVEN.format("validity", "half_width = 0.0")},
            "half_width is 0.0; give a share",
        ),
        "an indicator that is not there": (
            {"more": GIVEN.format("explore", 'frame = "plan", indicator = "plans"')},
            "frame 'plan' has no indicator 'plans'.",
        ),
        "an entry in another query language": (
            {"more": GIVEN.format("explore", 'frame = "plan", entries = "a | b"')},
            "a | b",
        ),
        "each of a notebook that takes none": (
            {"more": PAGE.format("wire") + 'each = "frame"\n'},
            "wire.ipynb has no parameter 'frame'.",
        ),
        "a hypothesis on an unknown frame": (
            {"more": HYPOTHESIS.replace("plan", "plans")},
            "hypotheses: frame is 'plans'. Allowed: mood, plan.",
        ),
        "a hypothesis on an outlet without an article": (
            {"more": HYPOTHESIS.replace("Daily", "Daly")},
            "hypotheses: outlet is 'Daly'. Allowed: Courier, Daily. Did you mean 'Daily'?",
        ),
        "a hypothesis against an unknown outlet": (
            {"more": HYPOTHESIS + 'reference = "Curier"\n'},
            "hypotheses: reference is 'Curier'.",
        ),
        "a hypothesis on an unknown measure": (
            {"more": HYPOTHESIS + 'measure = "volume"\n'},
            "hypotheses: measure is 'volume'.",
        ),
        "a hypothesis with an unknown expectation": (
            {"more": HYPOTHESIS + 'expected = "higher"\n'},
            "hypotheses: expected is 'higher'. Allowed: more, less, or nothing.",
        ),
        "a hypothesis on an outlet against itself": (
            {"more": HYPOTHESIS + 'reference = "Daily"\n'},
            "hypotheses: outlet and reference are both 'Daily'",
        ),
        "a hypothesis that is stated twice": ({"more": HYPOTHESIS * 2}, "hypotheses"),
        "an agency's original that is no article": (
            {"more": '[wire]\nreference = "a9"\n'},
            "[wire] reference is 'a9', which is no article. Articles: 'a0', 'a1', 'a2'",
        ),
        "an outlet that is renamed and not there": (
            {"corpus": 'outlets = { "Dialy" = "The Daily" }'},
            "outlets renames 'Dialy', which no article has. Outlets: 'Courier', 'Daily'. Did you",
        ),
        "an outlet that is renamed to nothing": (
            {"corpus": 'outlets = { "Daily" = " " }'},
            "outlets renames 'Daily' to nothing.",
        ),
        "one column for two things": (
            {"corpus": 'columns = { title = "outlet", outlet = "outlet" }'},
            "columns takes 'outlet' for 'outlet', 'title', which are different things.",
        ),
        "texts in another language than the codebook": (
            {"book": CODEBOOK.replace('"en"', '"de"'), "study": 'language = "de"'},
            "no text is in the codebook's language ('de')",
        ),
        "texts that are not there": ({"lost": "articles.csv"}, "articles.csv"),
        "a lock that framing did not write": ({"lock": "{}"}, "study.lock is not a lock"),
    },
)  # fmt: skip
def test_what_check_says_is_to_mend_report_refuses_in_the_same_words(
    study, tmp_path, settings, said
):
    settings = dict(settings)
    lock, lost = settings.pop("lock", ""), settings.pop("lost", "")
    broken = study(**settings)
    (tmp_path / "study.lock").write_text(lock) if lock else None
    (tmp_path / lost).unlink() if lost else None
    found = [message for message in mended(broken) if said in message]
    with pytest.raises(FramingError) as refused:
        build(broken, output=tmp_path / "out", jobs=1)
    (tmp_path / "study.lock").unlink(missing_ok=True)
    assert found
    assert found[0] in str(refused.value)
    assert not (tmp_path / "out").exists()


@each_of(
    "settings, said",
    [
        ({"study": 'event = "a"', "corpus": 'columns = { event = "b" }'}, "keep one of them"),
        ({"more": PAGE.format("../mine")}, "'notebook' is '../mine', a name that has '/' in it"),
        ({"study": "margin = 3.0"}, "'margin' is 3.0"),
        ({"book": CODEBOOK.replace("frames.plan", 'frames."plan/b"')}, "name has '/' in it"),
        ({"book": CODEBOOK.replace("frames.mood", "frames.Plan")}, "would share the files"),
    ],
)
def test_settings_that_contradict_themselves_can_neither_be_checked_nor_run(study, settings, said):
    with pytest.raises(FramingError, match=said.replace(".", r"\.")):
        study(**settings)


def test_every_fault_is_told_at_once(study, tmp_path):
    broken = study(more=HYPOTHESIS.replace("plan", "plans") + '[wire]\nreference = "a9"\n')
    assert len(mended(broken)) == 2
    with pytest.raises(FramingError, match=r"^2 faults to mend: \(1\) .*'a9'.*\(2\) .*'plans'"):
        build(broken, output=tmp_path / "out", jobs=1)


def test_a_place_where_no_report_can_be_written_is_to_mend(study):
    made = study()
    (made.folder / "reports").write_text("a file")
    (said,) = mended(made)
    assert said.startswith("nothing can be written to reports")


def test_nothing_to_mend_means_that_every_page_runs(study, tmp_path):
    pages = PAGE.format("corpus") + GIVEN.format("frame", 'frame = "plan", period = "month"')
    good = study(
        coding=BY_HAND + 'answers_from = "rules"\nreference = "anna"',
        corpus='outlets = { "Daily" = "The Daily" }\ncolumns = { article = "article" }',
        more=HYPOTHESIS.replace("Daily", "The Daily") + '[wire]\nreference = "a1"\n' + pages,
    )
    assert mended(good) == []
    with pages_run_here():
        report = build(good, output=tmp_path / "out", jobs=1)
    assert not report.failed
    assert [run.name for run in report.runs] == ["corpus", "frame"]
