"""A run that was killed is resumed by the same command, and ends with the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import pytest

from tests.helpers.classrooms import published, verdicts
from tests.helpers.commands import clean_environment, kata_command

if TYPE_CHECKING:
    from tests.conftest import RunKata

SMALL_CLASS = 60
CLASS = int(os.environ.get("KATA_TEST_CLASS", "100"))


def cut_off(tmp_path: Path, arguments: list[str], out: Path, after: int) -> None:
    """Start grading, and kill it as a power cut would when the store holds so many verdicts."""
    process = subprocess.Popen(
        [*kata_command(), *arguments],
        env=clean_environment(tmp_path / "home", {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    until = monotonic() + 60
    while verdicts(out) < after and process.poll() is None and monotonic() < until:
        sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()


@pytest.mark.thorough
@pytest.mark.slow
def test_a_run_killed_three_times_ends_with_the_same_bytes_as_an_undisturbed_one(
    kata: RunKata, classroom: Callable[[int], Path], softmax: Path, tmp_path: Path
) -> None:
    folder = classroom(CLASS)
    arguments = ["grade", "0.1", str(folder), "--pack", str(softmax), "--seed", "7", "--out"]
    calm, cut = tmp_path / "calm", tmp_path / "cut"
    assert kata(*arguments, calm).code == 0
    for part in (0.2, 0.5, 0.8):
        cut_off(tmp_path, [*arguments, str(cut)], cut, int(part * CLASS))
        assert 0 < verdicts(cut) < CLASS
    before = verdicts(cut)
    code, _, err = kata(*arguments, cut)
    assert code == 0
    assert f"{CLASS - before} to grade" in err, "only what was missing is graded"
    assert published(cut) == published(calm)


@pytest.mark.thorough
def test_a_run_that_is_resumed_keeps_the_seed_it_drew(
    kata: RunKata, classroom: Callable[[int], Path], softmax: Path, tmp_path: Path
) -> None:
    folder, out = classroom(SMALL_CLASS), tmp_path / "out"
    arguments = ["grade", "0.1", str(folder), "--pack", str(softmax), "--out", str(out)]
    cut_off(tmp_path, arguments, out, 1)
    before = verdicts(out)
    assert 0 < before < SMALL_CLASS
    ended = kata(*arguments)
    assert f"{SMALL_CLASS - before} to grade" in ended.err
    reports = [json.loads(file.read_bytes()) for file in (out / "feedback").glob("*.json")]
    seeds = {report["seed"] for report in reports}
    assert len(reports) == SMALL_CLASS
    assert len(seeds) == 1
    assert ended.out.rstrip().endswith(f"; seed {seeds.pop()}")
