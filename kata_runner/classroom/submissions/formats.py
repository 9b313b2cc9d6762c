"""Detects which learning platform made a download, from all its names together.

Algorithm, for each platform in the order of `PATTERNS`:

1. Every name of a source, an archive or a folder must have the platform's form.
2. Each id must belong to one name, and each upload must have a unique number that does not begin
   with 0.
3. Canvas's form may occur by chance (`lab_6_3_ada.py`, `2024_10_05_ada.py`): there must be several
   senders, or the class list must have every sender with this id and name.
4. With a class list, at least one sender of a Canvas download must be on it.

The first platform that remains is used; if none remains, people chose the names. A platform's ids
are trusted unless some contradict the class list and none agrees with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions import kinds, lms_names
from kata_runner.classroom.submissions.copy_names import has_kata_name

AGREES, BY_ID, BY_NAME = "agrees", "by id", "by name"
CONTRADICTS, UNKNOWN = "contradicts", "unknown"
RateSender = Callable[[Student], str]  # returns how a sender matches the class list: AGREES, ...


@dataclass(frozen=True)
class Format:
    """The platform of a download, empty if people chose the names; whether to trust its ids."""

    platform: str = ""
    trusts_ids: bool = True


def decide_format(names: Iterable[str], rate_sender: RateSender | None) -> Format:
    """Return the format of a download; `rate_sender` rates how a sender matches the class list."""
    names = list(names)
    decided = (detect(platform, names, rate_sender) for platform in lms_names.PATTERNS)
    return next(filter(None, decided), Format())


def detect(platform: str, names: Iterable[str], rate_sender: RateSender | None) -> Format | None:
    """Return the format if a platform made the names, else None."""
    senders = list_senders(platform, names)
    if not senders:
        return None
    ratings = Counter(rate_sender(sender) if rate_sender else UNKNOWN for sender in senders)
    if platform == "canvas":
        is_confirmed = ratings[AGREES] == len(senders)
        is_known = rate_sender is None or any(ratings[word] for word in (AGREES, BY_ID, BY_NAME))
        if not is_known or not (is_confirmed or len({sender.name for sender in senders}) > 1):
            return None
    return Format(platform, ratings[AGREES] > 0 or not ratings[CONTRADICTS])


def list_senders(platform: str, names: Iterable[str]) -> list[Student]:
    """Return the senders in a platform's names; none if any of the names is not of its form.

    An id must have only one name, and an upload's number be new and not begin with 0.
    """
    senders: dict[str, Student] = {}
    uploads: set[str] = set()
    for name in names:
        parsed = lms_names.parse_name(name, platform)
        if parsed is None:
            if must_match(name):
                return []
            continue
        sender, upload = parsed.sender, parsed.upload
        if senders.setdefault(sender.id, sender) != sender:
            return []
        if upload and (upload in uploads or upload.startswith("0")):
            return []
        uploads.add(upload)
    return list(senders.values())


def find_nonmatching_name(names: Iterable[str], kata_name: str) -> str:
    """Return the first name without a platform's form; empty unless most names have such a form."""
    names = [name for name in names if must_match(name) and not has_kata_name(name, kata_name)]
    odd = [name for name in names
           if not any(lms_names.parse_name(name, platform)
                      for platform in lms_names.PATTERNS)]  # fmt: skip
    return odd[0] if 0 < len(odd) < len(names) - len(odd) else ""


def must_match(name: str) -> bool:
    """Whether a name must have a platform's form; names of other kinds of files prove nothing."""
    return kinds.is_source(name) or kinds.is_archive(name) or not kinds.split_suffix(name)[1]


def name_unsupported_platform(names: Iterable[str]) -> str:
    """Return the unsupported platform that made all of these names, or an empty string."""
    names = [name for name in names if name.lower() != "index.html"]  # Brightspace adds it
    for platform, pattern in lms_names.UNSUPPORTED.items():
        if names and all(pattern.fullmatch(name) for name in names):
            return platform
    return ""
