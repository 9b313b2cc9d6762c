"""Every format of every hand-made report, byte for byte.

After an intended change run `UPDATE_GOLDEN=1 pytest tests/reports/test_golden.py`, and read the
difference.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import click
import pytest

from kata_runner.model import Report
from kata_runner.reports import BUILTIN, load
from kata_runner.reports.github import to_runner_result

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "json": "json", "junit": "xml", "gradescope": "json", "github": "txt",
           "csv": "csv",
           "markdown": "md"}  # fmt: skip
TEXTS = [name for name in BUILTIN if name != "html"]  # pages have tests of their own
MANY = [name for name in TEXTS if name not in ("gradescope", "github")]
NAMES = ("passed", "every_status", "diagnosed", "unloadable", "hostile")


def compare(name: str, text: str) -> None:
    """The text is what the golden file holds."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
    assert f"{text}\n" == path.read_bytes().decode("utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", TEXTS)
def test_one(samples: Mapping[str, Report], name: str, kind: str) -> None:
    compare(f"{name}.{kind}.{ENDINGS[kind]}", click.unstyle(load(kind)(samples[name])))


@pytest.mark.parametrize("name", NAMES)
def test_the_result_for_classroom(samples: Mapping[str, Report], name: str) -> None:
    compare(
        f"{name}.classroom.json",
        json.dumps(to_runner_result(samples[name]), indent=1, ensure_ascii=False),
    )


@pytest.mark.parametrize("kind", MANY)
def test_many(samples: Mapping[str, Report], kind: str) -> None:
    many = load(kind).many
    assert many is not None
    compare(
        f"many.{kind}.{ENDINGS[kind]}",
        click.unstyle("\n".join(many(samples[name] for name in NAMES))),
    )


def test_no_file_is_left_over() -> None:
    single = {f"{name}.{kind}.{ENDINGS[kind]}" for name in NAMES for kind in TEXTS}
    others = {f"{name}.classroom.json" for name in NAMES} | {
        f"many.{kind}.{ENDINGS[kind]}" for kind in MANY
    }
    assert {path.name for path in GOLDEN.iterdir()} == single | others
