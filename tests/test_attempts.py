"""The attempts that the tests keep: one format for all of them, and what their bases stand for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kata_runner.grading.attacks import CORPUS, SUFFIX
from kata_runner.model import Status
from tests.helpers.attempts import FOLDER, KEYS, read_header, read_source, replace_parts

FILES = sorted([*FOLDER.rglob("*.py"), *CORPUS.glob(f"*{SUFFIX}")])
STATUSES = {"passed", "failed", "unrunnable"}


def test_every_header_has_only_keys_and_statuses_that_there_are() -> None:
    assert len(FILES) >= 350
    for path in FILES:
        header = read_header(path)
        if header.first("kata"):
            continue  # what is said of it is all that is expected
        for level in ("full", "kernel", "process"):
            assert set(header.verdict(level).split(" or ")) <= STATUSES, path
        outcomes = {outcome.split()[1] for outcome in header.all("outcome")}
        assert outcomes <= set(Status), path
        is_explained = header.first("because") or header.first("expect") != "failed"
        assert is_explained or is_stranger(path), path


def is_stranger(path: Path) -> bool:
    """Whether an attempt is hostile or odd, and not just wrong."""
    return path.parent == CORPUS or path.parent.name == "strangers"


@pytest.mark.thorough
@pytest.mark.slow
def test_what_has_a_base_says_only_what_is_different() -> None:
    based = [path for path in FILES if read_header(path).first("base")]
    assert len(based) >= 130
    for path in based:
        base = FOLDER / read_header(path).first("base")
        assert read_header(base).first("expect") == "passed"
        own, right = (definitions(file.read_bytes()) for file in (path, base))
        assert not [name for name, text in own.items() if right.get(name) == text], path
        composed = definitions(read_source(path))
        assert composed == right | own, path


def definitions(source: bytes) -> dict[str, str]:
    """The functions and classes of a source, the last of each name."""
    return {
        node.name: ast.dump(node)
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# expect: passed\n# becuase: x\n", "'# becuase: x' is no line of a header"),
        ("# expect: passed\n# a remark\n", "'# a remark' is no line of a header"),
        ("# because: x\n", "the header has no `# expect: ...`"),
        ("x = 1\n# expect: passed\n", "the header has no `# expect: ...`"),
    ],
)
def test_what_is_no_header_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "x.py"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"x\.py: ") as caught:
        read_header(path)
    assert message in str(caught.value)


def test_every_key_is_described() -> None:
    import tests.helpers.attempts as helper

    described = helper.__doc__ or ""
    assert [
        key for key in KEYS if f"\n    {key.split(' at ')[0].split(' ')[0]}" not in described
    ] == []


def test_parts_stand_where_those_that_they_replace_stood() -> None:
    base = "import a\n\n\n@a.b\ndef f():\n    return 1\n\n\ndef g():\n    return f()\n"
    parts = "import c\nX = 1\ndef f():\n    return X\nf = c.d(f)\n"
    assert replace_parts(base, parts) == (
        "import a\n\n\nimport c\nX = 1\ndef f():\n    return X\n\n\n"
        "def g():\n    return f()\n\nf = c.d(f)\n"
    )


def test_what_follows_no_replaced_part_stands_at_the_end() -> None:
    assert replace_parts("def f():\n    return 1\n", "f = str(f)\n").endswith("\n\nf = str(f)\n")
