"""Plugins are loaded one by one: what is wrong with one is told, and costs the others nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner.packs.entry_points import entry_points
from kata_runner.packs.pack import Pack
from kata_runner.packs.plugin_manager import GROUP, Plugins, load_plugins

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin

HEAD = "from kata_runner import hookimpl\n\n"
GOOD = f"{HEAD}\n@hookimpl\ndef score(kata, outcomes):\n    return 1.0\n"
SCORING = HEAD + "\n@hookimpl{options}\ndef score(kata, outcomes):\n    return {answer!r}\n"


@pytest.fixture
def load(
    write_plugin: WritePlugin, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Plugins]]:
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


def answer(plugins: Plugins) -> tuple[str, object]:
    """What the hook for scores gives, and who gave it."""
    given = plugins.call("score", kata=None, outcomes=())
    return plugins.answered("score").name, given


def test_a_plugin_tells_its_version_its_file_and_its_hooks(load: Callable[..., Plugins]) -> None:
    pack = named(load(good=GOOD), "good")
    assert (pack.version, pack.hooks, pack.problems) == ("1.0", ["score"], [])
    assert Path(pack.source).name == "good.py"


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        (
            "\nimport a_module_that_nobody_has\n",
            2,
            "ModuleNotFoundError: No module named 'a_module_that_nobody_has'",
        ),
        ("x = 1\ny = x / 0\n", 2, "ZeroDivisionError: division by zero"),
        ("\n\ndef f(:\n", 3, "SyntaxError: invalid syntax (broken.py, line 3)"),
        ("import sys\nsys.exit('nothing to do')\n", 2, "SystemExit: nothing to do"),
        ("import json\n\njson.loads('{')\n", 3, "JSONDecodeError: Expecting property name"),
    ],
)
def test_a_failed_import_costs_only_its_own_plugin(
    load: Callable[..., Plugins], source: str, line: int, said: str
) -> None:
    plugins = load(broken=source, good=GOOD)
    problem, *others = named(plugins, "broken").problems
    assert not others
    assert f"broken.py:{line}: {said}" in problem
    assert answer(plugins) == ("good", 1.0)


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


def test_a_hook_with_an_argument_that_does_not_exist_puts_its_plugin_out(
    load: Callable[..., Plugins],
) -> None:
    wrong = (
        f"{HEAD}@hookimpl\ndef attempt_graded(report):\n    pass\n\n\n@hookimpl\ndef "
        f"score(points):\n    return 2.0\n"
    )
    plugins = load(wrong=wrong, good=GOOD)
    problem = named(plugins, "wrong").problems[0]
    assert "wrong.py: PluginValidationError: " in problem
    assert "'points'" in problem
    assert "\n" not in problem
    assert answer(plugins) == ("good", 1.0)
    assert not plugins.get_packs_with("attempt_graded"), "it is not left half in"


def test_a_hook_that_raises_is_told_with_its_line_and_left_out(
    load: Callable[..., Plugins],
) -> None:
    raising = f"{HEAD}\n@hookimpl\ndef score(outcomes):\n    return outcomes[0]\n"
    plugins = load(raising=raising, good=GOOD)
    assert answer(plugins) == ("good", 1.0)
    problem = named(plugins, "raising").problems[0]
    assert problem.endswith("raising.py:6: score: IndexError: tuple index out of range")


def test_a_problem_is_one_line_whatever_was_raised(load: Callable[..., Plugins]) -> None:
    plugins = load(chatty="raise ValueError('first\\nsecond\\n\\tthird')\n")
    assert (
        named(plugins, "chatty").problems[0].endswith("chatty.py:1: ValueError: first second third")
    )


def test_who_registers_last_is_asked_first_and_registration_is_by_name(
    load: Callable[..., Plugins],
) -> None:
    sources = {name: SCORING.format(options="", answer=name) for name in ("zebra", "ant", "mole")}
    assert answer(load(**sources)) == ("zebra", "zebra")


def test_the_order_of_the_entry_points_changes_nothing(load: Callable[..., Plugins]) -> None:
    sources = {name: SCORING.format(options="", answer=name) for name in ("zebra", "ant", "mole")}
    once = load(**sources)
    again = Plugins([point for point in entry_points(GROUP) if point.name in sources][::-1])
    assert answer(again) == answer(once)


@pytest.mark.parametrize(
    ("options", "first"),
    [
        ({"zzz": "(trylast=True)"}, "mmm"),
        ({"aaa": "(tryfirst=True)"}, "aaa"),
        ({"zzz": "(trylast=True)", "mmm": "(trylast=True)"}, "aaa"),
        ({"aaa": "(tryfirst=True)", "mmm": "(tryfirst=True)"}, "mmm"),
    ],
)
def test_tryfirst_and_trylast_come_before_the_order_of_registration(
    load: Callable[..., Plugins], options: dict[str, str], first: str
) -> None:
    names = ("aaa", "mmm", "zzz")
    plugins = load(
        **{name: SCORING.format(options=options.get(name, ""), answer=name) for name in names}
    )
    assert answer(plugins) == (first, first)


WRAPPER = f"{HEAD}\n@hookimpl({{options}})\ndef score(kata, outcomes):\n    {{body}}\n"


@pytest.mark.parametrize(
    ("options", "body", "given"),
    [("wrapper=True", "return 2 * (yield)", ("zz_around", 2.0)),
     ("wrapper=True", "return (yield)", ("good", 1.0)),
     ("hookwrapper=True", "outcome = yield\n    outcome.force_result(2 * "
                          "outcome.get_result())", ("zz_around", 2.0))],
)  # fmt: skip
def test_a_wrapper_is_around_the_others(
    load: Callable[..., Plugins], options: str, body: str, given: tuple[str, float]
) -> None:
    plugins = load(good=GOOD, zz_around=WRAPPER.format(options=options, body=body))
    assert answer(plugins) == given
    assert not any(pack.problems for pack in plugins.packs)


@pytest.mark.parametrize("options", ["wrapper=True", "hookwrapper=True"])
@pytest.mark.parametrize(
    ("body", "said"),
    [("1 / 0\n    yield", "ZeroDivisionError"), ("yield\n    1 / 0", "ZeroDivisionError"),
     ("if False:\n        yield", "RuntimeError: a wrapper has to yield, once"),
     ("yield\n    yield", "RuntimeError: a wrapper has to yield, once"),
     ("raise SystemExit(0)\n  "
      "  yield", "SystemExit"), ("yield\n    raise GeneratorExit", "GeneratorExit")],
)  # fmt: skip
def test_a_wrapper_that_fails_is_blamed_and_changes_nothing(
    load: Callable[..., Plugins], options: str, body: str, said: str
) -> None:
    plugins = load(good=GOOD, around=WRAPPER.format(options=options, body=body))
    assert answer(plugins) == ("good", 1.0)
    [problem] = named(plugins, "around").problems
    assert f"score: {said}" in problem


def test_ctrl_c_in_a_plugin_is_ctrl_c(load: Callable[..., Plugins]) -> None:
    plugins = load(slow=f"{HEAD}\n@hookimpl\ndef score(kata):\n    raise KeyboardInterrupt\n")
    with pytest.raises(KeyboardInterrupt):
        plugins.call("score", kata=None, outcomes=())


@pytest.mark.parametrize("name", ["reports", "scoring", "builtin", "mistakes", "executors"])
def test_a_plugin_called_like_a_built_in_one_displaces_nothing(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path, name: str
) -> None:
    source = (
        f"{HEAD}\n@hookimpl\ndef register_reports(register):\n    register('shout', lambda: str)\n"
    )
    env = {"PYTHONPATH": str(write_plugin("slack_reports", source, entry_point=name))}
    code, out, err = kata("check", "0.1", right, "--pack", softmax, env=env)
    assert (code, "PASSED" in out) == (0, True)
    assert err == (f"kata: warning: pack '{name}' (slack-reports 1.0): slack_reports: '{name}' "
                   f"is the name of a "
                   "built-in plugin, which is used: rename this entry point\n")  # fmt: skip
    assert "6.3" in kata("list", env=env).out


def test_a_format_of_a_built_in_name_is_refused_to_whoever_is_asked_before(
    kata: RunKata, write_plugin: WritePlugin, softmax: Path, right: Path
) -> None:
    source = (
        f"{HEAD}\n@hookimpl(tryfirst=True)\ndef register_reports(register):\n    "
        f"register('text', lambda: str)\n"
    )
    env = {"PYTHONPATH": str(write_plugin("hasty", source))}
    code, out, err = kata("check", "0.1", right, "--pack", softmax, env=env)
    assert (code, "PASSED" in out) == (0, True)
    assert "there is a format 'text' already: choose another name" in err
    assert len(err.splitlines()) == 1


def test_one_module_under_two_names_is_told_in_a_sentence(
    write_plugin: WritePlugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_plugin("twice", GOOD, entry_point="here")
    (folder / "twice-1.0.dist-info" / "entry_points.txt").write_text(
        "[kata_runner]\nhere = twice\nthere = twice\n"
    )
    monkeypatch.syspath_prepend(folder)
    here, there = Plugins(entry_points(GROUP, [str(folder)])).packs
    assert not here.problems
    assert there.problems[0].endswith(
        "it is loaded already, as 'here': leave one of the two entry points out"
    )


def test_the_same_problem_is_kept_once_and_of_many_only_the_first(
    load: Callable[..., Plugins],
) -> None:
    source = (
        f"{HEAD}N = iter(range(1000))\n\n\n@hookimpl\ndef attempt_graded(report):\n    "
        f"raise ValueError(report)\n"
    )
    plugins = load(chatty=source)
    for report in [0, 0, *range(1000)]:
        plugins.call("attempt_graded", report=report)
    problems = named(plugins, "chatty").problems
    assert len(problems) == len(set(problems)) == 20


def test_a_hook_may_ask_for_fewer_arguments_than_there_are(load: Callable[..., Plugins]) -> None:
    plugins = load(modest=f"{HEAD}\n@hookimpl\ndef score():\n    return 3.0\n")
    assert answer(plugins) == ("modest", 3.0)


def test_of_two_plugins_of_one_name_the_second_is_told(
    write_plugin: WritePlugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_plugin("plugin_one", SCORING.format(options="", answer=1.0), entry_point="same")
    folder = write_plugin("plugin_two", SCORING.format(options="", answer=2.0), entry_point="same")
    monkeypatch.syspath_prepend(folder)
    first, second = (plugins := Plugins(entry_points(GROUP, [str(folder)]))).packs
    assert not first.problems
    assert second.problems[0].startswith("plugin_two: ")
    assert (
        "plugin_one.py is called too, which is used: rename this entry point" in second.problems[0]
    )
    assert answer(plugins) == ("same", 1.0)


def test_the_environment_names_plugins_to_leave_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KATA_DISABLED_PLUGINS", raising=False)
    everything = {pack.name for pack in load_plugins().packs}
    monkeypatch.setenv("KATA_DISABLED_PLUGINS", "reports, scoring,,unheard_of")
    assert {pack.name for pack in load_plugins().packs} == everything - {"reports", "scoring"}


def test_a_disabled_plugin_is_not_even_imported(
    kata: RunKata, write_plugin: WritePlugin, work: Path
) -> None:
    source = "from pathlib import Path\nPath('imported').touch()\n"
    env = {"PYTHONPATH": str(write_plugin("nosy", source))}
    assert kata("plugins", env={**env, "KATA_DISABLED_PLUGINS": "nosy"}).code == 0
    assert not (work / "imported").exists()
    kata("plugins", env=env)
    assert (work / "imported").exists()
