"""`kata verify`: the author's checks, on katas by name or in folders."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.commands import clean_environment, kata_command

if TYPE_CHECKING:
    from tests.conftest import RunKata

WEAK = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def three_scores(impl):
    """The scores 1, 2, 3 become probabilities."""
    return Table.of(impl.softmax([1.0, 2.0, 3.0]))
'''


@pytest.fixture
def weak(own_softmax: Path) -> Path:
    """A pack whose kata does not notice every wrong reference."""
    (own_softmax / "katas" / "softmax" / "experiments.py").write_text(WEAK, encoding="utf-8")
    return own_softmax


@pytest.mark.thorough
@pytest.mark.parametrize("target", [".", "katas/softmax"])
def test_a_folder_stands_for_its_katas(target: str, kata: RunKata, own_softmax: Path) -> None:
    code, out, err = kata("verify", target, "--pin", cwd=own_softmax)
    assert (code, err) == (0, "")
    title, *lines = out.splitlines()
    assert title == "0.1 Softmax"
    assert "✗" not in out
    killed = (
        "  ✓ No small change to the reference goes unnoticed on any seed: killed 20 of 20 "
        "(100%) on seeds 0 to 3"
    )
    assert killed in lines


@pytest.mark.thorough
@pytest.mark.slow
def test_each_kata_is_verified_once(kata: RunKata, own_softmax: Path) -> None:
    out = kata("verify", "0.1", own_softmax, "soft", "--pin", "--pack", own_softmax).out
    assert out.count("0.1 Softmax") == 2, "by its id, and as the one in the folder"


@pytest.mark.thorough
def test_a_gate_that_does_not_hold_ends_with_1_and_shows_why(kata: RunKata, weak: Path) -> None:
    code, out, _ = kata("verify", weak, "--pin")
    assert code == 1
    assert "✗ No small change to the reference goes unnoticed on any seed:\n      killed " in out
    assert "\n      survived, line 6: softmax: scores - np.max(scores) -> scores\n" in out
    assert out.count("(--diff shows each as a diff; --waive and --mistake settle one)") == 1
    assert "@@" not in out
    diffs = kata("verify", weak, "--diff").out
    assert (
        "\n      -    e = np.exp(scores - np.max(scores))  # (n,)\n" in diffs
        and "(--diff shows" not in diffs
    )


@pytest.mark.thorough
def test_json_says_what_every_gate_found(kata: RunKata, weak: Path) -> None:
    code, out, _ = kata("verify", weak, "--pin", "--json")
    data = json.loads(out)
    assert (code, data["format"], data["holds"]) == (1, 1, False)
    [verified] = data["katas"]
    assert (verified["kata"], verified["name"], verified["holds"]) == ("0.1", "softmax", False)
    checks = {check["name"]: check for check in verified["gates"]}
    assert checks["pinned"]["holds"] and not checks["pinned"]["problems"]
    assert not checks["mutants"]["holds"]
    assert checks["mutants"]["notes"][0].startswith("killed ")
    assert all(problem.startswith("survived, line ") for problem in checks["mutants"]["problems"])
    assert all(detail.startswith("@@ ") for detail in checks["mutants"]["details"])
    assert all(check["tried"] for check in verified["gates"])


@pytest.mark.thorough
@pytest.mark.slow
def test_more_seeds_try_the_reference_harder(kata: RunKata, own_softmax: Path) -> None:
    reference = own_softmax / "solutions" / "softmax" / "solution.py"
    text = reference.read_text(encoding="utf-8")
    unlucky = text.replace(
        "    e = ", "    if scores[0] > 4500:\n        raise ValueError\n    e = "
    )
    reference.write_text(unlucky, encoding="utf-8")
    problems = []
    for seeds in (1, 40):
        data = json.loads(kata("verify", own_softmax, "--seeds", seeds, "--json").out)
        [check] = [check for check in data["katas"][0]["gates"] if check["name"] == "reference"]
        problems.append(check["problems"])
    assert not problems[0]
    assert "seed " in problems[1][0] and "ValueError" in problems[1][0]


KEY = "softmax: scores - np.max(scores) -> scores"


@pytest.mark.thorough
def test_a_survivor_is_waived_and_another_becomes_a_mistake(kata: RunKata, weak: Path) -> None:
    code, out, err = kata("verify", weak, "--waive", KEY, "--why", "Nothing overflows here.")
    assert (code, out, err) == (0, f"{weak}/katas/softmax/kata.toml: waived {KEY}\n", "")
    sentence = "The smallest is subtracted: take the largest."
    code, out, err = kata(
        "verify", weak, "--mistake", "softmax: np.max(scores) -> np.min", sentence
    )
    assert (code, err) == (0, "")
    assert "mistakes.py: the_smallest_is_subtracted is a known mistake of softmax now." in out
    out = kata("verify", weak, "--pin").out
    assert f"{KEY}\n" not in out and ", 1 waived" in out
    assert "the_smallest_is_subtracted: every experiment lets it pass" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--waive", "nothing"], "say why with --why"),
        (["--waive", "nothing", "--why", "x"], "'nothing' is no mutant of the reference"),
        (["--mistake", "nothing", "x"], "'nothing' is no mutant of the reference"),
        (["--mistake", KEY, " "], "say what is wrong with it"),
    ],
)
def test_a_survivor_that_cannot_be_settled(
    arguments: list[str], said: str, kata: RunKata, softmax: Path
) -> None:
    code, out, err = kata("verify", softmax, *arguments)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert said in err


@pytest.mark.parametrize(
    "option", [["--watch"], ["--waive", KEY, "--why", "x"], ["--mistake", KEY, "x"]]
)
def test_what_is_for_one_kata_alone(option: list[str], kata: RunKata) -> None:
    code, out, err = kata("verify", *option)
    assert (code, out) == (2, "")
    assert "name one kata for --watch, --waive and --mistake: these are 5" in err


def test_an_error_of_the_author_is_told_once_even_when_pinning(
    kata: RunKata, own_softmax: Path
) -> None:
    file = own_softmax / "katas" / "softmax" / "experiments.py"
    file.write_text(WEAK.replace("points=1", "points='1'"), encoding="utf-8")
    code, out, err = kata("verify", own_softmax, "--pin")
    assert (code, err) == (1, "")
    place = f"{file}:4: TypeError: points: expected a number, got '1'"
    assert out.count(place) == 1 and f"{place}\n          @experiment(points='1')\n" in out
    assert "  · No small change to the reference goes unnoticed on any seed: not tried\n" in out


@pytest.mark.thorough
def test_a_catalogue_that_passes_with_some_seeds_is_refused_with_their_names(
    kata: RunKata, own_softmax: Path
) -> None:
    scores = "rng.choice([2.0, 2000.0]) * rng.permutation(3)"
    lucky = (
        WEAK.replace("experiment", "probe")
        .replace("(impl)", "(impl, rng)")
        .replace("[1.0, 2.0, 3.0]", scores)
    )
    (own_softmax / "katas" / "softmax" / "experiments.py").write_text(lucky, encoding="utf-8")
    code, out, _ = kata("verify", own_softmax, "--pin", "--seeds", "10")
    assert code == 1
    passes = r"no_shift: passes on seeds [\d, ]+ and \d \(of seeds 0 to 9\): take chance out of "
    assert re.search(passes, out), out
    assert re.search(r"survived on seeds [\d, ]+ and \d only, line 6: softmax: ", out)
    assert (
        out.count(
            "those that passed on some seeds only: take chance out of the probes that see them: "
        )
        == 1
    )


@pytest.mark.thorough
def test_a_sample_of_the_mutants(kata: RunKata) -> None:
    data = json.loads(kata("verify", "6.1", "--json", "--seeds", 1, "--quick").out)
    [check] = [check for check in data["katas"][0]["gates"] if check["name"] == "mutants"]
    assert re.fullmatch(
        r"killed 39 of 40 \(97.5%\) on seed 0, 1 waived; a sample of 2\d\d", check["notes"][0]
    )


class Watched:
    """A watching process, read line by line."""

    def __init__(self, pack: Path, home: Path) -> None:
        command = [*kata_command(), "verify", str(pack), "--watch", "--pin"]
        self.process = subprocess.Popen(
            command,
            env=clean_environment(home, {}),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )

    def end(self) -> None:
        """End it as somebody at the keyboard does."""
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=30)
        assert self.process.returncode == 130

    def round(self) -> str:
        """What it says up to where it waits."""
        assert self.process.stdout is not None
        lines: list[str] = []
        while not lines or not lines[-1].startswith("Waiting for a save"):
            line = self.process.stdout.readline()
            assert line, "".join(lines)
            lines.append(line)
        return "".join(lines)


def save(file: Path, text: str) -> None:
    """Write a file as careful editors do: a new one takes its place."""
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


@pytest.mark.thorough
def test_watching_tells_the_first_check_that_fails_and_the_next_step(
    own_softmax: Path, tmp_path: Path
) -> None:
    watched = Watched(own_softmax, tmp_path)
    experiments = own_softmax / "katas" / "softmax" / "experiments.py"
    try:
        assert "✓ 0.1 Softmax: all " in watched.round()
        save(experiments, WEAK)
        said = watched.round()
        assert said.count("✗") == 1 and "no_shift: every experiment lets it pass" in said
        assert (
            f"Next: Change the probe that the first line names, or the mistake, then `kata "
            f"verify {own_softmax} --pin`." in said
        )
        save(experiments, "def (:\n")
        assert "experiments.py:1: SyntaxError: invalid syntax" in watched.round()
        save(own_softmax / "katas" / "softmax" / "kata.toml", "id = 1\n")
        assert "field 'id': expected text in quotes" in watched.round()
    finally:
        watched.end()


@pytest.mark.linux
def test_on_a_terminal_it_says_how_far_it_is(own_softmax: Path, tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [*kata_command(), "verify", str(own_softmax)]
    process = subprocess.Popen(
        command, env=clean_environment(tmp_path, {}), stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    out, _ = process.communicate(timeout=60)
    said = os.read(ours, 1 << 16).decode()
    os.close(ours)
    assert re.search(
        r"\r\x1b\[2K  0\.1 Softmax: (mistakes|alternatives|mutants|tolerances), \d+ of \d+", said
    )
    assert "of 20" not in out.decode().partition("killed")[0], (
        "what lasts is on stdout, and nothing else"
    )


def test_a_folder_without_katas(kata: RunKata, work: Path) -> None:
    code, out, err = kata("verify", work)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "no kata is in here: name a pack's folder, with katas/ in it, or a kata's own" in err


def test_a_kata_in_the_folder_that_cannot_be_read_is_the_packs_fault(
    kata: RunKata, own_softmax: Path
) -> None:
    (own_softmax / "katas" / "softmax" / "kata.toml").write_text("id = 1\n", encoding="utf-8")
    code, out, err = kata("verify", own_softmax)
    assert (code, out, len(err.splitlines())) == (3, "", 1)
    assert "field 'id': expected text in quotes" in err


def test_a_name_that_is_neither_a_kata_nor_a_folder(kata: RunKata) -> None:
    code, out, err = kata("verify", "no-such-kata")
    assert (code, out, len(err.splitlines())) == (2, "", 1)


def test_a_reason_without_a_waiver_is_refused(kata: RunKata, softmax: Path) -> None:
    code, out, err = kata("verify", softmax, "--why", "x")
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "--why is the reason for a waiver: name the mutant to waive, --waive KEY" in err


def test_each_of_two_mistakes_is_written(kata: RunKata, weak: Path) -> None:
    first = ["--mistake", "softmax: np.max(scores) -> np.min", "The smallest is subtracted."]
    second = ["--mistake", KEY, "Nothing is subtracted."]
    code, out, err = kata("verify", weak, *first, *second)
    assert (code, err) == (0, "")
    assert out.count(" is a known mistake of softmax now.\n") == 2
    text = (weak / "solutions" / "softmax" / "mistakes.py").read_text(encoding="utf-8")
    assert "The smallest is subtracted." in text and "Nothing is subtracted." in text
