"""Settling survivors: a waiver below what stands in `kata.toml`, a mistake in `mistakes.py` that
runs.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable

import pytest

from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError, UsageError
from kata_runner.grading.diagnosis.mistakes import read_mistakes, run_mistakes
from kata_runner.model import Kata
from kata_runner.mutation.mutants import Mutant
from kata_runner.packs.kata_folder import read_kata
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.settle import add_mistake, find_mutant, waive
from kata_runner.verify.tried_mutants import run_sampled_mutants
from tests.helpers.area import ADDER

WriteKata = Callable[[dict[str, str | None]], Kata]
WEAK = '''\
from kata_runner import Table, experiment


@experiment(points=1)
def one_square(impl):
    """The square of two."""
    return Table.of(impl.square(2))
'''
SQUARE = """\
SCALE = 1


def times(a, b):
    return a * b * SCALE


def square(side):
    # corners
    return times(side, side)
"""
PLUS = "times: a * b -> a + b"
TOML = """\
# what it is called
id = "0.2"
title = "Areas"   # short
phase = "Foundations"
summary = "Squares."

[hints]
square = ["How long?"]"""


@pytest.fixture
def weak(write_kata: WriteKata) -> Callable[..., Kata]:
    """A kata whose one experiment cannot tell 2 * 2 from 2 + 2, in a helper of its function."""

    def written(toml: str = TOML, **files: str | None) -> Kata:
        return write_kata({"katas/area/kata.toml": toml, "katas/area/experiments.py": WEAK,
                           "solutions/area/solution.py": SQUARE, **files})  # fmt: skip

    return written


def again(kata: Kata) -> Kata:
    return read_kata(kata.folder, kata.solutions.parent, "here")


def test_a_waiver_stands_below_everything_that_was_there(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak()
    assert waive(VerifyContext(kata, sandbox), ["times: a * b -> a + b"], 'So "it" is.\\') == [PLUS]
    text = (kata.folder / "kata.toml").read_text(encoding="utf-8")
    assert text == TOML + f'\n\n[[waived]]\nmutant = "{PLUS}"\nreason = "So \\"it\\" is.\\\\"\n'
    assert again(kata).waived == {PLUS: 'So "it" is.\\'}


def test_one_waiver_may_name_several_mutants(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    kata = weak()
    others = [mutant.key for mutant in VerifyContext(kata, sandbox).once(all_survivors)]
    assert PLUS in others and len(others) >= 2
    waive(VerifyContext(kata, sandbox), others[:2], "Both are.")
    text = (kata.folder / "kata.toml").read_text(encoding="utf-8")
    assert text.count("[[waived]]") == 1 and f"    {others[0]!r},".replace("'", '"') in text
    assert again(kata).waived == dict.fromkeys(others[:2], "Both are.")


def all_survivors(context: VerifyContext) -> list[Mutant]:
    return [tried.mutant for tried in context.once(run_sampled_mutants) if not tried.killed]


def test_line_endings_and_a_mark_stay(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    kata = weak()
    file = kata.folder / "kata.toml"
    file.write_bytes(BOM_UTF8 + TOML.replace("\n", "\r\n").encode() + b"\r\n")
    waive(VerifyContext(again(kata), sandbox), [PLUS], "So it is.")
    content = file.read_bytes()
    assert content.startswith(BOM_UTF8 + b"# what") and content.count(b"\n") == content.count(
        b"\r\n"
    )
    assert again(kata).waived == {PLUS: "So it is."}


def test_a_list_of_waivers_is_left_as_it_is(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    inline = TOML.replace("\n[hints]", 'waived = [{mutant = "x", reason = "y"}]\n[hints]')
    kata = weak(inline)
    with pytest.raises(
        PackError, match=r"a table \[\[waived\]\] cannot be put below what stands there"
    ):
        waive(VerifyContext(kata, sandbox), [PLUS], "So it is.")
    assert (kata.folder / "kata.toml").read_text(encoding="utf-8") == inline


@pytest.mark.parametrize(
    ("key", "why", "said"),
    [
        (PLUS, " ", "say why with --why"),
        ("times: a * b -> a - b", "x", "is no mutant of the reference: did you mean"),
        ("times: a * b ->", "x", "is the beginning of several mutants: did you mean"),
        ("times: a * b -> a / b", "x", "is killed on every seed: it needs no waiver"),
        ("", "x", "is no mutant of the reference"),
    ],
)
def test_what_cannot_be_waived(
    key: str, why: str, said: str, weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak()
    with pytest.raises(UsageError, match=said):
        waive(VerifyContext(kata, sandbox), [PLUS, key], why)
    assert (kata.folder / "kata.toml").read_text(encoding="utf-8") == TOML, "all of them or none"


def test_what_is_waived_already(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    kata = weak(TOML + f'\n[[waived]]\nmutant = "{PLUS}"\nreason = "Known."\n')
    with pytest.raises(UsageError, match="is waived already: Known"):
        waive(VerifyContext(kata, sandbox), [PLUS], "Again.")


def test_a_key_may_be_begun(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    assert find_mutant(VerifyContext(weak(), sandbox), "times: a * b -> a +").key == PLUS


def given(kata: Kata, sandbox: Sandbox) -> dict[str, list[object]]:
    """What each mistake gives in the one experiment."""
    found: dict[str, list[object]] = {}
    for mistake, run in run_mistakes(kata, read_mistakes(kata), 0, sandbox.run_many):
        table = run.results["one_square"].table
        assert table is not None
        found[mistake.name] = [table.rows[0][0]]
    return found


def test_a_mutant_of_a_part_keeps_its_lines_and_comments(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    square = (
        "import math\n\n\ndef square(side):\n    # corners\n    return math.pow(side, 2)  # area\n"
    )
    kata = weak(**{"solutions/area/solution.py": square})
    name, part = add_mistake(
        VerifyContext(kata, sandbox), "square: 2 -> 3", 'A "cube" has a third side: leave it out.'
    )
    assert (name, part) == ("a_cube_has_a", "square")
    assert kata.mistakes.read_text(encoding="utf-8") == (
        "import math\n\nfrom kata_runner import mistake\n\n\n"
        '@mistake("square", "A \\"cube\\" has a third side: leave it out.")\n'
        "def a_cube_has_a(side):\n    # corners\n    return math.pow(side, 3)  # area\n"
    )
    assert given(kata, sandbox) == {"a_cube_has_a": [8.0]}


def test_a_mutant_of_a_helper_or_a_constant_is_a_mistake_of_the_part_that_uses_it(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak(
        **{
            "solutions/area/mistakes.py": "from kata_runner import mistake\n\n\n"
            '@mistake("square", "No.")\n'
            "def no(side):\n    return times(side, 5)\n"
        }
    )
    context = VerifyContext(kata, sandbox)
    assert add_mistake(context, "SCALE: 1 -> 2", "Twice as much.") == ("twice_as_much", "square")
    assert add_mistake(context, "times: a * b * SCALE -> a * b / SCALE", "Twice as much!") == (
        "twice_as_much_2",
        "square",
    )
    assert add_mistake(context, "times: a * b -> a", "Only one side.") == (
        "only_one_side",
        "square",
    )
    assert given(kata, sandbox) == {
        "no": [10],
        "twice_as_much": [8],
        "twice_as_much_2": [4.0],
        "only_one_side": [2],
    }


def test_a_mutant_of_a_method(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    experiments = WEAK.replace("Table.of(impl.square(2))", "Table.of(impl.Adder(2).add(3))")
    kata = weak(**{"solutions/area/solution.py": ADDER, "katas/area/experiments.py": experiments})
    name, part = add_mistake(
        VerifyContext(kata, sandbox),
        "Adder.add: self.total += number -> self.total -= number",
        "Takes away.",
    )
    assert (name, part) == ("takes_away", "Adder.add")
    assert given(kata, sandbox) == {"takes_away": [-1]}


LATIN = '# -*- coding: latin-1 -*-\nfrom kata_runner import mistake\n\nWORD = "größer"\n'


def test_a_mistake_is_written_as_the_coding_line_says(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak(**{"solutions/area/mistakes.py": None})
    kata.mistakes.write_bytes(LATIN.encode("latin-1"))
    add_mistake(VerifyContext(kata, sandbox), PLUS, "Schlüssel: größer.")
    assert [one.says for one in read_mistakes(kata)] == ["Schlüssel: größer."]
    before = kata.mistakes.read_bytes()
    with pytest.raises(UsageError, match="is written in iso-8859-1, which has no '✓': save it as"):
        add_mistake(VerifyContext(kata, sandbox), PLUS, "Wrong ✓.")
    assert kata.mistakes.read_bytes() == before


def test_a_mistake_is_written_below_a_byte_order_mark(
    weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak(**{"solutions/area/mistakes.py": None})
    kata.mistakes.write_bytes(BOM_UTF8 + b"from kata_runner import mistake\n")
    add_mistake(VerifyContext(kata, sandbox), PLUS, "Größer.")
    assert kata.mistakes.read_bytes().count(BOM_UTF8) == 1
    assert [one.says for one in read_mistakes(kata)] == ["Größer."]


PAIR = """\
class Pair:
    def __init__(self, one, other):
        self.one, self.other = one, other

    def area(self):
        return self.one * self.other


def area(one, other):
    return Pair(one, other).area()


def square(side):
    return area(side, side)
"""


def test_a_mutant_of_a_helper_that_is_a_class(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    kata = weak(**{"solutions/area/solution.py": PAIR})
    key = "Pair.area: self.one * self.other -> self.one / self.other"
    assert add_mistake(VerifyContext(kata, sandbox), key, "Divides.") == ("divides", "square")
    assert given(kata, sandbox) == {"divides": [1.0]}


@pytest.mark.parametrize(
    ("key", "says", "said"),
    [(PLUS, "", "say what is wrong with it"), ("nothing", "x", "is no mutant of the reference"),
     ("unused: a + 1 "
      "-> a - 1", "x", "no part that experiments call uses unused, so nobody can make this "
                       "mistake")],
)  # fmt: skip
def test_what_cannot_become_a_mistake(
    key: str, says: str, said: str, weak: Callable[..., Kata], sandbox: Sandbox
) -> None:
    kata = weak(**{"solutions/area/solution.py": SQUARE + "\n\ndef unused(a):\n    return a + 1\n"})
    with pytest.raises(UsageError, match=said):
        add_mistake(VerifyContext(kata, sandbox), key, says)
    assert not kata.mistakes.exists()


def test_what_would_not_load_is_taken_back(weak: Callable[..., Kata], sandbox: Sandbox) -> None:
    text = "from kata_runner import mistake\n\nLIMIT = nowhere\n"
    kata = weak(**{"solutions/area/mistakes.py": text})
    with pytest.raises(PackError, match=r"'only_one_side' cannot be written there: .*nowhere"):
        add_mistake(VerifyContext(kata, sandbox), "times: a * b -> a", "Only one side.")
    assert kata.mistakes.read_text(encoding="utf-8") == text
