"""How a kata declares its experiments.

An experiment is a function from an implementation to a `Table`. Its docstring is the sentence a learner reads. It
returns what the implementation's functions returned and never judges: judging happens where the learner's code is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from kata_runner.table import Table, Tolerance

UNCHANGED = "unchanged_arguments"  # the outcome that `kata.toml` asks for, beside those of the experiments
Experiment = TypeVar("Experiment", bound=Callable[..., Table])
Inputs = Callable[[Any], Any]
Mistaken = TypeVar("Mistaken", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declaration:
    """What an author says of an experiment; without points it is shown and never graded, a probe is never shown."""

    name: str
    title: str
    sentence: str
    points: float
    needs: tuple[str, ...] = ()
    shown: bool = True
    tolerance: Tolerance = Tolerance()
    lesson: str = ""
    inputs: Inputs | None = None

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
) -> Callable[[Experiment], Experiment]:
    """Declare a function ``(impl) -> Table`` that `kata run` shows and, with points, `kata check` grades.

    `needs` are experiments above it that must pass first: when one of them fails, a failure here is `blocked` and
    scolds nobody twice. `title` stands over the table in the demo. `lesson` is the heading in the lesson under which a
    learner reads about it; who fails here is sent there.
    """
    return declare(Declaration("", title, "", points, shown=True, tolerance=tolerance, lesson=lesson), needs)


def probe(
    *,
    points: float,
    needs: Sequence[Callable[..., Table]] = (),
    tolerance: Tolerance = Tolerance(),
    lesson: str = "",
    inputs: Inputs | None = None,
) -> Callable[[Experiment], Experiment]:
    """Declare a function ``(impl, rng) -> Table`` that is graded and not shown, and isolates one part.

    `rng` is a `numpy.random.RandomState`, the same for the same seed and name whatever else runs. With `inputs`, a
    function of `rng`, the probe is given what that returns in place of `rng`: it is made once, before there is any
    attempt, and every attempt has it as new.
    """
    return declare(
        Declaration("", "", "", points, shown=False, tolerance=tolerance, lesson=lesson, inputs=inputs), needs
    )


def mistake(function: str, says: str) -> Callable[[Mistaken], Mistaken]:
    """Declare a known wrong way to write `function`, and the sentence that tells a learner what is wrong with it.

    The decorated function stands in `solutions/<name>/mistakes.py` and takes what the right one takes.
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
