"""What a variant replaces in the reference, and what it leaves as it is there."""

from __future__ import annotations

from typing import Any

import pytest

from kata_runner.grading.override import make_override, make_unused

CIRCLE = """\
from functools import cached_property

class Base:
    def __init__(self, x):
        self.x, self.__secret = x, x

    def area(self):
        return self.x * self.x

    def secret(self):
        return self.__secret

class Circle(Base):
    def area(self):
        return 3 * super().area()

    surface = area

    @property
    def radius(self):
        return self.x

    @radius.setter
    def radius(self, value):
        self.x = abs(value)

    @cached_property
    def diameter(self):
        return 2 * self.x

    @staticmethod
    def unit():
        return 1

    class Inner:
        def __init__(self):
            self.__one = 1

        def one(self):
            return self.__one
"""


def put(part: str, name: str, source: str, reference: str = CIRCLE) -> dict[str, Any]:
    """The names of a reference with a part replaced."""
    module: dict[str, Any] = {"__file__": "here.py"}
    exec(reference + make_override(part, name, source, reference), module)
    return module


def test_a_property_stays_one_and_has_its_setter() -> None:
    circle = put("Circle.radius", "plus", "def plus(self): return 10 + self.x")["Circle"](1)
    circle.radius = -3
    assert circle.radius == 13
    marked = "@property\ndef plus(self): return 20 + self.x"
    circle = put("Circle.radius", "plus", marked)["Circle"](1)
    circle.radius = -3
    assert circle.radius == 23


def test_a_cached_property_stays_one() -> None:
    sources = ("def a(self): return [self.x]",
               "from functools import cached_property\n@cached_property\n"
               "def a(self): return [self.x]")  # fmt: skip
    for source in sources:
        circle = put("Circle.diameter", "a", source)["Circle"](5)
        assert circle.diameter == [5] and circle.diameter is circle.diameter


def test_a_static_method_stays_one() -> None:
    assert put("Circle.unit", "two", "def two(): return 2")["Circle"](5).unit() == 2


def test_a_property_that_is_inherited_stays_one() -> None:
    reference = f"{CIRCLE}\nclass Disk(Circle):\n    pass\n"
    module = put("Disk.radius", "a", "def a(self): return 7", reference)
    assert (module["Disk"](1).radius, module["Circle"](1).radius) == (7, 1)


def test_a_method_may_call_super_and_so_may_what_is_inside_of_it() -> None:
    source = "def four(self):\n    def inner(): return super(__class__, self).area()\n"
    source += "    return [super().area(), inner()]"
    circle = put("Circle.area", "four", source)["Circle"](2)
    assert circle.area() == circle.surface() == [4, 4]
    assert type(circle).area.__qualname__ == "Circle.area"


def test_a_method_may_use_private_names_of_its_class() -> None:
    module = put("Base.secret", "more", "def more(self): return self.__secret + 2")
    assert module["Base"](5).secret() == 7
    module = put("Circle.Inner.one", "two", "def two(self): return self.__one + 1")
    assert module["Circle"].Inner().one() == 2


def test_a_method_can_call_itself_by_the_name_of_the_variant() -> None:
    source = "def down(self, n=3): return n and down(self, n - 1) + 1\nUSED = down"
    assert put("Circle.area", "down", source)["Circle"](2).area() == 3


def test_a_class_has_the_name_of_what_it_replaces() -> None:
    module = put("Base", "Other", "class Other: pass")
    assert (module["Base"].__name__, module["Base"].__qualname__) == ("Base", "Base")
    inner = put("Circle.Inner", "Other", "class Other: pass")["Circle"].Inner
    assert (inner.__name__, inner.__qualname__) == ("Inner", "Circle.Inner")


@pytest.mark.parametrize(
    "name", ["known", "put", "convert", "names", "exec", "compile", "globals", "_variant"]
)
@pytest.mark.parametrize(
    ("part", "source"),
    [("f", "def a(): return 2"), ("Box.get", "def a(self): return 2")],
    ids=["function", "method"],
)
def test_the_names_of_the_reference_are_left_alone(name: str, part: str, source: str) -> None:
    reference = (
        f"def f(): return 1\n\nclass Box:\n    def get(self): return 1\n\n"
        f"def {name}(): return 'mine'\n"
    )
    before: dict[str, Any] = {}
    exec(reference, before)
    module = put(part, "a", source, reference)
    assert module[name]() == "mine"
    assert module.keys() - {"__file__"} == before.keys()
    assert (module["f"](), module["Box"]().get()) == ((2, 1) if part == "f" else (1, 2))


def test_text_of_any_language_is_appended_as_plain_ascii() -> None:
    lines = make_override("f", "a", "def a(): return 'größer'", "def f(): pass\n")
    assert lines.isascii()
    assert put("f", "a", "def a(): return 'größer'", "def f(): pass\n")["f"]() == "größer"


def test_an_unused_name_has_as_many_underscores_as_it_takes() -> None:
    assert make_unused("_a", "b") == "_a"
    assert make_unused("_a", "_a = ___a") == "____a"
