"""The location of a learner's data: the user's own data folder, or `KATA_HOME`.

A user without a home keeps no data, because the folder that would be used belongs to someone else.
"""

from __future__ import annotations

import os
from pathlib import Path

DATABASE = "progress.db"
OLD_FILE = "progress.json"  # of earlier versions


def database_file() -> Path | None:
    """Return the path of the progress database, which need not exist; None without a home."""
    folder = data_folder()
    return folder / DATABASE if folder else None


def old_progress_file() -> Path | None:
    """Return the file in which earlier versions kept progress; None without a home."""
    if os.environ.get("KATA_HOME"):
        return Path(os.environ["KATA_HOME"]) / OLD_FILE
    import click

    return Path(click.get_app_dir("kata-runner")) / OLD_FILE if has_home() else None


def has_progress() -> bool:
    """Whether progress was stored, by this version or an earlier one."""
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
    """Whether there is a folder for the user's own files.

    That is the folder in `XDG_DATA_HOME`, or a home that exists.
    """
    named = os.environ.get("XDG_DATA_HOME", "")
    if os.path.isabs(named):  # noqa: PTH117  # pathlib raises without a home
        return named != "/"
    home = os.path.expanduser("~")  # noqa: PTH111
    return os.path.isabs(home) and home != "/" and os.path.isdir(home)  # noqa: PTH117
