"""From a save to the verdict of a right file in `kata watch`, against a cold `kata check`.

python tests/benchmarks/watch.py

The program runs in a terminal of its own, a pseudo-terminal, as it does for a learner. Between two
right files a wrong one is saved, so that each verdict shows.
"""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import tempfile
import termios
from pathlib import Path
from statistics import median
from time import monotonic, perf_counter, sleep

from ratios import seconds  # type: ignore[import-not-found]  # a script's own folder is on its path

BOUND = 2 / 3
ROUNDS = 15
ATTEMPTS = Path(__file__).parents[1] / "attempts" / "lstm_limitations"
RIGHT = ATTEMPTS / "right" / "where_expit.py"
PART = ATTEMPTS / "wrong" / "attention_ops_linear.py"  # the wrong function alone
WRONG = RIGHT.read_bytes() + b"\n\n" + PART.read_bytes()
TIMEOUT = 60.0  # seconds


class Watch:
    """`kata watch` on a file, in a terminal of 80 columns and 24 rows."""

    def __init__(self, kata: str, file: Path, environment: dict[str, str]) -> None:
        """Start it."""
        self.file = file
        self.terminal, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, 80))
        self.process = subprocess.Popen(
            [kata, "watch", "6.3", str(file)], stdin=theirs, stdout=theirs, env=environment
        )
        os.close(theirs)

    def close(self) -> None:
        """Quit as a learner does."""
        os.write(self.terminal, b"xq")
        self.process.wait(TIMEOUT)

    def wait_for(self, text: str) -> None:
        """Read the screen until this comes."""
        output, end = b"", monotonic() + TIMEOUT
        while text.encode() not in output:
            if not select.select([self.terminal], [], [], end - monotonic())[0]:
                sys.exit(f"{text!r} did not come within {TIMEOUT:.0f} s")
            output += os.read(self.terminal, 1 << 16)

    def save(self, source: bytes) -> None:
        """Save as editors do: a new file in place of the old one."""
        new = self.file.with_suffix(".new")
        new.write_bytes(source)
        new.replace(self.file)


def measure(kata: str, folder: Path) -> tuple[float, float]:
    """The medians of both, in turns."""
    environment = os.environ | {"KATA_HOME": str(folder / "home"), "TERM": "xterm"}
    file = folder / "lstm_limitations.py"
    file.write_bytes(WRONG)
    watch = Watch(kata, file, environment)
    watch.wait_for("95 of 100")
    warm, cold = [], []
    for number in range(ROUNDS + 1):
        cold.append(seconds([kata, "check", "6.3", str(RIGHT)], environment, 0))
        begin = perf_counter()
        watch.save(RIGHT.read_bytes() + b"# %d\n" % number)
        watch.wait_for("PASSED")
        warm.append(perf_counter() - begin)
        watch.wait_for("Right now")  # the picture of the part: it is not what is measured
        watch.save(WRONG + b"# %d\n" % number)
        watch.wait_for("no longer right")
        sleep(0.2)
    watch.close()
    return median(warm[1:]), median(cold[1:])


def main() -> int:
    """Measure and print; 1 when the bound is broken."""
    kata = str(Path(sys.executable).with_name("kata"))
    with tempfile.TemporaryDirectory() as folder:
        warm, cold = measure(kata, Path(folder))
    verdict = "too slow" if warm > BOUND * cold else "ok"
    print(f"kata check 6.3 FILE, cold: {1000 * cold:.0f} ms")
    print(f"kata watch, save to verdict: {1000 * warm:.0f} ms, {warm / cold:.2f} times that, "
          f"at most {BOUND:.2f}: {verdict}")  # fmt: skip
    return int(warm > BOUND * cold)


if __name__ == "__main__":
    sys.exit(main())
