"""Whose fault it is when what a pack lent us fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.errors import PackError, UsageError
from kata_runner.limits import describe_wrong_limit
from kata_runner.packs.pack import OWN_FOLDER, Pack

PLUGIN = """\
def fail():
    return 1 / 0


def leave():
    raise SystemExit(3)


def call(ours):
    return ours()


def interrupt():
    raise KeyboardInterrupt
"""


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    return Pack("lent", "1.0", str(tmp_path / "lent.py"))


@pytest.fixture
def lent(tmp_path: Path) -> Callable[[str], Callable[..., object]]:
    """A function of the plugin, by name."""
    (tmp_path / "lent.py").write_text(PLUGIN, encoding="utf-8")
    code = compile(PLUGIN, str(tmp_path / "lent.py"), "exec")
    names: dict[str, Callable[..., object]] = {}
    exec(code, names)
    return names.__getitem__


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("fail", r"lent\.py:2: executor 'x': ZeroDivisionError: division by zero"),
        ("leave", r"lent\.py:6: executor 'x': SystemExit: 3"),
    ],
)
def test_what_its_code_raises_is_told_as_the_pack_s(
    pack: Pack, lent: Callable[[str], Callable[..., object]], name: str, words: str
) -> None:
    with (
        pytest.raises(PackError, match=f"^pack 'lent': .*{words}"),
        pack.attribute_errors("executor 'x'"),
    ):
        lent(name)()


def test_what_our_code_raises_stays_what_it_is(
    pack: Pack, lent: Callable[[str], Callable[..., object]]
) -> None:
    with pytest.raises(KeyError, match="odd"), pack.attribute_errors("it"):
        lent("call")(lambda: describe_wrong_limit("odd", 1))


def test_a_folder_whose_name_begins_like_ours_is_not_ours(pack: Pack) -> None:
    file = OWN_FOLDER.with_name(f"{OWN_FOLDER.name}_extras") / "lent.py"
    pack.source = str(file)
    names: dict[str, Callable[[], object]] = {}
    exec(compile(PLUGIN, str(file), "exec"), names)
    with (
        pytest.raises(PackError, match=r"^pack 'lent': .*_extras.lent\.py:2: it: ZeroDivision"),
        pack.attribute_errors("it"),
    ):
        names["fail"]()


def test_our_own_errors_and_ctrl_c_go_through(
    pack: Pack, lent: Callable[[str], Callable[..., object]]
) -> None:
    def refuse() -> None:
        raise UsageError("no such thing")

    with pytest.raises(UsageError, match="no such thing"), pack.attribute_errors("it"):
        lent("call")(refuse)
    with pytest.raises(KeyboardInterrupt), pack.attribute_errors("it"):
        lent("interrupt")()


def test_a_built_in_pack_has_no_one_else_to_blame(
    pack: Pack, lent: Callable[[str], Callable[..., object]]
) -> None:
    pack.is_builtin = True
    with pytest.raises(ZeroDivisionError), pack.attribute_errors("it"):
        lent("fail")()
