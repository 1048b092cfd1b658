"""Keys of study.toml and parameters of notebooks that studies hold: they go on running."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from framing.report.jupyter import loaded
from framing.report.notebooks import notebook
from framing.study import read_study

EVERY_KEY = """\
[study]
name = "Talks"
question = "How?"
selection = "All texts."
language = "en"
seed = 7
event = "round"

[corpus]
articles = ["articles.csv"]
columns = { article = "file" }
outlets = { "The Daily" = "Daily" }
dates = "day-month"

[coding]
codebook = "codebook.toml"
codings = ["codings.csv"]
coders = "coders.csv"
answers_from = "ann"
reference = "final"
sample = "sample.csv"
machines = ["similarity", "classifier"]

[wire]
reference = "agency"

[[adjudication]]
coder = "final"
of = ["ann", "ben"]
sheet = "adjudication-eve.csv"

[[hypotheses]]
outlet = "Daily"
frame = "out"
reference = "rest"
measure = "salience"
expected = "more"

[[report]]
notebook = "frame"
each = "frame"
parameters = { period = "month" }
"""
CODEBOOK = '[codebook]\nname = "b"\n[frames.out]\ndefinition = "d"\n'
PARAMETERS = {
    "corpus": {"study": "seeds"},
    "explore": {
        "study": "seeds", "frame": "ukraine_exclusion", "indicator": "",
        "entries": "left out; frozen out; sidelin*",
    },
    "frame": {"study": "seeds", "frame": "ukraine_exclusion", "period": "week", "by": "outlet"},
    "outlets": {"study": "seeds", "unit": "sentences", "by": "outlet"},
    "validity": {"study": "seeds", "half_width": 0.05},
    "wire": {"study": "seeds", "threshold": 0.5},
}  # fmt: skip


def test_every_key_of_a_study_is_read(tmp_path: Path) -> None:
    (tmp_path / "study.toml").write_text(EVERY_KEY)
    (tmp_path / "codebook.toml").write_text(CODEBOOK)
    study = read_study(tmp_path)
    assert (study.name, study.seed, study.dates) == ("Talks", 7, "day-month")
    assert study.columns == {"article": "file", "event": "round"}
    assert (study.answers_from, study.reference, study.machines) == (
        "ann", "final", ("similarity", "classifier"),
    )  # fmt: skip
    assert (study.sample_file, study.wire_reference) == (tmp_path / "sample.csv", "agency")
    assert study.adjudications[0].of == ("ann", "ben")
    assert study.hypotheses[0]["expected"] == "more"
    assert (study.runs[0].each, study.runs[0].parameters) == ("frame", {"period": "month"})


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_notebook_takes_the_parameters_that_it_took(name: str) -> None:
    known = loaded("papermill").inspect_notebook(str(notebook(name)))
    assert {key: ast.literal_eval(told["default"]) for key, told in known.items()} == PARAMETERS[
        name
    ]
