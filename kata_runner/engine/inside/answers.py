"""How answers travel: plain data, packed."""

from __future__ import annotations

from typing import Any

import msgpack

from kata_runner.engine.inside.messages import Message, to_list


def as_float(value: int) -> float:
    """For a whole number too large for the wire the nearest float, infinite where there is none."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


# One for everything that is sent, for each has a buffer of 256 KB: half a surrogate pair, which no
# text outside may hold, becomes a question mark.
PACKER = msgpack.Packer(default=as_float, unicode_errors="replace")


def wired(value: Any) -> bytes:
    """Plain data as it travels."""
    return bytes(PACKER.pack(value))


def encode_message(message: Message) -> bytes:
    """Return a message as it travels."""
    return wired(to_list(message))
