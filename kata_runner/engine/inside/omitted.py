"""Modules that are not loaded inside, because they take long and no attempt needs them.

`omit` has to be called before anything else is imported.
"""

from __future__ import annotations

import sys
from types import ModuleType

# OpenSSL: each fork would have to copy it, and Python implements the common hashes without it.
REFUSED = ("_hashlib",)
# numpy's docstrings: a tenth of the time that numpy takes to load.
EMPTY = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")


def omit() -> None:
    """Refuse the import of some modules, and leave others empty."""
    # None in place of a module makes its import fail.
    sys.modules.update(dict.fromkeys(REFUSED))  # type: ignore[arg-type]
    sys.modules.update({name: ModuleType(name) for name in EMPTY})
