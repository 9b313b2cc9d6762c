"""A kata's lesson by its sections: the text under a heading, and the text about one part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kata_runner.errors import PackError, UsageError
from kata_runner.model import Kata
from kata_runner.packs.author_files import read_text

FENCE = re.compile(r" *(`{3,}|~{3,})\s*(\w*)")  # the marks, and the language behind them
HEADING = re.compile(r"(#{1,6}) +(.+?)(?: +#+)? *$")  # the closing # need a space before them
LANGUAGES = ("python", "py", "pycon")
INDENTS = ("    ", "\t")  # of a block of code without a fence
PART = re.compile(r"\*\*`([A-Za-z_][\w.]*)")  # **`name(arguments)`** begins the section of a part


@dataclass(frozen=True)
class Section:
    """A heading or a part, and the Markdown that belongs to it, including its first line.

    `level` is that of the heading, 1 to 6, and 7 for a part, which is below every heading.
    """

    title: str
    level: int
    text: str


PART_LEVEL = 7


def read_lesson(kata: Kata) -> str:
    """Return the Markdown of a lesson; raises PackError if it cannot be read."""
    try:
        return read_text(kata.lesson)
    except UnicodeDecodeError as error:
        raise PackError(f"{kata.lesson} cannot be read: {error}: save it as UTF-8") from error
    except OSError as error:
        raise PackError(f"kata {kata.id} has no lesson that can be read: {error}") from error


def sections_of(lesson: str) -> list[Section]:
    """Return every section of a lesson in its order; each includes its subsections."""
    lines = lesson.split("\n")
    starts = list(find_starts(lines))
    sections = []
    for number, (line, level, title) in enumerate(starts):
        later = (start for start, other, _ in starts[number + 1 :] if other <= level)
        text = "\n".join(lines[line : next(later, len(lines))])
        sections.append(Section(title, level, text.rstrip()))
    return sections


def find_starts(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the line, the level and the title of each section; blocks of code are skipped."""
    fenced = list_fenced_lines(lines)
    is_new_paragraph = True
    for number, line in enumerate(lines):
        if number in fenced:
            pass
        elif heading := HEADING.match(line):
            yield number, len(heading[1]), heading[2]
        elif is_new_paragraph and (part := PART.match(line)):
            yield number, PART_LEVEL, part[1]
        is_new_paragraph = not line.strip()


def find_fences(lines: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the opening and the closing line of each fenced block of code, and its language.

    Lines are indices from 0; a block that is not closed ends behind the last line.
    """
    fence, language, start = "", "", 0
    for index, line in enumerate(lines):
        mark = FENCE.match(line)
        if mark and not fence:
            fence, language, start = mark[1], mark[2].lower(), index
        elif mark and mark[1].startswith(fence) and not line.strip(" `~"):
            yield start, index, language
            fence = ""
    if fence:
        yield start, len(lines), language


def list_fenced_lines(lines: Sequence[str]) -> set[int]:
    """Return the indices of the lines of all fenced blocks, the fences among them."""
    return {index for start, end, _ in find_fences(lines) for index in range(start, end + 1)}


def code_lines(lesson: str) -> Iterator[tuple[int, str]]:
    """Yield each line of code and of drawings with its number, from 1."""
    lines = lesson.split("\n")
    for start, end, _ in find_fences(lines):
        yield from enumerate(lines[start + 1 : end], start + 2)


def find_section(kata: Kata, lesson: str, title: str) -> Section:
    """Return the first section with this title, ignoring case, or else with a title that begins
    with it, except that of the whole lesson.

    Raises UsageError, which suggests the nearest one.
    """
    sections, start = sections_of(lesson), title.casefold()
    named = [section for section in sections if section.title.casefold() == start]
    begun = [section for section in sections if section.level > 1 and start
             and section.title.casefold().startswith(start)]  # fmt: skip
    for section in (*named, *begun):
        return section
    raise UsageError(
        f"the lesson of kata {kata.id} has nothing called {title!r:.60}"
        f"{suggest_title(kata, sections, title)}"
    )


def suggest_title(kata: Kata, sections: Sequence[Section], title: str) -> str:
    """Return a hint for a section that does not exist."""
    from difflib import get_close_matches

    titles = {section.title.casefold(): section.title for section in sections}
    near = get_close_matches(title.casefold(), titles, n=1)
    if near:
        return f": did you mean {titles[near[0]]!r}?"
    return f": `{kata.command('show', '--contents')}` lists what it has"


def contents_of(lesson: str) -> Iterator[tuple[int, str]]:
    """Yield the depth and the title of each section, except the title of the whole lesson."""
    sections = [section for section in sections_of(lesson) if section.level > 1]
    top = min((section.level for section in sections), default=1)
    depth = 0
    for section in sections:
        if section.level == PART_LEVEL:
            yield depth + 1, section.title
        else:
            depth = section.level - top
            yield depth, section.title


@dataclass(frozen=True)
class Example:
    """A statement behind ``>>>``, and the output that the lesson shows for it."""

    source: str
    expected: str


def list_examples(lesson: str) -> list[Example]:
    """Return the examples in a lesson's blocks of Python, in their order."""
    examples: list[tuple[list[str], list[str]]] = []
    is_open, margin = False, 0
    for line in extract_examples(lesson).split("\n"):
        text = line.strip() if line[:margin].strip() else line[margin:]
        if line.lstrip().startswith(">>> "):
            margin = len(line) - len(line.lstrip())
            is_open = True
            examples.append(([line.strip()[4:]], []))
        elif not line.strip():
            is_open = False
        elif is_open and text.startswith("...") and not examples[-1][1]:
            examples[-1][0].append(text[4:])
        elif is_open:
            examples[-1][1].append(text)
    return [Example("\n".join(source), "\n".join(shown).rstrip()) for source, shown in examples]


def extract_examples(lesson: str) -> str:
    """Return the lesson with all lines blank but its blocks of Python; line numbers stay."""
    lines = lesson.split("\n")
    python = {number for first, last in list_python_blocks(lines) for number in range(first, last)}
    return "\n".join(line if number in python else "" for number, line in enumerate(lines)) + "\n"


def list_python_blocks(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the place of each block of Python: one in a fence for Python, one with a prompt in a
    fence without a language, and an indented one that begins with a prompt.

    Fences that are indented, as in a list, are left out. The place is the index of its first line,
    and of the line after its last.
    """
    for start, end, language in find_fences(lines):
        is_indented_fence = lines[start].startswith(" ")
        if not is_indented_fence and is_python(language, lines[start + 1 : end]):
            yield start + 1, end
    fenced = list_fenced_lines(lines)
    for index in range(len(lines)):
        if index not in fenced and begins_indented_example(lines, index):
            yield index, find_dedent(lines, index)


def is_python(language: str, block: Sequence[str]) -> bool:
    """Whether a fenced block is Python, by the language of its fence or else by a prompt."""
    return language in LANGUAGES or (not language and has_prompt(block))


def has_prompt(block: Sequence[str]) -> bool:
    """Whether a line of a block begins with the prompt of Python."""
    return any(line.lstrip().startswith(">>>") for line in block)


def begins_indented_example(lines: Sequence[str], index: int) -> bool:
    """Whether a line outside of fences is indented as code, has a prompt and follows a blank
    line.
    """
    is_code = is_indented(lines[index]) and lines[index].lstrip().startswith(">>> ")
    return is_code and (index == 0 or not lines[index - 1].strip())


def find_dedent(lines: Sequence[str], start: int) -> int:
    """Return the index of the first line from `start` on that is not indented as code."""
    ends = (index for index in range(start, len(lines)) if not is_indented(lines[index]))
    return next(ends, len(lines))


def is_indented(line: str) -> bool:
    """Whether a line is indented as code and not blank."""
    return line.startswith(INDENTS) and bool(line.strip())
