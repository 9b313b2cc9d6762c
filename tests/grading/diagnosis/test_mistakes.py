"""A catalogue of mistakes is read without running it, and each is run as an attempt with one
function replaced.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kata_runner.cells import Cell
from kata_runner.engine.job import Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.grading.diagnosis.mistakes import read_mistakes, run_mistakes
from kata_runner.model import Kata

WriteKata = Callable[[dict[str, str | None]], Kata]
CATALOGUE = """\
import math
from kata_runner import mistake

raise_this_to = 2


def power(side):
    return side**raise_this_to


def square(side):
    return 1000


@mistake("square", "That is a cube.")
def cube(side):
    return side * power(side)


@mistake("circle", says="The root is missing.")
def circumference(radius):
    return 2 * math.pi * radius
"""


@pytest.fixture
def catalogue(write_kata: WriteKata) -> Callable[[str], Kata]:
    """The small kata with this catalogue of mistakes."""
    return lambda text: write_kata({"solutions/area/mistakes.py": text})


def rows(run: Run, name: str) -> tuple[tuple[Cell, ...], ...]:
    """What an experiment gave."""
    table = run.results[name].table
    assert table is not None
    return table.rows


def test_a_kata_without_a_catalogue_has_no_mistakes(area: Kata) -> None:
    assert read_mistakes(area) == ()


def test_mistakes_come_in_their_order_with_function_and_sentence(
    catalogue: Callable[[str], Kata],
) -> None:
    read = [(one.name, one.function, one.says) for one in read_mistakes(catalogue(CATALOGUE))]
    assert read == [
        ("cube", "square", "That is a cube."),
        ("circumference", "circle", "The root is missing."),
    ]


def test_reading_runs_nothing(catalogue: Callable[[str], Kata]) -> None:
    [one] = read_mistakes(
        catalogue('raise SystemExit\n\n@mistake("square", "No.")\ndef no(side):\n    return 0\n')
    )
    assert one.name == "no"


def test_a_mistake_has_the_helpers_it_calls_and_no_others(catalogue: Callable[[str], Kata]) -> None:
    cube, circumference = read_mistakes(catalogue(CATALOGUE))
    assert "def power" in cube.source
    assert "def power" not in circumference.source
    assert "def circumference" not in cube.source


def test_names_of_the_catalogue_stay_out_of_the_references_way(
    catalogue: Callable[[str], Kata], sandbox: Sandbox
) -> None:
    kata = catalogue(CATALOGUE)
    runs = {
        one.name: run for one, run in run_mistakes(kata, read_mistakes(kata), 0, sandbox.run_many)
    }
    right = ((1, 1), (2, 4), (3, 9))
    assert rows(runs["circumference"], "three_squares") == right, (
        "by the reference, not by the helper of that name"
    )
    assert [row[1] for row in rows(runs["cube"], "three_squares")] == [1, 8, 27]


def test_every_mistake_has_a_process_of_its_own(
    catalogue: Callable[[str], Kata], sandbox: Sandbox
) -> None:
    text = (
        'CALLS = []\n\n@mistake("square", "Counts.")\ndef {}(side):\n    '
        "CALLS.append(side)\n    return len(CALLS)\n\n"
    )
    kata = catalogue(text.format("first") + text.format("second").replace("CALLS = []", ""))
    found = [
        rows(run, "three_squares")
        for _, run in run_mistakes(kata, read_mistakes(kata), 0, sandbox.run_many)
    ]
    assert found == [((1, 4), (2, 5), (3, 6))] * 2


@pytest.mark.parametrize(
    "given", ['"square"', '"square", says', '"square", "x", "y"', '"square", 1']
)
def test_a_declaration_that_is_not_two_texts(given: str, catalogue: Callable[[str], Kata]) -> None:
    kata = catalogue(f'says = "x"\n\n@mistake({given})\ndef odd(side):\n    return 0\n')
    with pytest.raises(PackError) as error:
        read_mistakes(kata)
    assert str(error.value).endswith(
        'mistakes.py:3: write @mistake("function", "the sentence a learner reads"), both as texts'
    )


def test_two_mistakes_of_one_name(catalogue: Callable[[str], Kata]) -> None:
    text = '@mistake("square", "No.")\ndef no(side):\n    return 0\n'
    with pytest.raises(PackError, match=r"mistakes.py:5: 'no' stands in line 2 too: rename one"):
        read_mistakes(catalogue(text + text))


def test_a_catalogue_that_is_no_python(catalogue: Callable[[str], Kata]) -> None:
    with pytest.raises(PackError, match=r"mistakes.py:1: SyntaxError: invalid syntax\n +def \(:"):
        read_mistakes(catalogue("def (:\n"))


def test_a_catalogue_that_cannot_be_run(catalogue: Callable[[str], Kata], sandbox: Sandbox) -> None:
    kata = catalogue('import nowhere\n\n@mistake("square", "No.")\ndef no(side):\n    return 0\n')
    with pytest.raises(PackError, match=r"mistakes.py:4: 'no' does not load: .*nowhere"):
        list(run_mistakes(kata, read_mistakes(kata), 0, sandbox.run_many))


SHAPES: dict[str, str | None] = {
    "solutions/area/solution.py": """\
class Shape:
    sides = 4

    def __init__(self, side):
        self.side = side

    def area(self):
        return self.side**2

    surface = area

    @property
    def around(self):
        return self.sides * self.side

    @staticmethod
    def unit():
        return Shape(1)


def square(side):
    return Shape(side).area() + Shape.unit().around
""",
    "katas/area/experiments.py": '''\
from kata_runner import Table, experiment


@experiment(points=1)
def shapes(impl):
    """Shapes of one side."""
    shape = impl.Shape(3)
    unit = impl.Shape.unit().side
    return Table.of(area=shape.area(), surface=shape.surface(), around=shape.around, unit=unit,
                    function=impl.square(3))
''',
}
WRONG_SHAPES = """\
from kata_runner import mistake


@mistake("Shape.area", "Not squared.")
def not_squared(self):
    return self.side


@mistake("Shape.around", "Half of it.")
def half_around(self):
    return self.sides * self.side / 2


@mistake("Shape.unit", "Twice as long.")
@staticmethod
def longer_unit():
    return Shape(2)


@mistake("Shape.__init__", "A side more.")
def side_more(self, side):
    self.side = side + 1


def helper():
    return 5


@mistake("Shape", "Five sides.")
class Pentagon(Shape):
    sides = helper()


@mistake("Shape", "All of it is wrong.")
class Nothing:
    def __init__(self, side=0):
        self.side = self.around = side

    def area(self):
        return Shape(5).side

    surface = area
    unit = staticmethod(lambda: Shape())
"""


def test_methods_of_every_kind_and_whole_classes_may_be_wrong(
    write_kata: WriteKata, sandbox: Sandbox
) -> None:
    kata = write_kata(SHAPES | {"solutions/area/mistakes.py": WRONG_SHAPES})
    mistakes = read_mistakes(kata)
    runs = {
        one.name: rows(run, "shapes")[0]
        for one, run in run_mistakes(kata, mistakes, 0, sandbox.run_many)
    }
    assert [one.name for one in mistakes if one.is_class] == ["Pentagon", "Nothing"]
    assert runs == {
        "not_squared": (3, 3, 12, 1, 7),
        "half_around": (9, 9, 6.0, 1, 11.0),
        "longer_unit": (9, 9, 12, 2, 17),
        "side_more": (16, 16, 16, 2, 24),
        "Pentagon": (9, 9, 15, 1, 14),
        "Nothing": (5, 5, 3, 0, 5),
    }


def test_a_class_is_left_out_of_the_source_of_others(write_kata: WriteKata) -> None:
    kata = write_kata(SHAPES | {"solutions/area/mistakes.py": WRONG_SHAPES})
    by_name = {one.name: one.source for one in read_mistakes(kata)}
    assert "class Nothing" not in by_name["Pentagon"] and "def helper" in by_name["Pentagon"]
    assert "def helper" not in by_name["not_squared"]
    assert "@staticmethod" in by_name["longer_unit"]
