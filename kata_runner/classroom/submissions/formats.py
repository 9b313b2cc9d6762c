"""Which platform made a download, decided for the whole of it from all names together.

Each rule rules out names that people gave themselves and that look like Canvas's by chance: `lab_6_3_ada.py`,
`2024_10_05_ada.py`. Where the rules and the class list leave a doubt, names are taken as people's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from kata_runner.classroom.roster.student import Student
from kata_runner.classroom.submissions.copies import is_called
from kata_runner.classroom.submissions.kinds import is_source, is_zip, split_suffix
from kata_runner.classroom.submissions.lms_names import BLACKBOARD, BRIGHTSPACE, PATTERNS, ParsedName, parse_name

AGREES, BY_ID, BY_NAME, CONTRADICTS, UNKNOWN = "agrees", "by id", "by name", "contradicts", "unknown"
Fit = Callable[[Student], str]  # how the class list knows a sender: one of these words


@dataclass(frozen=True)
class Format:
    """The platform of a download, empty for names that are people's own, and whether its ids are the class list's."""

    platform: str = ""
    trusts_ids: bool = True


@dataclass
class Names:
    """What all names of a download that a platform may have made have in common."""

    platform: str
    senders: dict[str, str] = field(default_factory=dict)  # names by id
    uploads: set[str] = field(default_factory=set)
    fits: dict[str, int] = field(default_factory=dict)
    is_possible: bool = True

    def add(self, name: str, fit: Fit | None) -> None:
        """Take one more name into account."""
        parsed = parse_name(name, self.platform) if self.is_possible else None
        if parsed is None and not is_decisive(name):
            return
        self.is_possible = parsed is not None and self.is_consistent(parsed)
        if parsed and self.is_possible and parsed.sender.id not in self.senders:
            self.senders[parsed.sender.id] = parsed.sender.name
            word = fit(parsed.sender) if fit else UNKNOWN
            self.fits[word] = self.fits.get(word, 0) + 1

    def is_consistent(self, parsed: ParsedName) -> bool:
        """Whether one id has one name, and an upload's number stands once and does not begin with 0."""
        sender, upload = parsed.sender, parsed.upload
        if self.senders.get(sender.id, sender.name) != sender.name:
            return False
        if upload and (upload in self.uploads or upload.startswith("0")):
            return False
        self.uploads.add(upload)
        return True

    def count(self, *words: str) -> int:
        """Return how many senders fit in one of these ways."""
        return sum(self.fits.get(word, 0) for word in words)

    def decide(self, *, has_list: bool) -> Format | None:
        """Return the format, where this platform made the names."""
        if not self.senders or not self.is_possible:
            return None
        if self.platform == "canvas" and not (self.has_senders() or self.is_confirmed()):
            return None
        if self.platform == "canvas" and has_list and not self.count(AGREES, BY_ID, BY_NAME):
            return None
        disputed = self.count(CONTRADICTS) > 0 and not self.count(AGREES)
        return Format(self.platform, not disputed)

    def has_senders(self) -> bool:
        """Whether these are several people: neither their ids nor their names are all one."""
        return len(self.senders) > 1 and len(set(self.senders.values())) > 1

    def is_confirmed(self) -> bool:
        """Whether the class list has every sender under this id, by a name that fits."""
        return self.count(AGREES) == len(self.senders)


def decide_format(names: Iterable[str], fit: Fit | None) -> Format:
    """Return the format of a download with these names; `fit` says how the class list knows a sender."""
    candidates = [Names(platform) for platform in PATTERNS]
    for name in names:
        for candidate in candidates:
            candidate.add(name, fit)
        candidates = [candidate for candidate in candidates if candidate.is_possible]
        if not candidates:
            return Format()
    decided = (candidate.decide(has_list=fit is not None) for candidate in candidates)
    return next(filter(None, decided), Format())


def find_odd_name(names: Iterable[str], kata_name: str) -> str:
    """Return a name because of which a download is not a platform's, where most names have a platform's form."""
    odd, fitting, others = "", 0, 0
    for name in names:
        if is_decisive(name) and not is_called(name, kata_name):
            fits = any(parse_name(name, platform) for platform in PATTERNS)
            fitting, others, odd = fitting + fits, others + (not fits), odd if fits or odd else name
    return odd if fitting > others else ""


def is_decisive(name: str) -> bool:
    """Whether a name must have a platform's form: a text or a picture beside the others says nothing."""
    return is_source(name) or is_zip(name) or not split_suffix(name)[1]


def name_foreign(names: Iterable[str]) -> str:
    """Return the platform that made all of these names and whose downloads are not read, or nothing."""
    names = [name for name in names if name.lower() != "index.html"]  # Brightspace's own
    for platform, pattern in (("Blackboard", BLACKBOARD), ("Brightspace", BRIGHTSPACE)):
        if names and all(pattern.fullmatch(name) for name in names):
            return platform
    return ""
