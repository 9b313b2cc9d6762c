"""Mutants of small references: what is changed, what is left alone, and how each is told."""

from __future__ import annotations

from textwrap import dedent

import pytest

from kata_runner.mutation.mutants import Mutant, make_mutants
from kata_runner.mutation.observe import Observed


def mutants(source: str, *graded: str) -> list[Mutant]:
    return make_mutants(dedent(source), graded)


def bodies(expression: str, parameters: str = "a, b") -> set[str]:
    """What stands in the place of an expression that a function returns."""
    found = mutants(f"def f({parameters}):\n    return {expression}\n")
    return {mutant.source.partition("return ")[2].rstrip() for mutant in found}


@pytest.mark.parametrize(
    ("expression", "wrong"),
    [
        ("a + b", {"a - b", "a * b", "a", "b"}),
        ("a - b", {"a + b", "b - a"}),
        ("a @ b", {"a * b", "b @ a"}),
        ("(a - b) ** 3", {"(b - a) ** 3"}),
        ("(a - b) ** 2", {"(a + b) ** 2", "a ** 2"}),
        ("a.transpose(1, 0)", {"a.transpose(0, 1)"}),
        ("a ** 2", {"a * 2", "2 ** a", "a ** 3", "a ** 1", "b ** 2"}),
        ("-a", {"a", "-b"}),
        ("a < b", {"a <= b", "a > b", "b < b"}),
        ("a == b", {"a != b"}),
        ("a and b", {"a or b", "a", "b"}),
        ("not a", {"a"}),
        ("a if b else 0", {"0 if b else a", "a if b else 1"}),
        ("0.5 * a", {"0.55 * a"}),
        ("a + True", {"a + False"}),
        ("a + 'x'", {"a + ''"}),
        ("math.tanh(a)", {"math.sin(a)", "a"}),
        ("sum(a)", {"max(a)", "a"}),
        ("min(a, b)", {"max(a, b)"}),
        ("divmod(a, b)", {"divmod(b, a)"}),
        ("sorted(a, reverse=True)", {"sorted(a)", "sorted(a, reverse=False)"}),
        ("range(a)", {"range(a + 1)", "range(a - 1)"}),
        ("a[b:]", {"a[b + 1:]", "a[b - 1:]", "a[b:-1]"}),
        ("a[b]", {"a[b + 1]", "a[b - 1]"}),
        ("[a, b]", {"[b, a]"}),
        ("(a, b)", {"(b, a)"}),
        ("a.T", {"a"}),
        ("a.w + a.b", {"a.b + a.b", "a.w + a.w"}),
        ("[x for x in a if x]", {"[x for x in a]"}),
        (
            "min(a, key=lambda x: (-x, b))",
            {"min(a, key=lambda x: (x, b))", "min(a, key=lambda x: (b, -x))"},
        ),
    ],
)
def test_ways_to_write_an_expression_wrongly(expression: str, wrong: set[str]) -> None:
    assert wrong <= bodies(expression)


@pytest.mark.parametrize(
    ("expression", "harmless"),
    [
        ("a * b", "b * a"),
        ("min(a, b)", "min(b, a)"),
        ("float(a)", "a"),
        ("f'{a}'", "f'{b}'"),
        ("sorted(a, reverse=False)", "sorted(a)"),
        ("math.inf", "round(math.inf, 3)"),
        ("(a - b) ** 2", "(b - a) ** 2"),
        ("a.reshape(2, -1)", "a.reshape(2, -2)"),
        ("np.reshape(a, (-1, 2))", "np.reshape(a, (-2, 2))"),
        ("abs(a - b)", "abs(b - a)"),
        ("np.square(2 * (a - b))", "np.square(2 * (b - a))"),
        ("(-a) ** 2", "a ** 2"),
        ("a.swapaxes(1, 2)", "a.swapaxes(2, 1)"),
        ("isinstance(a, b)", "isinstance(b, a)"),
    ],
)
def test_what_changes_nothing_is_no_mutant(expression: str, harmless: str) -> None:
    assert harmless not in bodies(expression)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("a += b\nreturn a", "a -= b"),
        ("a += b\nreturn a", "a = b"),
        ("a += b\nreturn a", "pass"),
        ("a.append(b)\nreturn a", "pass"),
        ("a = b + 1\nreturn a", "pass"),
        ("for x in a:\n    break\nreturn b", "continue"),
        ("if a:\n    return b\nreturn a", "if False:"),
        ("if a:\n    return b\nreturn a", "if not (a):"),
        ("while a < b:\n    a += 1\nreturn a", "while a <= b:"),
        ("return a + b", "return round(a + b, 3)"),
    ],
)
def test_ways_to_write_a_statement_wrongly(body: str, wrong: str) -> None:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    found = mutants(f"def f(a, b):\n{lines}\n")
    assert any(wrong in [line.strip() for line in mutant.source.splitlines()] for mutant in found)


def test_results_lose_precision_where_there_is_numpy() -> None:
    found = mutants("import numpy as np\ndef f(a, b):\n    return a, b\n")
    assert "return np.float16(a), np.float16(b)" in "".join(mutant.source for mutant in found)


def test_a_helper_stands_for_the_function_that_it_is_like() -> None:
    found = mutants(
        """
        import numpy as np
        def squash(z):
            return 1 / (1 + np.exp(-z))
        def f(z):
            return np.tanh(z) + squash(z)
        """
    )
    sources = "".join(mutant.source for mutant in found)
    assert "squash(z) + squash(z)" in sources and "np.tanh(z) + np.tanh(z)" in sources


def test_what_was_given_is_changed_as_far_as_its_type_allows() -> None:
    source = """
        def f(words: list[str], counts: dict[str, int], alpha: float, cell):
            return total(words, counts, alpha, cell.bias)
        def helper(words):
            return words
        """
    keys = [mutant.key for mutant in mutants(source, "f") if "return ->" in mutant.key]
    assert keys == [
        "f: return -> words[:] = words[::-1]; return",
        "f: return -> counts.clear(); return",
        "f: return -> cell.bias[:] = cell.bias[::-1]; return",
        "f: return -> cell.clear(); return",
    ], "numbers cannot be changed, and nobody looks at a helper's arguments afterwards"


def test_a_method_is_nothing_that_can_be_changed_in_place() -> None:
    keys = [
        mutant.key
        for mutant in mutants("def f(scores):\n    return scores.max() + scores.shape[0]\n", "f")
    ]
    assert [key for key in keys if "scores.max[" in key or "scores.shape[:" in key] == []
    assert "f: return -> scores[:] = scores[::-1]; return" in keys


def test_what_was_observed_decides_what_is_changed_and_rounded() -> None:
    source = "def f(rows, table, n, w):\n    x = rows, table, n, w.a, w.b\n    return n / 3, n\n"
    seen = Observed(
        {"rows": "sequence", "table": "collection", "w.b": "sequence"}, {"return[0]": "number"}
    )
    keys = [
        mutant.key for mutant in make_mutants(source, ["f"], {"f": seen}) if "return" in mutant.key
    ]
    assert keys == [
        "f: return (n / 3, n) -> return round(n / 3, 3), n",
        "f: return -> rows[:] = rows[::-1]; return",
        "f: return -> table.clear(); return",
        "f: return -> w.b[:] = w.b[::-1]; return",
    ]
    assert not [mutant for mutant in make_mutants(source, ["f"], {}) if "return" in mutant.key]


@pytest.mark.parametrize(
    ("kind", "rounded"),
    [
        ("list", "return [round(part, 3) for part in a]"),
        ("mapping", "return {key: round(part, 3) for key, part in (a).items()}"),
        ("array", "return (a).round(3)"),
    ],
)
def test_rounding_can_be_run_whatever_is_returned(kind: str, rounded: str) -> None:
    seen = {"f": Observed({}, {"return": kind})}
    [mutant] = make_mutants("def f(a):\n    return a\n", [], seen)
    assert mutant.source.splitlines()[1].strip() == rounded


def test_a_default_and_a_constant_of_the_module() -> None:
    found = mutants("LIMIT = 3\ndef f(a, *, alpha=1.0):\n    return a\n")
    keys = [mutant.key for mutant in found]
    assert {"LIMIT: 3 -> 4", "f: 1.0 -> 1.1", "f: alpha=1.0 -> alpha"} <= set(keys)


def test_annotations_docstrings_and_messages_stay() -> None:
    source = '''
        def f(a: int = None) -> "list[1]":
            """Adds 1."""
            b: "list[2]" = a
            raise ValueError(f"{a} is not 3")
        '''
    for mutant in mutants(source):
        assert (
            "list[1]" in mutant.source
            and "Adds 1." in mutant.source
            and "is not 3" in mutant.source
        )
        assert "list[2]" in mutant.source


def test_a_mutant_shows_the_authors_own_line_and_keeps_its_comment() -> None:
    source = "def f(a, b):\n    # why\n    c = (a + b) * 2  # (n,)\n    return c\n"
    [mutant] = [mutant for mutant in mutants(source) if mutant.key == "f: a + b -> a - b"]
    assert mutant.line == 3
    assert mutant.diff.splitlines() == [
        "@@ -2,3 +2,3 @@",
        "     # why",
        "-    c = (a + b) * 2  # (n,)",
        "+    c = (a - b) * 2  # (n,)",
        "     return c",
    ]


def test_text_beyond_ascii_moves_no_place() -> None:
    [mutant] = [mutant for mutant in mutants("def f(a, ü):\n    s = 'größer'; return "
                                             "a + ü\n") if "->" in mutant.key
                and mutant.key.endswith("a + ü -> a - ü")]  # fmt: skip
    assert mutant.source.endswith("s = 'größer'; return a - ü\n")


def test_equal_changes_in_several_places_have_names_of_their_own() -> None:
    keys = [
        mutant.key for mutant in mutants("def f(a, b):\n    c = a + b\n    return c * (a + b)\n")
    ]
    assert "f: a + b -> a - b" in keys and "f: a + b -> a - b (2)" in keys
    assert len(keys) == len(set(keys))


def test_methods_and_inner_functions_have_their_whole_name() -> None:
    source = """
        class Cell:
            def step(self, x):
                def twice(y):
                    return 2 * y
                return twice(x)
        """
    assert {"Cell.step", "Cell.step.twice"} <= {
        mutant.key.partition(":")[0] for mutant in mutants(source)
    }


def test_the_same_source_gives_the_same_mutants_in_the_order_of_lines() -> None:
    source = "def f(a, b):\n    c = a + b\n    return c * a\ndef g(x):\n    return x - 1\n"
    first, second = mutants(source), mutants(source)
    assert [mutant.key for mutant in first] == [mutant.key for mutant in second]
    assert [mutant.line for mutant in first] == sorted(mutant.line for mutant in first)
    assert len({mutant.source for mutant in first}) == len(first)


def test_methods_and_the_constants_of_classes_are_mutated_under_their_names() -> None:
    source = """
        class Adam:
            rate = 0.5
            decay: float = 0.25

            def step(self, grads):
                self.count += 1
                return self.scaled(grads)

            def scaled(self, grads):
                return grads * self.rate
        """
    found = {mutant.key for mutant in mutants(source, "Adam.step")}
    assert {"Adam.rate: 0.5 -> 0.55", "Adam.decay: 0.25 -> 0.275"} <= found
    assert {
        "Adam.step: self.count += 1 -> self.count -= 1",
        "Adam.scaled: grads * self.rate -> grads",
    } <= found
    assert "Adam.step: return -> grads[:] = grads[::-1]; return" in found
    assert not [
        key for key in found if "self[" in key or "self.count[" in key or "self.clear" in key
    ]


def keys(source: str, *graded: str) -> set[str]:
    return {mutant.key for mutant in mutants(source, *graded)}


def test_parameters_that_are_given_by_position_only_are_parameters_too() -> None:
    made = keys("def f(a, b=1, /, *, c=2):\n    return a\n", "f")
    assert {"f: b=1 -> b", "f: 1 -> 2", "f: c=2 -> c", "f: a -> b"} <= made
    assert "f: return -> b[:] = b[::-1]; return" in made


def test_a_function_of_positions_only_is_confused_with_others_of_as_many_parameters() -> None:
    source = """
        def f(a):
            return g(a)
        def g(x, /):
            return x
        def h(x, /):
            return x
        """
    assert "f: g(a) -> h(a)" in keys(source)


@pytest.mark.parametrize(
    "before",
    [
        "c = [i for i in a]",
        "c = {i: k for i, k in a}",
        "c = sum(max(i for i in k) for k in a)",
        "c = sorted(a, key=lambda x: (i := x))",
        "if a:\n    def c(x):\n        i = k = x\n        return i",
    ],
)
def test_a_variable_of_an_inner_scope_is_not_used_outside_of_it(before: str) -> None:
    lines = "\n".join(f"    {line}" for line in before.splitlines())
    made = keys(f"def f(a):\n{lines}\n    return a\n")
    assert not made & {"f: a -> i", "f: a -> k", "f: a -> x"}


def test_a_variable_that_a_comprehension_gives_to_the_function_is_used_after_it() -> None:
    body = "    b = [last := i for i in a]\n    return b, last\n"
    assert "f: b -> last" in keys(f"def f(a):\n{body}")


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("try:\n    return a\nexcept KeyError:\n    return a + 1", "f: a + 1 -> a - 1"),
        ("match a:\n    case 1:\n        return a + 1", "f: a + 1 -> a - 1"),
        ("match a + 1:\n    case 1:\n        return a", "f: a + 1 -> a - 1"),
        ("match a:\n    case 1 if a + 1:\n        return a", "f: a + 1 -> a - 1"),
        ("with a.at(2) as b:\n    return b", "f: 2 -> 3"),
    ],
)
def test_a_statement_is_changed_in_whatever_clause_it_stands(body: str, wrong: str) -> None:
    lines = "\n".join(f"    {line}" for line in body.splitlines())
    assert wrong in keys(f"def f(a):\n{lines}\n")


def test_what_a_statement_raises_or_asserts_stays() -> None:
    body = "    assert a + 1, a + 2\n    raise ValueError(a + 3)\n"
    assert keys(f"def f(a):\n{body}") == set()
