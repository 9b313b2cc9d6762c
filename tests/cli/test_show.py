"""`kata show`: the lesson, as its Markdown where no terminal is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_in_a_pipe_the_lesson_is_its_markdown(kata: RunKata, softmax: Path) -> None:
    code, out, err = kata("show", "softmax", "--pack", softmax)
    assert (code, err) == (0, "")
    assert (
        out.strip()
        == (softmax / "katas" / "softmax" / "lesson.md").read_text(encoding="utf-8").strip()
    )


def test_a_lesson_that_is_missing_is_the_katas_fault(kata: RunKata, own_softmax: Path) -> None:
    (own_softmax / "katas" / "softmax" / "lesson.md").unlink()
    code, out, err = kata("show", "0.1", "--pack", own_softmax)
    assert (code, out) == (3, "")
    assert err.startswith("kata: error: kata 0.1 has no lesson that can be read: ")
    assert len(err.splitlines()) == 1
