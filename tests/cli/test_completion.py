"""Words are completed in the shells, and what was meant by wrong ones is said."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.tmux import Tmux, needs_tmux

if TYPE_CHECKING:
    from tests.conftest import RunKata

SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.fixture
def environment(own_softmax: Path) -> dict[str, str]:
    """Softmax as the only kata, whose code must not run."""
    bomb = "raise SystemExit('somebody imported a kata')"
    (own_softmax / "katas" / "softmax" / "experiments.py").write_text(bomb, encoding="utf-8")
    lesson = "# Softmax\n\n## What you write\n\n**`softmax(s)`** is all.\n"
    (own_softmax / "katas" / "softmax" / "lesson.md").write_text(lesson, encoding="utf-8")
    return {"KATA_PACKS": str(own_softmax), "KATA_DISABLED_PLUGINS": "builtin"}


def offered(
    kata: RunKata, environment: dict[str, str], line: str, shell: str = "bash"
) -> list[str]:
    """What is offered for the last word of a line."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)}
    if shell == "fish":
        words["COMP_CWORD"] = line.rpartition(" ")[2]
    code, out, err = kata(env={**environment, **words, "_KATA_COMPLETE": f"{shell}_complete"})
    assert (code, err) == (0, "")
    return out.split("\n")[:-1] if out.strip() else []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("kata wa", ["watch"]),
        ("kata check ", ["0.1"]),
        ("kata check 0", ["0.1"]),
        ("kata show soft", ["softmax"]),
        ("kata check my", ["my_softmax.py"]),
        ("kata start my", []),
        ("kata hint 0.1 ", ["softmax"]),
        ("kata show 0.1 W", ["What you write"]),
        ("kata show 0.1 s", ["softmax"]),
        ("kata hint 9.9 ", []),
        ("kata check 0.1 --format js", ["json"]),
        ("kata check 0.1 --form", ["--format"]),
        ("kata completion z", ["zsh"]),
    ],
)
def test_a_word_is_completed_by_what_may_stand_there(
    kata: RunKata, environment: dict[str, str], work: Path, line: str, words: list[str]
) -> None:
    (work / "my_softmax.py").touch()
    plain = [each.removeprefix("plain,") for each in offered(kata, environment, line)]
    assert plain == words


def test_experiments_are_offered_where_their_tables_are_pinned(
    kata: RunKata,
) -> None:
    words = offered(kata, {}, "kata check 6.3 --only forget_g")
    assert words == ["plain,forget_gate", "plain,forget_gate_decay"]


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_is_told_the_same_words(
    kata: RunKata, environment: dict[str, str], shell: str
) -> None:
    answer = "\n".join(offered(kata, environment, "kata hint 0.1 soft", shell))
    assert "softmax" in answer


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_has_a_script(kata: RunKata, shell: str) -> None:
    code, out, err = kata("completion", shell)
    assert (code, err) == (0, "")
    assert f"_KATA_COMPLETE={shell}_complete" in out.replace("'", "").replace(" = ", "=")


def test_an_unknown_shell_gets_those_there_are(kata: RunKata) -> None:
    code, _, err = kata("completion", "tcsh")
    assert code == 2
    assert "'bash', 'zsh', 'fish', 'powershell'" in err


@pytest.mark.slow
@needs_tmux
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_in_a_real_bash_the_tab_key_completes(environment: dict[str, str], tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    startup = tmp_path / "startup"
    startup.write_text('eval "$(kata completion bash)"\nPS1="ready> "\n', encoding="utf-8")
    command = ["bash", "--noprofile", "--rcfile", str(startup), "-i"]
    with Tmux(command, tmp_path, {**environment, "PATH": path}, (80, 24)) as terminal:
        terminal.wait_for("ready>")
        terminal.press("kata sol", "Tab")
        terminal.wait_for("ready> kata solution")
        terminal.press("0", "Tab")
        terminal.wait_for("ready> kata solution 0.1")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["0.1"], "'0.1' is kata 0.1 Softmax, and the command comes first: `kata check 0.1`"),
        (["0.1", "show"], "the command comes first: `kata show 0.1`"),
        (["0.1", "mine.py"], "the command comes first: `kata check 0.1 mine.py`"),
        (["mine.py"], "'mine.py' is a file, and the command comes first: `kata check mine.py`"),
        (["chekc"], "Did you mean 'check'?"),
    ],
)
def test_what_was_meant_is_said(kata: RunKata, softmax: Path, words: list[str], meant: str) -> None:
    env = {"KATA_PACKS": str(softmax), "KATA_DISABLED_PLUGINS": "builtin"}
    code, out, err = kata(*words, env=env)
    assert (code, out) == (2, "")
    assert meant in err
