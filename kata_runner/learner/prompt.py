"""A Python prompt with a learner's functions, a kata's data and the inputs of a case.

It is a separate process, so that everything tried in it ends with it. It runs the learner's file as
`python -i FILE` does, with the learner's own rights: nothing is graded there.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from kata_runner.engine.attempt_file import is_notebook, read_attempt
from kata_runner.model import Kata
from kata_runner.packs.author_files import read_text

# The source, the case and the data are passed in one JSON file.
STARTUP = """
import json as _json, os as _os, sys as _sys, traceback as _traceback
with open(_os.environ.pop("TRIED_CASE"), encoding="utf-8") as _file:
    _given = _json.load(_file)
_sys.path.insert(0, _given["folder"])
try:
    import numpy as np
    from numpy import array
except ImportError:
    pass
data = _given["data"]
def _run(source, name):
    try:
        exec(compile(source, name, "exec"), globals())
    except BaseException:
        _traceback.print_exc(limit=-1)
_run(_given["source"], _given["path"])
_run(_given["case"], "<the case>")
print(_given["banner"])
del _file, _given, _run
"""


def open_prompt(kata: Kata, path: Path | None, case: str = "", names: str = "") -> int:
    """Open a prompt and return its exit code when the learner leaves it.

    `case` is Python that assigns the inputs of a case, and `names` is their names, for the banner.
    Raises PathError for a path that cannot be read as an attempt.
    """
    source = read_attempt(path).source.decode("utf-8-sig", "replace") if path else ""
    data = {name: read_text(kata.folder / name) for name in kata.data}
    given = {
        "source": source,
        "path": str(path or ""),
        "folder": str(path.parent.absolute() if path else Path.cwd()),
        "case": case,
        "data": data,
        "banner": banner(kata, path, names),
    }
    with TemporaryDirectory() as folder:
        file = Path(folder) / "given.json"
        file.write_text(json.dumps(given), encoding="utf-8")
        environment = {**os.environ, "TRIED_CASE": str(file)}
        return run_interactively([sys.executable, "-q", "-i", "-c", STARTUP], environment)


def run_interactively(
    command: list[str],
    environment: Mapping[str, str] | None = None,
    text: bytes | None = None,
) -> int:
    """Run a program that has the terminal, Ctrl-C included, to itself; return its exit code.

    `text` is its standard input; without it, the terminal is. Raises OSError if it cannot be
    started.
    """
    # A handler, and not SIG_IGN, which the program would inherit: exec resets handlers only.
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        return subprocess.run(command, env=environment, input=text, check=False).returncode
    finally:
        signal.signal(signal.SIGINT, before)


def banner(kata: Kata, path: Path | None, names: str) -> str:
    """Return the text that says what is defined in the prompt, and how to leave it."""
    lines = [f"Kata {kata}."]
    if path is not None:
        what = "The code of" if is_notebook(path.name) else "All of"
        lines.append(f"{what} {path} is here.")
    if kata.data:
        lines.append(f"data has {', '.join(kata.data)}.")
    if names:
        lines.append(f"The case that fails: {names}.")
    return "\n".join([*lines, "exit() leaves."])
