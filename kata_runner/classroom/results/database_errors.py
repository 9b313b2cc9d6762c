"""Describes why a database cannot be used, by SQLite's error codes, with what to do next."""

from __future__ import annotations

import sqlite3
from pathlib import Path

PRIMARY_CODE = 0xFF  # an extended error code has the primary one in its lowest byte
NOT_SHARED = {
    sqlite3.SQLITE_IOERR_SHMMAP,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMLOCK,
    sqlite3.SQLITE_IOERR_LOCK,
}
BUSY = "another program holds it open: close that and run the command again"
MESSAGES = {
    sqlite3.SQLITE_BUSY: BUSY,
    sqlite3.SQLITE_LOCKED: BUSY,
    sqlite3.SQLITE_READONLY: "it is read-only: make it writable, or choose another --out",
    sqlite3.SQLITE_PERM: "it may not be written to: make it writable, or choose another --out",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened or made there: make the folder writable, or "
    "choose another --out",
    sqlite3.SQLITE_FULL: "the disk is full: make room and run the command again",
    sqlite3.SQLITE_IOERR: "the disk cannot be written to: make room and run the command again",
    sqlite3.SQLITE_NOTADB: "damaged, or not made by kata: move it away",
    sqlite3.SQLITE_CORRUPT: "damaged: move it away",
    sqlite3.SQLITE_PROTOCOL: "its disk does not lock files, as many network disks: choose an "
    "--out on this machine",
}


def describe_error(error: sqlite3.Error, file: Path) -> str:
    """Return one line that says which database cannot be used, why, and what to do."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    primary = sqlite3.SQLITE_PROTOCOL if code in NOT_SHARED else code & PRIMARY_CODE
    message = MESSAGES.get(primary, "cannot be used: move it away, or choose another --out")
    return f"{file}: {message} ({error})"
