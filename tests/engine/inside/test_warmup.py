"""Warming up leaves a process that forks share, and nothing that one fork would not have."""

from __future__ import annotations

import json
import subprocess
import sys

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
