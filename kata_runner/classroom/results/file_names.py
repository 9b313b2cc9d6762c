"""Names of feedback files: safe on every system, and unique.

Algorithm:

1. Keep letters, digits and a few other characters, limit the length, and avoid the names of hidden
   files and of devices.
2. If names are equal except for case, add to each a part of the student's hash, as long as needed
   to make it unique.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable

RESERVED = {"con", "prn", "aux", "nul"} | {
    f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)
}
MAX_BYTES = 120


def assign_file_names(students: Iterable[str]) -> dict[str, str]:
    """Return a file name, without suffix, for each student; their order does not matter."""
    names = {student: to_safe_name(student) for student in students}
    counts = Counter(name.casefold() for name in names.values())
    used = set(counts)
    for student in sorted(names):
        if counts[names[student].casefold()] > 1:
            names[student] = add_hash(student, names[student], used)
            used.add(names[student].casefold())
    return names


def add_hash(student: str, name: str, used: set[str]) -> str:
    """Return a name with as much of the student's hash as is needed to make it unique."""
    digest = hashlib.sha256(student.encode()).hexdigest()
    names = [f"{name}-{digest[:length]}" for length in range(8, len(digest) + 1, 8)]
    return next((name for name in names if name.casefold() not in used), names[-1])


def to_safe_name(student: str) -> str:
    """Replace all but letters, digits and a few other characters with ``_``; limit the length."""
    text = unicodedata.normalize("NFC", student)
    text = "".join(char if char.isalnum() or char in " -_,()'." else "_" for char in text)
    text = text.encode()[:MAX_BYTES].decode(errors="ignore").strip(" .")
    is_reserved = text.partition(".")[0].strip().casefold() in RESERVED
    return f"{text}_" if not text or is_reserved else text
