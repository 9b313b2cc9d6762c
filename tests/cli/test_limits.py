"""`--limit` sets a limit for one run, and a verdict under other limits is another verdict."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import RunKata

ENDLESS = "def softmax(scores):\n    while True:\n        pass\n"
LARGE = "def softmax(scores):\n    return [len(bytearray(500 << 20))]\n"


def first(out: str) -> tuple[str, str]:
    """The status and message of the first outcome."""
    outcome: dict[str, Any] = json.loads(out)["outcomes"][0]
    return outcome["status"], outcome["message"].splitlines()[0]


@pytest.mark.parametrize(
    ("source", "limits", "status", "message"),
    [
        (
            ENDLESS,
            ("cpu=0.2", "wall=5"),
            "timed_out",
            "softmax did not return: stopped after 0.2 s of processor time, or 4 s with waiting.",
        ),
        (
            LARGE,
            ("memory_mb=400",),
            "over_memory",
            "softmax wanted more memory than the 400 MB it may have.",
        ),
    ],
)
def test_a_limit_holds_for_one_check(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path],
    source: str, limits: tuple[str, ...], status: str, message: str,
) -> None:  # fmt: skip
    given = [word for limit in limits for word in ("--limit", limit)]
    ended = kata("check", "0.1", write_attempt(source), *given, "--json", "--pack", softmax)
    found, said = first(ended.out)
    assert (ended.code, found) == (4, status)
    assert said.startswith(message)


@pytest.mark.thorough
@pytest.mark.slow
def test_a_classroom_is_graded_anew_under_other_limits(
    kata: RunKata, softmax: Path, right: Path, work: Path
) -> None:
    command = ("grade", "0.1", right, "--out", work / "out", "--seed", "1", "--pack", softmax)
    for limits, left in (
        ((), True),
        ((), False),
        (("--limit", "cpu=5"), True),
        (("--limit", "cpu=5.0"), False),
    ):
        ended = kata(*command, *limits)
        assert (ended.code, "1 to grade" in ended.err) == (0, left), limits


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("cpus=1", "there is no such limit: there are cpu, wall, total, memory_mb, open_files, "
                   "output_kb"),
        ("cpu", "expected a positive number up to 1000000, as in --limit cpu=2"),
        ("cpu=-1", "expected a positive number up to 1000000, as in --limit cpu=2"),
        ("cpu=nan", "expected a positive number up to 1000000, as in --limit cpu=2"),
        ("memory_mb=1.5", "expected a whole number from 256 to 1000000, as in --limit "
                          "memory_mb=1024"),
        ("memory_mb=20", "expected a whole number from 256 to 1000000, as in --limit "
                         "memory_mb=1024"),
        ("open_files=3", "expected a whole number from 8 to 1000000, as in --limit open_files=32"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "grade"])
def test_what_is_no_limit_is_wrong_use(
    kata: RunKata, softmax: Path, right: Path, command: str, limit: str, said: str
) -> None:
    out = ("--out", "out") if command == "grade" else ()
    ended = kata(command, "0.1", right, "--limit", limit, "--pack", softmax, *out)
    assert (ended.code, ended.out, ended.err) == (2, "", f"kata: error: --limit {limit}: {said}\n")
