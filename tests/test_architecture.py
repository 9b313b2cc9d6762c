"""The house as DESIGN.md draws it: imports point left, modules stand alone, nothing knows too
much.
"""

from __future__ import annotations

import ast
import importlib.metadata
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import ModuleType

import pytest

import kata_runner
from kata_runner.packs.kata_folder import read_fields

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "kata_runner"
ORDER = (
    {"errors", "sanitize", "cells", "source_lines"},
    {"table", "limits", "seeds"},
    {"model"},
    {"figure", "controls"},
    {"authoring"},
    {"hookspecs"},
    {"packs"},
    {"engine"},
    {"mutation"},
    {"grading"},
    {"verify", "figures", "learner", "scaffold"},
    {"api"},
    {"classroom"},
    {"reports"},
    {"cli", "notebook"},
)
RANK = {layer: rank for rank, layers in enumerate(ORDER) for layer in layers}
CLASSROOM_ORDER = (
    {"records", "fingerprint"},
    {"submissions", "executors"},
    {"roster"},
    {"results"},
    {"run"},
)
CLASSROOM_RANK = {part: rank for rank, parts in enumerate(CLASSROOM_ORDER) for part in parts}
CLIENTS = {"builtin", "testing"}  # they use public names, and nobody imports them
PUBLIC = {f"kata_runner.{home}" for home in kata_runner.HOMES.values()}
INSIDE = "kata_runner.engine.inside"
AUTHORS = {"figure", "controls", "authoring"}  # what experiments are declared with
INSIDE_MAY = (
    "kata_runner.cells",
    "kata_runner.table",
    "kata_runner.limits",
    *(f"kata_runner.{name}" for name in AUTHORS),
    INSIDE,
)
HEAVY = {
    "numpy",
    "rich",
    "tabulate",
    "msgpack",
    "jinja2",
    "markdown_it",
    "latex2mathml",
    "matplotlib",
}
MAX_LINES = 350

SOURCES = sorted(PACKAGE.rglob("*.py"))
OURS = sorted(
    path for path in [*SOURCES, *ROOT.glob("tests/**/*.py")] if "attempts" not in path.parts
)


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in SOURCES}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def layer_of(module: str) -> str:
    """The first name below the package, and nothing for the package itself."""
    return module.partition(".")[2].partition(".")[0]


def part_of(module: str) -> str:
    """The second name below the package: the package or module of a layer."""
    return ".".join(module.split(".")[2:3])


@cache
def imports_of(module: str) -> set[str]:
    """What a module imports of ours, anywhere: in functions, for type checking only, or named in a
    string.
    """
    found: set[str] = set()
    for node in ast.walk(tree_of(MODULES[module])):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, (
                f"{module}, line {node.lineno}: write the whole name, its layer shows then"
            )
            found |= {meant(f"{node.module}.{alias.name}") for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {node.value} & MODULES.keys() - {"kata_runner"}
    return {name for name in found if name.split(".")[0] == "kata_runner"} - {module}


def meant(name: str) -> str:
    """The module where a name is at home: its own, the one it is in, or the one a public name comes
    from.
    """
    package, _, last = name.rpartition(".")
    if name in MODULES or package not in MODULES:
        return name
    return f"kata_runner.{kata_runner.HOMES[last]}" if package == "kata_runner" else package


def all_imports() -> list[tuple[str, str]]:
    """Each module with each that it imports; nothing is parsed before a test asks."""
    return [(module, imported) for module in MODULES for imported in sorted(imports_of(module))]


def plugin_modules() -> list[str]:
    return [point.module for point in importlib.metadata.entry_points(group="kata_runner")
            if point.module.split(".")[0] == "kata_runner"]  # fmt: skip


def test_every_module_has_a_place_in_the_order() -> None:
    homeless = {layer_of(module) for module in MODULES} - RANK.keys() - CLIENTS - {"", "__main__"}
    assert not homeless, f"{homeless}: say in ORDER where they stand"


def is_left_of(imported: str, module: str) -> bool:
    """Whether one module stands left of another, or in the same layer; clients see public names."""
    layer, other = layer_of(module), layer_of(imported)
    if layer in ("", *CLIENTS):
        return imported in PUBLIC or RANK[other] <= RANK["hookspecs"]
    return layer in ("__main__", other) or RANK[other] < RANK[layer]


@pytest.mark.slow
def test_imports_point_left() -> None:
    wrong = [pair for pair in all_imports() if not is_left_of(*reversed(pair))]
    assert not wrong, "each imports what stands right of it"


def test_the_packages_of_the_classroom_import_left() -> None:
    pairs = [pair for pair in all_imports() if {*map(layer_of, pair)} == {"classroom"}]
    wrong = [
        (module, imported)
        for module, imported in pairs
        if part_of(imported) not in ("", part_of(module))
        and CLASSROOM_RANK[part_of(imported)] >= CLASSROOM_RANK[part_of(module)]
    ]
    assert pairs and not wrong


def test_nobody_imports_the_clients() -> None:
    importers = {module for module in MODULES if CLIENTS & set(map(layer_of, imports_of(module)))}
    assert not importers


@pytest.mark.thorough
@pytest.mark.slow
def test_tests_import_helpers_and_not_one_another() -> None:
    for path in (path for path in OURS if "tests" in path.parts):
        for node in ast.walk(tree_of(path)):
            module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
            if module.startswith("tests."):
                is_shared = module.startswith("tests.helpers.") or module.endswith(".conftest")
                assert is_shared, f"{path} imports {module}"


def test_there_are_no_import_cycles() -> None:
    try:
        TopologicalSorter({module: imports_of(module) for module in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(f"a cycle: {' -> '.join(error.args[1])}")


def test_the_attempts_process_imports_next_to_nothing_of_ours() -> None:
    inside = [pair for pair in all_imports() if pair[0].startswith(INSIDE)]
    assert inside and not [pair for pair in inside if not pair[1].startswith(INSIDE_MAY)]


@pytest.mark.parametrize("module", plugin_modules())
def test_built_in_plugins_use_the_public_hookimpl(module: str) -> None:
    names = {
        node.module: [alias.name for alias in node.names]
        for node in ast.walk(tree_of(MODULES[module]))
        if isinstance(node, ast.ImportFrom)
    }
    assert "hookimpl" in names["kata_runner"]
    assert "hookimpl" not in names.get("kata_runner.hookspecs", [])


@pytest.mark.parametrize("client", sorted(CLIENTS & {layer_of(module) for module in MODULES}))
def test_clients_use_public_names_only(client: str) -> None:
    for node in ast.walk(tree_of(MODULES[f"kata_runner.{client}"])):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kata_runner"):
            assert node.module == "kata_runner"
            assert {alias.name for alias in node.names} <= set(kata_runner.__all__)


def test_the_public_names_are_those_that_are_there() -> None:
    assert sorted(kata_runner.HOMES) == sorted(kata_runner.__all__)
    for name in kata_runner.__all__:
        value = getattr(kata_runner, name)
        home = value.__name__ if isinstance(value, ModuleType) else value.__module__
        assert home.startswith(("kata_runner", "pluggy"))


@pytest.mark.slow
@pytest.mark.thorough
def test_every_module_imports_alone() -> None:
    script = """
import importlib, sys
for name in sys.argv[1:]:
    for ours in [loaded for loaded in sys.modules if loaded.split(".")[0] == "kata_runner"]:
        del sys.modules[ours]
    try:
        importlib.import_module(name)
    except BaseException as error:
        print(f"{name}: {type(error).__name__}: {error}")
"""
    names = [name for name in MODULES if not name.endswith("__main__")]
    done = subprocess.run(
        [sys.executable, "-P", "-c", script, *names], capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr) == ("", "")


@pytest.mark.parametrize("argument", ["list", "--help"])
def test_listing_and_help_import_nothing_heavy(argument: str) -> None:
    command = [sys.executable, "-P", "-X", "importtime", "-m", "kata_runner", argument]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in imported, "or -X importtime reports otherwise now"
    assert not HEAVY & imported


@cache
def kata_names() -> re.Pattern[str]:
    """The ids and names of the built-in katas, and what each kata's functions are called."""
    files = sorted(ROOT.glob("katas/*/kata.toml"))
    katas = [(file.parent.name, read_fields(file).data) for file in files]
    words = {word for name, data in katas for word in (data["id"], name, *data["hints"])}
    subjects = {"lstm", "rnn", "softmax", "cosine"}
    either = "|".join(map(re.escape, sorted(words | subjects)))
    # Whole words: a part may be called like an attribute of a library, as `echo` of `click.echo`.
    return re.compile(rf"(?<![\w.])({either})(?!\w)", re.IGNORECASE)


def words_outside_docstrings(path: Path) -> Iterator[tuple[int, str]]:
    """Every token and comment of a file that is not part of a docstring, attributes with their
    dot.
    """
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {
        node.body[0].lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, documented) and ast.get_docstring(node) is not None
    }
    before = ""
    with path.open("rb") as file:
        for token in tokenize.tokenize(file.readline):
            if token.start[0] not in docstrings:
                yield token.start[0], before + token.string
            before = "." if token.string == "." else ""


def test_the_program_knows_no_kata_by_name() -> None:
    naming = [
        (module, *where)
        for module, path in MODULES.items()
        if kata_names().search(path.read_text(encoding="utf-8"))
        for where in words_outside_docstrings(path)
        if kata_names().search(where[1])
    ]
    assert not naming, "only examples in the help of commands may name a kata"


def test_only_the_help_of_commands_gives_katas_as_examples() -> None:
    ids = [re.escape(read_fields(file).data["id"]) for file in ROOT.glob("katas/*/kata.toml")]
    pattern = re.compile(rf"(?<![\w.])({'|'.join(ids)})(?![\w.])")
    others = [path for module, path in MODULES.items() if layer_of(module) != "cli"]
    assert ids and not [path for path in others if pattern.search(path.read_text(encoding="utf-8"))]


def test_no_file_is_too_long_to_read() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in OURS}
    assert not {path: count for path, count in lines.items() if count > MAX_LINES}


def hooks() -> list[str]:
    return [node.name for node in tree_of(PACKAGE / "hookspecs.py").body
            if isinstance(node, ast.FunctionDef) and node.decorator_list]  # fmt: skip


@cache
def names_of_tests() -> tuple[str, ...]:
    return tuple(
        node.name
        for path in OURS
        if path.name.startswith("test_")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )


@pytest.mark.slow
@pytest.mark.parametrize("hook", hooks())
def test_every_hook_has_a_test_that_names_it(hook: str) -> None:
    assert any(re.search(rf"_hook_{hook}(_|$)", name) for name in names_of_tests())


@pytest.mark.parametrize("hook", hooks())
def test_every_hook_is_used_by_a_plugin_of_ours(hook: str) -> None:
    plugins = [MODULES[module] for module in plugin_modules()] + sorted(
        ROOT.glob("tests/packs/third_party/*/*/*.py")
    )
    functions = {
        node.name
        for path in plugins
        for node in tree_of(path).body
        if isinstance(node, ast.FunctionDef)
    }
    assert hook in functions
