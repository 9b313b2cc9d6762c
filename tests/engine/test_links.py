"""A link that leads out of its folder is nobody's attempt: neither the solution nor a private file
is read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.engine.attempt_file import read_attempt
from kata_runner.errors import PathError

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links as POSIX has them")


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_link_to_the_solution_is_refused(
    kata: RunKata, softmax: Path, right: Path, work: Path, command: str
) -> None:
    (work / "softmax.py").symlink_to(right)
    code, out, err = kata(command, "0.1", "softmax.py", "--pack", softmax)
    assert (code, out) == (2, "")
    assert err == (
        "kata: error: softmax.py is a link that leads out of its folder: name the file itself, "
        "or copy it here\n"
    )


@pytest.mark.parametrize("way", ["absolute", "relative", "chain", "folder"])
def test_whatever_way_a_link_leads_out_nothing_is_read(tmp_path: Path, way: str) -> None:
    secret, work = tmp_path / "secret.py", tmp_path / "work"
    secret.write_text("x = 1\n", encoding="utf-8")
    work.mkdir()
    link = work / "attempt.py"
    if way == "absolute":
        link.symlink_to(secret)
    elif way == "relative":
        link.symlink_to("../secret.py")
    elif way == "chain":
        (work / "second.py").symlink_to("../secret.py")
        link.symlink_to("second.py")
    else:
        (work / "up").symlink_to("..")
        link.symlink_to("up/secret.py")
    with pytest.raises(PathError, match="leads out of its folder"):
        read_attempt(link)


def test_a_link_below_its_folder_and_a_folder_that_is_a_link_are_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "real" / "below").mkdir(parents=True)
    (tmp_path / "real" / "below" / "mine.py").write_bytes(b"x = 1\n")
    (tmp_path / "real" / "attempt.py").symlink_to("below/mine.py")
    (tmp_path / "linked").symlink_to("real")
    assert read_attempt(tmp_path / "linked" / "attempt.py").source == b"x = 1\n"
    monkeypatch.chdir(tmp_path / "real")
    assert read_attempt(Path("attempt.py")).source == b"x = 1\n"


def test_a_class_of_links_is_refused_as_ever(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    (work / "in").mkdir()
    (work / "in" / "ada.py").symlink_to(right)
    (work / "in" / "bob.py").write_bytes(right.read_bytes())
    assert kata("grade", "0.1", "in", "--out", "out", "--pack", softmax, "--seed", "1").code in (
        0,
        1,
    )
    grades = (work / "out" / "grades.csv").read_text(encoding="utf-8")
    assert "ada,,,refused" in grades
    assert (
        json.loads((work / "out" / "feedback" / "bob.json").read_text(encoding="utf-8"))["passed"]
        is True
    )
