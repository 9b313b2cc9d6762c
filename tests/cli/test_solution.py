"""`kata solution`: the reference, once the kata is passed or the learner gives up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_before_passing_it_is_refused_with_both_ways_on(kata: RunKata, softmax: Path) -> None:
    assert kata("solution", "0.1", "--pack", softmax) == (
        2,
        "",
        f"kata: error: kata 0.1 is not passed yet: `kata check 0.1 --pack {softmax}` grades "
        f"your file, "
        "--reveal gives up\n",
    )


def test_giving_up_shows_it(kata: RunKata, softmax: Path, right: Path) -> None:
    assert kata("solution", "0.1", "--reveal", "--pack", softmax) == (
        0,
        right.read_text(encoding="utf-8"),
        "",
    )


def test_what_is_shown_passes(kata: RunKata, softmax: Path, work: Path) -> None:
    (work / "softmax.py").write_text(
        kata("solution", "0.1", "--reveal", "--pack", softmax).out, encoding="utf-8"
    )
    assert kata("check", "0.1", "--pack", softmax).code == 0


def test_a_kata_without_a_reference_is_the_packs_fault(kata: RunKata, own_softmax: Path) -> None:
    (own_softmax / "solutions" / "softmax" / "solution.py").unlink()
    code, out, err = kata("solution", "0.1", "--reveal", "--pack", own_softmax)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert "kata 0.1: " in err
    assert "solution.py" in err
