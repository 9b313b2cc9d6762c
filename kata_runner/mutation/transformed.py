"""Arguments and results that are transformed by mistake, for diagnosis only.

Forms are expressions in ``x``; ``np`` stands for the name of numpy in the module. Most texts
continue a sentence that begins with the name of the argument or with "The result".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kata_runner.mutation.expressions import Scope
from kata_runner.mutation.known_names import Names

Transformed = tuple[str, str, str]  # the new source text, a short name, a sentence

Form = tuple[str, str, str]  # an expression, a short name, how the sentence goes on


def normalized(along: str, each: str) -> tuple[Form, ...]:
    """Return the forms in which every row or column is normalized."""
    power = f"np.exp(x - np.max(x, {along}))"
    probabilities = f"{power} / np.sum({power}, {along})"
    return (
        (probabilities, "probabilities", "is turned into probabilities by `exp`"),
        (f"x / np.sum(x, {along})", "share", f"is divided by the sum of each {each}"),
        (f"x / np.linalg.norm(x, {along})", "unit", "is divided by its length"),
    )


# For arguments, intermediate results and results.
BETWEEN = (
    ("1 / (1 + np.exp(-x))", "sigmoid", "goes through a sigmoid"),
    ("np.tanh(x)", "tanh", "goes through tanh"),
    *normalized("axis=-1, keepdims=True", "row"),
    ("x - np.mean(x, axis=0)", "centred", "has its mean taken off"),
    ("(x - np.mean(x, axis=0)) / np.std(x, axis=0)", "standard", "is standardized"),
)
CUMSUM = ("np.cumsum(x, axis=0)", "cumsum", "is added up from the first row on")
# For arguments and results.
SQUASHED = (
    *BETWEEN,
    ("np.maximum(x, 0)", "relu", "is cut off below 0"),
    ("np.exp(x)", "exp", "goes through exp"),
    ("np.square(x)", "square", "is squared"),
    *normalized("axis=0", "column"),
    ("x / np.max(np.abs(x))", "scaled", "is divided by its largest value"),
)
ARGUMENTS = (
    *SQUASHED,
    ("np.abs(x)", "absolute", "loses its sign"),
    ("1 - x", "complement", "is taken from 1"),
    ("-x", "negative", "has the wrong sign"),
    ("1 / x", "inverse", "is divided by where it multiplies"),
    ("np.ones_like(x)", "ones", "is not used, as if all of it were 1"),
    ("np.zeros_like(x)", "zeros", "is not used, as if all of it were 0"),
    CUMSUM,
    ("np.cumprod(x, axis=0)", "cumprod", "is multiplied up from the first row on"),
    ("np.trunc(x)", "truncated", "is cut off to whole numbers"),
    ("x[::-1]", "reversed", "is read from its end"),
    ("np.roll(x, 1, axis=0)", "late", "is read one row too early"),
    ("np.roll(x, -1, axis=0)", "early", "is read one row too late"),
    ("np.concatenate([x[:1], x[:-1]])", "late", "is read one row too early"),
    ("np.concatenate([x[1:], x[-1:]])", "early", "is read one row too late"),
    ("np.broadcast_to(x[:1], x.shape).copy()", "first", "is read in its first row only"),
    ("np.broadcast_to(x[-1:], x.shape).copy()", "last", "is read in its last row only"),
    ("np.broadcast_to(x[..., :1], x.shape).copy()", "column", "is read in its first column only"),
    (
        "np.broadcast_to(np.mean(x, axis=-1, keepdims=True), x.shape).copy()",
        "mean",
        "is replaced by the mean of each row",
    ),
    (
        "np.broadcast_to(np.mean(x, axis=0), x.shape).copy()",
        "mean",
        "is replaced by its mean over all rows",
    ),
)
TOGETHER = (
    ("[: len({}) // 2]", "half", "Only the first half of what is given is used"),
    ("[len({}) // 2 :]", "half", "Only the second half of what is given is used"),
    ("[1:]", "first_left_out", "The first row of what is given is left out"),
    ("[:-1]", "last_left_out", "The last row of what is given is left out"),
)
RESULTS = (
    *SQUASHED,
    CUMSUM,
    ("np.sqrt(np.abs(x))", "root", "goes through a root"),
)
SIZES = (
    ("(2 * x)", "doubled", "taken twice as large as it is"),
    ("(x // 2)", "halved", "taken half as large as it is"),
    ("(x + 1)", "one_more", "taken one more than it is"),
    ("(x - 1)", "one_less", "taken one less than it is"),
)


def transformed_arguments(scope: Scope, names: Names) -> Iterator[Transformed]:
    """Yield lines that transform an argument, each for the beginning of a function."""
    takes = scope.observed.takes if scope.observed else {}
    known = [name for name in scope.parameters if name in names.parameters]
    rows = [name for name in known if takes.get(name) == "sequence"]
    for form, operator, says in TOGETHER if rows else ():
        cut = form.format(rows[0])
        values = ", ".join(f"{name}{cut}" for name in rows)
        yield f"{', '.join(rows)} = {values}", operator, f"{says}: use all of it."
    for name in known:
        annotation = scope.parameters[name]
        if scope.numpy and name in rows:
            for form, operator, says in ARGUMENTS:
                text = f"{name} = {fill(form, name, scope)}"
                yield text, f"{operator}_of_{name}", f"`{name}` {says}: use it as it is."
        elif annotation in ("int", "int | None"):
            given = f"{name} and " if annotation != "int" else ""
            for form, operator, says in SIZES:
                text = f"{name} = {given}{fill(form, name, scope)}"
                yield text, f"{name}_{operator}", f"`{name}` is {says}."


def transformed_results(parts: list[str], scope: Scope) -> Iterator[Transformed]:
    """Yield the returned values with one of them, or all of them, transformed."""
    whole = range(len(parts))
    for places in [whole] if len(parts) == 1 else [whole, *([one] for one in whole)]:
        for form, operator, says in RESULTS:
            changed = [
                fill(form, f"({part})", scope) if place in places else part
                for place, part in enumerate(parts)
            ]
            sentence = f"The result {says}: return it as it is."
            yield ", ".join(changed), f"{operator}_of_result", sentence


def fill(form: str, text: str, scope: Scope) -> str:
    """Return a form with ``x`` and ``np`` replaced."""
    words = {"x": text, "np": scope.numpy}
    return re.sub(r"\b(x|np)\b", lambda word: words[word[0]], form)
