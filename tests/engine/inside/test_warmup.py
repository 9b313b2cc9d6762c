"""Warming up leaves a process that forks share, and nothing that one fork would not have."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest

PROGRAM = """
import gc, json, random, signal, sys
import numpy as np
from kata_runner import authoring
from kata_runner.engine.inside import runner

def state():
    handlers = [str(signal.getsignal(signal.SIGALRM))]
    streams = [hash(random.getstate()), hash(np.random.get_state()[1].tobytes())]
    return [handlers, *streams, authoring.DATA,
            np.geterr(), sys.getrecursionlimit(), "experiments" in sys.modules]

before = state()
from kata_runner.engine.inside.warmup import warm_up
warm_up()
typing = "numpy.typing" in sys.modules
print(json.dumps([before, state(), gc.isenabled(), gc.get_freeze_count(), typing]))
"""


def test_warm_up_changes_nothing_that_an_attempt_could_see_and_is_ready_to_be_forked() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, check=True)
    before, after, collecting, frozen, loaded = json.loads(done.stdout)
    assert before == after
    assert not collecting and frozen > 1000 and loaded


SLICE = """
import os, re
from pathlib import Path
from kata_runner.engine.inside.warmup import lengthen_time_slice

before = os.nice(0)
os.nice(5)
os.sched_setscheduler(0, os.{policy}, os.sched_param({priority}))
lengthen_time_slice()
shown = Path("/proc/self/sched")
text = shown.read_text() if shown.exists() else ""
slices = re.findall(r"se.slice +: +([0-9]+)", text)
print(os.getpriority(os.PRIO_PROCESS, 0) - before, os.sched_getscheduler(0) == os.{policy}, *slices)
"""


@pytest.mark.linux
@pytest.mark.parametrize("policy", ["SCHED_OTHER", "SCHED_BATCH"])
def test_attempts_keep_their_processor_for_longer_and_their_priority(policy: str) -> None:
    program = SLICE.format(policy=policy, priority=0)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    nice, is_kept, *slices = done.stdout.decode().split()
    assert (nice, is_kept) == ("5", "True")
    assert slices in ([], ["50000000"]) or get_release() < (6, 12)


def get_release() -> tuple[int, ...]:
    """Return the kernel's version: before 6.12 it takes no note of a slice."""
    return tuple(map(int, re.findall(r"\d+", os.uname().release)[:2]))


@pytest.mark.linux
def test_a_process_of_the_idle_class_stays_as_it_is() -> None:
    program = SLICE.format(policy="SCHED_IDLE", priority=0)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout.split()[:2] == [b"5", b"True"]
