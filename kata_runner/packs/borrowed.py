"""Calls to objects of a pack outside its hooks, such as renderers and executors: their errors are
reported in one line as the pack's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb

from kata_runner import hookspecs
from kata_runner.errors import KataRunnerError, PackError
from kata_runner.packs.pack import Pack, describe_error, is_foreign

OWN_FOLDER = Path(hookspecs.__file__).parent


@contextmanager
def attribute_errors_to(pack: Pack, doing: str) -> Iterator[None]:
    """Raise PackError, which names the pack, for an error in its code.

    An error in our own code is raised unchanged.
    """
    try:
        yield
    except KataRunnerError:
        raise
    except (Exception, SystemExit) as error:
        if pack.is_builtin or not is_raised_by_pack(error):
            raise
        raise PackError(
            f"{pack.label}: {pack.find_location(error)}: {doing}: {describe_error(error)}"
        ) from error


def is_raised_by_pack(error: BaseException) -> bool:
    """Whether an error was raised by a plugin's code, or a library that it calls, and not by our
    own code.
    """
    frames = [frame.filename for frame in extract_tb(error.__traceback__)]
    known = [name for name in frames if is_own(name) or is_foreign(name)]
    return bool(known) and not is_own(known[-1])


def is_own(filename: str) -> bool:
    """Whether a file is of this package."""
    return OWN_FOLDER in Path(filename).parents
