"""What goes to an attempt's process."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgpack
import pytest

from kata_runner.engine.encoding import (
    forget_files,
    pack_attempt,
    pack_job,
    pack_kata,
    pack_terms,
    read_data,
)
from kata_runner.engine.job import Job
from kata_runner.errors import PackError
from kata_runner.model import Attempt, Kata, Limits


@pytest.fixture
def kata(tmp_path: Path) -> Iterator[Kata]:
    (tmp_path / "experiments.py").write_text("ANSWER = 6 * 7\n", encoding="utf-8")
    (tmp_path / "words.txt").write_text("\ufeffone", encoding="utf-8")
    forget_files()
    yield Kata("0.1", "a", "A", "", "", "here", tmp_path, tmp_path / "solutions",
               data=("words.txt",))  # fmt: skip
    forget_files()


def job_of(kata: Kata, source: bytes = b"") -> Job:
    return Job(kata, Attempt(Path("some/where\x1b/ada\x1b.py"), source, ""))


def test_a_kata_goes_as_code_and_data_and_never_with_its_solutions(kata: Kata) -> None:
    packed = pack_kata(kata)
    key, code, data = msgpack.unpackb(packed)
    names: dict[str, object] = {}
    exec(marshal.loads(code), names)
    assert (key, names["ANSWER"], data) == (str(kata.experiments), 42, {"words.txt": "one"})
    assert b"solutions" not in packed


def test_the_terms_are_equal_for_all_attempts(kata: Kata) -> None:
    job = job_of(kata)
    assert pack_terms(job) == pack_terms(job_of(kata, b"x = 1"))
    others = (replace(job, seed=1), replace(job, which="shown"), replace(job, allowance=2.0),
              replace(job, kata=replace(kata, limits=Limits(cpu=9.0))),
              replace(job, stopped={}), replace(job, settings={"bias": 1.0}))  # fmt: skip
    assert len({pack_terms(job), *map(pack_terms, others)}) == 7


def test_an_attempt_goes_without_its_folder_and_with_a_harmless_name(kata: Kata) -> None:
    job = job_of(kata, b"\xff")
    assert msgpack.unpackb(pack_attempt(job, "mark")) == [r"ada\x1b.py", "mark", b"\xff"]
    assert len(msgpack.unpackb(pack_job(job, "mark"))) == 3


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def (", r"experiments.py:1: SyntaxError: .*\n    def \("),
        ("x = '\0'", r"experiments\.py"),
        (None, "experiments.py: No such file or directory"),
    ],
    ids=["syntax", "null", "missing"],
)
def test_experiments_that_are_no_python_are_the_pack_s_fault(
    kata: Kata, source: str | None, words: str
) -> None:
    if source is None:
        kata.experiments.unlink()
    else:
        kata.experiments.write_text(source, encoding="utf-8")
    with pytest.raises(PackError, match=words):
        pack_kata(kata)


def test_data_that_is_no_text_is_the_pack_s_fault(kata: Kata) -> None:
    (kata.folder / "words.txt").write_bytes(b"\xff")
    with pytest.raises(PackError, match=r"kata 0\.1: data cannot be read"):
        read_data(kata)


def test_files_are_read_once_until_somebody_writes_them(kata: Kata) -> None:
    first = pack_kata(kata)
    kata.experiments.write_text("ANSWER = 1\n", encoding="utf-8")
    assert pack_kata(kata) is first
    forget_files()
    assert pack_kata(kata) != first
