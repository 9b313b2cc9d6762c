"""All that a student may be known by, and how it is compared."""

from __future__ import annotations

import re
import unicodedata

from kata_runner.classroom.roster.student import Student
from kata_runner.classroom.submissions.lms_names import PARTICIPANT

FILE, ID, LOOSE_ID, EMAIL, NAME, LOCAL = range(6)  # kinds of handles, the surest first
MIN_WORD = 3  # letters of a word in a name that means somebody


def list_handles(student: Student) -> list[tuple[int, str]]:
    """Return what a student is known by, each with its kind."""
    files = [(FILE, fold(key)) for file in student.files for key in (file, get_stem(file))]
    ids = [(ID, fold(id_)) for id_ in student.ids] + [(LOOSE_ID, loosen(id_)) for id_ in student.ids]
    local = fold(student.email).partition("@")[0]
    emails = [(EMAIL, fold(student.email)), (LOCAL, local), (LOCAL, to_letters(local))]
    return [
        handle for handle in {*files, *ids, *emails, *((NAME, turn) for turn in list_turns(student.name))} if handle[1]
    ]


def list_turns(name: str) -> list[str]:
    """Return a name's letters, its words in every order that turns it: "Lovelace, Ada" is also adalovelace."""
    words = fold(name).replace(",", " ").split()
    return [to_letters("".join(words[start:] + words[:start])) for start in range(len(words))]


def loosen(id_: str) -> str:
    """Return an id without what spreadsheets lose and platforms add: zeros in front, `Participant`.

    >>> loosen("00417"), loosen("Participant 12"), loosen("u07")
    ('417', '12', 'u07')
    """
    word, _, number = fold(id_).rpartition(" ")
    text = number if word in PARTICIPANT else fold(id_)
    return text.lstrip("0") or text[:1] if text.isdecimal() else text


def shares_word(sender: str, name: str) -> bool:
    """Whether a word of a student's name stands in a sender's: a platform's name may lack a middle one."""
    letters = to_letters(sender)
    words = [to_letters(word) for word in re.split(r"[\s,]+", name)]
    return any(len(word) >= MIN_WORD and word in letters for word in words)


def get_stem(file: str) -> str:
    """Return a file's name without folders and suffix."""
    return file.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".py")


def fold(text: str) -> str:
    """Return text as it is compared."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def to_letters(text: str) -> str:
    """Return only the letters and digits of a text, without accents."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in decomposed if letter.isalnum())
