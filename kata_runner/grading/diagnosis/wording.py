"""Whether an attempt contains what a mutant's sentence speaks of.

A sentence describes a change to the reference. An attempt that gives the same may be written in
another way, and then has no such slice, operator or function.
"""

from __future__ import annotations

import re

from kata_runner.grading.feedback.place import code_of, get_lines

QUOTED = r"`([^`]+)`"
WORDS = re.compile(QUOTED)
SEVERAL = rf"(?:what is computed from )?{QUOTED}(?:(?:, | and ){QUOTED})*(?: and others)?"
ABSENT = re.compile(  # what a sentence says is not there
    rf"(?:{SEVERAL}|a loop) is (?:missing|left out)|(?:in place of|without) {SEVERAL}",
    re.IGNORECASE,
)
FORMS = {
    # Beside a `range` it may be that which begins or ends wrongly.
    re.compile(r"\bslice\b"): re.compile(r"^(?!.*\brange\().*\[[^\]]*:", re.DOTALL),
    re.compile(r"\bloop\b", re.IGNORECASE): re.compile(r"\b(?:for|while)\b"),
}


def is_about(sentence: str, source: bytes, part: str) -> bool:
    """Whether an attempt's part contains each function, operator and form that a sentence says is
    there.

    What follows a colon is advice.
    """
    code = read_code(source, part)
    statement = sentence.partition(": ")[0]
    fact = ABSENT.sub("", statement)
    forms = [place for form, place in FORMS.items() if form.search(fact)]
    is_formed = not forms or any(place.search(code) for place in forms)
    named = set(WORDS.findall(fact)) - absent_words(statement)
    return is_formed and all(contains(code, word) for word in named)


def absent_words(sentence: str) -> set[str]:
    """Return the words of which a sentence says that they are not there."""
    return {word for match in ABSENT.finditer(sentence) for word in WORDS.findall(match[0])}


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
