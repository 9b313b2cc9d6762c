"""Words are completed in the shells, and what was meant by wrong ones is said."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.tmux import Tmux, needs_tmux

if TYPE_CHECKING:
    from tests.conftest import RunKata

SHELLS = ("bash", "zsh", "fish", "powershell")
STARTUP: dict[str, tuple[str, str, list[str]]] = {  # a file, what is in it, and what reads it
    "bash": (
        "startup",
        'eval "$(kata completion bash)"\nPS1="ready> "\n',
        ["bash", "--noprofile", "--rcfile", "startup", "-i"],
    ),
    "zsh": (
        ".zshrc",
        'autoload -Uz compinit && compinit -u\neval "$(kata completion zsh)"\nPS1="ready> "\n',
        ["zsh", "-i"],
    ),
    "fish": (
        "fish/config.fish",
        "kata completion fish | source\nfunction fish_prompt; echo -n 'ready> '; end\n",
        ["fish", "-i"],
    ),
}


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
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(re.split(r"(?<!\\) ", line)) - 1)}
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
        ("kata check my", ["'my softmax.py'", "my_softmax.py"]),
        ("kata start my", []),
        ("kata start 0.1 --with so", ["softmax"]),
        ("kata hint 0.1 ", ["softmax"]),
        ("kata show 0.1 W", ["'What you write'"]),
        (r"kata show 0.1 What\ y", ["'What you write'"]),
        ("kata show 0.1 'What", ["'What you write'"]),
        ("kata show 0.1 s", ["softmax"]),
        ("kata hint 9.9 ", []),
        ("kata check 0.1 --format js", ["json"]),
        ("kata run 0.1 --format h", ["html"]),
        ("kata show 0.1 --format h", ["html"]),
        ("kata grade 0", ["0.1"]),
        ("kata grade 0.1 --format gra", ["gradescope"]),
        ("kata verify 0", ["0.1"]),
        ("kata guide le", ["learners"]),
        ("kata check 0.1 --form", ["--format"]),
        ("kata completion z", ["zsh"]),
    ],
)
def test_a_word_is_completed_by_what_may_stand_there(
    kata: RunKata, environment: dict[str, str], work: Path, line: str, words: list[str]
) -> None:
    for name in ("my softmax.py", "my_softmax.py"):
        (work / name).touch()
    plain = [each.removeprefix("plain,") for each in offered(kata, environment, line)]
    assert plain == words


def test_experiments_are_offered_where_their_tables_are_pinned(
    kata: RunKata,
) -> None:
    words = offered(kata, {}, "kata check 6.3 --only forget_g")
    assert words == ["plain,forget_gate", "plain,forget_gate_decay"]
    shown = offered(kata, {}, "kata run 6.3 --only forget_g")
    assert shown == ["plain,forget_gate_decay"], "no probe is shown"


def test_folders_are_offered_where_no_kata_fits(kata: RunKata, environment: dict[str, str]) -> None:
    assert offered(kata, environment, "kata verify my-p") == ["dir,my-p"]


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


@pytest.mark.thorough
@pytest.mark.slow
@needs_tmux
@pytest.mark.parametrize("shell", STARTUP)
def test_in_a_real_shell_the_tab_key_completes(
    shell: str, environment: dict[str, str], tmp_path: Path
) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    file, lines, command = STARTUP[shell]
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_text(lines, encoding="utf-8")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    home = dict.fromkeys(("HOME", "ZDOTDIR", "XDG_CONFIG_HOME", "XDG_DATA_HOME"), str(tmp_path))
    settings = {**environment, **home, "PATH": path}
    with Tmux(command, tmp_path, settings, (80, 24)) as terminal:
        terminal.wait_for("ready>")
        terminal.press("kata sol", "Tab")
        terminal.wait_for("ready> kata solution")
        terminal.press("0", "Tab")
        terminal.wait_for("ready> kata solution 0.1")
        terminal.press("C-u", "kata show 0.1 W", "Tab")
        heading = "'What you write'" if shell == "bash" else r"What\ you\ write"
        terminal.wait_for(f"ready> kata show 0.1 {heading}")
        terminal.press("C-u", "kata check 0.1 --format js", "Tab")
        terminal.wait_for("ready> kata check 0.1 --format json")


def test_powershell_takes_a_text_with_spaces_as_one_word(
    kata: RunKata, environment: dict[str, str]
) -> None:
    words = offered(kata, environment, "kata show 0.1 W", "powershell")
    assert words[:2] == ["plain", "'What you write'"]


def test_the_script_for_powershell_asks_kata_and_puts_its_environment_back(kata: RunKata) -> None:
    script = kata("completion", "powershell").out
    assert "Register-ArgumentCompleter -Native -CommandName kata -ScriptBlock {" in script
    assert script.count("{") == script.count("}") and script.count("(") == script.count(")")
    variables = set(re.findall(r"\$env:(\w+) = ", script))
    assert variables == {"_KATA_COMPLETE", "COMP_WORDS", "COMP_CWORD"}
    restored = script.partition("finally {")[2].partition("}")[0]
    assert all(f"$env:{name} = $prev_" in restored for name in variables)


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
