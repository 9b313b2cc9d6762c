"""What Canvas and Moodle write in front of a file's own name, and whose downloads are not read.

The part behind what the platform wrote is the sender's own choice, so a name is taken apart from the left, and whatever
stands behind the first complete prefix means nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kata_runner.classroom.student import Student
from kata_runner.classroom.submissions.kinds import split_suffix
from kata_runner.sanitize import harmless

FLAGS = re.DOTALL | re.IGNORECASE
CANVAS = re.compile(r"(?P<name>.+?)_(?:(?P<late>LATE)_)?(?P<id>\d+)_(?:(?P<upload>\d+)_(?P<file>.+)|"
                    r"(?P<kind>text|link)\.html)", FLAGS)  # fmt: skip
CANVAS_ANONYMOUS = re.compile(r"(?:(?P<late>LATE)_)?(?P<name>anon)_(?:(?P<late2>LATE)_)?(?P<id>[0-9a-z]{3,8})_"
                              r"(?:(?P<late3>LATE)_)?(?:(?P<upload>\d+)_(?P<file>.+)|(?P<kind>text|link)\.html)",
                              FLAGS)  # fmt: skip
MOODLE = re.compile(r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)", FLAGS)
BLACKBOARD = re.compile(r".+_attempt_\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d(?:_.+|\.txt)", FLAGS)
BRIGHTSPACE = re.compile(r"\d+-\d+ - .+ - .+", FLAGS)
NO_FILE = {"text": "handed in a text, no file", "link": "handed in a link, no file",
           "onlinetext": "handed in a text, no file"}  # fmt: skip
PATTERNS = {"canvas-anonymous": CANVAS_ANONYMOUS, "moodle": MOODLE, "canvas": CANVAS}
PARTICIPANT = {"participant", "teilnehmer", "teilnehmer in", "teilnehmer/in", "participante", "partecipante"}
MAX_DIGITS = 18  # of an upload's number, which a database takes


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What a name in a download says: who, the file's own name (nothing for a folder), and what the platform added."""

    sender: Student
    file: str
    late: bool = False
    upload: str = ""
    no_file: str = ""


def parse_name(name: str, platform: str) -> ParsedName | None:
    """Return the parts of a name that a platform made up, or nothing for any other name."""
    match = PATTERNS[platform].fullmatch(name)
    if match is None:
        return None
    groups = match.groupdict()
    late = any(groups.get(late) for late in ("late", "late2", "late3"))
    kind = (groups.get("kind") or "").lower()
    sender = Student(name_sender(harmless(groups["name"]), groups["id"], platform), (groups["id"],))
    return ParsedName(sender, groups["file"] or "", late, groups.get("upload") or "", NO_FILE.get(kind, ""))


def name_sender(name: str, id_: str, platform: str) -> str:
    """Return what to call a sender: where a download is anonymous, everybody has the same name."""
    if platform == "canvas-anonymous":
        return f"{name}_{id_}"
    return f"{name} {id_}" if name.casefold() in PARTICIPANT else name


def name_plainly(name: str, *, is_folder: bool = False) -> Student:
    """Return whom a person named a file or folder after."""
    return Student(harmless(name if is_folder else split_suffix(name)[0]) or "nameless")


def get_upload_order(upload: str) -> int:
    """Return an upload's number as one that orders uploads."""
    return int(upload[:MAX_DIGITS] or 0)
