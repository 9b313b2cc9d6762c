"""How a kata declares its experiments.

An experiment is a function from an implementation to a `Table`. Its docstring is the sentence a
learner reads. It returns what the implementation's functions returned and never judges: tables are
compared outside the sandbox that runs the learner's code.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import FunctionType
from typing import TYPE_CHECKING, Any, TypeVar

from kata_runner.table import Table, Tolerance

if TYPE_CHECKING:
    from kata_runner.controls import Control
    from kata_runner.figure import Figure

# The outcome that `kata.toml` can add to those of the experiments.
UNCHANGED = "unchanged_arguments"
MAX_POINTS = 1_000_000  # of one experiment: sums of more lose their last digits, or are inf
Experiment = TypeVar("Experiment", bound=Callable[..., Table])
Inputs = Callable[[Any], Any]
Variant = TypeVar("Variant", bound=Callable[..., Any])


@dataclass(frozen=True)
class Declaration:
    """What an author declares about an experiment.

    Without points it is shown and never graded; a probe is graded and never shown. The expected
    values of a `secret` one are never revealed. `limits` override those of its kata.
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
    figure: Figure | None = None
    controls: tuple[Control, ...] = ()

    @property
    def graded(self) -> bool:
        """Whether it counts for the verdict."""
        return self.points > 0


def experiment(
    misplaced: None = None,
    /,
    *,
    points: float = 0,
    needs: Sequence[Callable[..., Table]] = (),
    title: str = "",
    tolerance: Tolerance | float = Tolerance(),
    lesson: str = "",
    secret: bool = False,
    limits: Mapping[str, float] | None = None,
    figure: Figure | None = None,
    control: tuple[Control, ...] = (),
) -> Callable[[Experiment], Experiment]:
    """Declare a function ``(impl) -> Table`` that `kata run` shows and, with points, `kata check`
    grades.

    `needs` are experiments defined above it that must pass first: if one of them fails, a failure
    here is `blocked`, so that one cause is not reported twice. `title` is shown above the table in
    the demo. `lesson` is the heading in the lesson to which a learner who fails here is referred. A
    number as `tolerance` is its relative part. About a `secret` experiment the learner reads that
    it failed and the cause, if one is recognised, but nothing about the expected values. `limits`
    override those of `kata.toml` for this experiment: ``{"cpu": 20, "wall": 60, "memory_mb": 2048,
    "output_kb": 8}``.

    Raises TypeError and ValueError for invalid arguments.
    """
    refuse_bare(misplaced, "@experiment(points=1)")
    declaration = Declaration(
        "", title, "", points, (), True, to_tolerance(tolerance), lesson, secret=secret
    )
    declaration = replace(declaration, figure=figure, controls=control)
    return declare(replace(declaration, limits=check_own_limits(limits)), needs)


def probe(
    misplaced: None = None,
    /,
    *,
    points: float = 0,
    needs: Sequence[Callable[..., Table]] = (),
    tolerance: Tolerance | float = Tolerance(),
    lesson: str = "",
    inputs: Inputs | None = None,
    secret: bool = False,
    limits: Mapping[str, float] | None = None,
) -> Callable[[Experiment], Experiment]:
    """Declare a function ``(impl, rng) -> Table`` that is graded and not shown, and isolates one
    part.

    `rng` is a `numpy.random.RandomState`, the same for the same seed and name whatever else runs.
    With `inputs`, a function of `rng`, the probe receives what that returns in place of `rng`: it
    is computed once, before any attempt runs, and every attempt receives it unmodified. Everything
    else is as with `experiment`.

    Raises TypeError and ValueError for invalid arguments.
    """
    refuse_bare(misplaced, "@probe(points=1)")
    if type(points) in (int, float) and points == 0:
        raise ValueError(
            "a probe is graded and not shown: say what it is worth, as in @probe(points=1)"
        )
    declaration = Declaration(
        "", "", "", points, (), False, to_tolerance(tolerance), lesson, inputs
    )
    return declare(replace(declaration, secret=secret, limits=check_own_limits(limits)), needs)


def mistake(function: str, says: str) -> Callable[[Variant], Variant]:
    """Declare a known wrong way to write `function`, and the sentence that tells a learner what is
    wrong with it.

    The decorated function is in `solutions/<name>/mistakes.py` and takes the same arguments as the
    right one. For a method, ``"Value.backward"``, it takes the object first; for a class it is a
    class.
    """
    return attach("mistake", (function, says))


def alternative(function: str, says: str) -> Callable[[Variant], Variant]:
    """Declare another right way to write `function`, and say how it differs.

    The decorated function is in `solutions/<name>/alternatives.py` and takes the same arguments as
    the reference's. `kata verify` checks that the grader accepts it, whatever the seed. A part may
    have any number of alternatives.
    """
    return attach("alternative", (function, says))


def attach(attribute: str, value: object) -> Callable[[Variant], Variant]:
    """Return a decorator that gives a function or a class a new attribute."""

    def decorate(variant: Variant) -> Variant:
        setattr(variant, attribute, value)
        return variant

    return decorate


DATA: dict[str, str] = {}
DECLARED: list[Callable[..., Table]] = []  # since a kata's experiments began to load


def data(name: str) -> str:
    """Return the text of a file beside `experiments.py` that `kata.toml` lists under `data`.

    Raises LookupError for any other file, and outside the process that runs experiments.
    """
    if name not in DATA:
        raise LookupError(
            f"{name!r} is not among this kata's data: list it in kata.toml, data = [{name!r}]"
        )
    return DATA[name]


def declare(
    declaration: Declaration, needs: Sequence[Callable[..., Table]]
) -> Callable[[Experiment], Experiment]:
    """Return a decorator that attaches a declaration to a function, with its name and sentence.

    Raises TypeError for what is missing or of the wrong type, and ValueError for what is out of
    range or defined twice.
    """
    refuse_wrong_values(declaration)
    needed = tuple(get_declaration(need).name for need in check_needs(needs))

    def attach(function: Experiment) -> Experiment:
        sentence = " ".join((function.__doc__ or "").split())
        refuse_misuse(function, declaration.shown)
        if function.__name__ == UNCHANGED:
            raise TypeError(
                f"no experiment can be called {UNCHANGED}: kata.toml asks for the outcome of "
                f"that name"
            )
        if not sentence:
            raise TypeError(
                f"{function.__name__} has no docstring: write the sentence a learner will read"
            )
        function.declaration = replace(  # type: ignore[attr-defined]  # a new attribute
            declaration,
            name=function.__name__,
            title=declaration.title or function.__name__.replace("_", " ").capitalize(),
            sentence=sentence,
            needs=needed,
            controls=complete_controls(declaration.controls, function),
        )
        DECLARED.append(function)
        return function

    return attach


def check_own_limits(limits: Mapping[str, float] | None) -> tuple[tuple[str, float], ...]:
    """Validate the limits of one experiment; raises what `own_limits` raises."""
    if not limits:
        return ()
    from kata_runner.limits import own_limits

    return own_limits(limits)


def refuse_bare(misplaced: object, right: str) -> None:
    """Raise TypeError for a decorator without parentheses: Python passes it the function itself."""
    if misplaced is not None:
        raise TypeError(f"write {right} with brackets, and every argument with its name")


def complete_controls(controls: object, function: Any) -> tuple[Control, ...]:
    """Return the controls with the defaults of a function's parameters.

    Raises TypeError and ValueError for invalid controls.
    """
    if controls == ():
        return ()
    from kata_runner.controls import with_defaults

    return with_defaults(controls, function)


def to_tolerance(tolerance: object) -> Tolerance:
    """Return a tolerance; a number is taken as its relative part.

    Raises TypeError for anything else.
    """
    if isinstance(tolerance, Tolerance):
        return tolerance
    if type(tolerance) in (int, float):
        return Tolerance(relative=tolerance)  # type: ignore[arg-type]  # it is one of the two
    raise TypeError(
        f"tolerance: expected a number or Tolerance(relative=..., absolute=...), "
        f"got {tolerance!r:.40}"
    )


def refuse_wrong_values(declaration: Declaration) -> None:
    """Raise TypeError for an argument of the wrong type, and ValueError for points that are
    negative or too many.
    """
    if type(declaration.points) not in (int, float):
        raise TypeError(f"points: expected a number, got {declaration.points!r:.40}")
    if not 0 <= declaration.points <= MAX_POINTS:
        raise ValueError(
            f"points: expected a number from 0 to {MAX_POINTS}, got {declaration.points!r:.40}"
        )
    for name, text in (("title", declaration.title), ("lesson", declaration.lesson)):
        if not isinstance(text, str):
            raise TypeError(f"{name}: expected text, got {text!r:.40}")
    if not isinstance(declaration.secret, bool):
        raise TypeError(f"secret: expected True or False, got {declaration.secret!r:.40}")
    if declaration.figure is not None:
        from kata_runner.figure import refuse_no_figure

        refuse_no_figure(declaration.figure)
    if declaration.inputs is not None and not callable(declaration.inputs):
        raise TypeError(f"inputs: expected a function of rng, got {declaration.inputs!r:.40}")


def check_needs(needs: object) -> Sequence[Any]:
    """Return the needs; raises TypeError for anything but a list of experiments."""
    if not isinstance(needs, (list, tuple)):
        raise TypeError(
            f"needs: expected a list of experiments, as in needs=[first], got {name_of(needs):.40}"
        )
    for need in needs:
        if isinstance(need, str):
            raise TypeError(
                f"needs are experiments and not their names: write {need:.60} without quotes"
            )
    return needs


def refuse_misuse(function: Any, shown: bool) -> None:
    """Raise TypeError for a function with the wrong parameters, and ValueError if another
    experiment has its name.
    """
    name, first = function.__name__, getattr(function, "__globals__", {}).get(function.__name__)
    if first is not function and isinstance(getattr(first, "declaration", None), Declaration):
        raise ValueError(f"two experiments are called {name}: rename one")
    count, given = (1, "impl") if shown else (2, "impl, rng")
    if isinstance(function, FunctionType) and not can_be_called_with(function, count):
        kind = "an experiment is" if shown else "a probe is"
        raise TypeError(
            f"{kind} called with ({given}) and {name} takes other arguments: write def "
            f"{name}({given})"
        )


def can_be_called_with(function: FunctionType, count: int) -> bool:
    """Whether a function can be called with exactly this number of positional arguments."""
    code, any_number = function.__code__, 0x04
    keywords = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    if set(keywords) - set(function.__kwdefaults__ or {}):
        return False
    least = code.co_argcount - len(function.__defaults__ or ())
    return least <= count and (count <= code.co_argcount or bool(code.co_flags & any_number))


def get_declaration(function: Any) -> Declaration:
    """Return the declaration of a function; raises TypeError if it has none."""
    declaration = getattr(function, "declaration", None)
    if not isinstance(declaration, Declaration):
        raise TypeError(
            f"{name_of(function):.60} is not an experiment: put @experiment or @probe over it"
        )
    return declaration


def name_of(value: object) -> str:
    """Return the name of a function, whose text has an address, or the text of another value."""
    return str(getattr(value, "__name__", repr(value)))
