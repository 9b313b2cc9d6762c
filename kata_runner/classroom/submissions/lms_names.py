"""Parses the names that Canvas and Moodle write in front of a file's own name.

The sender chooses the rest of a name, so names are parsed from the left: text after the first
complete prefix is not interpreted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.kinds import split_suffix
from kata_runner.sanitize import harmless

FLAGS = re.DOTALL | re.IGNORECASE
UPLOAD = r"(?:(?P<upload>\d+)_(?P<file>.+)|(?P<kind>text|link)\.html)"
CANVAS = re.compile(rf"(?P<name>.+?)_(?:(?P<late>LATE)_)?(?P<id>\d+)_{UPLOAD}", FLAGS)
CANVAS_ANONYMOUS = re.compile(
    r"(?:(?P<late>LATE)_)?(?P<name>anon)_(?:(?P<late2>LATE)_)?(?P<id>[0-9a-z]{3,8})_"
    rf"(?:(?P<late3>LATE)_)?{UPLOAD}",
    FLAGS,
)
MOODLE = re.compile(
    r"(?P<name>[^_]+)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)_?(?P<file>.*)", FLAGS
)
BLACKBOARD = re.compile(r".+_attempt_\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d(?:_.+|\.txt)", FLAGS)
BRIGHTSPACE = re.compile(r"\d+-\d+ - .+ - .+", FLAGS)
UNSUPPORTED = {"Blackboard": BLACKBOARD, "Brightspace": BRIGHTSPACE}
PATTERNS = {"canvas-anonymous": CANVAS_ANONYMOUS, "moodle": MOODLE, "canvas": CANVAS}
NO_FILE = {"text": "handed in a text, no file", "link": "handed in a link, no file",
           "onlinetext": "handed in a text, no file"}  # fmt: skip
PARTICIPANT = {"participant", "teilnehmer", "teilnehmer in", "teilnehmer/in", "participante",
               "partecipante"}  # fmt: skip
MAX_DIGITS = 18  # digits of an upload's number that are compared


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The parts of a name: the sender, the file's own name (empty for a folder), and the rest.

    `no_file` says what was handed in instead of a file.
    """

    sender: Student
    file: str
    late: bool = False
    upload: str = ""
    no_file: str = ""


def parse_name(name: str, platform: str) -> ParsedName | None:
    """Return the parts of a name that a platform wrote, or None for any other name."""
    match = PATTERNS[platform].fullmatch(name)
    if match is None:
        return None
    groups = match.groupdict("")
    late = any(groups.get(group) for group in ("late", "late2", "late3"))
    sender = get_sender_name(harmless(groups["name"]), groups["id"], platform)
    no_file = NO_FILE.get(groups["kind"].lower(), "")
    student = Student(sender, (groups["id"],))
    return ParsedName(student, groups["file"], late, groups.get("upload", ""), no_file)


def get_sender_name(name: str, id_: str, platform: str) -> str:
    """Return a sender's name, with the id if an anonymous download has one name for all senders."""
    if platform == "canvas-anonymous":
        return f"{name}_{id_}"
    return f"{name} {id_}" if name.casefold() in PARTICIPANT else name


def parse_own_name(name: str, *, is_folder: bool = False) -> Student:
    """Return the student in a name that a person chose for a file or folder."""
    return Student(harmless(name if is_folder else split_suffix(name)[0]) or "nameless")


def get_upload_order(upload: str) -> int:
    """Return an upload's number as an integer; 0 without one, so that it is the earliest."""
    return int(upload[:MAX_DIGITS] or 0)
