"""`kata new --plugin`: what it writes uses every hook, and each of them does what it says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from kata_runner import ExecutorOptions, Grader, Job, Kata, Report, hookspecs
from kata_runner.classroom.executors.executor import get_executor
from kata_runner.cli.commands import cli
from kata_runner.cli.new import command
from kata_runner.errors import UsageError
from kata_runner.packs.plugin_manager import Plugins, load_plugins
from tests.helpers.plugins import install_entry_point

HOOKS = [name for name, value in vars(hookspecs).items() if hasattr(value, "kata_runner_spec")]
NAN = "def shares(numbers):\n    return [float('nan')] * len(numbers)\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `kata new --plugin` has written a plugin, which is then installed there."""
    folder = tmp_path_factory.mktemp("plugin")
    arguments = ["--plugin", "my-plugin", str(folder)]
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    package = folder / "my-plugin"
    install_entry_point(package, "my-plugin", "my_plugin")
    return package


@pytest.fixture
def plugins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugins]:
    """All plugins, that one among them."""
    monkeypatch.syspath_prepend(folder)
    yield load_plugins()
    sys.modules.pop("my_plugin", None)


@pytest.fixture
def grader(plugins: Plugins) -> Iterator[Grader]:
    with Grader() as grader:
        yield grader


def test_a_plugin_implements_every_hook(plugins: Plugins) -> None:
    [pack] = [pack for pack in plugins.packs if pack.name == "my-plugin"]
    assert (sorted(pack.hooks), pack.problems) == (sorted(HOOKS), [])


def test_its_kata_cause_and_score_are_part_of_a_report(grader: Grader) -> None:
    report = grader.grade("my-plugin.1", NAN)
    causes = {outcome.diagnosis.mistake for outcome in report.outcomes if outcome.diagnosis}
    assert (causes, report.score) == ({"nan"}, report.kata.unchanged_arguments)


def test_its_format_renders_a_report(plugins: Plugins, grader: Grader) -> None:
    _, load = plugins.collect_registrations("register_reports", "a format")["my-plugin"]
    report = grader.grade("my-plugin.1", "")
    assert load()(report) == "my-plugin.1 My plugin failed 0%"


def test_its_command_says_hello(plugins: Plugins, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "plugins", None)
    monkeypatch.setattr(cli, "commands", {})
    result = CliRunner().invoke(cli, ["my-plugin"], catch_exceptions=False)
    assert result.output == "Hello from my-plugin.\n"


def test_its_executor_runs_jobs(plugins: Plugins, grader: Grader) -> None:
    kata: Kata = grader.kata("my-plugin.1")
    attempt = grader.grade(kata, NAN).attempt
    with get_executor("my-plugin", plugins)(ExecutorOptions()) as executor:
        [(_, run)] = executor.run_many([Job(kata, attempt)])
    assert {"three_numbers", "any_numbers"} <= run.results.keys()


def test_its_observer_logs_a_report(
    plugins: Plugins, grader: Grader, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "my_plugin")
    report: Report = grader.grade("my-plugin.1", "")
    assert caplog.messages == [f"{report.kata.id} failed"]


def test_a_plugin_without_a_name_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="name the plugin to write"):
        CliRunner().invoke(command, ["--plugin", "--kata", "x"], catch_exceptions=False)
