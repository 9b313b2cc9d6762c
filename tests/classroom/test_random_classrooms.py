"""Random classes: each submission is graded for its sender, undecided, or refused by name."""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kata_runner.classroom.records import MISSING, StudentRow
from kata_runner.classroom.results.plan import get_status, list_plan
from kata_runner.classroom.roster.handles import to_letters
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.model import Kata
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.sanitize import harmless
from tests.helpers.enrollments import Gatherer
from tests.helpers.thorough import examples

NAMES = ["Ada Lovelace", "Charles Babbage", "Grace Hopper", "Emmy Noether", "Alan Turing",
         "Zoë Müller", "Li Wei",
         "Søren Ø", "Ana María López", "Jean-Luc Petit", "O'Brien Pat", "Max 2"]  # fmt: skip
PIECES = [
    "ada",
    "bob",
    "6",
    "3",
    "07",
    "lab",
    "LATE",
    "softmax",
    "assignsubmission_file",
    "anon",
    "101",
    "9001",
]
ODD = ["عادة", "\u05d0\u05d1\u05d2", "\u202eada", "😀", "李伟", "a.b.c", "v1.0", "CON", "aux",
       "NUL.txt", "e\u0301va",
       "\u00e9ric", "x" * 80, "-rf", "=1+1", "@SUM", "~$ada", "a b  c", "#7", "ada's", "ß", "SS",
       "İ", "i\u0307",
       "lab_1_2", "101", "2024-10-05", "LATE", "anon", "grades", "feedback", "con.py",
       "Copy of bob",
       "bob (1)"]  # fmt: skip
GROUPS = ["Group 1", "Group 2", "Gruppe 03", "red", "Lab-B", "Équipe é", "7"]
every = settings(
    max_examples=examples(30),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
Files = dict[str, str]


@dataclass(frozen=True)
class Class:
    """Files by path, who sent each source that may count, and the class list."""

    files: Files
    senders: dict[str, str]  # students by the hash of their work
    roster: str


def squeeze(name: str) -> str:
    """A name as Canvas writes it."""
    words = name.replace(",", "").split()
    return "".join([*words[1:], words[0]]).casefold()


PLATFORMS: dict[str, Callable[[str, int, str], str]] = {
    "files": lambda name, _, __: f"{name}.py",
    "numbered files": lambda name, _, __: f"lab_6_3_{name}.py",
    "dated files": lambda name, index, __: f"2024_10_{index % 28 + 1:02}_{name}.py",
    "folders": lambda name, _, file: f"{name}/{file}",
    "repositories": lambda name, _, file: f"hw-6-{name}/{file}",
    "canvas": lambda name, index, file: f"{squeeze(name)}_{1000 + index}_{90000 + index}_{file}",
    "late canvas": lambda name, index, file: (
        f"{squeeze(name)}_LATE_{1000 + index}_{90000 + index}_{file}"
    ),
    "moodle": lambda name, index, file: f"{name}_{5000 + index}_assignsubmission_file_{file}",
    "moodle folders": lambda name, index, file: (
        f"{name}_{5000 + index}_assignsubmission_file_/{file}"
    ),
    "archives": lambda name, _, __: f"{name}.zip",
}


def write_work(platform: str, name: str) -> str:
    return f"def softmax(scores):\n    return scores  # {name}, {platform}\n"


def pack(files: Files) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return data.getvalue()


@st.composite
def classes(draw: st.DrawFn, starter: str) -> Class:
    """A class on one platform, with copies of work and of the starter, and a class list or none."""
    platform = draw(st.sampled_from(sorted(PLATFORMS)))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=6, unique=True))
    files: Files = {}
    senders = {}
    for index, name in enumerate(names):
        text = write_work(platform, name)
        senders[hashlib.sha256(text.encode()).hexdigest()] = name
        files[PLATFORMS[platform](name, index, "softmax.py")] = text
        if "folders" in platform and draw(st.booleans()):
            copy = draw(st.sampled_from(["softmax (1).py", "Copy of softmax.py", "old/softmax.py"]))
            files[PLATFORMS[platform](name, index, copy)] = (
                starter if draw(st.booleans()) else f"{text}# old\n"
            )
    if draw(st.booleans()) and platform != "archives":
        files["softmax.py"] = starter
    ids = draw(st.booleans())
    lines = [f"{name},{1000 + index if ids else ''}" for index, name in enumerate(names)]
    roster = draw(st.sampled_from(["", "\n".join(["name,id", *lines]) + "\n"]))
    return Class(files, senders, roster)


def gather(
    kata: Kata, folder: Path, data: Class, *, zipped: bool
) -> tuple[list[StudentRow], list[str], list[str]]:
    """The lines of a class, its notes, and the statuses that its plan foresees."""
    root, roster = folder / "class", folder / "class.csv"
    for path, text in data.files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        inner = pack({"hw/softmax.py": text}) if path.endswith(".zip") else text.encode()
        (root / path).write_bytes(inner)
    if zipped:
        with zipfile.ZipFile(folder / "class.zip", "w") as archive:
            for path in data.files:
                archive.write(root / path, path)
        root = folder / "class.zip"
    roster.write_text(data.roster, encoding="utf-8")
    notes: list[str] = []
    with closing(Archives()) as archives:
        gatherer = Gatherer(kata, folder / "out", archives)
        lines = list(
            gatherer.gather(root, notes=notes, roster=roster if data.roster else None).values()
        )
        enrollment = gatherer.enroll((root,), [], roster if data.roster else None, None)
        planned = [f"{get_status(row)} {row.student}" for row in list_plan(enrollment)]
    return lines, notes, planned


@pytest.mark.parametrize("zipped", [False, True])
@every
@given(data=st.data())
def test_each_is_graded_for_the_sender(
    softmax_kata: Kata, data: st.DataObject, zipped: bool
) -> None:
    drawn = data.draw(classes(get_starter_text(softmax_kata)))
    with tempfile.TemporaryDirectory() as folder:
        lines, _, planned = gather(softmax_kata, Path(folder), drawn, zipped=zipped)
    graded = [line for line in lines if line.attempt]
    assert sorted(line.attempt for line in graded) == sorted(drawn.senders), "none lost, none twice"
    for line in graded:
        sender = drawn.senders[line.attempt]
        assert line.student == sender or (not drawn.roster and is_like(line.student, sender))
    assert sorted(planned) == sorted(f"{describe(line)} {line.student}" for line in lines)


def is_like(shown: str, sender: str) -> bool:
    """Whether a student without a class list is called after the sender."""
    return shown.endswith(sender) or shown.partition(" (")[0] == squeeze(sender)


def describe(line: StudentRow) -> str:
    return "graded" if line.attempt else "missing" if line.refusal == MISSING else "refused"


def list_words(lines: list[StudentRow], notes: list[str]) -> Iterator[str]:
    """All that is said of a class."""
    for line in lines:
        yield from (line.file, line.origin, line.refusal, line.note)
    yield from notes


@every
@given(stems=st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("_".join),
                      min_size=1, max_size=4,
                      unique=True), zipped=st.booleans())  # fmt: skip
def test_no_file_is_lost_whatever_the_names(
    softmax_kata: Kata, stems: list[str], zipped: bool
) -> None:
    files = {f"{stem}.py": write_work("random", stem) for stem in stems}
    roster = "name,id\nAda,6\nBob,3\nEve,101\n"
    owners = {hashlib.sha256(text.encode()).hexdigest(): name for name, text in files.items()}
    for class_list in ("", roster):
        with tempfile.TemporaryDirectory() as folder:
            lines, notes, _ = gather(
                softmax_kata, Path(folder), Class(files, {}, class_list), zipped=zipped
            )
        words = "\n".join(list_words(lines, notes))
        assert [name for name in files if name not in words] == []
        counted = [line.attempt for line in lines if line.attempt]
        assert len(counted) == len(set(counted))
        assert all(line.file.endswith(owners[line.attempt]) for line in lines if line.attempt)


@pytest.mark.parametrize("listed", [False, True])
@every
@given(names=st.lists(st.sampled_from(ODD), min_size=2, max_size=6, unique=True),
       zipped=st.booleans(),
       folders=st.booleans())  # fmt: skip
def test_odd_names_lose_nothing_and_take_nobody_s_place(
    softmax_kata: Kata, names: list[str], zipped: bool, folders: bool, listed: bool
) -> None:
    files = {
        f"{name}/softmax.py" if folders else f"{name}.py": write_work("odd", name) for name in names
    }
    owners = {hashlib.sha256(text.encode()).hexdigest(): path for path, text in files.items()}
    rows = "".join(f'"{name}"\n' for name in names)
    data = Class(files, {}, f"name\n{rows}" if listed else "")
    with tempfile.TemporaryDirectory() as folder:
        lines, notes, planned = gather(softmax_kata, Path(folder), data, zipped=zipped)
    words = "\n".join(list_words(lines, notes))
    graded = [line for line in lines if line.attempt]
    assert len({line.attempt for line in graded}) == len(graded)
    if not listed:
        assert len(graded) == len(names), "each is somebody"
    for sha256, path in owners.items():
        [*counted] = [line for line in graded if line.attempt == sha256]
        assert counted or harmless(path.partition("/")[0]) in words
        for line in counted:
            assert harmless(path) in line.origin + "/softmax.py"
            assert not line.is_listed or to_letters(line.student) == to_letters(
                path.partition("/")[0].removesuffix(".py")
            )
    decided = [f"{describe(line)} {line.student}" for line in lines if not line.is_undecided]
    assert sorted(row for row in planned if not row.startswith("undecided")) == sorted(decided)


GROUP_NAMES: dict[str, Callable[[str, int, str], str]] = {
    "files": lambda group, _, __: f"{group}.py",
    "folders": lambda group, _, __: f"{group}/softmax.py",
    "canvas": lambda group, index, _: (
        f"{to_letters(group)}_{1000 + index}_{90000 + index}_softmax.py"
    ),
    "moodle": lambda group, index, name: (
        f"{group}-{name}_{5000 + index}_assignsubmission_file_/softmax.py"
    ),
    "archives": lambda group, _, __: f"{group}.zip",
}


@every
@given(data=st.data(), zipped=st.booleans())
def test_each_member_is_graded_with_the_group_s_work(
    softmax_kata: Kata, data: st.DataObject, zipped: bool
) -> None:
    platform = data.draw(st.sampled_from(sorted(GROUP_NAMES)))
    names = data.draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True))
    groups = data.draw(
        st.lists(st.sampled_from([*GROUPS, ""]), min_size=len(names), max_size=len(names))
    )
    rows = [
        f"{name},{1000 + index},{group}"
        for index, (name, group) in enumerate(zip(names, groups, strict=True))
    ]
    files: Files = {}
    work = {}
    for index, (name, group) in enumerate(zip(names, groups, strict=True)):
        if group and (platform == "moodle" or group not in work):
            work[group] = write_work(platform, group)
            files[GROUP_NAMES[platform](group, index, name)] = work[group]
    if not files:
        return
    classroom = Class(files, {}, "\n".join(["name,id,group", *rows]) + "\n")
    with tempfile.TemporaryDirectory() as folder:
        lines, notes, planned = gather(softmax_kata, Path(folder), classroom, zipped=zipped)
    expected = {name: hashlib.sha256(work[group].encode()).hexdigest() if group else ""
                for name, group in zip(names, groups, strict=True)}  # fmt: skip
    assert {line.student: line.attempt for line in lines} == expected, notes
    assert sorted(planned) == sorted(f"{describe(line)} {line.student}" for line in lines)
