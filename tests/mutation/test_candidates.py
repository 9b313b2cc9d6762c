"""Candidates for causes: what is changed, what is said of it, and what never is."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest

from kata_runner.mutation.candidates import make_candidates
from kata_runner.mutation.observe import Observed
from kata_runner.mutation.source_edits import Candidate, apply_edit

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


def changed_sources(source: str, *known: str) -> dict[str, str]:
    """The changed sources of a function `f`, each with its sentence."""
    return {
        apply_edit(source.encode(), one.edit).decode(): one.says
        for one in make_candidates(source, ["f"], {"f", *known})
    }


@pytest.mark.parametrize(
    ("parameters", "argument", "is_known"),
    [("z", "z", True), ("z, /", "z", True), ("*, z", "z", True), ("", "", False)],
)
def test_a_helper_is_mistaken_for_others_whatever_its_parameters(
    parameters: str, argument: str, is_known: bool
) -> None:
    helper = f"def sigmoid({parameters}):\n    return 1 / (1 + np.exp(-0.5))\n"
    source = f"import numpy as np\n\n\ndef f(a):\n    return sigmoid(a)\n\n\n{helper}"
    wrong = f"return {argument} * (1 - {argument})\n"
    assert any(wrong in one for one in changed_sources(source, "sigmoid")) is is_known


ATTRIBUTES = dedent(
    """
    def f(cell, x):
        scaled = cell.rate * x
        return scaled + cell.bias
    """
)


def test_an_attribute_for_a_variable_is_told_by_what_the_variable_is_computed_from() -> None:
    says = {source.splitlines()[3].strip(): text for source, text in
            changed_sources(ATTRIBUTES).items()}  # fmt: skip
    assert says["return cell.rate + cell.bias"] == (
        "`cell.rate` is used where what is computed from it belongs."
    )
    assert says["return cell.bias + cell.bias"] == (
        "`bias` is used in place of what is computed from `rate` and `x` where `bias` is used."
    )


def test_an_attribute_of_a_helper_is_not_told_of_what_is_not_computed_from_it() -> None:
    helper = ATTRIBUTES.replace("def f(cell, x)", "def g(cell, x)")
    source = f"def f(cell, x):\n    return g(cell, x)\n\n{helper}"
    changed = "".join(changed_sources(source))
    assert "return cell.rate + cell.bias" in changed
    assert "return cell.bias + cell.bias" not in changed


@pytest.mark.parametrize(
    ("call", "last"),
    [
        ("a.argmax()", "len(a) - 1 - a[::-1].argmax()"),
        ("a.argmax(axis=0)", "len(a) - 1 - a[::-1].argmax(axis=0)"),
        ("a.argmin(axis=1)", "a.shape[1] - 1 - a[:, ::-1].argmin(axis=1)"),
        ("np.argmin(a)", "len(a) - 1 - np.argmin(a[::-1])"),
        ("np.argmax(a, axis=0)", "len(a) - 1 - np.argmax(a[::-1], axis=0)"),
        ("np.argmax(a, axis=1)", "a.shape[1] - 1 - np.argmax(a[:, ::-1], axis=1)"),
        ("a.argmax(axis=-1)", ""),
        ("a.argmax(1)", ""),
        ("np.argmax(a, axis=2)", ""),
        ("np.argmax(a, axis=0, keepdims=True)", ""),
        ("a.argmax(keepdims=True, axis=1)", ""),
        ("np.argmax()", ""),
    ],
)
def test_the_last_of_equal_ones_is_taken_along_the_same_axis(call: str, last: str) -> None:
    source = f"import numpy as np\n\n\ndef f(a):\n    return {call}\n"
    says = "Of equal ones the last is taken, and not the first where `a` is used."
    lines = [one.splitlines()[-1] for one, text in changed_sources(source).items() if text == says]
    assert lines == ([f"    return {last}"] if last else [])


def test_variables_of_any_name_are_exchanged() -> None:
    source = "def f(text, parts):\n    return text - 2 * parts\n"
    candidates = make_candidates(source, ["f"], {"f", "text", "parts"})
    assert "`text` and `parts` are exchanged." in sentences(candidates)


@pytest.mark.parametrize("imported", ["numpy as np", "numpy", "numpy as n"])
def test_a_slip_made_everywhere_calls_numpy_as_the_reference_does(imported: str) -> None:
    source = f"import {imported}\n\ndef step(w, x):\n    return w @ (w @ x)\n"
    name = imported.rpartition(" ")[2]
    assert f"    return {name}.sum(w * {name}.sum(w * x))\n" in [
        apply_edit(source.encode(), one.edit).decode().splitlines(keepends=True)[-1]
        for one in make_candidates(source, ["step"], {"step"})
    ]
