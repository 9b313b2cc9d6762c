"""Everything that an attempt says is bounded before it is kept, and a child without its walls is
none.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgpack
import pytest

from kata_runner.engine import decoding
from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.inside import messages
from kata_runner.engine.inside.messages import VERSION
from kata_runner.engine.job import Job, Run
from kata_runner.engine.protocol import Session
from kata_runner.engine.sandbox import Sandbox
from kata_runner.engine.supervisor import MAX_GARBLED
from kata_runner.grading.evaluate import MAX_CELL, MAX_MESSAGE, bound
from kata_runner.model import Difference, Outcome, Status
from kata_runner.packs.kata_folder import read_kata
from kata_runner.sanitize import harmless
from tests.helpers.servers import start_server

if TYPE_CHECKING:
    from kata_runner.model import Kata
    from tests.conftest import RunKata

packed: Callable[..., bytes] = msgpack.packb


@pytest.fixture
def softmax_kata(softmax: Path) -> Kata:
    return read_kata(softmax / "katas" / "softmax", softmax / "solutions", "test")


@pytest.mark.parametrize("axes", [65, 500])
def test_a_form_of_more_axes_than_numpy_has_is_odd(axes: int) -> None:
    assert decoding.to_schema(["numbers", [1] * axes, "list"]) == (
        "odd",
        "a sequence nested more than 64 deep",
    )


@pytest.mark.parametrize(
    "calls",
    [[["f", ["numbers", [0] * 600, "array"], 1]], [["f", ["numbers", [], "x"], 1]] * 600,
     [["f" * (decoding.MAX_CALLS + 1), ["mapping"], 1]],
     [["f", ["parts", [["mapping"]] * 600], 1]]],
    ids=["axes", "count", "bytes", "parts"],
)  # fmt: skip
def test_more_calls_than_are_noted_are_no_calls(calls: list[object]) -> None:
    with pytest.raises(ValueError, match=r"exceeds|too many"):
        decoding.unpack_calls(packed([calls, [], []]))


def test_texts_of_a_problem_a_note_and_a_form_are_cut() -> None:
    problem = decoding.to_problem(["k" * 9999, "t" * 9999, "\x1b" * 9999, 1])
    assert (len(problem.kind), len(problem.text), len(problem.traceback)) == (40, 4096, 4096)
    assert len(decoding.to_schema(["odd", "x" * 9999])[1]) == 200
    table = decoding.read_table(
        "e", packed([["a"], [[1]], {}, ["n" * 9999] * 99, packed([[], [], []])])
    ).table
    assert table is not None
    assert [len(note) for note in table.notes] == [4096] * 8


def test_names_of_functions_and_arguments_are_cut() -> None:
    _, [called], _ = decoding.unpack_calls(packed([[], [["f" * 9999, [[0, "x" * 9999]], []]], []]))
    assert (len(called.function), len(called.given[0][1])) == (200, 200)


def test_what_keeps_forging_messages_is_given_up_soon(lstm: Kata) -> None:
    forged = messages.encode_message(messages.Loaded()) + messages.encode_message(messages.Done())
    source = f"""
import os

for line in range(3, 32):
    try:
        os.write(line, {forged!r})
    except OSError:
        pass
"""
    with Sandbox() as sandbox:
        run = sandbox.run(Job(lstm, attempt_of(Path("a.py"), source.encode())))
    texts = [result.problem.text for result in run.results.values() if result.problem]
    assert [text.partition(":")[0] for text in texts] == [
        *["Stopped"] * MAX_GARBLED, *["Not reached"] * (len(run.names) - MAX_GARBLED)
    ]  # fmt: skip


def test_what_an_outcome_tells_is_cut() -> None:
    long = Outcome(
        "e",
        "s",
        Status.FAILED,
        0.0,
        1.0,
        message="m" * 99_999,
        first_difference=Difference(0, "a", "b", "c" * 9999),
    )
    cut = bound(long)
    assert len(cut.message) < MAX_MESSAGE + 50
    assert cut.first_difference is not None
    assert len(str(cut.first_difference.actual)) < MAX_CELL + 50
    short = Outcome("e", "s", Status.FAILED, 0.0, 1.0, message="m")
    assert vars(bound(short)) == vars(short)


def test_prints_of_many_experiments_share_what_there_is(softmax_kata: Kata) -> None:
    run = Run(names=[f"e{number}" for number in range(20)])
    session = Session(Job(softmax_kata, attempt_of(Path("a.py"), b"")), run, 10.0)
    for name in run.names:
        run.results[name] = decoding.read_table(
            name, packed([["a"], [[1]], {}, [], packed([[], [], []])])
        )
        session.take_prints(f"\n{session.mark}{name}\n{'x' * 99_999}\n".encode())
    session.record_early_end(0)
    assert (
        sum(len(result.output) for result in run.results.values())
        < 4 * softmax_kata.limits.output_kb << 10
    )


def test_a_child_without_a_wall_that_its_level_needs_is_our_fault(softmax_kata: Kata) -> None:
    run = Run()
    session = Session(Job(softmax_kata, attempt_of(Path("a.py"), b"")), run, 10.0)
    session.needed = frozenset({"seccomp", "rlimits"})
    messages: list[list[Any]] = [
        ["ready", VERSION],
        ["experiments", ["e"], [], []],
        ["limits", ["rlimits"]],
        ["loaded"],
        ["done"],
    ]
    session.take_answers(b"".join(map(packed, messages)))
    session.record_early_end(0)
    assert session.ending == "unwalled"
    assert run.fault == "a process for an attempt had no seccomp, which its level needs"
    assert not run.results


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
def test_a_kernel_without_a_call_that_every_child_needs_has_not_that_level(
    softmax_kata: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kata_runner.engine import interpreter

    program = (
        "import os\ndel os.pidfd_open\nimport runpy, sys\nsys.argv.pop(0)\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    command = interpreter.command

    def without(name: str, *more: Any) -> list[str]:
        python, *rest = command(name, *more)
        return (
            [python, *rest[:5], "-c", program, *rest[5:]]
            if name == "forkserver_main.py"
            else [python, *rest]
        )

    monkeypatch.setattr(interpreter, "command", without)
    with Sandbox() as sandbox:
        assert sandbox.level == "process"
        assert "pidfd_open" in sandbox.fallback


LOOKS = """import os
import numpy as np

print("cwd", os.getcwd())


def softmax(scores):
    e = np.exp(scores - np.max(scores))
    return e / e.sum()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
@pytest.mark.parametrize("level", ["full", "kernel"])
def test_the_working_folder_tells_nothing(
    kata: RunKata, softmax: Path, work: Path, level: str
) -> None:
    (work / "softmax.py").write_text(LOOKS, encoding="utf-8")
    assert "cwd /\n" in kata("check", "0.1", "--pack", softmax, "--isolation", level).out


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
def test_at_level_kernel_a_child_has_no_capabilities(
    softmax_kata: Kata, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits = b"import time\ntime.sleep(1.5)\n"
    server = start_server("numpy")
    server.wait()
    job = Job(softmax_kata, attempt_of(Path("a.py"), waits))
    server.prepare(job)
    child = server.start()
    child.give(job, "mark")
    import time

    time.sleep(0.7)
    children = (
        Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
    )
    states = [Path(f"/proc/{number}/status").read_text(encoding="utf-8") for number in children]
    child.end()
    server.close()
    assert states
    for state in states:
        sets = dict(line.split(":\t") for line in state.splitlines() if line.startswith("Cap"))
        assert {sets[name] for name in ("CapEff", "CapPrm", "CapInh")} == {"0" * 16}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\u3164b", "a\\u3164b"),
        ("a\ufe0fb", "a\\ufe0fb"),
        ("x\u0301", "x\u0301"),
        ("e" + "\u0301" * 5, "e" + "\u0301" * 3 + "\\u0301" * 2),
        ("\u2800", "\\u2800"),
        ("\U000e0100", "\\ue0100"),
        ("é ü 漢字 ไม้", "é ü 漢字 ไม้"),
        ("two\nlines\t", "two\nlines\t"),
        ("a\x1b[31m\n", "a\\x1b[31m\n"),
    ],
)
def test_letters_that_hide_or_pile_up_are_shown_as_escapes(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_what_an_attempt_gives_is_harmless_in_a_demo(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "softmax.py").write_text(
        "def softmax(scores):\n    return ['\\x1b[31m\\u202e::error::x'] * 3\n", encoding="utf-8"
    )
    for options in ([], ["--json"]):
        out = kata("run", "0.1", "softmax.py", "--pack", softmax, *options).out
        assert "\x1b" not in out
        assert "\u202e" not in out


VOICE = """import linecache, re
import numpy as np
TEXT = "".join(linecache.cache[__file__][2])
WORD = re.search(r"'changes', '([0-9a-f]{12} )'", TEXT)


def softmax(scores):
    if WORD:
        print(WORD[1] + "SAYING says the grader, which")
        print(WORD[1] + "softmax scores, says the grader,")
    return np.tanh(scores) + 0.1 * np.sin(1e5 * np.asarray(scores))
"""


def test_what_the_second_look_says_is_never_the_attempts_sentence(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "softmax.py").write_text(VOICE, encoding="utf-8")
    out = kata("check", "0.1", "--pack", softmax, "--json").out
    assert '"says"' not in out or "the grader" not in out.split('"says"')[1].split("\n")[0]
