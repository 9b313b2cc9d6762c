"""Whether an attempt contains what a mutant's sentence speaks of.

A sentence describes a change to the reference. An attempt that gives the same may be written in
another way, and then has no such slice, operator or function.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kata_runner.grading.feedback.place import code_of, get_lines

QUOTED = r"`([^`]+)`"
WORDS = re.compile(QUOTED)
SEVERAL = rf"(?:what is computed from )?{QUOTED}(?:(?:, | and ){QUOTED})*(?: and others)?"
ABSENT = re.compile(  # what a sentence says is not there
    rf"(?:{SEVERAL}|a loop) is (?:missing|left out)|(?:in place of|without) {SEVERAL}",
    re.IGNORECASE,
)
WHERE = re.compile(rf" where {QUOTED}(?:(?:, | and ){QUOTED})*(?: and others)? (?:is|are) used")
FORMS = {
    # Beside these it may be them that begin or end wrongly.
    re.compile(r"\bslice\b"): re.compile(
        r"^(?!.*\b(?:range|islice|continue)\b).*\[[^\]]*:", re.DOTALL
    ),
    re.compile(r"\bloop\b", re.IGNORECASE): re.compile(r"\b(?:for|while)\b"),
    re.compile(r"\bdivided by\b"): re.compile("/|divide"),
    re.compile(r"\bare rounded\b"): re.compile(r"round|rint|:\.\d"),
    re.compile(r"\bbelow 0 is cut off\b"): re.compile(
        r"max|relu|clip|where|[<>]=? *0", re.IGNORECASE
    ),
    re.compile(r"\bcome first\b"): re.compile(r"sort|reverse|::-1|max"),
}


def is_about(sentence: str, source: bytes, part: str) -> bool:
    """Whether an attempt's part contains each function, operator and form that a sentence says is
    there.
    """
    return is_about_code(sentence, read_code(source, part))


def is_about_code(sentence: str, code: str) -> bool:
    """Whether some code contains what a sentence says is there; what follows a colon is advice."""
    forms = [place for form, place in FORMS.items() if form.search(get_fact(sentence))]
    is_formed = not forms or any(place.search(code) for place in forms)
    return is_formed and all(contains(code, word) for word in named_words(sentence))


@lru_cache(maxsize=256)  # each line of a part is compared with one sentence
def get_fact(sentence: str) -> str:
    """Return what a sentence says is there."""
    return ABSENT.sub("", sentence.partition(": ")[0])


@lru_cache(maxsize=256)
def named_words(sentence: str) -> frozenset[str]:
    """Return the words of which a sentence says that they are there."""
    absent = absent_words(sentence.partition(": ")[0])
    return frozenset(WORDS.findall(get_fact(sentence))) - absent


def is_telling(sentence: str) -> bool:
    """Whether a sentence names a word or a form that code can be searched for."""
    return bool(named_words(sentence)) or any(form.search(get_fact(sentence)) for form in FORMS)


def absent_words(sentence: str) -> set[str]:
    """Return the words of which a sentence says that they are not there."""
    return {word for match in ABSENT.finditer(sentence) for word in WORDS.findall(match[0])}


def without_wrong_place(sentence: str, source: bytes, part: str) -> str:
    """Return a sentence without the names that it says are used at the place of the slip, unless
    a line of the part uses them, with all else that the sentence says is there.
    """
    lines = read_code(source, part).splitlines()
    is_there = any(is_about_code(sentence, line) for line in lines)
    return sentence if is_there else WHERE.sub("", sentence)


def read_code(source: bytes, part: str) -> str:
    """Return the code of a part's function without comments; the whole file if the part is not
    defined exactly once.
    """
    lines = get_lines(source)
    body = code_of(lines, part)
    chosen = [lines[number - 1] for number in body] if body else lines
    return "\n".join(line.partition("#")[0] for line in chosen)


def contains(code: str, word: str) -> bool:
    """Whether code contains a name as a whole word, or an operator, however it is spaced."""
    if re.fullmatch(r"\w[\w.]*", word):
        return re.search(rf"\b{re.escape(word)}\b", code) is not None
    return "".join(word.split()) in "".join(code.split())
