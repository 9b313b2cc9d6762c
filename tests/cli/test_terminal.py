"""The screen is left for another program, and drawn again after it."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from kata_runner.cli import terminal
from kata_runner.cli.terminal import ENTER, LEAVE, Terminal


def test_after_a_program_that_cannot_be_started_the_screen_is_drawn_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "key_mode", lambda **_: nullcontext())
    monkeypatch.setattr(Terminal, "size", (80, 24))
    screen = Terminal()
    screen.draw(["a line"])
    capsys.readouterr()
    with pytest.raises(FileNotFoundError), screen.away():
        raise FileNotFoundError("no editor")
    assert capsys.readouterr().out == LEAVE + ENTER
    screen.draw(["a line"])
    assert "a line" in capsys.readouterr().out
