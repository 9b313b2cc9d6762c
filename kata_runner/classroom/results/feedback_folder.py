"""The folder with feedback files for each student, and the atomic replacement of files."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from kata_runner.errors import PathError


def refuse_links(paths: Iterable[Path]) -> None:
    """Raise PathError for a link in place of one of our files: its target is not ours."""
    for path in paths:
        if path.is_symlink():
            raise PathError(
                f"{path} is a link: what it leads to would be overwritten: choose another --out"
            )


def make_folder(folder: Path) -> None:
    """Create a folder of results if needed; raises PathError if that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PathError(
            f"{folder}: cannot keep results there: {error.strerror}: choose another --out"
        ) from error


def replace_file(path: Path, data: bytes) -> None:
    """Write a file atomically, and not through a link; an OSError names the file."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.unlink(missing_ok=True)  # left by a run that was killed
        with new.open("xb") as file:
            file.write(data)
        new.replace(path)
    except OSError as error:  # on a full disk it has no name, elsewhere the temporary one
        raise OSError(error.errno, error.strerror, str(path)) from error


class FeedbackFolder:
    """Files named by a student's file name and one of several suffixes."""

    def __init__(self, folder: Path, suffixes: Collection[str]) -> None:
        """Create the folder if needed; raises OSError if that fails, and PathError for a link."""
        refuse_links([folder])
        folder.mkdir(exist_ok=True)
        self.folder, self.suffixes = folder, suffixes

    def write(self, name: str, suffix: str, text: str) -> None:
        """Write a file, unless it has this content already."""
        path = self.get_path(name, suffix)
        data = f"{text}\n".encode("utf-8", "backslashreplace")
        if not has_content(path, data):
            replace_file(path, data)

    def remove(self, name: str) -> None:
        """Remove the files of a name, unless it is unsafe: the database may have been changed."""
        if name != Path(name).name or name.startswith("."):
            return
        for suffix in self.suffixes:
            self.get_path(name, suffix).unlink(missing_ok=True)

    def get_path(self, name: str, suffix: str) -> Path:
        """Return the path of a file."""
        return self.folder / f"{name}.{suffix}"

    def remove_temporary_files(self) -> None:
        """Remove the temporary files of a run that was killed."""
        for path in list(self.folder.glob(".*.new")):
            path.unlink(missing_ok=True)


def has_content(path: Path, data: bytes) -> bool:
    """Whether a file contains exactly these bytes."""
    try:
        return path.read_bytes() == data
    except OSError:
        return False
