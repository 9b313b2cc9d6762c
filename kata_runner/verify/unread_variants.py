"""What stands in a file of mistakes or alternatives and is none, because nothing declares it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kata_runner.grading.variants import Mark, list_unread, read_variants
from kata_runner.verify.check import Remark, problem


def report_unread(file: Path, mark: Mark) -> Iterator[Remark]:
    """Yield an error for each function of a file that declares nothing and is not used, and for a
    file that declares nothing.
    """
    for line, name in list_unread(file, mark):
        yield problem(
            f"{file}:{line}: '{name}' has no @{mark.name} and nothing uses it: write "
            f"@{mark.name}({mark.example}) above it, or take it out",
            name,
        )
    if file.is_file() and not read_variants(file, mark):
        yield problem(f"{file}: no @{mark.name} stands in it: write one, or delete the file")
