"""The sentences about the changes that `kata verify` makes: each is true of its change."""

from __future__ import annotations

import pytest

from kata_runner.mutation.candidates import make_candidates
from kata_runner.mutation.source_edits import apply_edit

NUMBER_IS_SMALL = "A number is one too small."


def says_of(source: str, wrong: str, *known: str) -> set[str]:
    """What is said where a text stands in the changed source."""
    return {
        one.says
        for one in make_candidates(source, ["f"], {"f", *known})
        if wrong in apply_edit(source.encode(), one.edit).decode()
    }


def test_a_default_that_is_left_out() -> None:
    source = "def f(a, n: int = 1):\n    return a * n\n"
    assert says_of(source, "(a, n: int):") == {"`n` has no default value."}


def test_a_parameter_of_a_helper_stays_unnamed() -> None:
    source = "def f(a):\n    return g(a)\n\n\ndef g(b, k=1):\n    return b * k\n"
    assert says_of(source, "g(b, k):") == {"A parameter has no default value."}
    assert says_of(source, "g(b, k):", "g") == {"A parameter has no default value in `g`."}


@pytest.mark.parametrize("result", ["round(a[0], 1)", "np.float16(a)"])
def test_only_what_the_change_rounds_is_called_rounded(result: str) -> None:
    source = f"import numpy as np\n\n\ndef f(a):\n    return {result}\n"
    rounded = {"The result has three digits only: return it as it is."}
    assert says_of(source, f"return np.float16({result})") >= rounded
    assert says_of(source, "a[:] = a[::-1]") == set()


def test_keyword_arguments_that_are_left_out_together() -> None:
    source = "def f(a, **options):\n    return g(a, **options)\n\n\ndef g(a, **options): ...\n"
    [says] = says_of(source, "    return g(a)\n", "g")
    assert says == "Keyword arguments are left out of `g`."


def test_each_sign_has_its_own_name() -> None:
    source = "def f(a, b):\n    return ~a, -b\n"
    assert says_of(source, "return (a, -b)") == {"`~` is missing where `a` is used."}
    assert says_of(source, "return (~a, b)") == {"A minus sign is missing where `b` is used."}


@pytest.mark.parametrize("sign", ["+", "-", "%", "@", "<<"])
def test_a_number_that_becomes_1_is_too_small(sign: str) -> None:
    source = f"def f(a, b):\n    return b * 3, a {sign} 2\n"
    assert NUMBER_IS_SMALL in says_of(source, f"a {sign} 1)")


@pytest.mark.parametrize("sign", ["**", "*", "/", "//"])
def test_a_power_or_factor_of_1_is_one_that_is_left_out(sign: str) -> None:
    source = f"def f(a, b):\n    return b * 3, a {sign} 2\n"
    assert NUMBER_IS_SMALL not in says_of(source, f"a {sign} 1)")
