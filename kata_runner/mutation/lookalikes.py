"""Wrong expressions that are written for a squashing function.

Each is an expression in ``x`` with a short name and a sentence. ``np`` stands for the name of numpy
in the module, ``{label}`` and ``{name}`` for the function, and ``{where}`` for the names that are
used at its place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from kata_runner.mutation.sentences import capitalize
from kata_runner.mutation.syntax import build

Forms = tuple[tuple[str, str, str], ...]

OVERFLOWS = (
    "{name}_overflows",
    "{label} becomes nan for large arguments{where}: `exp` of a large number is infinite.",
)
CLIP = ("clip_for_{name}", "a clip stands in place of {label}{where}.")
DERIVATIVE = ("derivative_of_{name}", "the derivative of {label} stands in its place{where}.")
RELU = (
    "np.maximum(x, 0)",
    "relu_for_{name}",
    "what is below 0 is cut off in place of {label}{where}.",
)
LOGISTIC: Forms = (
    ("np.exp(x) / (1 + np.exp(x))", *OVERFLOWS),
    (
        "x / (1 + abs(x))",
        "soft_sign_for_{name}",
        "another function stands in place of {label}{where}.",
    ),
    (
        "1 / (1 + np.exp(-x) ** 2)",
        "{name}_too_steep",
        "{label} is too steep{where}.",
    ),
    ("np.clip(x, 0, 1)", *CLIP),
    ("np.clip(0.2 * x + 0.5, 0, 1)", *CLIP),
    (
        "1 / 1 + np.exp(-x)",
        "{name}_without_parentheses",
        "{label} lies between 0 and 1, yours does not{where}: `1 / 1 + x` is `(1 / 1) + x`, put "
        "the sum in parentheses (brackets).",
    ),
    (
        "1 / (1 + np.exp(x))",
        "{name}_with_wrong_sign",
        "the exponent in {label} has the wrong sign{where}: it is `exp(-z)`.",
    ),
    (
        "1 / (1 - np.exp(-x))",
        "minus_for_plus_in_{name}",
        "`-` is written in place of `+` in {label}{where}.",
    ),
    (
        "np.exp(x) / 1 + np.exp(x)",
        "{name}_without_parentheses",
        "parentheses (brackets) are missing in {label}{where}.",
    ),
    ("0.5 * np.tanh(0.5 * x)", "half_left_out_of_{name}", "0.5 is not added in {label}{where}."),
    (
        "0.5 + 0.5 * np.tanh(x)",
        "{name}_too_steep",
        "{label} is too steep{where}: its argument is halved before `tanh`.",
    ),
    ("x * (1 - x)", *DERIVATIVE),
    ("np.exp(-x)", "exp_for_{name}", "only `exp(-z)` is computed in place of {label}{where}."),
    ("(x > 0) * 1.0", "step_for_{name}", "a step from 0 to 1 stands in place of {label}{where}."),
    (
        "np.trunc(1 / (1 + np.exp(-x)))",
        "{name}_cut_off",
        "{label} is cut off to a whole number{where}: `int` and whole-number arrays cut off.",
    ),
    (
        "np.round(1 / (1 + np.exp(-x)))",
        "{name}_rounded",
        "{label} is rounded to a whole number{where}.",
    ),
    RELU,
)
TANH: Forms = (
    ("(np.exp(x) - np.exp(-x)) / (np.exp(x) + np.exp(-x))", *OVERFLOWS),
    ("(np.exp(2 * x) - 1) / (np.exp(2 * x) + 1)", *OVERFLOWS),
    (
        "x / (1 + abs(x))",
        "soft_sign_for_{name}",
        "`x / (1 + |x|)` stands in place of {label}{where}.",
    ),
    ("np.clip(x, -1, 1)", *CLIP),
    ("1 - np.tanh(x) ** 2", *DERIVATIVE),
    (
        "1 / (1 + np.exp(-x))",
        "sigmoid_for_{name}",
        "`sigmoid` is used in place of {label}{where}.",
    ),
    (
        "2 / (1 + np.exp(-x)) - 1",
        "{name}_too_flat",
        "{label} is too flat{where}: its argument is doubled in `exp(-2 z)`.",
    ),
    RELU,
)
NAMES_OF_LOGISTIC = ("sigmoid", "logistic", "expit", "sigma", "sigm")
LOOKALIKES: dict[str, Forms] = dict.fromkeys(NAMES_OF_LOGISTIC, LOGISTIC) | {"tanh": TANH}


def lookalikes(
    function: str, argument: ast.expr, numpy: str, name: str, label: str
) -> Iterator[tuple[ast.expr, str, str]]:
    """Yield what is written for a function of an argument, with a short name and a sentence.

    `name` and `label` are what they call the function; `numpy` is the name of numpy, and nothing is
    yielded without it.
    """
    for text, operator, says in LOOKALIKES.get(function, ()) if numpy else ():
        form = build(text, x=argument, np=ast.Name(numpy))
        yield form, operator.replace("{name}", name), capitalize(says.replace("{label}", label))
