"""Whatever is given to a command, the answer is one clear line, the right exit code and no
traceback of ours.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import RunKata
    from tests.helpers.commands import Ended

HEAD = "import numpy as np\n\n\n"


def refused(ended: Ended) -> str:
    """The one line of a command that was not used rightly: nothing on stdout, exit code 2."""
    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.err.splitlines()
    assert line.startswith("kata: error: ")
    return line.removeprefix("kata: error: ")


def judged(ended: Ended, code: int) -> str:
    """A report on stdout, nothing on stderr, and nothing of our own files in it."""
    assert (ended.code, ended.err) == (code, "")
    assert "Traceback" not in ended.out
    assert "kata_runner" not in ended.out
    return ended.out


FILES: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
    "binary": lambda path: path.write_bytes(bytes(range(256))),
    "huge": lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 50_000_000),
    "pipe": os.mkfifo,
}
WAYS_ON = {
    "missing": "no such file: check the name, or let `kata start 0.1 --pack {pack}` write one "
    "to begin with",
    "folder": "is a folder: name the Python file in it",
    "binary": "is a binary file: name the Python file with your functions",
    "huge": "has 50,000,000 bytes, more than the 262,144 of any hand-written file: name the "
    "file with your functions",
    "pipe": "is not a regular file: name the Python file with your functions",
}


@pytest.mark.parametrize("command", ["check", "run"])
@pytest.mark.parametrize("kind", FILES)
def test_what_is_no_file_of_functions_is_refused_with_what_to_name_instead(
    kata: RunKata, softmax: Path, work: Path, kind: str, command: str
) -> None:
    FILES[kind](work / "attempt.py")
    line = refused(kata(command, "0.1", "attempt.py", "--pack", softmax))
    assert line.startswith("attempt.py")
    assert line.endswith(WAYS_ON[kind].format(pack=softmax))


@pytest.mark.parametrize("command", ["show", "start", "run", "check", "hint", "solution"])
def test_an_unknown_kata_gets_the_nearest_ones(kata: RunKata, softmax: Path, command: str) -> None:
    line = refused(kata(command, "sotfmax", "--pack", softmax))
    assert line.startswith("no kata is called 'sotfmax': did you mean 0.1 (softmax)")


def test_without_a_file_it_must_be_where_start_would_have_written_it(
    kata: RunKata, softmax: Path
) -> None:
    line = refused(kata("check", "0.1", "--pack", softmax))
    start = f"`kata start 0.1 --pack {softmax}`"
    assert (
        line == f"softmax.py: no such file: name your file, or let {start} write one to begin with"
    )


def test_starting_over_a_file_leaves_it(kata: RunKata, softmax: Path, work: Path) -> None:
    (work / "softmax.py").write_text("mine", encoding="utf-8")
    assert "softmax.py already exists and was not changed" in refused(
        kata("start", "0.1", "--pack", softmax)
    )
    assert (work / "softmax.py").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["no\x1b[31msuch\n.py", "\u202egnp.py", "x" * 5000, "über.py"])
def test_a_file_name_cannot_steer_the_terminal(kata: RunKata, softmax: Path, name: str) -> None:
    line = refused(kata("check", "0.1", name, "--pack", softmax))
    assert line.isprintable()


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [("def softmax(scores):\n    return [\n", 2, "SyntaxError: '[' was never closed"),
     ("x = 1\n\tdef softmax(scores): ...\n", 2, "IndentationError: unexpected indent"),
     ("import numpy as np\nimport nmupy\n", 2, "ImportError: nmupy cannot be imported here: "),
     ("def softmax(scores):\n    "
      "pass\n\n\nsoftmax()\n", 5, "TypeError: softmax() missing 1 required positional"),
     ("raise SystemExit\n", 1, "SystemExit")],
)  # fmt: skip
def test_a_file_that_does_not_load_is_told_with_its_line(
    kata: RunKata,
    softmax: Path,
    write_attempt: Callable[[str], Path],
    source: str,
    line: int,
    said: str,
) -> None:
    write_attempt(source)
    out = judged(kata("check", "0.1", "--pack", softmax), 4)
    assert f"softmax.py: line {line}: {said}" in out
    assert "check again" in out


def test_a_syntax_error_shows_the_line_itself(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("def softmax(scores)\n    return scores\n")
    out = judged(kata("check", "0.1", "--pack", softmax), 4)
    assert "softmax.py: line 1: SyntaxError: expected ':'" in out
    assert "    def softmax(scores)\n" in out


@pytest.mark.parametrize(
    "content", [b"# caf\xe9\nx = 1\n", "x = 'é'\n".encode("utf-16-le").replace(b"\0", b"\xff")]
)
def test_a_file_that_is_not_utf8_is_told_what_to_do(
    kata: RunKata, softmax: Path, work: Path, content: bytes
) -> None:
    (work / "softmax.py").write_bytes(content)
    out = judged(kata("check", "0.1", "--pack", softmax), 4)
    assert re.search(r"softmax\.py: .*UTF-8", out)


def test_a_missing_function_is_named_with_the_nearest_name(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("def sotfmax(scores):\n    return scores\n")
    out = judged(kata("check", "0.1", "--pack", softmax), 1)
    assert "softmax is not defined. There is sotfmax: did you mean that?" in out


def test_a_missing_function_without_any_like_it_is_to_be_defined(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt("")
    assert "softmax is not defined. Define it." in judged(
        kata("check", "0.1", "--pack", softmax), 1
    )


@pytest.mark.parametrize("signature", ["", "scores, axis", "*, scores"])
def test_a_wrong_signature_is_shown_with_what_it_is_called_with(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path], signature: str
) -> None:
    write_attempt(f"def softmax({signature}):\n    return 1\n")
    out = " ".join(judged(kata("check", "0.1", "--pack", softmax), 1).split())
    assert (
        f"softmax({signature}) cannot be called with 1 argument: take the parameters of the "
        f"starter." in out
    )


def test_a_wrong_signature_is_shown_without_the_annotations_that_hide_it(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt(
        "def softmax(scores: list[float], axis: int, *, base: float = 2.0) -> list[float]:\n   "
        " return scores\n"
    )
    out = " ".join(judged(kata("check", "0.1", "--pack", softmax), 1).split())
    assert "softmax(scores, axis, *, base=2.0) cannot be called with 1 argument" in out


def test_a_traceback_begins_at_the_learners_own_line(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt(
        f"{HEAD}def softmax(scores):\n    return normal(np.exp(scores))\n\n\n"
        "def normal(e):\n    return np.linalg.norm(e, axis=3)\n"
    )
    lines = [
        line.strip() for line in judged(kata("check", "0.1", "--pack", softmax), 1).splitlines()
    ]
    first = lines.index("softmax.py, line 5, in softmax")
    assert lines[first : first + 4] == [
        "softmax.py, line 5, in softmax",
        "return normal(np.exp(scores))",
        "softmax.py, line 9, in normal",
        "return np.linalg.norm(e, axis=3)",
    ]
    assert any("AxisError" in line for line in lines[:first])
    assert "site-packages" not in " ".join(lines)


@pytest.mark.parametrize(
    ("returned", "said"),
    [("{}.get(0)", "softmax returned None"), ("'text'", "softmax returned a text"),
     ("np.array([1j, 1j, 1j])", "an array of complex128"), ("scores[:2]", "numbers of shape (2,)"),
     ("(score for score in scores)", "generator"), ("{}", "a dictionary"), ("object()", "object")],
)  # fmt: skip
def test_a_result_of_the_wrong_kind_is_told_with_what_was_wanted(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path], returned: str, said: str
) -> None:
    write_attempt(f"{HEAD}def softmax(scores):\n    return {returned}\n")
    out = " ".join(judged(kata("check", "0.1", "--pack", softmax), 1).split())
    assert said in out
    assert "expected numbers of shape (3,)" in out


def test_what_an_attempt_writes_cannot_steer_the_terminal(
    kata: RunKata, softmax: Path, write_attempt: Callable[[str], Path]
) -> None:
    write_attempt(
        "def softmax(scores):\n    raise ValueError('\\x1b[2J\\x1b[31mgone\\x07\\u202e')\n"
    )
    out = judged(kata("check", "0.1", "--pack", softmax), 1)
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e]", out)
    assert r"\x1b[2J" in out


LONG = "long" * 100


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["check", f"{LONG}.py"], ""),
        (["start", "0.1", f"{LONG}.py"], ""),
        (["start", "0.1", f"{LONG}.ipynb", "--notebook"], ""),
        (["reset", "0.1", f"{LONG}.py"], ""),
        (["new", "mine", LONG], ""),
        (["list", "--pack", LONG], ""),
        (["list"], "KATA_PACKS"),
        (["progress", "--delete", "--yes"], "KATA_HOME"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_a_path_that_no_system_takes_is_refused_in_one_line(
    kata: RunKata, softmax: Path, arguments: list[str], variable: str
) -> None:
    packs = {"KATA_PACKS": str(softmax)}
    env = packs | ({variable: LONG} if variable else {})
    assert LONG in refused(kata(*arguments, env=env))
