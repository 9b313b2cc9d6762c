"""The starter is the author's own, or the reference without its bodies: it loads, and it gives
nothing away.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.packs.kata_folder import read_kata
from kata_runner.packs.starter_text import get_starter_text

REFERENCE = '''"""The answer to everything."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

Array = np.ndarray[Any, np.dtype[np.float64]]
Pair = tuple[Array, Array]
EPSILON = 1e-10
SECRET = 42


def softmax(scores: Array, *, epsilon: float = EPSILON) -> Array:
    """Probabilities of the scores.

    Shapes: scores and the result are (n,).
    """
    # subtract the largest first
    return _normal(np.exp(scores - np.max(scores)))


def both(a: "Array") -> Pair:
    return a, a


def _normal(e: Array) -> Array:
    """A helper of the reference's own."""
    return e / e.sum()
'''


@pytest.fixture
def starter_of(own_softmax: Path) -> Callable[[str], str]:
    """The starter that is derived from a reference."""

    def derive(reference: str) -> str:
        kata = softmax_kata(own_softmax)
        kata.reference.write_text(reference, encoding="utf-8")
        return get_starter_text(kata)

    return derive


def softmax_kata(pack: Path) -> Kata:
    return read_kata(pack / "katas" / "softmax", pack / "solutions", "some-pack")


def test_the_starter_of_the_smallest_kata(softmax: Path) -> None:
    assert (
        get_starter_text(softmax_kata(softmax))
        == '''"""Kata 0.1 Softmax: Scores become probabilities.

Read `kata show 0.1`, write, then `kata check 0.1`.
"""

import numpy as np


def softmax(scores):
    """Probabilities of the scores, shape (n,)."""
    raise NotImplementedError
'''
    )


def test_signatures_types_and_docstrings_stay(starter_of: Callable[[str], str]) -> None:
    text = starter_of(REFERENCE)
    assert "def softmax(scores: Array, *, epsilon: float=EPSILON) -> Array:" in text
    assert "Shapes: scores and the result are (n,)." in text
    assert "def both(a: 'Array') -> Pair:" in text


def test_bodies_helpers_and_comments_go(starter_of: Callable[[str], str]) -> None:
    text = starter_of(REFERENCE)
    for secret in ("_normal", "exp(", "largest", "SECRET", "42", "answer to everything", "return"):
        assert secret not in text
    assert text.count("raise NotImplementedError") == 2


def test_what_the_signatures_name_stays(starter_of: Callable[[str], str]) -> None:
    text = starter_of(REFERENCE)
    assert "EPSILON = 1e-10" in text
    assert text.index("Array = ") < text.index("Pair = ") < text.index("def softmax")


@pytest.mark.parametrize("future", [True, False])
def test_it_loads_and_every_function_waits_to_be_written(
    starter_of: Callable[[str], str], future: bool
) -> None:
    text = starter_of(
        REFERENCE if future else REFERENCE.replace("from __future__ import annotations\n", "")
    )
    module: dict[str, object] = {}
    exec(compile(text, "starter.py", "exec", dont_inherit=True), module)
    softmax = module["softmax"]
    assert callable(softmax)
    with pytest.raises(NotImplementedError):
        softmax([1.0])


def test_the_starter_in_the_katas_folder_is_given_as_it_stands(own_softmax: Path) -> None:
    kata = softmax_kata(own_softmax)
    own = "# Write here: größer, ∑\ndef softmax(scores): ...\n"
    kata.starter.write_text(own, encoding="utf-8")
    assert get_starter_text(kata) == own


def test_a_kata_without_reference_and_starter_is_broken(own_softmax: Path) -> None:
    kata = softmax_kata(own_softmax)
    kata.reference.unlink()
    with pytest.raises(PackError, match=r"kata 0\.1: .*solution\.py: .*No such file"):
        get_starter_text(kata)


@pytest.mark.parametrize("damage", [b"def softmax(:\n", b"\xff\xfe\xfa", b"x = '\0'\n"])
def test_a_reference_that_cannot_be_read_is_named(own_softmax: Path, damage: bytes) -> None:
    kata = softmax_kata(own_softmax)
    kata.reference.write_bytes(damage)
    with pytest.raises(PackError, match=r"solution\.py: "):
        get_starter_text(kata)


def test_the_derived_starter_is_the_same_python_as_its_source(
    starter_of: Callable[[str], str],
) -> None:
    functions = {node.name: ast.unparse(node.args) for node in ast.parse(starter_of(REFERENCE)).body
                 if isinstance(node, ast.FunctionDef)}  # fmt: skip
    wanted = {node.name: ast.unparse(node.args) for node in ast.parse(REFERENCE).body
              if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")}  # fmt: skip
    assert functions == wanted
