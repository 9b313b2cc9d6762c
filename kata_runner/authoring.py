"""How a kata declares its experiments.

An experiment is a function from an implementation to a `Table`. Its docstring is the sentence a learner reads. It
returns what the implementation's functions returned and never judges: judging happens where the learner's code is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kata_runner.table import Table, Tolerance

UNCHANGED = "unchanged_arguments"  # the outcome that `kata.toml` asks for, beside those of the experiments
Experiment = TypeVar("Experiment", bound=Callable[..., Table])
Inputs = Callable[[Any], Any]
Mistaken = TypeVar("Mistaken", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declaration:
    """What an author says of an experiment; without points it is shown and never graded, a probe is never shown.

    What is right in a `secret` one is told nobody. `limits` are its own, beside those of its kata.
    """

    name: str
    title: str
    sentence: str
    points: float
    needs: tuple[str, ...] = ()
    shown: bool = True
    tolerance: Tolerance = Tolerance()
    lesson: str = ""
    inputs: Inputs | None = None
    secret: bool = False
    limits: tuple[tuple[str, float], ...] = ()

    @property
    def graded(self) -> bool:
        """Whether it counts for the verdict."""
        return self.points > 0


def experiment(
    *,
    points: float = 0,
    needs: Sequence[Callable[..., Table]] = (),
    title: str = "",
    tolerance: Tolerance = Tolerance(),
    lesson: str = "",
    secret: bool = False,
    limits: Mapping[str, float] | None = None,
) -> Callable[[Experiment], Experiment]:
    """Declare a function ``(impl) -> Table`` that `kata run` shows and, with points, `kata check` grades.

    `needs` are experiments above it that must pass first: when one of them fails, a failure here is `blocked` and
    scolds nobody twice. `title` stands over the table in the demo. `lesson` is the heading in the lesson under which a
    learner reads about it; who fails here is sent there. Of a `secret` one a learner is told that it failed and what
    is known of the cause, and nothing of what is right. `limits` are those of `kata.toml` that are others here:
    ``{"cpu": 20, "wall": 60, "memory_mb": 2048, "output_kb": 8}``.

    Raises TypeError and ValueError for limits that there are not.
    """
    said = Declaration("", title, "", points, shown=True, tolerance=tolerance, lesson=lesson, secret=secret)
    return declare(replace(said, limits=own_limits(limits)), needs)


def probe(
    *,
    points: float,
    needs: Sequence[Callable[..., Table]] = (),
    tolerance: Tolerance = Tolerance(),
    lesson: str = "",
    inputs: Inputs | None = None,
    secret: bool = False,
    limits: Mapping[str, float] | None = None,
) -> Callable[[Experiment], Experiment]:
    """Declare a function ``(impl, rng) -> Table`` that is graded and not shown, and isolates one part.

    `rng` is a `numpy.random.RandomState`, the same for the same seed and name whatever else runs. With `inputs`, a
    function of `rng`, the probe is given what that returns in place of `rng`: it is made once, before there is any
    attempt, and every attempt has it as new. All else is as with `experiment`.
    """
    said = Declaration("", "", "", points, shown=False, tolerance=tolerance, lesson=lesson, inputs=inputs)
    return declare(replace(said, secret=secret, limits=own_limits(limits)), needs)


def own_limits(limits: Mapping[str, float] | None) -> tuple[tuple[str, float], ...]:
    """The limits of one experiment; raises TypeError for none at all, ValueError for one that it cannot have."""
    if not limits:
        return ()
    if not isinstance(limits, Mapping):
        raise TypeError(f'limits={limits!r:.40}: write a dictionary such as limits={{"cpu": 20, "wall": 60}}')
    from kata_runner.limits import OF_ONE_EXPERIMENT, wrong_limit

    for name, value in limits.items():
        if name not in OF_ONE_EXPERIMENT:
            known = ", ".join(OF_ONE_EXPERIMENT)
            raise ValueError(f"limits: {name!r:.40} is none of one experiment: these are {known}")
        if problem := wrong_limit(name, value):
            raise ValueError(f"limits: {name}: {problem}, {value!r:.40} is there")
    return tuple(limits.items())


def mistake(function: str, says: str) -> Callable[[Mistaken], Mistaken]:
    """Declare a known wrong way to write `function`, and the sentence that tells a learner what is wrong with it.

    The decorated function stands in `solutions/<name>/mistakes.py` and takes what the right one takes. For a method,
    ``"Value.backward"``, it takes the object first; for a class it is a class.
    """

    def attach(wrong: Mistaken) -> Mistaken:
        wrong.mistake = (function, says)  # type: ignore[attr-defined]  # functions carry it, their type does not
        return wrong

    return attach


DATA: dict[str, str] = {}


def data(name: str) -> str:
    """The text of a file beside `experiments.py` that `kata.toml` lists under `data`.

    Raises LookupError for any other, and outside the process that runs experiments.
    """
    if name not in DATA:
        raise LookupError(f"{name!r} is not among this kata's data: list it in kata.toml, data = [{name!r}]")
    return DATA[name]


def declare(said: Declaration, needs: Sequence[Callable[..., Table]]) -> Callable[[Experiment], Experiment]:
    """Attach what was said to a function, with its name and its sentence.

    Raises TypeError for a need that is no experiment, and for a missing sentence.
    """

    def attach(function: Experiment) -> Experiment:
        sentence = " ".join((function.__doc__ or "").split())
        if function.__name__ == UNCHANGED:
            raise TypeError(f"no experiment can be called {UNCHANGED}: kata.toml asks for the outcome of that name")
        if not sentence:
            raise TypeError(f"{function.__name__} has no docstring: write the sentence a learner will read")
        function.declaration = replace(  # type: ignore[attr-defined]  # functions carry it, their type does not
            said,
            name=function.__name__,
            title=said.title or function.__name__.replace("_", " ").capitalize(),
            sentence=sentence,
            needs=tuple(declaration_of(need).name for need in needs),
        )
        return function

    return attach


def declaration_of(function: Any) -> Declaration:
    """What was declared of a function; raises TypeError when nothing was."""
    declaration = getattr(function, "declaration", None)
    if not isinstance(declaration, Declaration):
        raise TypeError(f"{function!r:.60} is not an experiment: put @experiment or @probe over it")
    return declaration
