"""Finding files: every file of a folder or an archive is told, whatever state it is in."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from framing.corpus.readers import inputs as module
from framing.corpus.readers.inputs import Input, inputs, is_archive
from tests.cases import each_of
from tests.effort import at_most

LOCK = "lock file of an office program; close the document it belongs to"
LINK = "a link to a folder, which is not entered; name that folder as a source of its own"
BOMB = "grows beyond all measure when unpacked"
SINGLE = {".gz": gzip.compress, ".bz2": bz2.compress, ".xz": lzma.compress}
SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz", *SINGLE)


def put(path: Path, data: bytes = b"Talks.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def zipped(*members: tuple[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return held.getvalue()


def tarred(*members: tuple[str, bytes], mode: str = "w") -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode=mode) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return held.getvalue()


def told(source: Path, **options: str) -> list[tuple[str, bytes, str]]:
    return [(one.name, one.data, one.rejected) for one in inputs(source, **options)]


def reasons(source: Path) -> dict[str, str]:
    """Return the reason of each file; no file may be told twice."""
    found = list(inputs(source))
    assert len({one.name for one in found}) == len(found)
    return {one.name: one.rejected for one in found}


# Folders


def test_a_folder_gives_its_files_by_name_each_with_its_folder(tmp_path):
    for name in ("Post/b.txt", "Daily/b.txt", "Daily/a.txt", "Daily/2025/c.txt"):
        put(tmp_path / name)
    found = list(inputs(tmp_path))
    assert [(one.name, one.folder) for one in found] == [
        ("Daily/a.txt", "Daily"),
        ("Daily/b.txt", "Daily"),
        ("Daily/2025/c.txt", "2025"),
        ("Post/b.txt", "Post"),
    ]
    assert found[0] == Input("Daily/a.txt", b"Talks.", "", "Daily", tmp_path / "Daily" / "a.txt")


def test_a_file_alone_is_one_input(tmp_path):
    assert told(put(tmp_path / "a.txt")) == [("a.txt", b"Talks.", "")]


def test_a_label_stands_before_every_name(tmp_path):
    put(tmp_path / "Daily" / "a.txt")
    put(tmp_path / "b.zip", zipped(("c.txt", b"x")))
    names = [one.name for one in inputs(tmp_path, label="one")]
    assert names == ["one/b.zip/c.txt", "one/Daily/a.txt"]
    assert told(tmp_path / "b.zip", label="one/b.zip") == [("one/b.zip/c.txt", b"x", "")]
    assert told(tmp_path / "Daily" / "a.txt", label="x.txt") == [("x.txt", b"Talks.", "")]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$talks.docx", LOCK),
        (".~lock.talks.odt#", LOCK),
        (".DS_Store", "hidden file"),
        ("._a.txt", "hidden file"),
        (".hidden.txt", "hidden file"),
        ("Thumbs.db", "hidden file"),
        ("desktop.ini", "hidden file"),
    ],
)
def test_lock_and_dot_files_are_told_and_not_read(tmp_path, name, reason):
    put(tmp_path / "Daily" / name)
    put(tmp_path / "a.zip", zipped((f"Daily/{name}", b"x")))
    assert told(tmp_path) == [
        (f"a.zip/Daily/{name}", b"", reason),
        (f"Daily/{name}", b"", reason),
    ]


def test_a_hidden_folder_is_told_once_and_not_entered(tmp_path):
    put(tmp_path / ".git" / "objects" / "a.txt")
    put(tmp_path / "a.zip", zipped((".git/a.txt", b"x")))
    assert reasons(tmp_path) == {".git": "hidden folder", "a.zip/.git/a.txt": "hidden file"}


def test_an_empty_file_is_told_in_a_folder_and_in_an_archive(tmp_path):
    put(tmp_path / "a.txt", b"")
    put(tmp_path / "b.zip", zipped(("c.txt", b"")))
    put(tmp_path / "d.zip", b"")
    assert set(reasons(tmp_path).values()) == {"holds no text"}
    assert len(reasons(tmp_path)) == 3


def test_a_file_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    put(tmp_path / "a.txt")
    put(tmp_path / "b.txt")
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    assert reasons(tmp_path) == {"a.txt": "cannot be read: Permission denied", "b.txt": ""}


def test_a_folder_that_may_not_be_read_is_told(tmp_path, monkeypatch):
    put(tmp_path / "closed" / "a.txt")
    put(tmp_path / "open" / "b.txt")
    scan = os.scandir

    def denied(path: str):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert reasons(tmp_path) == {"closed": "cannot be read: Permission denied", "open/b.txt": ""}


def test_a_name_that_is_no_utf_8_is_written_so_that_a_table_can_hold_it(tmp_path):
    folder = os.fsencode(tmp_path) + b"/T\xfcrkiye"
    try:
        os.mkdir(folder)
        for name in (b"\xfc.txt", b"\xfe.txt"):
            Path(os.fsdecode(folder + b"/" + name)).write_bytes(b"Talks.")
    except OSError:
        pytest.skip("this system has no such names")
    found = [(one.name, one.folder) for one in inputs(tmp_path)]
    assert found == [
        ("T\\xfcrkiye/\\xfc.txt", "T\\xfcrkiye"),
        ("T\\xfcrkiye/\\xfe.txt", "T\\xfcrkiye"),
    ]


def test_a_name_of_an_archive_that_is_no_utf_8_is_written_so_that_a_table_can_hold_it(tmp_path):
    whole = tarred(("x.txt", b"One.")).replace(b"x.txt", b"\xfc.txt", 1)
    total = 8 * 32 + sum(whole[:148]) + sum(whole[156:512])
    whole = whole[:148] + b"%06o\0 " % total + whole[156:]
    assert told(put(tmp_path / "a.tar", whole)) == [("a.tar/\\xfc.txt", b"One.", "")]


# Links and what is no file


def test_a_link_that_leads_nowhere_is_told(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert reasons(tmp_path) == {"a.txt": "cannot be read: No such file or directory"}


def test_a_link_to_itself_is_told(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "b").symlink_to(tmp_path / "c")
    (tmp_path / "c").symlink_to(tmp_path / "b")
    put(tmp_path / "d.txt")
    found = reasons(tmp_path)
    assert list(found) == ["a.txt", "b", "c", "d.txt"]
    assert all(found[name].startswith("cannot be read: ") for name in ("a.txt", "b", "c"))
    assert found["d.txt"] == ""


def test_a_link_to_a_folder_is_told_and_not_entered_so_that_none_leads_in_a_circle(tmp_path):
    put(tmp_path / "study" / "Daily" / "a.txt")
    put(tmp_path / "other" / "Post" / "b.txt")
    for name, target in (("again", "study"), ("here", "study/Daily"), ("away", "other/Post")):
        (tmp_path / "study" / "Daily" / name).symlink_to(tmp_path / target)
    (tmp_path / "study" / "Alias").symlink_to(tmp_path / "study" / "Daily")
    assert reasons(tmp_path / "study") == {
        "Alias": LINK,
        "Daily/again": LINK,
        "Daily/away": LINK,
        "Daily/here": LINK,
        "Daily/a.txt": "",
    }


def test_a_source_that_is_a_link_to_a_folder_is_read(tmp_path):
    put(tmp_path / "disk" / "Daily" / "a.txt")
    (tmp_path / "texts").symlink_to(tmp_path / "disk")
    (found,) = inputs(tmp_path / "texts")
    assert (found.name, found.folder, found.rejected) == ("Daily/a.txt", "Daily", "")
    assert found.path == tmp_path / "disk" / "Daily" / "a.txt"


def test_a_link_to_a_file_elsewhere_is_read_under_its_own_name_and_folder(tmp_path):
    put(tmp_path / "store" / "0f3a" / "blob", b"Talks.")
    (tmp_path / "study" / "Daily").mkdir(parents=True)
    (tmp_path / "study" / "Daily" / "a.txt").symlink_to(tmp_path / "store" / "0f3a" / "blob")
    (found,) = inputs(tmp_path / "study")
    assert (found.name, found.data, found.folder) == ("Daily/a.txt", b"Talks.", "Daily")
    assert found.path == tmp_path / "store" / "0f3a" / "blob"


def test_one_file_is_held_at_a_time(tmp_path):
    for name in ("a", "b", "c"):
        put(tmp_path / f"{name}.txt")
    found = inputs(tmp_path)
    assert next(found).name == "a.txt"
    (tmp_path / "b.txt").unlink()  # it has not been read yet
    assert next(found).rejected == "cannot be read: No such file or directory"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_told_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert reasons(tmp_path) == {"a.txt": "cannot be read: it is no regular file"}


# Archives


def packed(suffix: str, *members: tuple[str, bytes]) -> bytes:
    modes = {".tar": "w", ".tar.gz": "w:gz", ".tgz": "w:gz", ".tar.bz2": "w:bz2", ".tar.xz": "w:xz"}
    if suffix in SINGLE:
        return SINGLE[suffix](members[0][1])
    return zipped(*members) if suffix == ".zip" else tarred(*members, mode=modes[suffix])


@pytest.mark.parametrize("suffix", [one for one in SUFFIXES if one not in SINGLE])
@pytest.mark.parametrize("upper", [False, True], ids=["lower case", "upper case"])
def test_an_archive_gives_its_files_by_name_each_with_its_folder(tmp_path, suffix, upper):
    name = f"corpus{suffix.upper() if upper else suffix}"
    members = [("Post/b.txt", b"Two."), ("Daily/a.txt", b"One."), ("c.txt", b"Three.")]
    path = put(tmp_path / "Home" / name, packed(suffix, *members))
    assert [(one.name, one.data, one.folder, one.path) for one in inputs(path)] == [
        (f"{name}/Daily/a.txt", b"One.", "Daily", None),
        (f"{name}/Post/b.txt", b"Two.", "Post", None),
        (f"{name}/c.txt", b"Three.", "Home", None),
    ]


@pytest.mark.parametrize("name", ["a.txt.gz", "a.txt.GZ", "a.txt.bz2", "a.txt.xz"])
def test_a_compressed_file_holds_one_file_of_its_name(tmp_path, name):
    path = put(tmp_path / name, SINGLE[name[5:].lower()](b"Talks."))
    assert told(path) == [(f"{name}/a.txt", b"Talks.", "")]


@each_of("name", ["a.docx", "a.xlsx", "zip", "a.zip.txt", "gz", "a.7z", "a.gzip"])
def test_what_does_not_end_like_an_archive_is_none(name):
    assert not is_archive(name)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_truncated_archive_is_told_wherever_it_is_cut(tmp_path, suffix):
    texts = [(f"{n}.txt", os.urandom(700)) for n in range(3)]
    whole = packed(suffix, *texts)
    for cut in (1, 10, *(int(len(whole.rstrip(b"\0")) * share) for share in (0.35, 0.5, 0.8))):
        found = list(inputs(put(tmp_path / f"a{suffix}", whole[:cut])))
        assert any("damaged" in one.rejected for one in found), cut
        assert all(one.data in [data for _, data in texts] for one in found if not one.rejected)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_bytes_turned_in_an_archive_never_raise(tmp_path_factory, suffix, data):
    whole = bytearray(packed(suffix, ("Daily/a.txt", b"Talks begin. " * 20), ("b.txt", b"Two.")))
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = put(tmp_path_factory.getbasetemp() / f"turned{suffix}", bytes(whole))
    assert all(one.data or one.rejected for one in inputs(path))


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(deadline=None, max_examples=60)
@given(data=st.binary(min_size=1, max_size=600))
def test_any_bytes_named_like_an_archive_never_raise(tmp_path_factory, suffix, data):
    path = put(tmp_path_factory.getbasetemp() / f"any{suffix}", data)
    assert all(one.data or one.rejected for one in inputs(path))


def test_a_tar_cut_between_two_files_is_told(tmp_path):
    whole = tarred(("a.txt", b"One."), ("b.txt", b"Two."))
    assert told(put(tmp_path / "x.tar", whole[:1024])) == [
        ("x.tar/a.txt", b"One.", ""),
        (
            "x.tar",
            b"",
            "is a damaged archive: it is cut short, since the mark of its end is missing",
        ),
    ]


def test_a_damaged_file_of_an_archive_does_not_stop_the_others(tmp_path):
    whole = zipped(("a.txt", b"One."), ("b.txt", b"Talks begin here. " * 9), ("c.txt", b"Three."))
    place = whole.index(b"b.txt") + 5
    damaged = whole[:place] + b"\xff\xff\xff\xff" + whole[place + 4 :]
    found = reasons(put(tmp_path / "x.zip", damaged))
    assert found["x.zip/a.txt"] == found["x.zip/c.txt"] == ""
    assert found["x.zip/b.txt"].startswith("is damaged or locked in its archive: ")


def test_a_locked_file_of_a_zip_does_not_stop_the_others(tmp_path):
    whole = bytearray(zipped(("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"Three.")))
    for start in (whole.index(b"b.txt") - 30 + 6, whole.rindex(b"b.txt") - 46 + 8):
        whole[start] |= 1  # the flag of encryption, beside the file and in the directory
    found = reasons(put(tmp_path / "x.zip", bytes(whole)))
    assert found["x.zip/a.txt"] == found["x.zip/c.txt"] == ""
    assert found["x.zip/b.txt"].startswith("is damaged or locked in its archive: ")
    assert "encrypted" in found["x.zip/b.txt"]


@pytest.mark.parametrize("inner", ["b.zip", "b.tar", "b.tar.gz", "b.tgz", "c/b.ZIP", "b.txt.gz"])
def test_an_archive_inside_an_archive_is_told_and_not_opened(tmp_path, inner):
    for suffix in (".zip", ".tar", ".tar.gz"):
        path = put(tmp_path / f"a{suffix}", packed(suffix, (inner, zipped(("d.txt", b"x")))))
        assert told(path) == [
            (f"a{suffix}/{inner}", b"", "an archive inside an archive; unpack it")
        ]


def test_an_archive_inside_a_gz_file_is_told(tmp_path):
    path = put(tmp_path / "a.zip.gz", gzip.compress(zipped(("d.txt", b"x"))))
    assert told(path) == [("a.zip.gz/a.zip", b"", "an archive inside an archive; unpack it")]


@pytest.mark.parametrize(
    "name", ["../a.txt", "x/../../a.txt", "/x/../a.txt", "..\\a.txt", "x\\..\\..\\a.txt"]
)
@pytest.mark.parametrize("suffix", [".zip", ".tar"])
def test_a_name_that_leads_out_of_the_archive_is_told_and_nothing_is_written(
    tmp_path, name, suffix
):
    path = put(tmp_path / "deep" / "er" / f"a{suffix}", packed(suffix, (name, b"x")))
    ((_, data, reason),) = told(path)
    assert (data, reason) == (b"", "its name leads out of the archive")
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [f"a{suffix}"]


def test_an_absolute_name_stays_below_the_archive(tmp_path):
    path = put(tmp_path / "a.zip", zipped(("/etc/a.txt", b"x")))
    assert told(path) == [("a.zip/etc/a.txt", b"x", "")]


def test_links_of_a_tar_are_not_followed(tmp_path):
    held = io.BytesIO()
    put(tmp_path / "secret.txt", b"secret")
    with tarfile.open(fileobj=held, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            info = tarfile.TarInfo(f"{kind!r}.txt")
            info.type, info.linkname = kind, str(tmp_path / "secret.txt")
            archive.addfile(info)
    found = told(put(tmp_path / "a.tar", held.getvalue()))
    assert [(data, reason) for _, data, reason in found] == [
        (b"", "a link or a device in an archive; pack the file itself")
    ] * 2


@pytest.mark.parametrize("suffix", [".zip", ".tar"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_in_an_archive_are_both_read_and_named_apart(tmp_path, suffix):
    path = put(tmp_path / f"a{suffix}", packed(suffix, ("b.txt", b"One."), ("b.txt", b"Two.")))
    assert told(path) == [
        (f"a{suffix}/b.txt", b"One.", ""),
        (f"a{suffix}/b (2).txt", b"Two.", ""),
    ]


# Bombs


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_bomb_is_told_before_it_fills_the_memory(tmp_path, suffix, monkeypatch):
    monkeypatch.setattr(module, "_ROUND", 10_000)
    data = packed(suffix, ("a.txt", b"\0" * 5_000_000))
    if suffix == ".tar":
        assert told(put(tmp_path / "a.tar", data))[0][2] == ""  # it is as large as it looks
        return
    with at_most(2):
        ((_, held, reason),) = told(put(tmp_path / f"a{suffix}", data))
    assert held == b""
    assert BOMB in reason


def test_after_a_bomb_every_other_file_of_the_archive_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_ROUND", 10_000)
    members = [("a.txt", b"One."), ("b.txt", b"\0" * 9_000_000), ("c.txt", b"Three.")]
    assert told(put(tmp_path / "x.zip", zipped(*members))) == [
        ("x.zip/a.txt", b"One.", ""),
        ("x.zip/b.txt", b"", BOMB),
        ("x.zip/c.txt", b"", BOMB),
    ]


def test_many_files_that_together_grow_beyond_measure_are_a_bomb(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_RATIO", 5)
    monkeypatch.setattr(module, "_ROUND", 0)
    path = put(tmp_path / "x.zip", zipped(*((f"{n}.txt", b"\0" * 1000) for n in range(9))))
    found = reasons(path)
    assert len(found) == 9
    assert 0 < sum(reason == BOMB for reason in found.values()) < 9


def test_one_file_may_not_be_larger_than_any_export(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "MAX_FILE", 1000)
    path = put(tmp_path / "x.zip", zipped(("a.txt", b"x" * 1000), ("b.txt", b"x" * 1001)))
    assert reasons(path) == {"x.zip/a.txt": "", "x.zip/b.txt": BOMB}


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_compressed_tar_that_is_no_tar_inside_is_told(tmp_path, compress):
    suffix = {"gzip": ".gz", "bz2": ".bz2", "lzma": ".xz"}[compress.__module__]
    ((name, _, reason),) = told(put(tmp_path / f"a.tar{suffix}", compress(b"Talks." * 200)))
    assert name == f"a.tar{suffix}"
    assert reason.startswith("is a damaged archive: ")
