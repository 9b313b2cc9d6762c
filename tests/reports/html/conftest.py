"""Pages of every kind, made once by the real commands from a hostile class and a hostile kata."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import SOFTMAX, RunKata

EVIL = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>"
ATTEMPT = f'''"""An attempt. {EVIL}"""
import numpy as np

print("""{EVIL}\u202e""")


def softmax(scores):
    e = np.exp(scores)
    if len(e) == 5:
        raise ValueError("""{EVIL}""" + "x" * 300)
    return e / e.sum() / 2
'''
LESSON = f"""# Softmax {EVIL}

> Scores become probabilities: $p_i = \\frac{{e^{{s_i}}}}{{\\sum_j e^{{s_j}}}}$.

## First {EVIL}

```math
\\sum_i p_i = 1
```

$$p > 0$$ costs $5 and not $7.

| a | b |
|---|---|
| a very long cell with many words in it that goes on | {"w" * 200} |

## Second

```python
x = "{"y" * 300}"
```

A broken one: $\\frac{{$. {EVIL}

## Third

{"word" * 100}
"""
EXPERIMENTS = f'''
"""Scores."""
from kata_runner import Table, control, experiment, figure, probe

EVIL = """{EVIL}"""


@experiment(points=1, title="Three scores " + EVIL, figure=figure.bars(x="score", y="probability"),
            control=control(temperature=(0.5, 4), count=(2, 4)))
def three_scores(impl, temperature=1.0, count=3):
    """The scores 1, 2, 3 become probabilities. <b>bold</b>"""
    scores = [score / temperature for score in range(1, count + 1)]
    names = [*map(str, scores[:-1]), EVIL]
    return Table(["score", "probability"], zip(names, impl.softmax(scores)), notes=[EVIL])


@experiment(figure=figure.lines(x="score", y="probability", log=True))
def curve(impl):
    """A curve."""
    return Table(["score", "probability"], enumerate(impl.softmax([float(n) for n in range(9)])))


@probe(points=2)
def large_scores(impl, rng):
    """Scores in the hundreds do not overflow."""
    return Table.of(impl.softmax(rng.normal(scale=300, size=5)))
'''


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory, kata_anywhere: RunKata) -> dict[str, Path]:
    """The path of a page of each kind."""
    folder = tmp_path_factory.mktemp("pages")
    pack = make_pack(folder / "pack")
    submissions = folder / "class"
    submissions.mkdir()
    for name in ("<script>hacked=1<b>", "ada", "&quot;'bob", "w" * 100):
        (submissions / f"{name}.py").write_text(ATTEMPT, encoding="utf-8")
    right = pack / "solutions" / "softmax" / "solution.py"
    shutil.copy(right, submissions / "right.py")
    mine = folder / f"mine <b>{'m' * 80}.py"
    mine.write_text(ATTEMPT, encoding="utf-8")
    commands: dict[str, list[object]] = {
        "lesson": ["show", "0.1", "--format", "html"],
        "demo": ["run", "0.1", "--format", "html"],
        "own demo": ["run", "0.1", mine, "--format", "html"],
        "report": ["check", "0.1", mine, "--format", "html"],
        "passed": ["check", "0.1", right, "--format", "html"],
    }
    made = {}
    for name, command in commands.items():
        made[name] = folder / f"{name}.html"
        done = kata_anywhere(*command, "--pack", pack)
        assert done.out.startswith("<!doctype html>"), done.err
        made[name].write_text(done.out, encoding="utf-8")
    done = kata_anywhere("grade", "0.1", submissions, "--out", folder / "out", "--html", "--seed",
                         "1", "--pack", pack)  # fmt: skip
    assert done.code == 0, done.err
    made["class"] = folder / "out" / "html" / "index.html"
    made["student"] = folder / "out" / "html" / "students" / "ada.html"
    return made


def make_pack(pack: Path) -> Path:
    """Return the softmax pack with a lesson, experiments and texts that are hostile to a page."""
    for part in ("katas", "solutions"):
        shutil.copytree(SOFTMAX / part, pack / part)
    kata = pack / "katas" / "softmax"
    (kata / "lesson.md").write_text(LESSON, encoding="utf-8")
    (kata / "experiments.py").write_text(EXPERIMENTS, encoding="utf-8")
    return pack
