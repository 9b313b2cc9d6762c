"""Where a learner's data is kept: the user's own data folder, or `KATA_HOME`.

Who has no home keeps nothing: what would be written to then is not theirs.
"""

from __future__ import annotations

import os
from pathlib import Path

DATABASE = "progress.db"
OLD_FILE = "progress.json"  # what earlier versions wrote


def database_file() -> Path | None:
    """Return the file that holds progress, whether or not it is there; None without a home."""
    folder = data_folder()
    return folder / DATABASE if folder else None


def old_progress_file() -> Path | None:
    """Return the file in which earlier versions kept progress; None without a home."""
    if os.environ.get("KATA_HOME"):
        return Path(os.environ["KATA_HOME"]) / OLD_FILE
    import click

    return Path(click.get_app_dir("kata-runner")) / OLD_FILE if has_home() else None


def has_progress() -> bool:
    """Whether anything was kept, by this version or an earlier one."""
    files = filter(None, (database_file(), old_progress_file()))
    return any(os.path.lexists(file) for file in files)


def data_folder() -> Path | None:
    """Return the folder of a learner's data; None without a home."""
    if os.environ.get("KATA_HOME"):
        return Path(os.environ["KATA_HOME"])
    if not has_home():
        return None
    from platformdirs import user_data_path

    return user_data_path("kata-runner", appauthor=False)


def has_home() -> bool:
    """Whether there is a folder for the user's own files: one that they named, or a home that
    exists.
    """
    named = os.environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117  # pathlib raises for nobody's home
        return named != "/"
    home = os.path.expanduser("~")  # noqa: PTH111
    return os.path.isabs(home) and home != "/" and os.path.isdir(home)  # noqa: PTH112, PTH117
