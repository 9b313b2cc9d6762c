"""Encodes jobs and runs as MessagePack for other machines: plain values, nothing is unpickled.

Only a kata's experiments, their data and its `kata.toml` are sent, never its expected results or
its mistakes.
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

TYPES = {kind.__name__: kind for kind in (
    Run, Result, CalledArguments, Problem, Cost, Declaration, Tolerance, Table, Job, Attempt, Kata,
    Limits)}  # fmt: skip


def encode(value: object) -> bytes:
    """Encode an instance of one of TYPES with everything in it."""
    return bytes(msgpack.packb(to_plain(value)))


def decode(data: Any) -> Any:
    """Decode a value; raises ValueError for bytes that `encode` did not write."""
    try:
        return from_plain(msgpack.unpackb(data, max_ext_len=0, strict_map_key=True))
    except (msgpack.UnpackException, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"an unreadable message: {type(error).__name__}: {error}") from error


def to_plain(value: Any) -> Any:
    """Convert containers and objects to lists ``[name of the type, content]``; keep scalars."""
    if isinstance(value, Status):
        return ["Status", value.value]
    if isinstance(value, Path):
        return ["Path", str(value)]
    if is_dataclass(value):
        content = {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
        return [type(value).__name__, content]
    if isinstance(value, tuple | list):
        return ["tuple" if isinstance(value, tuple) else "list", [to_plain(item) for item in value]]
    if hasattr(value, "items"):
        return ["dict", {name: to_plain(item) for name, item in value.items()}]
    return value


def from_plain(value: Any) -> Any:
    """Restore the value that `to_plain` converted."""
    if not isinstance(value, list):
        return value
    name, content = value
    if name in ("tuple", "list"):
        items = [from_plain(item) for item in content]
        return tuple(items) if name == "tuple" else items
    if name in ("Status", "Path"):
        return Status(content) if name == "Status" else Path(content)
    attributes = {key: from_plain(item) for key, item in content.items()}
    return attributes if name == "dict" else TYPES[name](**attributes)
