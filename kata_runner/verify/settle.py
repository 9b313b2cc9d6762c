"""Settling a surviving mutant: by a waiver in `kata.toml`, or as a named mistake in `mistakes.py`.

The existing content of these files is kept, including comments, layout, line endings and a byte
order mark.
"""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from tokenize import detect_encoding

from kata_runner.engine.job import Job
from kata_runner.errors import PackError, UsageError
from kata_runner.grading.diagnosis.mistakes import read_mistakes
from kata_runner.grading.variants import inject
from kata_runner.mutation.mutants import Mutant
from kata_runner.packs.kata_folder import get_waivers, read_fields
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.mistake_source import make_mistake_source
from kata_runner.verify.tried_mutants import list_mutants, try_mutants


def waive(context: VerifyContext, keys: Sequence[str], why: str) -> list[str]:
    """Waive mutants for one reason, and return their full keys.

    Raises UsageError for an empty reason, for a key of no mutant, and for a mutant that needs no
    waiver or has one. Raises PackError if `kata.toml` cannot take the waiver; the file is restored
    then.
    """
    if not why.strip():
        raise UsageError(
            'say why with --why "…": what is as right as the reference is waived, nothing else'
        )
    mutants = {mutant.key: mutant for mutant in (find_mutant(context, key) for key in keys)}
    for key in mutants:
        if key in context.kata.waived:
            raise UsageError(f"{key!r} is waived already: {context.kata.waived[key]}")
    for tried in try_mutants(context, list(mutants.values())):
        if tried.killed:
            raise UsageError(f"{tried.mutant.key!r} is killed on every seed: it needs no waiver")
    file = context.kata.folder / "kata.toml"
    before = file.read_bytes()
    append_text(file, format_waiver(list(mutants), why))
    if not mutants.keys() <= read_waived(file):
        file.write_bytes(before)
        raise PackError(
            f"{file}: field 'waived': a table [[waived]] cannot be put below what stands there: "
            f"write the waivers as such tables"
        )
    return list(mutants)


def format_waiver(keys: Sequence[str], why: str) -> str:
    """Return the table that waives these mutants."""
    named = (
        to_toml(keys[0])
        if len(keys) == 1
        else "[\n" + "".join(f"    {to_toml(key)},\n" for key in keys) + "]"
    )
    return f"[[waived]]\nmutant = {named}\nreason = {to_toml(why)}\n"


def to_toml(text: str) -> str:
    """Return a text as a TOML string: TOML escapes what JSON escapes, and DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_waived(file: Path) -> set[str]:
    """Return the mutants that a file waives, none if it can no longer be read."""
    try:
        return set(get_waivers(read_fields(file)))
    except PackError:
        return set()


def append_text(file: Path, text: str, encoding: str = "utf-8") -> None:
    """Append text to a file after an empty line, with the line endings of the file.

    Raises UsageError if the text has a character that the encoding has not.
    """
    content = file.read_bytes() if file.exists() else b""
    newline = b"\r\n" if b"\r\n" in content else b"\n"
    body = content.rstrip(b"\r\n ")
    gap = newline * 2 if body not in (b"", BOM_UTF8) else b""
    file.write_bytes(body + gap + encode(file, text, encoding).replace(b"\n", newline))


def encode(file: Path, text: str, encoding: str) -> bytes:
    """Encode a text for a file; raises UsageError if the encoding lacks a character."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError as error:
        character = text[error.start]
        raise UsageError(
            f"{file} is written in {encoding}, which has no {character!r}: save it as UTF-8 and "
            f"take its coding line out, or leave that character out"
        ) from error


def detect_python_encoding(file: Path) -> str:
    """Return the encoding of a Python file, as its coding line says."""
    with file.open("rb") as stream:
        return detect_encoding(stream.readline)[0].removesuffix("-sig")


def find_mutant(context: VerifyContext, key: str) -> Mutant:
    """Return the mutant with a key, or with the only key that begins with it.

    Raises UsageError, which names the nearest keys, if there is no such mutant or more than one.
    """
    mutants = {mutant.key: mutant for mutant in context.once(list_mutants)}
    matches = [name for name in mutants if key and name.startswith(key)]
    if key in mutants:
        return mutants[key]
    if len(matches) == 1:
        return mutants[matches[0]]
    near = matches[:3] or get_close_matches(key, mutants, n=3, cutoff=0.4)
    hint = "`kata verify` prints the keys of survivors"
    if near:
        hint = f"did you mean {' or '.join(map(repr, near))}?"
    what = "the beginning of several mutants" if matches else "no mutant of the reference"
    raise UsageError(f"{key!r} is {what}: {hint}")


def add_mistake(context: VerifyContext, key: str, says: str) -> tuple[str, str]:
    """Write a mutant into `mistakes.py` as a mistake with this sentence.

    Return its name there and its part. Raises UsageError for an empty sentence and for a key of no
    mutant. Raises PackError if the mistake does not load; the file is restored then.
    """
    if not says.strip():
        raise UsageError('say what is wrong with it: --mistake KEY "the sentence a learner reads"')
    mutant, file = find_mutant(context, key), context.kata.mistakes
    before = file.read_bytes() if file.exists() else None
    source = make_mistake_source(context, mutant, says)
    if before is None:
        append_text(file, source.head + "\n\n\n" + source.text)
    else:
        append_text(file, "\n" + source.text, detect_python_encoding(file))
    try:
        refuse_unloadable(context, source.name)
    except PackError:
        file.unlink() if before is None else file.write_bytes(before)
        raise
    return source.name, source.part


def refuse_unloadable(context: VerifyContext, name: str) -> None:
    """Raise PackError if a mistake cannot be read or does not load."""
    kata = context.kata
    [mistake] = [mistake for mistake in read_mistakes(kata) if mistake.name == name]
    run = context.run(Job(kata, inject(kata, mistake), []))
    if run.unloadable:
        raise PackError(f"{kata.mistakes}: '{name}' cannot be written there: {run.unloadable.text}")
