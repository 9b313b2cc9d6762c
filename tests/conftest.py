"""What the tests share: the real `kata` command, small packs on disk, and which tests run beside
which.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from tests.helpers.commands import Ended, run_kata
from tests.helpers.plugins import install_entry_point
from tests.helpers.thorough import IS_THOROUGH

TESTS = Path(__file__).parent
SOFTMAX = TESTS / "packs" / "third_party" / "softmax" / "softmax_pack"


MARKED = {
    # Each test in these starts commands or whole classes; what they call is tested by itself as
    # well.
    "slow": {
        "classroom/test_hostile_folder.py",
        "classroom/test_mistakes.py",
        "classroom/test_power_cut.py",
        "classroom/test_random_classrooms.py",
        "classroom/test_run.py",
        "cli/test_bad_input.py",
        "cli/test_check.py",
        "cli/test_check_only.py",
        "cli/test_commands.py",
        "cli/test_completion.py",
        "cli/test_doctor.py",
        "cli/test_grade.py",
        "cli/test_grade_errors.py",
        "cli/test_grade_plan.py",
        "cli/test_hint.py",
        "cli/test_limits.py",
        "cli/test_new.py",
        "cli/test_notebooks.py",
        "cli/test_odd_processes.py",
        "cli/test_predict.py",
        "cli/test_run.py",
        "cli/test_run_pictures.py",
        "cli/test_seed_fresh.py",
        "cli/test_solution.py",
        "cli/test_start.py",
        "cli/test_start_with.py",
        "cli/test_verify.py",
        "engine/inside/test_attempt_loader.py",
        "engine/test_bounded.py",
        "engine/test_classes.py",
        "engine/test_forkserver.py",
        "engine/test_own_limits.py",
        "engine/test_precompile.py",
        "engine/test_process_leavings.py",
        "engine/test_reaping.py",
        "engine/test_requirements.py",
        "engine/test_subprocess_backend.py",
        "engine/test_supervisor.py",
        "grading/diagnosis/test_diagnosis_context.py",
        "grading/feedback/test_rerun.py",
        "grading/feedback/test_worked_example.py",
        "grading/test_secrets.py",
        "katas/test_autograd.py",
        "katas/test_lstm_limitations.py",
        "katas/test_lstm_refusals.py",
        "katas/test_n_grams_verdicts.py",
        "katas/test_right_styles.py",
        "learner/test_homeless.py",
        "learner/test_progress_store.py",
        "packs/test_hooks.py",
        "packs/test_plugin_manager.py",
        "packs/test_registration.py",
        "reports/test_escape.py",
        "reports/test_examples.py",
        "scaffold/test_plugin.py",
        "test_api.py",
        "verify/test_author_errors.py",
        "verify/test_checks_mistakes.py",
        "verify/test_checks_mutants.py",
        "verify/test_settle.py",
        "verify/test_suite.py",
    },
    "network": {"packs/test_install.py", "packs/test_new_pack.py"},
    "linux": {
        "cli/test_doctor.py",
        "engine/inside/test_lockdown.py",
        "engine/test_self_test.py",
        "engine/test_subprocess_backend.py",
        "engine/test_strangers.py",
        "engine/test_forkserver.py",
    },
}
CASES = 1  # of each slow test that has more; the others are thorough
# Where cases differ most, or share one terminal: as many, spread over all of them.
MORE_CASES = {
    "cli/test_bad_input.py": 3,
    "cli/test_commands.py": 3,
    "cli/test_isolation.py": 4,
    "cli/test_watch.py": 7,
    "katas/test_lstm_refusals.py": 3,
    "katas/test_right_styles.py": 10,
}
INSTALLED = MARKED["network"]  # one environment serves them all, and they change it
MAX_WORKERS = 4  # many tests time something, or use more than one processor themselves


class RunKata(Protocol):
    """Runs `kata` with these arguments to its end."""

    def __call__(
        self, *arguments: object, cwd: Path = ..., env: Mapping[str, str] = ...
    ) -> Ended: ...


class WritePlugin(Protocol):
    """Puts a module under this name and an entry point for it where `PYTHONPATH` finds both; gives
    the folder.
    """

    def __call__(self, name: str, source: str, *, entry_point: str = ...) -> Path: ...


@pytest.fixture
def kata(tmp_path: Path, work: Path) -> RunKata:
    """The `kata` command in the folder `work`, with a home of its own."""
    return partial(run_kata, tmp_path / "home", cwd=work)


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    folder = tmp_path / "work"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def kata_anywhere(tmp_path_factory: pytest.TempPathFactory) -> RunKata:
    """The same for fixtures that run a command once for many tests."""
    folder = tmp_path_factory.mktemp("anywhere")
    return partial(run_kata, folder / "home", cwd=folder)


@pytest.fixture(scope="session")
def softmax(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack that is a plain folder and holds kata 0.1, softmax, the smallest complete kata. Only
    to be read.
    """
    return copy_softmax(tmp_path_factory.mktemp("packs") / "softmax-pack")


@pytest.fixture
def own_softmax(tmp_path: Path) -> Path:
    """The same, to be changed."""
    return copy_softmax(tmp_path / "own-pack")


def copy_softmax(pack: Path) -> Path:
    """Copy the katas of the third-party pack, without its Python package."""
    for part in ("katas", "solutions"):
        shutil.copytree(SOFTMAX / part, pack / part)
    return pack


@pytest.fixture(scope="session")
def right(softmax: Path) -> Path:
    """A right attempt at softmax."""
    return softmax / "solutions" / "softmax" / "solution.py"


@pytest.fixture(scope="session")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An attempt at softmax that passes one experiment and fails the other: its large scores
    overflow.
    """
    path = tmp_path_factory.mktemp("attempts") / "wrong.py"
    source = (
        "import numpy as np\n\n\ndef softmax(scores):\n    e = np.exp(scores)\n    return "
        "e / e.sum()\n"
    )
    path.write_text(source, encoding="utf-8")
    return path


@pytest.fixture
def write_attempt(work: Path) -> Callable[[str], Path]:
    """Writes an attempt of this source to `work/softmax.py`."""

    def write(source: str) -> Path:
        path = work / "softmax.py"
        path.write_text(source, encoding="utf-8")
        return path

    return write


@pytest.fixture
def write_plugin(tmp_path: Path) -> WritePlugin:
    """Installs plugins in a folder without pip; a process sees them with that folder as its
    `PYTHONPATH`.
    """
    folder = tmp_path / "plugins"

    def write(name: str, source: str, *, entry_point: str = "") -> Path:
        install_entry_point(folder, entry_point or name, name)
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        return folder

    return write


# --- Markers, and what runs beside what

# A law is tried on a few examples by default, whose making takes long on a busy machine.
settings.register_profile(
    "default",
    max_examples=100 if IS_THOROUGH else 15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Add the markers that the path tells, and refuse a name that is another one in the next
    process.
    """
    path = item.path.relative_to(TESTS).as_posix()
    for marker, paths in MARKED.items():
        if path in paths:
            item.add_marker(marker)
    if " at 0x" in item.nodeid:
        raise pytest.UsageError(
            f"{item.nodeid}: an address is no name for a test: give its parameters ids"
        )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the thorough tests out unless they are asked for; in a worker, take the groups with
    slow tests first, so that no worker ends long after the others.
    """
    mark_cases_left_out(items)
    if not IS_THOROUGH:
        thorough = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=thorough)
        left_out = set(thorough)
        items[:] = [item for item in items if item not in left_out]
    if hasattr(config, "workerinput"):
        slow = {group_of(item.nodeid) for item in items if item.get_closest_marker("slow")}
        items.sort(key=lambda item: group_of(item.nodeid) not in slow)


def mark_cases_left_out(items: list[pytest.Item]) -> None:
    """Mark as thorough what needs the network, and all cases of a slow test but a few, evenly
    spread over them.
    """
    cases: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("network"):
            item.add_marker("thorough")
        elif item.get_closest_marker("slow") and not item.get_closest_marker("thorough"):
            cases.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for all_cases in cases.values():
        count = MORE_CASES.get(all_cases[0].path.relative_to(TESTS).as_posix(), CASES)
        tried = {len(all_cases) * number // count for number in range(count)}
        for number, item in enumerate(all_cases):
            if number not in tried:
                item.add_marker("thorough")


def group_of(nodeid: str) -> str:
    """What runs in one worker: a module, as its fixtures may be costly.

    The modules that use one installed environment are one group, and each level of isolation in
    `test_strangers` is one, as a level takes long and knows nothing of the others.
    """
    path, _, name = nodeid.partition("::")
    module = path.removeprefix("tests/")
    if module in INSTALLED:
        return "installed"
    return (
        f"{path}{name[name.find('[') :]}"
        if module == "engine/test_strangers.py" and "[" in name
        else path
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One worker a processor up to a limit, and none for a few files, which would be done before
    workers are ready.
    """
    files = [argument for argument in config.args if argument.partition("::")[0].endswith(".py")]
    workers = min(os.cpu_count() or 1, MAX_WORKERS)
    return workers if workers > 1 and not files else 0


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Send groups to workers in the order of the collection."""
    from xdist.scheduler import LoadScopeScheduling

    class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    return GroupScheduling(config, log) if config.getoption("dist") == "loadscope" else None
