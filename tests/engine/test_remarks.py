"""What is added to an exception of the attempt: the nearest name, and what the names at that place
hold.
"""

from __future__ import annotations

import builtins
import linecache
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kata_runner.engine.inside.exception_hints import get_hint
from kata_runner.engine.inside.exceptions import find_last_frame

FILE = "attempt.py"


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An attempt runs in an empty folder and has one thread."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("_thread._count", lambda: 0)


def said(source: str, **values: Any) -> str:
    """The remark on what this source raises, with these names at hand."""
    linecache.cache[FILE] = (len(source), None, source.splitlines(keepends=True), FILE)
    try:
        exec(compile(source, FILE, "exec"), values)
    except Exception as error:
        return get_hint(error, find_last_frame(error, FILE))
    raise AssertionError("nothing was raised")


@pytest.mark.parametrize(
    ("source", "values", "question"),
    [
        ("lenght + 1", {"length": 3}, "Did you mean length?"),
        ("np.zeors(3)", {"np": np}, "Did you mean np.zeros?"),
        ("np.tahn(1.0)", {"np": np}, "Did you mean np.tanh?"),
        ("w.W_f", {"w": SimpleNamespace(w_f=1)}, "Did you mean w_f?"),
        ("[].push(1)", {}, ""),
        ("prnit(1)", {}, "Did you mean print?"),
        ("qqqqq", {"a": 1}, ""),
    ],
)
def test_the_nearest_right_name_is_asked_for(
    source: str, values: dict[str, Any], question: str
) -> None:
    assert said(source, **values) == question


def test_a_missing_key_gets_the_keys_and_the_nearest() -> None:
    assert (
        said("counts['teh']", counts={"the": 2, "cat": 1})
        == "Here counts has the keys 'the', 'cat'."
    )
    assert said("counts['thee']", counts={"the": 2}).endswith("Did you mean the?")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("def f(n): return f(n - 1)\nf(3)", "It calls itself about 1000 times without returning"),
        ("raise EOFError('EOF when reading a line')", "Nobody is here to type anything"),
        ("import pdb, bdb\nraise bdb.BdbQuit", "Nobody is here to type anything: take out what"),
        ('raise RuntimeError("can\'t start new thread")', "Your code has one thread and no other"),
        (
            "open('/nothing/there.txt')",
            "Your code is alone here, without files, network or other programs",
        ),
        ("raise PermissionError(1, 'Operation not permitted')", "Your code is alone here"),
        ("def f():\n    n += 1\nf()", "It gets its value further down"),
        ("exit()", "That is for a session at the keyboard"),
    ],
)
def test_some_errors_are_put_in_plain_words(source: str, words: str) -> None:
    without_site = {
        name: value for name, value in vars(builtins).items() if name != "exit"
    }  # as it is inside
    assert said(source, __builtins__=without_site).startswith(words)


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.makedirs('a/b')\nos.makedirs('a/b')",
        "import os\nos.mkdir('a')\nopen('a/b.txt')",
    ],
)
def test_an_attempt_that_has_files_is_not_said_to_have_none(source: str) -> None:
    assert said(source) == ""


@pytest.mark.parametrize(
    "source",
    [
        "raise RecursionError",
        "deep = []\nfor _ in range(10**5): deep = [deep]\nrepr(deep)",
        "import copy\ndeep = []\nfor _ in range(10**4): deep = [deep]\ncopy.deepcopy(deep)",
    ],
)
def test_what_does_not_call_itself_is_not_said_to(source: str) -> None:
    assert said(source) == ""


def test_an_attempt_that_has_threads_is_not_said_to_have_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("_thread._count", lambda: 40)
    hint = said('raise RuntimeError("can\'t start new thread")')
    assert hint == "No more threads may run at the same time: do one thing after the other."


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("m @ v", "Here m has shape (2, 3), v has shape (2,)."),
        ("m + v", "Here m has shape (2, 3), v has shape (2,)."),
        ("y = v * 2 + m.T @ m.T", "Here m.T has shape (3, 2)."),
        ("w.m @ v", "Here w.m has shape (2, 3), v has shape (2,)."),
        ("np.concatenate([m, v])", "Here m has shape (2, 3), v has shape (2,)."),
        ("v[n]", "Here v has shape (2,), n is 7. The last index there is 1."),
        ("n / zero", "Here n is 7, zero is 0.0."),
        ("a, b = items", "Here items has 3 items."),
        ("n[0]", "Here n is 7."),
    ],
)
def test_it_is_said_what_the_names_in_the_failing_part_hold(source: str, words: str) -> None:
    m, v = np.zeros((2, 3)), np.zeros(2)
    held = {
        "np": np,
        "m": m,
        "v": v,
        "w": SimpleNamespace(m=m),
        "n": 7,
        "zero": 0.0,
        "items": [1, 2, 3],
    }
    assert said(source, **held) == words


def test_only_the_part_that_failed_is_looked_at() -> None:
    values = {name: np.zeros(number) for number, name in enumerate("abc", 1)}
    assert said("(c + c) * 2 + (a @ b)", **values) == "Here a has shape (1,), b has shape (2,)."


@pytest.mark.parametrize("source", ["half * 2", "half[0]", "half.sum()", "first, second = half"])
def test_where_none_comes_from_is_said(source: str) -> None:
    assert "a function that ends without `return` gives None" in said(source, half=None)


def test_a_local_name_without_a_value_is_told_from_an_unknown_one() -> None:
    source = "def f():\n    total = total + 1\nf()\n"
    assert said(source, total=1).startswith("It gets its value further down")


def test_what_an_exception_says_for_itself_needs_no_remark() -> None:
    assert said("raise ValueError('too short')") == ""
    assert said("assert 1 == 2") == ""


class Hostile:
    """Raises whatever is done with it."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name, name=name, obj=self)

    def __dir__(self) -> list[str]:
        raise RuntimeError("no")

    def __repr__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize("source", ["h.a", "h + 1", "h[0]", "{}[h]"])
def test_no_object_of_the_attempts_disturbs_it(source: str) -> None:
    assert said(source, h=Hostile()) == ""


@pytest.mark.parametrize("make", [lambda: ValueError("no"), lambda: NameError("x"), KeyError])
def test_an_exception_from_elsewhere_has_no_remark(make: Callable[[], Exception]) -> None:
    error = make()
    assert get_hint(error, find_last_frame(error, FILE)) == ""


def test_a_module_that_is_not_imported_is_told() -> None:
    assert said("math.ceil(1.5)") == "Write `import math` at the top."
    assert said("nothing_known") == ""


def test_the_last_index_is_told() -> None:
    assert "The last index there is 1." in said("a[2]", a=np.zeros(2))


def test_a_parameter_that_is_not_given_is_told() -> None:
    told = "Here window is None. `window` is None where nothing is given for it"
    assert said("def f(window=None): return 1 % window\nf()").startswith(told)
    assert "Something is None" in said("def f(): a = None; return 1 % a\nf()")


def test_something_is_none_only_where_something_is() -> None:
    assert "Something is None" in said("x.append(1)", x=None)
    assert "None" not in said("np.float(1.0)", np=np)
    assert "None" not in said("np.Inf", np=np)
    assert said("raise AttributeError('no gate is called forget')") == ""


def test_none_from_a_dictionary_is_said_to_come_from_get() -> None:
    for source in ("2 + counts.get('a')", "counts.get('a').lower()"):
        assert "`get` gives None for a key that is not there" in said(source, counts={})


RUN = """\
def run(n): return [[0.5] * n]
def use(n, given=(1,)):
    rows = run(n)
    {}
use(3)
"""


@pytest.mark.parametrize(
    "line",
    ["rows[:, 0]", "rows - rows", "rows[0] ** 2", "rows.shape", "-rows", "run(n)[:, 0]",
     "run(n).T", "rows + 1.0", "for row in rows: row - rows", "if rows[:, 0]: pass"],
)  # fmt: skip
def test_a_list_that_is_used_like_an_array_is_traced_to_the_function_that_returned_it(
    line: str,
) -> None:
    hint = said(RUN.format(line))
    assert hint.endswith("`run` returns a list here, not an array: let it return `np.array(...)`.")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("rows = [n]; rows[:, 0]", "Here rows has 1 item. `rows` is a list, not an array: "),
        ("made = list(range(n))\n    made ** 2",
         "Here made has 3 items. `made` is a list, not an array: `np.array` makes one of it."),
        ("made = [n]\n    made[given]", "Here made has 1 item, given has 1 item. `made` is a"),
        ("made = [n]\n    made.push(1)", ""),
        ("made = [n]\n    made + 'a'", "Here made has 1 item."),
        ("made = [n]\n    made['a']", "Here made has 1 item."),
    ],
)  # fmt: skip
def test_any_other_list_is_named_itself(line: str, words: str) -> None:
    hint = said(RUN.format(line))
    assert hint.startswith(words) and (words or not hint)
    assert ("array" in hint) == ("`" in words)


@pytest.mark.parametrize(
    "function",
    ["def f(x, mask=None):\n    if mask:\n        return x\nf(1, v)",
     "def f(x, *, mask=None):\n    return x and not mask\nf(1, mask=v)",
     "def f(x, mask=None):\n    if x > 1:\n        x = 0\n    elif mask:\n        x = 1\nf(1, v)"],
)  # fmt: skip
def test_an_array_in_place_of_none_is_said_to_be_one(function: str) -> None:
    hint = said(function, v=np.zeros(2))
    assert hint.endswith("`mask` is None where nothing is given for it.")


@pytest.mark.parametrize(
    "function",
    ["def f(x, mask):\n    if mask:\n        return x\nf(1, v)",
     "def f(x, mask=False):\n    if mask:\n        return x\nf(1, v)",
     "mask = v\nif mask: pass"],
)  # fmt: skip
def test_another_array_is_not(function: str) -> None:
    assert said(function, v=np.zeros(2)) == "Here mask has shape (2,)."
