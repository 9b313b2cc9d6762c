"""What is not loaded inside: it takes long, and no attempt needs it. To be called before anything
else is imported.
"""

from __future__ import annotations

import sys
from types import ModuleType

# OpenSSL: each fork has to copy it, and Python has the common hashes itself.
REFUSED = ("_hashlib",)
# numpy's docstrings: a tenth of the time that numpy takes to load.
EMPTY = ("numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars")


def omit() -> None:
    """Refuse the import of some modules, and leave others empty."""
    sys.modules.update(dict.fromkeys(REFUSED))  # type: ignore[arg-type]  # this is how an import is refused
    sys.modules.update({name: ModuleType(name) for name in EMPTY})
