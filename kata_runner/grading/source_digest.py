"""A hash of the files from which a kata's expected tables are made."""

from __future__ import annotations

import hashlib
from codecs import BOM_UTF8

from kata_runner.authoring import UNCHANGED
from kata_runner.errors import PackError
from kata_runner.model import Kata


def digest_sources(kata: Kata) -> str:
    """Return a hash of what the expected tables depend on.

    Raises PackError for a file that cannot be read.
    """
    state = hashlib.sha256()
    for file in (kata.experiments, kata.reference, *(kata.folder / name for name in kata.data)):
        try:
            state.update(normalize_newlines(file.read_bytes()))
        except OSError as error:
            raise PackError(f"kata {kata.id}: {file}: {error.strerror}") from error
        state.update(b"\0")
    if kata.unchanged_arguments:
        state.update(f"{UNCHANGED} {kata.unchanged_arguments:g}".encode())
    return state.hexdigest()


def normalize_newlines(text: bytes) -> bytes:
    """Remove a byte order mark and convert line endings to LF, so that the hash is the same in
    every checkout.
    """
    return text.removeprefix(BOM_UTF8).replace(b"\r\n", b"\n")
