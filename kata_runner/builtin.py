"""The built-in katas, registered as any pack registers its own.

A wheel contains them inside the package, a checkout beside it.
"""

from collections.abc import Callable
from pathlib import Path

from kata_runner import hookimpl

PACKAGE = Path(__file__).parent
HOME = PACKAGE if (PACKAGE / "katas").is_dir() else PACKAGE.parent


@hookimpl
def register_katas(register: Callable[..., None]) -> None:
    """Say where the built-in katas are."""
    register(katas=HOME / "katas", solutions=HOME / "solutions")
