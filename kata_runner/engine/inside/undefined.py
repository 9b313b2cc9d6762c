"""Explanation of an operation that an experiment tries and a class of the attempt does not support:
it names the missing method or attribute.
"""

from __future__ import annotations

import re
from contextlib import suppress

from kata_runner.engine.inside.classes import ClassNames, class_of, mro_of, namespace_of

BINARY = {
    "+": "add", "-": "sub", "*": "mul", "/": "truediv", "//": "floordiv", "%": "mod", "@": "matmul",
    "** or pow()": "pow", "<<": "lshift", ">>": "rshift", "&": "and", "|": "or", "^": "xor",
}  # fmt: skip
COMPARING = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
REFLECTED = {"<": "gt", "<=": "ge", ">": "lt", ">=": "le"}
UNARY = {"-": "neg", "+": "pos", "~": "invert", "abs()": "abs"}
OPERANDS = re.compile(r"unsupported operand type\(s\) for (.+?)=?: '(\w+)' and '(\w+)'")
ORDERED = re.compile(r"'([<>]=?)' not supported between instances of '(\w+)' and '(\w+)'")
OPERAND = re.compile(r"bad operand type for (?:unary )?(.+?): '(\w+)'")
OBJECTS = {
    "__call__": re.compile(r"'(\w+)' object is not callable"),
    "__iter__": re.compile(r"'(\w+)' object is not iterable"),
    "__getitem__": re.compile(r"'(\w+)' object is not subscriptable"),
    "__setitem__": re.compile(r"'(\w+)' object does not support item assignment"),
    "__len__": re.compile(r"object of type '(\w+)' has no len\(\)"),
    "__contains__": re.compile(r"argument of type '(\w+)' is not (?:a container or )?iterable"),
}


def describe_undefined(error: BaseException, classes: ClassNames) -> str:
    """Return a sentence about what a class of the attempt lacks, or an empty string; `classes` are
    the attempt's classes with their names.

    No code of the attempt runs.
    """
    if type(error) is AttributeError and isinstance(error.name, str):
        return describe_undefined_attribute(error.obj, error.name, classes)
    if type(error) is not TypeError:
        return ""
    by_name = {classes.get(cls).rpartition(".")[2]: cls for cls in classes.classes}
    for method, name, why in find_missing_methods(str(error)):
        if name in by_name:
            return sentence(
                f"{classes.get(by_name[name])}.{method}", method in list_offered(by_name[name]), why
            )
    return ""


def describe_undefined_attribute(owner: object, name: str, classes: ClassNames) -> str:
    """Return a sentence about a missing attribute, with the nearest existing one."""
    from difflib import get_close_matches

    cls = class_of(owner)
    if not classes.get(cls):
        return ""
    known = [
        other for other in [*list_offered(cls), *get_attributes(owner)] if not other.startswith("_")
    ]
    near = get_close_matches(name, known, n=1)
    return f"{classes.get(cls)}.{name} is not defined." + (
        f" There is {near[0]}: did you mean that?" if near else ""
    )


def list_offered(cls: type) -> list[str]:
    """Return the names in a class and its bases, without those that every class has."""
    return [name for base in mro_of(cls)[:-1] for name in namespace_of(base)]


def get_attributes(owner: object) -> list[str]:
    """Return the attributes in an object's `__dict__`, none if it has no `__dict__`."""
    with suppress(AttributeError):
        return [
            name for name in object.__getattribute__(owner, "__dict__") if isinstance(name, str)
        ]
    return []


def find_missing_methods(text: str) -> list[tuple[str, str, str]]:
    """Return the methods that Python missed, by its message: each as method, class, operation.

    Any one of them would have sufficed.
    """
    for pattern, first, second, prefix in (
        (OPERANDS, BINARY, BINARY, "r"),
        (ORDERED, COMPARING, REFLECTED, ""),
    ):
        if match := pattern.match(text):
            sign, left, right = match.groups()
            why = f"{left} {sign.partition(' ')[0]} {right}"
            if sign in first:
                return [
                    (f"__{first[sign]}__", left, why),
                    (f"__{prefix}{second[sign]}__", right, why),
                ]
    if (match := OPERAND.match(text)) and match[1] in UNARY:
        return [(f"__{UNARY[match[1]]}__", match[2], f"{match[1]} on {match[2]}")]
    return [(method, match[1], "an experiment") for method, pattern in OBJECTS.items()
            if (match := pattern.search(text))]  # fmt: skip


def sentence(part: str, is_there: bool, why: str) -> str:
    """Return a sentence about a method that is missing or returned NotImplemented."""
    if is_there:
        return f"{part} returned NotImplemented, and {why} needs it."
    return f"{part} is not defined, and {why} needs it."
