"""Handles: the names, ids and addresses that identify a student, normalized for comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from kata_runner.classroom.records import Student
from kata_runner.classroom.submissions.lms_names import PARTICIPANT

# Kinds of handles, most reliable first; an accented name is the name with its accents.
FILE, ID, NORMALIZED_ID, EMAIL, ACCENTED_NAME, NAME, LOCAL_PART = range(7)
MIN_WORD = 3  # letters: a shorter word of a name identifies no student
# Scripts whose marks people leave out; a mark of any other script is a part of the name.
SCRIPTS_WITH_ACCENTS = ("LATIN", "GREEK", "CYRILLIC", "DIGIT")
# Latin letters that Unicode does not decompose, as people write them without their marks. Capital
# I is the capital of the dotless letter too.
PLAIN = str.maketrans({"\N{LATIN SMALL LETTER DOTLESS I}": "i", "ł": "l", "ø": "o",
                       "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe",
                       "þ": "th"})  # fmt: skip


def list_handles(student: Student) -> set[tuple[int, str]]:
    """Return the handles of a student, each with its kind."""
    email = fold(student.email)
    local = email.partition("@")[0]
    handles = {
        *((FILE, fold(key)) for file in student.files for key in (file, get_stem(file))),
        *((ID, fold(id_)) for id_ in student.ids),
        *((NORMALIZED_ID, normalize_id(id_)) for id_ in student.ids),
        *((ACCENTED_NAME, turn) for turn in list_rotations(student.name, to_accented_letters)),
        *((NAME, turn) for turn in list_rotations(student.name)),
        (EMAIL, email),
        (LOCAL_PART, local),
        (LOCAL_PART, to_letters(local)),
    }
    return {(kind, handle) for kind, handle in handles if handle}


def list_label_keys(label: str) -> dict[int, tuple[str, ...]]:
    """Return the handles that a label may be, by kind, the most reliable kind first."""
    stem = fold(get_stem(label))
    keys, letters = (fold(label), stem), to_letters(stem)
    return {
        FILE: keys,
        ID: keys,
        NORMALIZED_ID: (stem.lstrip("0") if stem.isdecimal() else "",),
        EMAIL: keys,
        ACCENTED_NAME: (to_accented_letters(stem),),
        NAME: (letters,),
        LOCAL_PART: (*keys, letters),
    }


def list_words(name: str) -> list[str]:
    """Return the letters of each word of a name."""
    return [to_letters(word) for word in re.split(r"[\s,]+", name) if word]


def normalize_id(id_: str) -> str:
    """Return an id without the leading zeros that spreadsheets lose and the word that Moodle adds.

    >>> normalize_id("00417"), normalize_id("Participant 12"), normalize_id("Teilnehmer/in12")
    ('417', '12', '12')
    >>> normalize_id("u07")
    'u07'
    """
    text = fold(id_)
    word = text.rstrip("0123456789")
    text = text.removeprefix(word) if word.rstrip() in PARTICIPANT else text
    return text.lstrip("0") or text[:1] if text.isdecimal() else text


def shares_word(sender: str, name: str) -> bool:
    """Whether a sender's name contains a word of a student's: platforms may omit middle names."""
    letters = to_letters(sender)
    return any(len(word) >= MIN_WORD and word in letters for word in list_words(name))


def get_stem(file: str) -> str:
    """Return a file's name without folders and `.py`, or a repository's without `.git`."""
    name = file.replace("\\", "/").rstrip("/").rpartition("/")[2]
    return name.removesuffix(".git").removesuffix(".py")


def fold(text: str) -> str:
    """Normalize a text's case, its Unicode composition and the spaces around it."""
    return unicodedata.normalize("NFC", text).strip().casefold()


def to_letters(text: str) -> str:
    """Return only the letters and digits of a text, without accents.

    A vowel sign or another mark of a script such as Devanagari or Thai is no accent and stays.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(PLAIN)
    letters, base = [], ""
    for letter in decomposed:
        if letter.isalnum():
            letters.append(base := letter)
        elif not is_mark(letter):
            base = ""
        elif not has_accents(base):
            letters.append(letter)
    return "".join(letters)


def to_accented_letters(text: str) -> str:
    """Return only the letters and digits of a text, with their accents and other marks."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(letter for letter in composed if letter.isalnum() or is_mark(letter))


def is_mark(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a vowel sign, a tone."""
    return unicodedata.category(character) in ("Mn", "Mc")


def has_accents(letter: str) -> bool:
    """Whether the marks on a letter are accents, which may be left out; so are those on nothing."""
    return not letter or unicodedata.name(letter, "").startswith(SCRIPTS_WITH_ACCENTS)


def list_rotations(name: str, reduce: Callable[[str], str] = to_letters) -> list[str]:
    """Return a name's letters in each rotation of its words: "Lovelace, Ada" is adalovelace too."""
    words = fold(name).replace(",", " ").split()
    turns = ("".join(words[start:] + words[:start]) for start in range(len(words)))
    return list(map(reduce, turns))
