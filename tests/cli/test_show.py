"""`kata show`: Markdown where no terminal is, and rendered for every terminal."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.helpers.commands import kata_command
from tests.helpers.terminal import run_in_terminal
from tests.helpers.tmux import Tmux, needs_tmux

if TYPE_CHECKING:
    from tests.conftest import RunKata

LESSON = """# Softmax

Scores become probabilities, and σ² • “quoted” – é stays readable in every terminal there is.

## What you write

**`softmax(scores)`** returns them. This line is long enough to be wrapped at sixty columns, surely.

```python
>>> softmax([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0])[:3].tolist()  # 76 columns
[0.0005766127696870058, 0.0015673960138976283, 0.0042606251011353995]
```

- In a list:

  ```
  ──▶ ( * ) ─────────────────────────────────────────────────────────▶ end
  ```

**`logits(x)`** is another part.

## Drawing `code`

```
# no heading
**`nothing`** in here
```

| a | b |
|---|---|
| 1 | 2 |
"""


@pytest.fixture
def pack(own_softmax: Path) -> Path:
    """Softmax with a lesson that has all there is."""
    (own_softmax / "katas" / "softmax" / "lesson.md").write_text(LESSON, encoding="utf-8")
    return own_softmax


def show(
    pack: Path, *arguments: str, columns: int = 60, encoding: str = "utf-8", **variables: str
) -> str:
    """What `kata show` writes to a terminal with so many columns and 10 rows."""
    settings = {"KATA_PACKS": str(pack), "PAGER": "cat", "PYTHONIOENCODING": encoding, **variables}
    return run_in_terminal(
        pack / "home", "show", "0.1", *arguments, cwd=pack, columns=columns, rows=10,
        env=settings, has_keys=True, encoding=encoding,
    ).out  # fmt: skip


def test_in_a_pipe_the_lesson_is_its_markdown(kata: RunKata, pack: Path) -> None:
    code, out, err = kata("show", "softmax", "--pack", pack)
    assert (code, out.rstrip(), err) == (0, LESSON.rstrip(), "")


@pytest.mark.parametrize("topic", ["softmax", "SOFTM"])
def test_a_part_is_what_stands_from_its_name_to_the_next(
    kata: RunKata, pack: Path, topic: str
) -> None:
    code, out, err = kata("show", "0.1", topic, "--pack", pack)
    assert (code, err) == (0, "")
    assert out.startswith("# Softmax\n" if topic == "softmax" else "**`softmax(scores)`** returns")


def test_the_section_of_a_part_ends_where_the_next_begins(kata: RunKata, pack: Path) -> None:
    out = kata("show", "0.1", "logits", "--pack", pack).out
    assert out == "**`logits(x)`** is another part.\n"


def test_a_heading_is_what_stands_under_it(kata: RunKata, pack: Path) -> None:
    out = kata("show", "0.1", "what you", "--pack", pack).out
    assert out.startswith("## What you write\n")
    assert out.endswith("**`logits(x)`** is another part.\n")


def test_the_contents_are_headings_and_parts(kata: RunKata, pack: Path) -> None:
    assert kata("show", "0.1", "--contents", "--pack", pack).out.splitlines() == [
        "What you write",
        "  softmax",
        "  logits",
        "Drawing `code`",
    ]


@pytest.mark.parametrize(
    ("topic", "way_on"),
    [("logit5", "did you mean 'logits'?"), ("zzz", "`kata show 0.1 --contents --pack ")],
)
def test_what_is_not_in_the_lesson_is_said_with_a_way_on(
    kata: RunKata, pack: Path, topic: str, way_on: str
) -> None:
    code, out, err = kata("show", "0.1", topic, "--pack", pack)
    assert (code, out) == (2, "")
    assert f"the lesson of kata 0.1 has nothing called {topic!r}: " in err
    assert way_on in err


@pytest.mark.slow
def test_in_a_terminal_code_stays_as_it_is_and_text_is_wrapped(pack: Path) -> None:
    output = re.sub(r"\x1b\[[\d;]*m", "", show(pack))
    lines = output.splitlines()
    blocks = re.findall(r"^( *)```.*?\n(.*?)^ *```", LESSON, re.MULTILINE | re.DOTALL)
    for _, block in blocks:
        for line in block.splitlines():
            assert any(line.strip() in shown for shown in lines), line
    code = [line for line in LESSON.splitlines() if line.startswith((">>>", "["))]
    assert [line for line in lines if line.startswith((">>>", "["))] == code, "it can be copied"
    wide = [line for line in lines if len(line) > 60]
    assert all("softmax([" in line or "0.000576" in line or "──▶" in line for line in wide)
    assert lines[0].startswith("Contents: What you write · Drawing `code`")
    assert "**" not in output.replace("**`nothing`**", "")
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_a_terminal_with_fewer_characters_shows_others(pack: Path, encoding: str) -> None:
    text = show(pack, encoding=encoding)
    assert "Traceback" not in text
    assert "sigma" in text
    assert "?" not in text
    expected = {"ascii": "sigma^2 * \"quoted\" - e stays", "cp1252": "sigma² • “quoted” – é stays",
                "latin-1": "sigma² * \"quoted\" - é stays"}  # fmt: skip
    assert expected[encoding] in re.sub(r"\s+", " ", text)
    assert "--> ( * ) ---------" in text


@pytest.mark.slow
def test_without_colours_it_is_rendered_all_the_same(pack: Path) -> None:
    for output in (show(pack, NO_COLOR="1"), show(pack, TERM="dumb")):
        assert "\x1b" not in output
        assert "##" not in output
    assert "\x1b[" in show(pack)


@pytest.mark.thorough
@pytest.mark.slow
def test_only_what_is_longer_than_the_screen_goes_to_a_pager(pack: Path, tmp_path: Path) -> None:
    pager = tmp_path / "pager"
    pager.write_text("#!/bin/sh\necho PAGED\ncat\n", encoding="utf-8")
    pager.chmod(0o755)
    assert show(pack, PAGER=str(pager)).startswith("PAGED\n")
    assert "PAGED" not in show(pack, "logits", PAGER=str(pager))
    assert "PAGED" not in show(pack, "--no-pager", PAGER=str(pager))
    assert "PAGED" not in show(pack, PAGER=str(pager), TERM="dumb")


@pytest.mark.slow
@needs_tmux
def test_at_sixty_columns_a_drawing_of_76_is_whole_on_the_screen(pack: Path) -> None:
    environment = {"KATA_PACKS": str(pack), "LC_ALL": "C.UTF-8", "PAGER": "cat"}
    command = [*kata_command(), "show", "0.1", "What"]
    with Tmux(command, pack, environment, (60, 40)) as terminal:
        screen = terminal.wait_for("ENDED 0")
    drawing = "──▶ ( * ) ─────────────────────────────────────────────────────────▶ end"
    assert drawing in screen.replace("\n", "")


def test_a_lesson_that_is_missing_is_the_katas_fault(kata: RunKata, own_softmax: Path) -> None:
    (own_softmax / "katas" / "softmax" / "lesson.md").unlink()
    code, out, err = kata("show", "0.1", "--pack", own_softmax)
    assert (code, out) == (3, "")
    assert err.startswith("kata: error: kata 0.1 has no lesson that can be read: ")
    assert len(err.splitlines()) == 1


@pytest.mark.slow
def test_a_pager_shows_colours_unless_the_environment_has_options_for_less(
    pack: Path, tmp_path: Path
) -> None:
    pager = tmp_path / "pager"
    pager.write_text('#!/bin/sh\necho "LESS=$LESS HOME=$KATA_HOME"\ncat\n', encoding="utf-8")
    pager.chmod(0o755)
    assert show(pack, PAGER=str(pager)).startswith(f"LESS=-R HOME={pack / 'home'}\n")
    assert show(pack, PAGER=str(pager), LESS="-F").startswith("LESS=-F HOME")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["less '", "no program"])
def test_a_pager_that_cannot_be_run_is_named_and_the_text_is_shown(
    pack: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "no program").write_bytes(b"\x7fELF")
    (tmp_path / "no program").chmod(0o755)
    output = show(pack, PAGER=name if "'" in name else shlex.quote(str(tmp_path / name)))
    assert "kata: warning: PAGER " in output
    assert ": set it to a program that can be run\n" in output
    assert "Contents: " in output
    assert "Traceback" not in output
