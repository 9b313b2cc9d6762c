"""Candidates for causes: what is changed, what is said of it, and what never is."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from kata_runner.mutation.candidate import Candidate, apply_edit
from kata_runner.mutation.candidates import make_candidates
from kata_runner.mutation.observe import Observed

CELL = dedent(
    """
    import numpy as np

    def step(h_prev, c_prev, x, w):
        inner = np.concatenate([h_prev, x])
        keep = sigmoid(w.w_f @ inner + w.b_f)
        enter = sigmoid(w.w_i @ inner + w.b_i)
        fresh = keep * c_prev + enter * np.tanh(w.w_c @ inner)
        return np.tanh(fresh), fresh

    def sigmoid(inner_z):
        return 0.5 + 0.5 * np.tanh(0.5 * inner_z)
    """
)
KNOWN = {"step", "sigmoid", "tanh"}
LOCAL = ("inner", "keep", "enter", "fresh", "inner_z")


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    return make_candidates(CELL, ["step"], KNOWN)


def sentences(candidates: list[Candidate]) -> set[str]:
    return {one.says for one in candidates}


@pytest.mark.parametrize(
    "says",
    [
        "`sigmoid` is missing where `w_f` and `b_f` are used.",
        "`b_f` is left out where `w_f` and `b_f` are used.",
        "`b_f` is subtracted where `w_f` and `b_f` are used: add it.",
        "`b_f` is added twice where `w_f` and `b_f` are used.",
        "`b_f` is added after `sigmoid`, and belongs inside it where `w_f` and `b_f` are used.",
        "`w_i` is used in place of `w_f` where `w_f` and `b_f` are used.",
        "What is computed from `w_i` and `b_i` stands in place of what is computed from `w_f` and "
        "`b_f` where `c_prev` and `w_c` are used.",
        "The results are in the wrong order: exchange them.",
        "`*` multiplies element by element where `w_c` is used: a matrix times a vector is `@`.",
        "`concatenate` is missing where `h_prev` and `x` are used.",
    ],
)
def test_what_is_said_of_a_slip(says: str, candidates: list[Candidate]) -> None:
    assert says in sentences(candidates)


def test_no_sentence_keeps_a_placeholder(candidates: list[Candidate]) -> None:
    told = sentences(candidates)
    assert (
        "A factor stands at the wrong one of two terms where `c_prev` and `w_c` are used." in told
    )
    assert [one for one in told if "{" in one or "}" in one] == []


def test_no_name_of_the_reference_is_told(candidates: list[Candidate]) -> None:
    for one in candidates:
        words = set(re.findall(r"\w+", f"{one.name} {one.says}"))
        assert not words.intersection(LOCAL), one.says
        assert not set(one.names).intersection(LOCAL)


def test_a_helper_that_no_lesson_names_stays_unnamed() -> None:
    for one in make_candidates(CELL, ["step"], {"step"}):
        assert "`sigmoid` is missing" not in one.says
        assert not one.name.endswith("sigmoid_left_out")


def test_each_is_named_after_its_part_and_its_slip(candidates: list[Candidate]) -> None:
    assert all(re.fullmatch(r"step\.\w+", one.name) for one in candidates)
    assert "step.sigmoid_left_out" in {one.name for one in candidates}


def test_an_edit_makes_one_small_change(candidates: list[Candidate]) -> None:
    for one in candidates:
        source = apply_edit(CELL.encode(), one.edit).decode()
        compile(source, "mutant", "exec")
        assert source != CELL


def test_a_helper_is_looked_at_for_each_part_that_uses_it() -> None:
    source = CELL + "\n\ndef gate(z):\n    return sigmoid(2 * z)\n"
    parts = {one.function for one in make_candidates(source, ["step", "gate"], KNOWN | {"gate"})
             if one.edit[0] > CELL.index("def sigmoid") and one.edit[0] < len(CELL)}  # fmt: skip
    assert parts == {"step", "gate"}


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("a * (b + c)", "a * b + c"),
        ("a / (b * c)", "a / b * c"),
        ("a ** 2", "a ^ 2"),
        ("a / b", "a / (b + 1e-08)"),
        ("max(a, 1)", "a"),
        ("a.get(b, 0)", "a.get(b, 1)"),
        ("range(a)", "range(0 + 1, a)"),
        ("sorted(a)", "sorted(a, key=a.get, reverse=True)"),
        ("min(a, key=lambda w: (-b[w], w))", "min(a, key=lambda w: -b[w])"),
        ("a + b - c", "a"),
        ("a * b", "b / a"),
        ("a // 8", "a * 8"),
        ("a * b + c", "b * c"),
        ("a * b + c", "a * c + b"),
        ("-(-a // b)", "round(a / b)"),
        ("a % b == 0", "a == b"),
        ("(a, b)", "(a) + 1, b"),
    ],
)
def test_ways_to_slip(body: str, wrong: str) -> None:
    source = f"def f(a, b, c):\n    return {body}\n"
    made = [apply_edit(source.encode(), one.edit).decode() for one in
            make_candidates(source, ["f"], {"f"})]  # fmt: skip
    assert f"def f(a, b, c):\n    return {wrong}\n" in made


LOOP = dedent(
    """
    import numpy as np

    def run(factors, added, size: int):
        state, states = np.zeros(3), []
        for factor, new in zip(factors, added):
            state = factor * state + new
            states.append(state)
        return np.array(states[:size])
    """
)
SEEN = {"run": Observed({"factors": "sequence", "added": "sequence"}, {"return": "array"})}


@pytest.mark.parametrize(
    ("says", "line"),
    [
        ("`factors` goes through a sigmoid: use it as it is.", "1 / (1 + np.exp(-factors))"),
        ("`added` is read one row too early: use it as it is.", "np.roll(added, 1, axis=0)"),
        ("`size` is taken twice as large as it is.", "size = (2 * size)"),
        ("The result goes through tanh: return it as it is.", "np.tanh((np.array(states[:size])))"),
        (
            "`added` of a step goes on to the next one in place of what it computes.",
            "        state = new",
        ),
        (
            "Nothing is carried from step to step where `factors` and `added` are used: each "
            "begins anew.",
            "        state = np.zeros(3)\n        state = factor",
        ),
    ],
)
def test_what_goes_in_out_or_on_is_changed(says: str, line: str) -> None:
    made = {
        apply_edit(LOOP.encode(), one.edit).decode(): one.says
        for one in make_candidates(LOOP, ["run"], {"run"}, SEEN)
    }
    assert [text for source, text in made.items() if line in source and text == says]


def test_what_no_array_is_given_goes_through_nothing() -> None:
    says = sentences(make_candidates(LOOP, ["run"], {"run"}))
    assert not any(one.startswith("`factors` goes through") for one in says)
