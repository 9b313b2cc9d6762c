"""Encoding of messages: plain data, packed with msgpack."""

from __future__ import annotations

from typing import Any

import msgpack

from kata_runner.engine.inside.messages import Message, to_list


def as_float(value: int) -> float:
    """Return the float nearest to an integer too large for msgpack, infinity beyond its range."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")


# One packer for everything that is sent, because each has a buffer of 256 KB. A lone surrogate,
# which no text outside may contain, becomes a question mark.
PACKER = msgpack.Packer(default=as_float, unicode_errors="replace")


def pack(value: Any) -> bytes:
    """Return plain data in packed form."""
    return bytes(PACKER.pack(value))


def encode_message(message: Message) -> bytes:
    """Return a message in packed form."""
    return pack(to_list(message))
