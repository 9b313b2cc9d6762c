"""What is not loaded inside is missed by nobody."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from kata_runner.engine.inside.startup import EMPTY, REFUSED

PROGRAM = """
from kata_runner.engine.inside.startup import omit
omit()
import hashlib, importlib, pkgutil, secrets
import numpy as np

for module in pkgutil.iter_modules(np.__path__, "numpy."):
    is_public = not module.name.rpartition(".")[2].startswith("_")
    if is_public and module.name not in ("numpy.conftest", "numpy.f2py"):
        importlib.import_module(module.name)
assert np.ma.masked_array([1.0, 2.0], [0, 1]).sum() == np.dot([1.0], [1.0])
assert np.random.default_rng(0).random(1).size == 1
print(hashlib.sha256(b"").hexdigest()[:8], len(secrets.token_hex(4)), np.ndarray.tolist.__doc__)
"""


@pytest.mark.slow
def test_all_of_numpy_works_and_the_common_hashes_too() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False
    )
    assert (done.stderr, done.stdout) == ("", "e3b0c442 8 None\n")


def test_what_is_left_out_is_there_to_be_left_out() -> None:
    assert [name for name in (*EMPTY, *REFUSED) if find_spec(name) is None] == []
