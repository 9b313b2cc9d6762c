"""`kata start` and `kata reset` bring in what a learner wrote for an earlier kata, and offer it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata


@pytest.fixture
def pack(own_softmax: Path) -> Path:
    """A pack in which a second kata, 0.2, needs the first and asks for the same part."""
    for part in ("katas", "solutions"):
        shutil.copytree(own_softmax / part / "softmax", own_softmax / part / "later")
    toml = own_softmax / "katas" / "later" / "kata.toml"
    text = toml.read_text(encoding="utf-8").replace('id = "0.1"', 'id = "0.2"\nneeds = ["0.1"]')
    toml.write_text(text.replace("needs = []\n", ""), encoding="utf-8")
    return own_softmax


@pytest.mark.thorough
def test_what_was_passed_is_offered_brought_in_and_graded(
    kata: RunKata, pack: Path, right: Path, work: Path
) -> None:
    pack_option = ["--pack", pack]
    assert "You wrote" not in kata("start", "0.2", "early", *pack_option).out
    assert kata("check", "0.1", right, *pack_option).code == 0
    code, out, err = kata("start", "0.2", *pack_option)
    assert (code, err) == (0, "")
    offer = f"kata reset 0.2 --with 0.1 --pack {pack}"
    assert out.endswith(f"You wrote softmax for kata 0.1: to have that in the file, `{offer}`.\n")
    assert kata("check", "0.2", *pack_option).code == 1
    code, out, err = kata(*offer.split()[1:])
    assert (code, err) == (0, "")
    assert out.endswith("softmax is what you wrote for kata 0.1.\n")
    assert kata("check", "0.2", *pack_option).code == 0
    code, out, err = kata("start", "0.2", "there", "--notebook", "--with", "0.1", *pack_option)
    assert (code, err) == (0, "")
    assert "softmax is what you wrote for kata 0.1.\n" in out
    assert "return e / e.sum()" in (work / "there" / "later.ipynb").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["start", "0.2", "--with", "0.1"], "no attempt at kata 0.1 was kept"),
        (["reset", "0.2", "--best", "--with", "0.1"], "are two beginnings: choose one"),
        (["start", "0.2", "--with", "9.9"], "9.9"),
    ],
)
def test_what_cannot_be_brought_in_is_one_line_and_no_file(
    kata: RunKata, pack: Path, work: Path, arguments: list[str], message: str
) -> None:
    code, out, err = kata(*arguments, "--pack", pack)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert message in err
    assert list(work.iterdir()) == []
