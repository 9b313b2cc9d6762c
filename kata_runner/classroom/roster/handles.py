"""Handles: the names, ids and addresses that identify a student, normalized for comparison."""

from __future__ import annotations

import re
import unicodedata

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.lms_names import PARTICIPANT

FILE, ID, NORMALIZED_ID, EMAIL, NAME, LOCAL_PART = range(6)  # kinds of handles, most reliable first
MIN_WORD = 3  # letters: a shorter word of a name identifies no student


def list_handles(student: Student) -> set[tuple[int, str]]:
    """Return the handles of a student, each with its kind."""
    email = fold(student.email)
    local = email.partition("@")[0]
    handles = {
        *((FILE, fold(key)) for file in student.files for key in (file, get_stem(file))),
        *((ID, fold(id_)) for id_ in student.ids),
        *((NORMALIZED_ID, normalize_id(id_)) for id_ in student.ids),
        *((NAME, turn) for turn in list_rotations(student.name)),
        (EMAIL, email),
        (LOCAL_PART, local),
        (LOCAL_PART, to_letters(local)),
    }
    return {(kind, handle) for kind, handle in handles if handle}


def list_label_keys(label: str) -> dict[int, tuple[str, ...]]:
    """Return the handles that a label may be, by kind, the most reliable kind first."""
    keys = fold(label), fold(get_stem(label))
    letters = to_letters(keys[-1])
    bare = keys[-1].lstrip("0") if keys[-1].isdecimal() else ""
    return {FILE: keys, ID: keys, NORMALIZED_ID: (bare,), EMAIL: keys, NAME: (letters,),
            LOCAL_PART: (*keys, letters)}  # fmt: skip


def list_rotations(name: str) -> list[str]:
    """Return a name's letters in each rotation of its words: "Lovelace, Ada" is adalovelace too."""
    words = fold(name).replace(",", " ").split()
    return [to_letters("".join(words[start:] + words[:start])) for start in range(len(words))]


def normalize_id(id_: str) -> str:
    """Return an id without the leading zeros that spreadsheets lose and the word that Moodle adds.

    >>> loosen("00417"), loosen("Participant 12"), loosen("u07")
    ('417', '12', 'u07')
    """
    word, _, number = fold(id_).rpartition(" ")
    text = number if word in PARTICIPANT else fold(id_)
    return text.lstrip("0") or text[:1] if text.isdecimal() else text


def shares_word(sender: str, name: str) -> bool:
    """Whether a sender's name contains a word of a student's: platforms may omit middle names."""
    letters = to_letters(sender)
    words = [to_letters(word) for word in re.split(r"[\s,]+", name)]
    return any(len(word) >= MIN_WORD and word in letters for word in words)


def get_stem(file: str) -> str:
    """Return a file's name without folders and `.py`."""
    return file.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".py")


def fold(text: str) -> str:
    """Normalize a text's case, its Unicode composition and the spaces around it."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def to_letters(text: str) -> str:
    """Return only the letters and digits of a text, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
