"""Everything that a student may be known by, in the form in which it is compared."""

from __future__ import annotations

import re
import unicodedata

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.lms_names import PARTICIPANT

FILE, ID, LOOSE_ID, EMAIL, NAME, LOCAL_PART = range(6)  # kinds of handles, the surest first
MIN_WORD = 3  # letters of a word in a name that identifies somebody


def list_handles(student: Student) -> set[tuple[int, str]]:
    """Return what a student is known by, each with its kind."""
    email = fold(student.email)
    local = email.partition("@")[0]
    handles = {
        *((FILE, fold(key)) for file in student.files for key in (file, get_stem(file))),
        *((ID, fold(id_)) for id_ in student.ids),
        *((LOOSE_ID, loosen(id_)) for id_ in student.ids),
        *((NAME, turn) for turn in list_turns(student.name)),
        (EMAIL, email),
        (LOCAL_PART, local),
        (LOCAL_PART, to_letters(local)),
    }
    return {(kind, handle) for kind, handle in handles if handle}


def list_label_keys(label: str) -> dict[int, tuple[str, ...]]:
    """Return the handles that a label may be, by kind, the surest first."""
    keys = fold(label), fold(get_stem(label))
    letters = to_letters(keys[-1])
    bare = keys[-1].lstrip("0") if keys[-1].isdecimal() else ""
    return {FILE: keys, ID: keys, LOOSE_ID: (bare,), EMAIL: keys, NAME: (letters,),
            LOCAL_PART: (*keys, letters)}  # fmt: skip


def list_turns(name: str) -> list[str]:
    """Return a name's letters, from each of its words on: "Lovelace, Ada" is also adalovelace."""
    words = fold(name).replace(",", " ").split()
    return [to_letters("".join(words[start:] + words[:start])) for start in range(len(words))]


def loosen(id_: str) -> str:
    """Return an id without the zeros that spreadsheets lose and the word that Moodle adds.

    >>> loosen("00417"), loosen("Participant 12"), loosen("u07")
    ('417', '12', 'u07')
    """
    word, _, number = fold(id_).rpartition(" ")
    text = number if word in PARTICIPANT else fold(id_)
    return text.lstrip("0") or text[:1] if text.isdecimal() else text


def shares_word(sender: str, name: str) -> bool:
    """Whether a word of a student's name is in a sender's: platforms may leave out middle ones."""
    letters = to_letters(sender)
    words = [to_letters(word) for word in re.split(r"[\s,]+", name)]
    return any(len(word) >= MIN_WORD and word in letters for word in words)


def get_stem(file: str) -> str:
    """Return a file's name without folders and `.py`."""
    return file.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".py")


def fold(text: str) -> str:
    """Return text without differences of case and of Unicode's composition."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def to_letters(text: str) -> str:
    """Return only the letters and digits of a text, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
