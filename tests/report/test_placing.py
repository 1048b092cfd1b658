"""A report in its place: whole or not at all, and nobody's file in its way."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from framing.errors import ParameterError, StudyError
from framing.report import placing
from framing.report.manifest import MANIFEST, earlier_report, is_as_listed, read_manifest
from framing.report.placing import check_free, put_in_place, workshop
from framing.report.writing import seal
from framing.report.written_files import file_names, hashes, write_table
from framing.tables.file_names import leads_inside

OWN = {"README.md": "mine", "sample/frame.html": "mine too", "tables/mine.csv": "a"}
OLD = {"index.html": "old", "page.html": "old", "gone.html": "old", "same.html": "alike"}
NEW = {"index.html": "new", "page.html": "new", "came.html": "new", "same.html": "alike"}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def report(folder: Path, files: dict[str, str], number: int = 1) -> Path:
    """Write a report of these pages, with a table of one number."""
    write(folder, files)
    (folder / "tables").mkdir(exist_ok=True)
    table = {"columns": [["n", "int64"]], "rows": [[number]], "caption": "", "key": []}
    entry = write_table(table, folder / "tables", "t")
    listed = {name: digest for name, digest in hashes(folder).items() if name not in OWN}
    seal(folder, {"study": "s", "articles": {}, "tables": [entry]})
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(json.dumps({**manifest, "files": listed}), encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """An earlier report, with files of somebody's own beside its pages."""
    write(tmp_path / "out", OWN)
    return report(tmp_path / "out", OLD)


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return report(tmp_path / "built", NEW, number=2)


def is_whole(folder: Path) -> bool:
    listed = read_manifest(folder)["files"]
    return all(is_as_listed(folder, name, listed) for name in listed)


def own_files_are_there(folder: Path) -> bool:
    return all((folder / name).read_text() == text for name, text in OWN.items())


def test_a_new_report_takes_the_place_of_the_old_one_and_of_nothing_else(output, built):
    expected = {**hashes(built), **{name: hashes(output)[name] for name in OWN}}
    assert put_in_place(built, output) is None
    assert hashes(output) == expected
    assert not (output / ".framing").exists()


# -- killed at any moment -------------------------------------------------------------------------

STEPS = ("replace", "rename", "unlink", "rmdir", "mkdir")


class KilledError(BaseException):
    """The end of a process, as far as what it leaves behind goes."""


def killed_at(step: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    done = 0

    def counted(call: Callable) -> Callable:
        def run(*given, **named):
            nonlocal done
            done += 1
            if done == step:
                raise KilledError
            if done > step:
                raise AssertionError("a dead process does nothing more")
            return call(*given, **named)

        return run

    with monkeypatch.context() as patched:
        for name in STEPS:
            patched.setattr(os, name, counted(getattr(os, name)))
        yield


def interrupted(step: int, monkeypatch: pytest.MonkeyPatch, built: Path, output: Path) -> bool:
    """Put a report in place and stop before a step; tell whether there was such a step."""
    for _ in killed_at(step, monkeypatch):
        try:
            put_in_place(built, output)
        except (KilledError, AssertionError):
            return True
    return False


def each_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: Path, built: Path
) -> Iterator[Path]:
    """Yield the folder as it was left, for each step before which one can be killed."""
    step, going = 0, True
    while going:
        step += 1
        place = shutil.copytree(output, tmp_path / f"{step}" / "out")
        going = interrupted(step, monkeypatch, shutil.copytree(built, tmp_path / f"b{step}"), place)
        yield place
    assert step > 15


def test_whenever_it_is_killed_the_old_or_the_new_report_stands_or_the_next_run_makes_up_for_it(
    tmp_path, monkeypatch, output, built
):
    old, new = read_manifest(output), read_manifest(built)
    for place in each_step(tmp_path, monkeypatch, output, built):
        if (place / MANIFEST).exists():  # it claims to be a report, and is one
            assert is_whole(place)
            assert read_manifest(place) in (old, new)
        with workshop(place):
            pass
        assert is_whole(place)
        pages = NEW if read_manifest(place) == new else OLD
        expected = {*pages, *OWN, MANIFEST, "tables/t.csv", "tables/t.parquet"}
        assert set(file_names(place)) == expected
        assert own_files_are_there(place)
        assert not place.with_name("out.old").exists()


def test_what_somebody_wrote_after_a_kill_is_not_lost_when_the_next_run_goes_on(
    tmp_path, monkeypatch, output, built
):
    for place in each_step(tmp_path, monkeypatch, output, built):
        if (place / MANIFEST).exists():
            continue
        (place / "page.html").write_text("a day's work")
        with workshop(place):
            pass
        kept = [one / "page.html" for one in (place, place.with_name("out.old"))]
        assert "a day's work" in [one.read_text() for one in kept if one.exists()]
        assert (place / MANIFEST).exists()
        assert own_files_are_there(place)


def test_a_damaged_report_is_set_aside_whole_whenever_it_is_killed(
    tmp_path, monkeypatch, output, built
):
    (output / MANIFEST).write_text("<<<<<<< ours")
    for place in each_step(tmp_path, monkeypatch, output, built):
        with workshop(place):
            pass
        if earlier_report(place).damage:  # nothing was ready yet
            put_in_place(report(tmp_path / "again", NEW, number=2), place)
        assert is_whole(place)
        assert "gone.html" not in file_names(place)
        aside = [one for one in place.parent.iterdir() if one != place]
        kept = [one / "gone.html" for one in aside if (one / "gone.html").exists()]
        assert [one.read_text() for one in kept] == ["old"]
        assert (place / "README.md").read_text() == "mine"
        shutil.rmtree(tmp_path / "again", ignore_errors=True)


def test_a_process_that_is_killed_for_good_leaves_a_report_that_the_next_one_completes(
    tmp_path, output, built
):
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from framing.report import placing\n"
        "replace, done = os.replace, []\n"
        "def dies(*given):\n"
        "    done.append(given)\n"
        "    if len(done) == 4: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    replace(*given)\n"
        "os.replace = dies\n"
        "with placing.workshop(Path(sys.argv[2])): placing.put_in_place(*map(Path, sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", code, str(built), str(output)]
    assert subprocess.run(command, check=False).returncode == -9
    assert not (output / MANIFEST).exists()
    with workshop(output) as folder:
        assert list(folder.iterdir())
    assert is_whole(output)
    assert (output / "came.html").read_text() == "new"
    assert not (output / ".framing").exists()


# -- what is in the way ---------------------------------------------------------------------------


def edited(output: Path) -> None:
    (output / "page.html").write_text("edited by hand")


def foreign(output: Path) -> None:
    (output / "came.html").write_text("a home page")


def a_folder(output: Path) -> None:
    (output / "came.html").mkdir()


def no_manifest(output: Path) -> None:
    (output / MANIFEST).unlink()


def tables_a_file(output: Path) -> None:
    shutil.rmtree(output / "tables")
    (output / MANIFEST).unlink()
    for name in OLD:
        (output / name).unlink()
    (output / "tables").write_text("a list of tables")


WAYS = {one.__name__: one for one in (edited, foreign, a_folder, no_manifest, tables_a_file)}


@pytest.mark.parametrize("change", WAYS.values(), ids=WAYS)
def test_a_file_that_no_report_wrote_is_not_overwritten(output, built, change):
    change(output)
    before = hashes(output)
    with pytest.raises(ParameterError, match=r"which no report wrote, or somebody has edited"):
        check_free(earlier_report(output), NEW)
    with pytest.raises(ParameterError, match=r"Move that away, or name another folder"):
        put_in_place(built, output)
    assert hashes(output) == before
    assert is_whole(built)


def test_a_page_that_is_edited_and_no_longer_made_stays(output, built):
    (output / "gone.html").write_text("edited by hand")
    put_in_place(built, output)
    assert (output / "gone.html").read_text() == "edited by hand"
    assert is_whole(output)


@pytest.mark.parametrize("name", ["tables", "came.html", MANIFEST])
def test_a_link_that_leads_out_is_not_followed(tmp_path, built, name):
    output, elsewhere = tmp_path / "fresh", tmp_path / "elsewhere"
    write(elsewhere, {"t.csv": "mine", "page": "mine"})
    output.mkdir()
    (output / name).symlink_to(elsewhere if name == "tables" else elsewhere / "page")
    with pytest.raises(ParameterError, match=f"'{name}'.* is reached by a link"):
        put_in_place(built, output)
    assert sorted(file_names(elsewhere)) == ["page", "t.csv"]


def test_a_link_that_is_made_after_a_kill_is_not_followed(tmp_path, monkeypatch, output, built):
    monkeypatch.setattr(placing, "finish", lambda output: None)
    put_in_place(built, output)  # killed once it is ready
    monkeypatch.undo()
    shutil.move(output / "tables", tmp_path / "elsewhere")
    (output / "tables").symlink_to(tmp_path / "elsewhere")
    before = hashes(tmp_path / "elsewhere")
    with pytest.raises(ParameterError, match="is reached by a link"), workshop(output):
        pass
    assert hashes(tmp_path / "elsewhere") == before
    (output / "tables").unlink()
    with workshop(output):
        pass
    assert is_whole(output)


def test_a_link_in_place_of_our_own_folders_is_not_followed(tmp_path, output, built):
    elsewhere = report(tmp_path / "elsewhere", {"index.html": "mine"})
    (output / ".framing").mkdir()
    (output / ".framing" / "ready").symlink_to(elsewhere)
    put_in_place(built, output)
    assert is_whole(elsewhere)
    assert (output / "index.html").read_text() == "new"
    (output / ".framing").symlink_to(elsewhere)
    with (
        pytest.raises(ParameterError, match=r"nothing can be written: \.framing is a link"),
        workshop(output),
    ):
        pass
    assert is_whole(elsewhere)


# -- what a manifest says -------------------------------------------------------------------------

PATHS = ["../thesis.txt", "/etc/thesis", "a/../../thesis.txt", "C:/thesis", "a\\..\\b", "..", "",
         "a//b", "./a", "a\0b", "C:thesis", "\ud800"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
def test_no_path_of_a_manifest_leads_out_of_its_folder(tmp_path, output, built, path):
    assert not leads_inside(path)
    (tmp_path / "thesis.txt").write_text("years")
    manifest = json.loads((output / MANIFEST).read_text())
    digest = hashes(tmp_path)["thesis.txt"]
    manifest["files"] |= {path: digest, str(tmp_path / "thesis.txt"): digest}
    (output / MANIFEST).write_text(json.dumps(manifest))
    assert "names what is no file of a report" in earlier_report(output).damage
    put_in_place(built, output)
    assert (tmp_path / "thesis.txt").read_text() == "years"
    assert is_whole(output)


def test_a_listed_file_behind_a_link_is_not_taken_away(tmp_path, output, built):
    write(tmp_path / "elsewhere", {"thesis.txt": "years"})
    (output / "more").symlink_to(tmp_path / "elsewhere")
    manifest = json.loads((output / MANIFEST).read_text())
    manifest["files"]["more/thesis.txt"] = hashes(tmp_path / "elsewhere")["thesis.txt"]
    (output / MANIFEST).write_text(json.dumps(manifest))
    put_in_place(built, output)
    assert (tmp_path / "elsewhere" / "thesis.txt").read_text() == "years"


DAMAGED = {
    "garbage": "not JSON",
    "cut": '{"files": {"index.html": "1',
    "merge markers": "<<<<<<< ours\n{}\n=======\n{}\n>>>>>>> theirs\n",
    "a list": "[]",
    "a number for files": '{"files": 5}',
    "a number for tables": '{"tables": 5, "files": {}}',
    "tables without names": '{"tables": [{}], "files": {}}',
    "tables of numbers": '{"tables": [{"name": "t", "parquet": 5}], "files": {}}',
    "a key of numbers": '{"tables": [{"name": "t", "key": [5]}], "files": {}}',
    "texts of numbers": '{"tables": [], "articles": {"a": 5}, "files": {}}',
    "a version of lists": '{"tables": [], "framing": [], "files": {}}',
    "no files": '{"tables": []}',
    "nested": "[" * 100_000,
    "null": "null",
    "empty": "",
    "not UTF-8": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED)
def test_a_report_with_a_damaged_manifest_is_moved_aside_and_replaced(
    tmp_path, output, built, text
):
    (output / MANIFEST).write_bytes(text if isinstance(text, bytes) else text.encode())
    found = earlier_report(output)
    assert str(output / MANIFEST) in found.damage
    check_free(found, NEW)
    aside = put_in_place(built, output)
    assert aside == tmp_path / "out.old"
    assert (aside / MANIFEST).read_bytes() == (text if isinstance(text, bytes) else text.encode())
    assert {name: (aside / name).read_text() for name in ("page.html", "gone.html")} == {
        "page.html": "old", "gone.html": "old",
    }  # fmt: skip
    assert is_whole(output)
    assert (output / "README.md").read_text() == "mine"
    assert not earlier_report(output).damage


def lost(output: Path) -> None:
    (output / "tables" / "t.parquet").unlink()


def cut(output: Path) -> None:
    (output / "tables" / "t.parquet").write_bytes(b"PAR1")


def no_tables(output: Path) -> None:
    shutil.rmtree(output / "tables")


@pytest.mark.parametrize("change", [lost, cut, no_tables])
def test_a_report_with_a_damaged_table_is_told_and_replaced(output, built, change):
    change(output)
    found = earlier_report(output)
    assert (
        found.damage == f"{output / 'tables/t.parquet'} is missing, or not as the report wrote it."
    )
    (output / "page.html").write_text("edited by hand")
    aside = put_in_place(built, output)
    assert aside is not None
    assert (aside / "page.html").read_text() == "edited by hand"
    assert is_whole(output)
    assert not (output / "gone.html").exists()


def test_each_damaged_report_has_a_folder_of_its_own(tmp_path, output):
    for number, name in enumerate(("out.old", "out.old-2"), 1):
        (output / MANIFEST).write_text("garbage")
        built = report(tmp_path / f"built{number}", {"page.html": name})
        assert put_in_place(built, output) == tmp_path / name


# -- one run at a time ----------------------------------------------------------------------------


def test_two_runs_do_not_write_to_one_folder_and_a_killed_one_is_in_nobodys_way(output, built):
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from framing.report.placing import workshop\n"
        "with workshop(Path(sys.argv[1])) as built:\n"
        "    (built / 'half.html').write_text('half'); print('in', flush=True)\n"
        "    sys.stdin.read(); os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", code, str(output)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout.readline() == "in\n"
        with pytest.raises(ParameterError, match="another run is writing to"), workshop(output):
            pass
        other.communicate()
    assert (output / ".framing" / "built" / "half.html").exists()
    with workshop(output) as folder:
        assert file_names(folder) == []
    assert not (output / ".framing").exists()
    assert is_whole(output)


def test_a_folder_that_was_made_for_nothing_is_gone(tmp_path):
    with pytest.raises(KeyError), workshop(tmp_path / "new"):
        raise KeyError
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_folder_that_cannot_be_made_is_told_at_once(tmp_path, place):
    (tmp_path / "file").write_text("mine")
    said = r"where nothing can be written: .* Name another"
    with pytest.raises(ParameterError, match=said), workshop(tmp_path / place):
        pass
    assert (tmp_path / "file").read_text() == "mine"


def test_a_report_is_carried_to_another_disk(monkeypatch, output, built):
    rename = os.rename

    def of_one_disk(source, target):
        if Path(source) == built:
            raise OSError(18, "Invalid cross-device link")
        rename(source, target)

    monkeypatch.setattr(os, "rename", of_one_disk)
    put_in_place(built, output)
    assert is_whole(output)
    assert (output / "index.html").read_text() == "new"


def test_what_has_no_manifest_is_no_report_and_is_kept(tmp_path, output):
    write(tmp_path / "built", {"page.html": "new"})
    with pytest.raises(StudyError, match="no finished report"):
        put_in_place(tmp_path / "built", output)
    assert (tmp_path / "built" / "page.html").exists()
    assert is_whole(output)


def test_tables_are_as_they_were_written(output):
    assert pd.read_parquet(output / "tables" / "t.parquet")["n"].tolist() == [1]
    assert placing.FOLDERS == ("notebooks", "tables")
