"""The steps of the lessons' hands-on parts, done as they are written: what is typed into the shell,
and into the prompt that `kata try` opens.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from tests.helpers.commands import ROOT

KATAS = {"6.1": "n_grams", "6.3": "lstm_limitations", "6.4": "recurrence_at_scale"}


def read_steps(name: str) -> str:
    """The hands-on part of a lesson."""
    lesson = (ROOT / "katas" / name / "lesson.md").read_text(encoding="utf-8")
    return lesson.partition("## Hands-on\n")[2].partition("\n## ")[0]


def read_prompts(steps: str) -> tuple[str, list[str]]:
    """What is typed at the prompt, and the lines that it answers."""
    typed: list[str] = []
    answers: list[str] = []
    for block in re.findall(r"^   ```\n(.*?)^   ```", steps, re.MULTILINE | re.DOTALL):
        for line in block.splitlines():
            text = line[3:]
            if text.startswith("... "):
                typed.append(text[4:])
                continue
            if typed and typed[-1].startswith(" "):
                typed.append("")  # the blank line that ends a block
            if text.startswith(">>> "):
                typed.append(text[4:])
            else:
                answers.append(text)
    return "\n".join([*typed, "", ""]), answers


def kata(folder: Path, *words: str, text: str = "") -> subprocess.CompletedProcess[str]:
    """Run the program in a learner's folder."""
    return subprocess.run(
        [sys.executable, "-m", "kata_runner", *words], cwd=folder, input=text,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


@pytest.mark.thorough
@pytest.mark.slow
@pytest.mark.parametrize("number", KATAS)
def test_each_step_can_be_done(
    number: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KATA_HOME", str(tmp_path / "home"))
    name = KATAS[number]
    steps = read_steps(name)
    commands = re.findall(r"`kata ([^`]+)`", steps)
    assert commands[0] == f"start {number}"
    assert kata(tmp_path, "start", number).returncode == 0
    assert all((tmp_path / file).exists() for file in re.findall(r"`(\w+\.(?:py|txt))`", steps))
    shutil.copy(ROOT / "solutions" / name / "solution.py", tmp_path / f"{name}.py")

    typed, answers = read_prompts(steps)
    assert answers
    result = kata(tmp_path, "try", number, text=typed)
    assert "Error" not in result.stderr
    printed = result.stdout.partition("exit() leaves.\n")[2].splitlines()
    assert printed == answers

    for command in dict.fromkeys(commands[1:]):
        if not command.startswith("try"):
            assert kata(tmp_path, *command.split()).returncode == 0, command


def load(path: Path) -> ModuleType:
    """A file of a kata as a module."""
    module = ModuleType(path.stem)
    exec(compile(path.read_text(encoding="utf-8"), str(path), "exec"), vars(module))
    return module


def test_the_network_to_try_is_the_one_that_is_shown() -> None:
    folder = ROOT / "katas" / "lstm_limitations"
    network, shown = load(folder / "network.py"), load(folder / "experiments.py")
    assert vars(network.LSTM).keys() == vars(shown.demo_lstm()).keys()
    for name, array in vars(shown.demo_lstm()).items():
        assert np.array_equal(array, getattr(network.LSTM, name))
    pairs = zip(network.RNN, shown.demo_rnn(), strict=True)
    assert all(np.array_equal(ours, theirs) for ours, theirs in pairs)
    assert np.array_equal(network.SIGNAL, shown.SIGNAL)
    assert np.array_equal(network.BLANK, shown.BLANK)
