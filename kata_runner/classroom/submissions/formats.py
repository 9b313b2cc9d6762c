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
from dataclasses import dataclass, field

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions import kinds, lms_names
from kata_runner.classroom.submissions.copy_names import has_kata_name

AGREES, BY_ID, BY_NAME, CONTRADICTS, UNKNOWN = (
    "agrees",
    "by id",
    "by name",
    "contradicts",
    "unknown",
)
RateSender = Callable[[Student], str]  # returns how a sender matches the class list: AGREES, ...


@dataclass(frozen=True)
class Format:
    """The platform of a download, empty if people chose the names; whether to trust its ids."""

    platform: str = ""
    trusts_ids: bool = True


@dataclass
class Evidence:
    """The evidence for and against one platform in the names of a download."""

    platform: str
    senders: dict[str, str] = field(default_factory=dict)  # names by id
    uploads: set[str] = field(default_factory=set)
    ratings: Counter[str] = field(default_factory=Counter)
    is_possible: bool = True

    def add(self, name: str, rate_sender: RateSender | None) -> None:
        """Take one more name into account."""
        parsed = lms_names.parse_name(name, self.platform) if self.is_possible else None
        if parsed is None and not must_match(name):
            return
        self.is_possible = parsed is not None and self.is_consistent(parsed)
        if parsed and self.is_possible and parsed.sender.id not in self.senders:
            self.senders[parsed.sender.id] = parsed.sender.name
            self.ratings[rate_sender(parsed.sender) if rate_sender else UNKNOWN] += 1

    def is_consistent(self, parsed: lms_names.ParsedName) -> bool:
        """Whether the id has no other name and the upload's number is new, without a leading 0.

        Records the number.
        """
        sender, upload = parsed.sender, parsed.upload
        if self.senders.get(sender.id, sender.name) != sender.name:
            return False
        if upload and (upload in self.uploads or upload.startswith("0")):
            return False
        self.uploads.add(upload)
        return True

    def decide(self, *, has_list: bool) -> Format | None:
        """Return the format if this platform made the names, else None."""
        if not self.senders or not self.is_possible:
            return None
        if self.platform == "canvas":
            if not (self.has_several_senders() or self.is_confirmed()):
                return None
            if has_list and not any(self.ratings[word] for word in (AGREES, BY_ID, BY_NAME)):
                return None
        is_disputed = self.ratings[CONTRADICTS] > 0 and not self.ratings[AGREES]
        return Format(self.platform, not is_disputed)

    def has_several_senders(self) -> bool:
        """Whether there are at least two ids and at least two names."""
        return len(self.senders) > 1 and len(set(self.senders.values())) > 1

    def is_confirmed(self) -> bool:
        """Whether the class list has every sender with this id and a similar name."""
        return self.ratings[AGREES] == len(self.senders)


def decide_format(names: Iterable[str], rate_sender: RateSender | None) -> Format:
    """Return the format of a download; `rate_sender` rates how a sender matches the class list."""
    candidates = [Evidence(platform) for platform in lms_names.PATTERNS]
    for name in names:
        for candidate in candidates:
            candidate.add(name, rate_sender)
        candidates = [candidate for candidate in candidates if candidate.is_possible]
        if not candidates:
            return Format()
    decided = (candidate.decide(has_list=rate_sender is not None) for candidate in candidates)
    return next(filter(None, decided), Format())


def find_nonmatching_name(names: Iterable[str], kata_name: str) -> str:
    """Return the first name without a platform's form; empty unless most names have such a form."""
    odd = ""
    matching = others = 0
    for name in names:
        if not must_match(name) or has_kata_name(name, kata_name):
            continue
        if any(lms_names.parse_name(name, platform) for platform in lms_names.PATTERNS):
            matching += 1
        else:
            others += 1
            odd = odd or name
    return odd if matching > others else ""


def must_match(name: str) -> bool:
    """Whether a name must have a platform's form; names of other kinds of files prove nothing."""
    return kinds.is_source(name) or kinds.is_archive(name) or not kinds.split_suffix(name)[1]


def name_unsupported_platform(names: Iterable[str]) -> str:
    """Return the unsupported platform that made all of these names, or an empty string."""
    names = [name for name in names if name.lower() != "index.html"]  # Brightspace adds it
    for platform, pattern in (
        ("Blackboard", lms_names.BLACKBOARD),
        ("Brightspace", lms_names.BRIGHTSPACE),
    ):
        if names and all(pattern.fullmatch(name) for name in names):
            return platform
    return ""
