"""Plugins are loaded one by one: what is wrong with one is told, and costs the others nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.plugins import GROUP, Pack, Plugins, load_plugins

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin

HEAD = "from kata_runner import hookimpl\n\n"
GOOD = f"{HEAD}\n@hookimpl\ndef score(kata, outcomes):\n    return 1.0\n"
SCORING = HEAD + "\n@hookimpl{options}\ndef score(kata, outcomes):\n    return {answer!r}\n"


@pytest.fixture
def load(write_plugin: WritePlugin, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Plugins]]:
    """Loads plugins of these names and sources, really imported from files."""
    before = set(sys.modules)

    def loaded(**sources: str) -> Plugins:
        for name, source in sources.items():
            folder = write_plugin(name, source)
        monkeypatch.syspath_prepend(folder)
        return Plugins(entry_points(GROUP, [str(folder)]))

    yield loaded
    for name in set(sys.modules) - before:
        del sys.modules[name]


def named(plugins: Plugins, name: str) -> Pack:
    return next(pack for pack in plugins.packs if pack.name == name)


def answers(plugins: Plugins) -> list[tuple[str, object]]:
    return [(pack.name, answer) for pack, answer in plugins.call("score", kata=None, outcomes=())]


def test_a_plugin_tells_its_version_its_file_and_its_hooks(load: Callable[..., Plugins]) -> None:
    pack = named(load(good=GOOD), "good")
    assert (pack.version, pack.hooks, pack.problems) == ("1.0", ["score"], [])
    assert Path(pack.source).name == "good.py"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [("\nimport a_module_that_nobody_has\n", 2, "ModuleNotFoundError: No module named 'a_module_that_nobody_has'"),
     ("x = 1\ny = x / 0\n", 2, "ZeroDivisionError: division by zero"),
     ("\n\ndef f(:\n", 3, "SyntaxError: invalid syntax (broken.py, line 3)"),
     ("import sys\nsys.exit('nothing to do')\n", 2, "SystemExit: nothing to do"),
     ("import json\n\njson.loads('{')\n", 3, "JSONDecodeError: Expecting property name")],
)  # fmt: skip
def test_a_failed_import_costs_only_its_own_plugin(
    load: Callable[..., Plugins], source: str, line: int, said: str
) -> None:
    plugins = load(broken=source, good=GOOD)
    problem, *others = named(plugins, "broken").problems
    assert not others
    assert f"broken.py:{line}: {said}" in problem
    assert answers(plugins) == [("good", 1.0)]


@pytest.mark.parametrize(
    ("misspelt", "meant"),
    [("register_kata", "did you mean 'register_katas'?"), ("scores", "did you mean 'score'?"),
     ("attempt_grade", "did you mean 'attempt_graded'?"), ("zzz", "known are register_katas, ")],
)  # fmt: skip
def test_a_misspelt_hook_is_named_with_the_one_that_is_meant(
    load: Callable[..., Plugins], misspelt: str, meant: str
) -> None:
    pack = named(load(careless=f"{GOOD}\n\n@hookimpl\ndef {misspelt}():\n    pass\n"), "careless")
    problem, *others = pack.problems
    assert not others
    assert f"careless.py: unknown hook '{misspelt}', {meant}" in problem
    assert pack.hooks == ["score"], "its right hooks stay in"


def test_a_hook_with_an_argument_that_does_not_exist_puts_its_plugin_out(load: Callable[..., Plugins]) -> None:
    wrong = (
        f"{HEAD}@hookimpl\ndef attempt_graded(report):\n    pass\n\n\n@hookimpl\ndef score(points):\n    return 2.0\n"
    )
    plugins = load(wrong=wrong, good=GOOD)
    problem = named(plugins, "wrong").problems[0]
    assert "wrong.py: PluginValidationError: " in problem
    assert "'points'" in problem
    assert "\n" not in problem
    assert answers(plugins) == [("good", 1.0)]
    assert not list(plugins.implementations("attempt_graded")), "it is not left half in"


def test_a_hook_that_raises_is_told_with_its_line_and_left_out(load: Callable[..., Plugins]) -> None:
    raising = f"{HEAD}\n@hookimpl\ndef score(outcomes):\n    return outcomes[0]\n"
    plugins = load(raising=raising, good=GOOD)
    assert answers(plugins) == [("good", 1.0)]
    problem = named(plugins, "raising").problems[0]
    assert problem.endswith("raising.py:6: score: IndexError: tuple index out of range")


def test_a_problem_is_one_line_whatever_was_raised(load: Callable[..., Plugins]) -> None:
    plugins = load(chatty="raise ValueError('first\\nsecond\\n\\tthird')\n")
    assert named(plugins, "chatty").problems[0].endswith("chatty.py:1: ValueError: first second third")


def test_hooks_are_called_by_name_and_not_by_registration(load: Callable[..., Plugins]) -> None:
    sources = {name: SCORING.format(options="", answer=name) for name in ("zebra", "ant", "mole")}
    assert answers(load(**sources)) == [("ant", "ant"), ("mole", "mole"), ("zebra", "zebra")]


def test_the_order_of_the_entry_points_changes_nothing(load: Callable[..., Plugins]) -> None:
    sources = {name: SCORING.format(options="", answer=name) for name in ("zebra", "ant", "mole")}
    once = load(**sources)
    again = Plugins([point for point in entry_points(GROUP) if point.name in sources][::-1])
    assert answers(again) == answers(once)


def test_tryfirst_and_trylast_come_before_the_name(load: Callable[..., Plugins]) -> None:
    plugins = load(
        aaa=SCORING.format(options="(trylast=True)", answer="last"),
        mmm=SCORING.format(options="", answer="middle"),
        zzz=SCORING.format(options="(tryfirst=True)", answer="first"),
    )
    assert [answer for _, answer in answers(plugins)] == ["first", "middle", "last"]


def test_a_hook_may_ask_for_fewer_arguments_than_there_are(load: Callable[..., Plugins]) -> None:
    plugins = load(modest=f"{HEAD}\n@hookimpl\ndef score():\n    return 3.0\n")
    assert answers(plugins) == [("modest", 3.0)]


def test_of_two_plugins_of_one_name_the_second_is_told(
    write_plugin: WritePlugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plugin("plugin_one", SCORING.format(options="", answer=1.0), entry_point="same")
    folder = write_plugin("plugin_two", SCORING.format(options="", answer=2.0), entry_point="same")
    monkeypatch.syspath_prepend(folder)
    first, second = (plugins := Plugins(entry_points(GROUP, [str(folder)]))).packs
    assert not first.problems
    assert second.problems[0].startswith("plugin_two: ")
    assert "plugin_one.py has this name too and is used: rename one" in second.problems[0]
    assert answers(plugins) == [("same", 1.0)]


def test_the_environment_names_plugins_to_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KATA_DISABLED_PLUGINS", raising=False)
    everything = {pack.name for pack in load_plugins().packs}
    monkeypatch.setenv("KATA_DISABLED_PLUGINS", "reports, scoring,,unheard_of")
    assert {pack.name for pack in load_plugins().packs} == everything - {"reports", "scoring"}


def test_a_disabled_plugin_is_not_even_imported(kata: RunKata, write_plugin: WritePlugin, work: Path) -> None:
    source = "from pathlib import Path\nPath('imported').touch()\n"
    env = {"PYTHONPATH": str(write_plugin("nosy", source))}
    assert kata("plugins", env={**env, "KATA_DISABLED_PLUGINS": "nosy"}).code == 0
    assert not (work / "imported").exists()
    kata("plugins", env=env)
    assert (work / "imported").exists()
