"""Archives of one student, in a folder or in another archive, are opened within bounds."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from kata_runner.classroom.submissions.member_names import UNICODE_PATH
from tests.helpers.classrooms import work_of, write, zipped
from tests.helpers.enrollments import Gather, files_of


def zip_bytes(names: Mapping[str, str | bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in names.items():
            archive.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize("way", ["paths", "folder", "zip of zips"])
def test_an_archive_of_one_student_is_called_after_its_archive(
    gather: Gather, work: Path, way: str
) -> None:
    names = ("ada", "bob", "eve")
    others = {"homework6/": "", "__MACOSX/homework6/._softmax.py": "x"}
    inner = {
        f"{name}.zip": zip_bytes({**others, "homework6/softmax.py": work_of(name)})
        for name in names
    }
    for name, data in inner.items():
        write(work / "zips" / name, data)
    zipped(work / "all.zip", inner)
    paths = {
        "paths": sorted((work / "zips").iterdir()),
        "folder": [work / "zips"],
        "zip of zips": [work / "all.zip"],
    }
    assert files_of(gather(*paths[way])) == {name: f"{name}/homework6/softmax.py" for name in names}


def test_archives_in_a_download_of_canvas(gather: Gather, work: Path) -> None:
    first, second = (zip_bytes({"homework6/softmax.py": work_of(name)}) for name in ("one", "two"))
    members = {
        "lovelaceada_101_9001_homework6.zip": first,
        "bob_102_9002_hw.zip": first,
        "lovelaceada_101_9003_homework6-1.zip": second,
    }
    archive = zipped(work / "canvas.zip", members)
    notes: list[str] = []
    rows = gather(archive, notes=notes)
    assert {student: line.id for student, line in rows.items()} == {
        "bob": "102",
        "lovelaceada": "101",
    }
    assert rows["lovelaceada"].file == "lovelaceada_101_9003_homework6-1.zip/homework6/softmax.py"
    assert "it was uploaded earlier" in notes[0]


def test_a_download_in_a_folder_is_opened_as_one(gather: Gather, work: Path) -> None:
    (work / "down").mkdir()
    names = ("ada_101_9001_softmax.py", "bob_102_9002_softmax.py")
    zipped(work / "down" / "submissions.zip", {name: work_of(name) for name in names})
    assert {line.id for line in gather(work / "down").values()} == {"101", "102"}


def test_archives_are_opened_within_bounds(gather: Gather, work: Path) -> None:
    deep = work_of("deep").encode()
    for _ in range(4):
        deep = zip_bytes({"inner.zip": deep, "notes.txt": "x"})
    write(work / "class" / "ada.zip", deep)
    write(work / "class" / "bob.zip", b"no archive")
    write(work / "class" / "eve.zip", b"Rar!\x1a\x07\x00")
    write(work / "class" / "fay" / "hw.zip", zip_bytes({"softmax.py": work_of("fay")}))
    write(work / "class" / "gus.rar", b"Rar!\x1a\x07\x00")
    write(work / "class" / "hal.tar.gz", b"\x1f\x8b")
    rows = gather(work / "class")
    assert rows["ada"].refusal == (
        "inner.zip is an archive in 2 others, which is too deep: ask for a zip of the files"
    )
    assert rows["bob"].refusal.startswith("bob.zip cannot be unpacked: ")
    assert rows["eve"].refusal == "eve.zip is a RAR archive: ask for a zip"
    assert rows["fay"].file == "fay/hw.zip/softmax.py"
    assert (
        rows["gus"].refusal
        == "gus.rar is a RAR archive, which is not opened: ask for a zip or a Python file"
    )
    assert "is a tar archive" in rows["hal"].refusal


def test_archives_called_after_the_kata_belong_to_the_folder_they_are_in(
    gather: Gather, work: Path
) -> None:
    for name in ("ada", "bob"):
        write(work / name / "softmax.zip", zip_bytes({"hw/softmax.py": work_of(name)}))
    rows = gather(*(work / name / "softmax.zip" for name in ("ada", "bob")))
    assert files_of(rows) == {name: f"{name}/softmax.zip/hw/softmax.py" for name in ("ada", "bob")}


@pytest.mark.parametrize(
    ("data", "name"), [(b"M\x81ller", "Müller"), (b"\xb5ngela", "Ángela"), (b"J\xf8rn", "Jørn")]
)
def test_names_in_archives_without_the_mark_of_utf_8(
    gather: Gather, work: Path, data: bytes, name: str
) -> None:
    archive = zipped(work / "names.zip", {f"{'X' * len(data)}.py": "x = 1", "bob.py": "y"})
    archive.write_bytes(archive.read_bytes().replace(b"X" * len(data), data))
    rows = set(gather(archive))
    assert name in rows


@pytest.mark.parametrize("name", ["bob.zip/.", "bob.zip\\", "bob.zip/./."])
def test_an_archive_is_opened_whatever_is_behind_its_name(
    gather: Gather, work: Path, name: str
) -> None:
    inner = zip_bytes({"softmax.py": work_of("bob")})
    archive = zipped(work / "all.zip", {"ada.py": work_of("ada"), f"bob/{name}": inner})
    assert files_of(gather(archive)) == {"ada": "ada.py", "bob": "bob/bob.zip/softmax.py"}


def test_an_archive_is_opened_by_the_name_in_its_unicode_path(gather: Gather, work: Path) -> None:
    shown, name = b"bo/hw.zip", "b\u00f6.txt".encode("cp437")
    info = zipfile.ZipInfo("bX.txt")
    path = struct.pack("<BL", 1, zlib.crc32(name)) + shown
    info.extra = struct.pack("<HH", UNICODE_PATH, len(path)) + path
    with zipfile.ZipFile(work / "all.zip", "w") as archive:
        archive.writestr(info, zip_bytes({"softmax.py": work_of("bo")}))
        archive.writestr("ada.py", work_of("ada"))
    data = (work / "all.zip").read_bytes()
    write(work / "all.zip", data.replace(b"bX.txt", name))
    assert files_of(gather(work / "all.zip")) == {"ada": "ada.py", "bo": "bo/hw.zip/softmax.py"}
