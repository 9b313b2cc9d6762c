"""An id or a name that two katas have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.model import Kata
from kata_runner.verify.checks_needs import check_needs
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.suite import run_check


def problems(kata: Kata, sandbox: Sandbox, katas: Sequence[Kata]) -> str:
    """What the check finds to be wrong."""
    return "\n".join(run_check(check_needs, VerifyContext(kata, sandbox, katas=katas)).problems)


@pytest.mark.parametrize(
    ("identity", "name", "field"),
    [("0.2", "other", "field 'id': '0.2'"), ("0.7", "area", "the folder's name: 'area'")],
)
@pytest.mark.parametrize("home", ["katas", "elsewhere"])
def test_another_kata_with_the_same_id_or_name(
    identity: str, name: str, field: str, home: str, area: Kata, sandbox: Sandbox
) -> None:
    folder = area.folder.parents[1] / home / "other"
    other = replace(area, folder=folder, title="Other", pack="packed", id=identity, name=name)
    text = problems(area, sandbox, [area, other, other])
    assert text == (
        f"{area.folder}/kata.toml: {field} is also in pack 'packed' ({folder}), and learners get "
        f"one of the two only: rename one"
    )


def test_an_installed_copy_of_a_kata_is_no_other_kata(area: Kata, sandbox: Sandbox) -> None:
    copy = replace(area, folder=area.folder.parents[1] / "site-packages" / "area")
    text = problems(area, sandbox, [copy])
    assert text == ""
