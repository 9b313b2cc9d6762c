"""`kata doctor`: what this machine refuses at each level, and how to get the levels that are
missing.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")


def test_each_attack_has_a_line_and_each_level_a_column(kata: RunKata) -> None:
    code, out, err = kata("doctor", env={"NO_COLOR": "1"})
    assert (code, err) == (0, "")
    head, _, *lines = out.splitlines()
    assert head.split() == ["attack", "full", "kernel", "process"]
    rows = {line[:26].strip(): line[26:].split() for line in lines[: lines.index("")]}
    assert rows["read a solution"] == ["refused", "refused", "POSSIBLE"]
    assert len(rows) >= 10 and all(row[:2] == ["refused", "refused"] for row in rows.values())
    assert "full: bubblewrap, landlock, rlimits, seccomp. For strangers' code" in out
    assert out.endswith("Default level: full.\n")


def test_a_missing_level_comes_with_the_way_to_get_it(kata: RunKata, tmp_path: Path) -> None:
    code, out, err = kata("doctor", env={"PATH": str(tmp_path), "NO_COLOR": "1"})
    assert (code, err) == (0, "")
    assert "full is not available: no isolation at level full: bubblewrap is not installed" in out
    assert "Level full needs bubblewrap (apt-get install bubblewrap, dnf install bubblewrap)" in out
    assert out.endswith("Default level: kernel.\n")


def test_programs_get_the_same(kata: RunKata) -> None:
    found = json.loads(kata("doctor", "--json").out)
    assert [level["level"] for level in found] == ["full", "kernel", "process"]
    assert all(refused for level in found[:2] for _, refused in level["attacks"])
