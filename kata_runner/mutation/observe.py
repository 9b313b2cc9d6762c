"""Observation of what a reference's functions take and return, while experiments call them.

An annotation may be missing or vague. The observations decide which changes to a function can show
at all: a number cannot be reversed in place, and rounding does not change a whole number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

MARK = "--- observed ---"

# Appended to a reference: it runs where attempts run, and prints a line for each new observation.
OBSERVER = """


def _observe(names):
    import functools
    import inspect
    import sys
    from collections.abc import Mapping, MutableMapping, MutableSet

    output, seen = sys.stdout, set()

    def tell(*words):
        if words not in seen:
            seen.add(words)
            print(MARK, *words, file=output, flush=True)

    def turned(value):
        differ = value != value[::-1]
        return bool(differ.any() if hasattr(differ, "any") else differ)

    def changeable(value):
        if hasattr(value, "dtype") and getattr(value, "ndim", 0) and value.flags.writeable:
            return "sequence" if turned(value) else ""
        if isinstance(value, list):
            return "sequence" if turned(value) else ""
        return "collection" if isinstance(value, MutableMapping | MutableSet) and value else ""

    def fractional(value):
        return isinstance(value, float) or getattr(getattr(value, "dtype", None), "kind", "") == "f"

    def rounds(value):
        if hasattr(value, "dtype") and getattr(value, "ndim", 0):
            return "array" if fractional(value) and bool((value % 1 != 0).any()) else ""
        if fractional(value):
            return "number" if value % 1 != 0 else ""
        if isinstance(value, Mapping):
            return "mapping" if any(rounds(part) == "number" for part in value.values()) else ""
        if isinstance(value, list):
            return "list" if any(rounds(part) == "number" for part in value) else ""
        return ""

    def look(name, label, value, kind_of):
        try:
            kind = kind_of(value)
        except Exception:  # an object with opinions of its own
            kind = ""
        if kind:
            tell(name, label, kind)

    def look_at_argument(name, parameter, value):
        look(name, parameter, value, changeable)
        for attribute, part in getattr(value, "__dict__", {}).items():
            look(name, f"{parameter}.{attribute}", part, changeable)

    def look_at_result(name, result):
        look(name, "return", result, rounds)
        for number, part in enumerate(result) if isinstance(result, tuple) else ():
            look(name, f"return[{number}]", part, rounds)

    def observed(name, function):
        parameters = inspect.signature(function)

        @functools.wraps(function)
        def noted(*args, **kwargs):
            try:
                given = parameters.bind(*args, **kwargs).arguments
            except TypeError:
                given = {}
            for parameter, value in given.items():
                look_at_argument(name, parameter, value)
            result = function(*args, **kwargs)
            look_at_result(name, result)
            return result

        return noted

    for name, value in list(names.items()):
        if getattr(value, "__module__", None) != names["__name__"]:
            continue
        if inspect.isfunction(value):
            names[name] = observed(value.__qualname__, value)
        elif inspect.isclass(value):
            for method, function in list(vars(value).items()):
                if inspect.isfunction(function):
                    setattr(value, method, observed(function.__qualname__, function))


_observe(globals())
"""


@dataclass(frozen=True, eq=False)
class Observed:
    """What was observed of one function.

    `takes` maps parameters, ``x``, and their attributes, ``w.bias``, to the kind of change in place
    that shows: ``sequence`` can be reversed, ``collection`` can be emptied. `gives` maps the
    result, ``return``, and the elements of a tuple, ``return[0]``, to the kind of value in which
    rounding shows: ``number``, ``array``, ``list`` or ``mapping``.
    """

    takes: Mapping[str, str] = field(default_factory=dict)
    gives: Mapping[str, str] = field(default_factory=dict)


def with_observer(source: str) -> str:
    """Return a reference that prints what its functions take and return."""
    return source + OBSERVER.replace("MARK", repr(MARK))


def read_observations(outputs: Iterable[str]) -> dict[str, Observed]:
    """Parse what the observer printed, by function; a function without observations is missing."""
    seen: dict[str, tuple[dict[str, str], dict[str, str]]] = {}
    for line in "\n".join(outputs).splitlines():
        words = line.removeprefix(MARK).split()
        if line.startswith(MARK) and len(words) == 3:
            function, label, kind = words
            takes, gives = seen.setdefault(function, ({}, {}))
            (gives if label.startswith("return") else takes).setdefault(label, kind)
    return {name: Observed(takes, gives) for name, (takes, gives) in seen.items()}
