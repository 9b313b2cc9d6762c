"""Files of this repository as modules, without a sandbox: never for a stranger's code."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType


def make_module(source: str | bytes, name: str) -> ModuleType:
    """Run a source as a module of that name, under which dataclasses look it up."""
    module = sys.modules[name] = ModuleType(name)
    exec(compile(source, name, "exec"), vars(module))
    return module


def load_module(path: Path) -> ModuleType:
    """Run a file as a module that is called after its folder and itself."""
    return make_module(path.read_bytes(), f"{path.parents[1].name}_{path.parent.name}_{path.stem}")
