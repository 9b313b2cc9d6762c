"""Writing a kata's starter file where the learner wants it."""

from __future__ import annotations

import os
from pathlib import Path

from kata_runner.errors import PathError
from kata_runner.model import Kata
from kata_runner.packs.starter import get_starter_text


def write_starter(kata: Kata, folder: Path) -> Path:
    """Write `folder/<name>.py` and say where; raises PathError rather than touch a file that is
    there.
    """
    path = folder / f"{kata.name}.py"
    text = get_starter_text(kata)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        existing = path if os.path.lexists(path) else folder
        raise PathError(f"{existing} already exists and was not changed: name another folder, "
                           f"`{kata.command('start', 'DIR')}`") from error  # fmt: skip
    except OSError as error:
        raise PathError(f"{path} cannot be written: {error.strerror}") from error
    return path
