"""Jobs and runs as bytes, for the way to another machine and back: plain values only, nothing is ever unpickled.

Of a kata travel its experiments, their data and what its `kata.toml` says; never an answer, a mistake or a table.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import msgpack

from kata_runner.authoring import Declaration
from kata_runner.engine.job import CalledArguments, Cost, Job, Problem, Result, Run
from kata_runner.model import Attempt, Kata, Limits, Status
from kata_runner.table import Table, Tolerance

KNOWN = {kind.__name__: kind for kind in (Run, Result, CalledArguments, Problem, Cost, Declaration, Tolerance, Table,
                                          Job, Attempt, Kata, Limits)}  # fmt: skip


def packed(value: object) -> bytes:
    """Any of the known dataclasses, with all that is in it."""
    return bytes(msgpack.packb(plain(value)))


def unpacked(data: Any) -> Any:
    """What was packed; raises ValueError for bytes that were not."""
    try:
        return rebuilt(msgpack.unpackb(data, max_ext_len=0, strict_map_key=True))
    except (msgpack.UnpackException, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"an unreadable parcel: {type(error).__name__}: {error}") from error


def plain(value: Any) -> Any:
    """A value in which every list is ``[name of what it was, content]``, and what is no container stays itself."""
    if isinstance(value, Status):
        return ["Status", value.value]
    if isinstance(value, Path):
        return ["Path", str(value)]
    if is_dataclass(value):
        content = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return [type(value).__name__, content]
    if isinstance(value, tuple | list):
        return ["tuple" if isinstance(value, tuple) else "list", [plain(item) for item in value]]
    if hasattr(value, "items"):
        return ["dict", {name: plain(item) for name, item in value.items()}]
    return value


def rebuilt(value: Any) -> Any:
    """The value that `plain` took apart."""
    if not isinstance(value, list):
        return value
    name, content = value
    if name in ("tuple", "list"):
        items = [rebuilt(item) for item in content]
        return tuple(items) if name == "tuple" else items
    if name in ("Status", "Path"):
        return Status(content) if name == "Status" else Path(content)
    parts = {key: rebuilt(item) for key, item in content.items()}
    return parts if name == "dict" else KNOWN[name](**parts)
