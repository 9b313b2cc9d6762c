"""Which kata and which file are meant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kata_runner.errors import PathError, UnknownKataError, UsageError
from kata_runner.learner.choice import choose
from kata_runner.packs.catalogue import Catalogue, load_catalogue


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalogue:
    """Two katas that share a function: `one` has f and g, `two` has g and h; an empty folder."""
    for number, (name, functions) in enumerate({"one": "fg", "two": "gh"}.items(), 1):
        folder = tmp_path / "pack" / "katas" / name
        folder.mkdir(parents=True)
        (tmp_path / "pack" / "solutions" / name).mkdir(parents=True)
        toml = f'id = "{number}"\ntitle = "T"\nphase = "P"\nsummary = "S."\n'
        (folder / "kata.toml").write_text(toml)
        (folder / "starter.py").write_text("".join(f"def {f}():\n    ...\n" for f in functions))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    monkeypatch.setenv("KATA_DISABLED_PLUGINS", "builtin")
    return load_catalogue([tmp_path / "pack"])


def chosen(catalogue: Catalogue, *words: str) -> tuple[str, str]:
    """The name of the kata and the file for these words on the command line."""
    kata_id, file = [*words, None, None][:2]
    kata, path = choose(catalogue, kata_id, Path(file) if file else None)
    return kata.name, str(path)


def write(name: str, *functions: str) -> None:
    """A file that defines these functions."""
    Path(name).write_text("".join(f"def {function}():\n    ...\n" for function in functions))


def test_a_kata_has_its_own_file_and_any_other_that_is_named(catalogue: Catalogue) -> None:
    write("one.py")
    write("mine.txt")
    assert chosen(catalogue, "1") == ("one", "one.py")
    assert chosen(catalogue, "1", "mine.txt") == ("one", "mine.txt")


def test_a_file_alone_is_known_by_its_name(catalogue: Catalogue) -> None:
    write("two.py", "f", "g")
    assert chosen(catalogue, "two.py") == ("two", "two.py")
    assert chosen(catalogue, "missing/two.py") == ("two", "missing/two.py")


def test_a_file_alone_is_known_by_its_functions(catalogue: Catalogue) -> None:
    write("mine.py", "h", "helper")
    assert chosen(catalogue, "mine.py") == ("two", "mine.py")
    write("whole.py", "f", "g")  # all of one, and one of the other
    assert chosen(catalogue, "whole.py") == ("one", "whole.py")
    Path("broken.py").write_text("def f(:\n")
    assert chosen(catalogue, "broken.py") == ("one", "broken.py")


def test_a_notebook_is_known_by_its_functions(catalogue: Catalogue) -> None:
    import json

    cell = {"cell_type": "code", "source": ["def h():\n", "    ..."], "metadata": {}, "outputs": []}
    notebook: dict[str, Any] = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    Path("mine.ipynb").write_text(json.dumps(notebook))
    assert chosen(catalogue, "mine.ipynb") == ("two", "mine.ipynb")


@pytest.mark.parametrize("functions", ["g", "fgh"])
def test_where_two_fit_both_are_named(catalogue: Catalogue, functions: str) -> None:
    write("mine.py", *functions)
    message = (
        r"mine\.py could be an attempt at any of 1 \(one\), 2 \(two\): name the kata too, "
        r"`kata check 1 mine\.py`"
    )
    with pytest.raises(UsageError, match=message):
        chosen(catalogue, "mine.py")


def test_where_none_fits_it_says_so(catalogue: Catalogue) -> None:
    write("mine.py", "other")
    with pytest.raises(UsageError, match=r"mine\.py defines no part of a kata that is installed"):
        chosen(catalogue, "mine.py")
    with pytest.raises(PathError, match=r"missing\.py: No such file"):
        chosen(catalogue, "missing.py")


def test_without_anything_it_is_the_one_that_lies_here(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match="no kata's file lies here: `kata start ID` writes one"):
        chosen(catalogue)
    write("mine.py", "h")
    write("notes.py", "unrelated")
    Path("binary.py").write_bytes(b"\0")
    assert chosen(catalogue) == ("two", "mine.py")
    write("one.py")  # a name that fits comes before functions
    assert chosen(catalogue) == ("one", "one.py")
    write("two.py")
    with pytest.raises(UsageError, match=r"more than one kata lies here: one\.py \(1\) and two"):
        chosen(catalogue)


def test_the_wrong_order_is_said_the_right_way_round(catalogue: Catalogue) -> None:
    with pytest.raises(UsageError, match=r"the kata comes first: `kata check 1 mine\.py`"):
        chosen(catalogue, "mine.py", "1")
    with pytest.raises(UsageError, match=r"a\.py and b\.py are two files"):
        chosen(catalogue, "a.py", "b.py")


def test_a_file_that_is_missing_and_a_kata_that_is_unknown_are_named(catalogue: Catalogue) -> None:
    with pytest.raises(PathError, match=r"one\.py: no such file: name your file, or let"):
        chosen(catalogue, "1")
    with pytest.raises(PathError, match=r"x\.py: no such file: check the name, or let"):
        chosen(catalogue, "1", "x.py")
    with pytest.raises(UnknownKataError):
        chosen(catalogue, "7")
