"""What the README promises: its examples run, its figure is today's figure."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from framing.compare import joined
from framing.report.batch import build
from framing.report.export import results
from framing.report.written_files import hashes
from framing.show import plot_strips, style
from framing.show.account import account
from framing.study import Study, read_study
from tests.conftest import ROOT
from tests.quick import keep, pages_run_here

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = ("outlets", "corpus")  # which the command runs in processes of their own
SAMPLE = ROOT / "reports" / "sample" / "strips.svg"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.S)


def test_the_readme_fits_on_a_screen_or_so() -> None:
    assert len(README.split()) < 650
    assert README.count("![") == 1


def test_the_python_examples_run_and_give_tables(tmp_path: Path, monkeypatch) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {}
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), found)
    assert found["texts"]["n_frame_sentences"].tolist() == [1, 0]


@pytest.mark.slow
def test_the_shell_examples_run_and_give_the_same_report_whatever_seed_of_hashes_or_processes(
    tmp_path: Path, study: Study, shipped: Path
) -> None:
    for folder in ("seeds", "notebooks"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    settings = tmp_path / "seeds" / "study.toml"
    said, _, _ = settings.read_text(encoding="utf-8").partition("[[report]]")
    pages = "".join(f'[[report]]\nnotebook = "{page}"\n' for page in PAGES)
    settings.write_text(f"{said}{pages}", encoding="utf-8")
    commands = [line for line in blocks("sh")[1].splitlines() if line]
    assert [line.split()[0] for line in commands] == ["framing", "papermill"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    around = {**os.environ, "PATH": path, "PYTHONHASHSEED": "7"}
    for line in commands:
        subprocess.run(line.split(), cwd=tmp_path, check=True, env=around)
    small = read_study(tmp_path / "seeds")
    vars(small).update(
        {name: made for name, made in vars(study).items() if name not in vars(small)}
    )
    with pages_run_here():
        build(keep(small), output=tmp_path / "quick")
    made, quick = hashes(tmp_path / "my-report"), hashes(tmp_path / "quick")
    assert made.keys() == quick.keys()
    assert {"index.html", "outlets.html", "corpus.html"} <= made.keys()
    differ = {name.split("/")[0] for name in made if made[name] != quick[name]}
    assert differ <= {"manifest.json", "notebooks"}  # they tell when they ran
    alone, page = tmp_path / "out.ipynb", shipped / "notebooks" / "frame-european_reactions.ipynb"
    shown, wanted = (results(json.loads(book.read_text("utf-8"))) for book in (alone, page))
    for one in wanted:
        one.pop("png", None)  # drawn for a report alone
    assert len(shown) == len(wanted) > 9
    assert [a["name"] for a, b in zip(shown, wanted, strict=True) if a != b] == ["provenance"]


def test_every_make_target_that_the_readme_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert f"\n{target}:" in makefile, target


def test_every_file_that_the_readme_links_exists() -> None:
    for link in re.findall(r"\]\(([^)]+)\)", README):
        assert (ROOT / link).exists(), link


def test_the_readmes_figure_is_what_the_package_draws_today(study: Study) -> None:
    drawn = sample(study)
    if os.environ.get("FRAMING_WRITE"):
        SAMPLE.write_text(drawn, encoding="utf-8", newline="\n")
    assert SAMPLE.read_text(encoding="utf-8") == drawn


def test_the_readme_quotes_the_account_that_the_report_gives_today(study: Study) -> None:
    mine = "coder == @study.answers_from and frame == 'ukraine_exclusion'"
    told = account(
        study.claims.query(mine), study.sentences, codebook=study.codebook,
        joined=joined(study.answer_codings).query("frame == 'ukraine_exclusion'"),
        origins=study.clause_origins.query(mine),
    )  # fmt: skip
    first = told[study.articles["article"].iloc[0]]
    assert f"> UrduPoint {''.join(part['text'] for part in first.parts)}\n" in README


def sample(study: Study) -> str:
    mine = "coder == @study.answers_from and frame == 'ukraine_exclusion' and present == 1"
    present = study.passages.query(mine)
    return style.svg(plot_strips(study.sentences, present, codebook=study.codebook))
