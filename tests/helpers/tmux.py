"""A real terminal of a given size, as `tmux` emulates one: keys go in, the screen comes out."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

import pytest

TIMEOUT = 60.0  # seconds, on a busy machine
needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


class Tmux:
    """One terminal with a shell command in it."""

    def __init__(
        self,
        command: list[str],
        folder: Path,
        environment: Mapping[str, str],
        size: tuple[int, int],
    ) -> None:
        """Start the command; the terminal stays when it has ended."""
        self.socket = str(folder / "tmux.socket")
        columns, rows = size
        assignments = [f"{name}={value}" for name, value in environment.items()]
        shell = f"{shlex.join(['env', *assignments, *command])}; echo ENDED $?; sleep 600"
        self._run("-f", os.devnull, "new-session", "-d", "-x", str(columns), "-y", str(rows),
                  "-c", str(folder), shell)  # fmt: skip

    def __enter__(self) -> Self:
        """It runs already."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, with all that runs in it."""
        self._run("kill-server")

    def _run(self, *arguments: str) -> str:
        """Ask the server for something."""
        environment = {name: value for name, value in os.environ.items() if name != "TMUX"}
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True,
                              encoding="utf-8", env=environment, check=True)  # fmt: skip
        return done.stdout

    def press(self, *keys: str) -> None:
        """Press keys: a letter, or a name such as `Enter`."""
        self._run("send-keys", *keys)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._run("resize-window", "-x", str(columns), "-y", str(rows))

    def screen(self, *, styled: bool = False) -> str:
        """What is on the screen, with its escapes where they are asked for."""
        return self._run("capture-pane", "-p", *(["-e"] if styled else []))

    def wait_for(self, *texts: str, without: str = "\0") -> str:
        """Wait until all of these are on the screen, and one is not; return the screen."""
        end = time.monotonic() + TIMEOUT
        while time.monotonic() < end:
            screen = self.screen()
            if all(text in screen for text in texts) and without not in screen:
                return screen
            time.sleep(0.05)
        pytest.fail(f"{texts} without {without!r} did not come, but:\n{self.screen()}")
