"""`kata check 6.3 FILE`, cold, against importing numpy.

python tests/benchmarks/check.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from ratios import medians, report  # type: ignore[import-not-found]  # a script's own folder is on its path

BOUND = 1.9
BASE = "import numpy"
ATTEMPT = Path(__file__).parents[1] / "attempts" / "lstm_limitations" / "right" / "where_expit.py"


def main() -> int:
    """Measure and print; 1 when the bound is broken."""
    name = "kata check 6.3 FILE"
    kata = str(Path(sys.executable).with_name("kata"))
    commands = {BASE: [sys.executable, "-c", BASE], name: [kata, "check", "6.3", str(ATTEMPT)]}
    with tempfile.TemporaryDirectory() as folder:
        times = medians(commands, os.environ | {"KATA_HOME": folder})
    return int(report(times, BASE, {name: BOUND}))


if __name__ == "__main__":
    sys.exit(main())
