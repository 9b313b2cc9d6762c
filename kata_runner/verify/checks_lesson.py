"""The checks of what a learner reads: lesson and hints."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.packs.starter import starter_text, unwritten
from kata_runner.verify.bench import Bench
from kata_runner.verify.check import Remark, check, measured, problem
from kata_runner.verify.lesson_examples import count_examples, with_examples, wrong_examples


@check("lesson")
def lesson_is_true(bench: Bench) -> Iterator[Remark]:
    """There is a lesson, and its examples come out as they are written."""
    file = bench.kata.lesson
    try:
        lesson = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        yield problem(f"{file} is missing")
        return
    except (OSError, UnicodeDecodeError) as error:
        yield problem(f"{file} cannot be read: {error}")
        return
    count = count_examples(lesson)
    if count:
        yield measured(f"{count} example{'s' * (count != 1)}")
        yield from map(problem, tried(bench, lesson))


def tried(bench: Bench, lesson: str) -> list[str]:
    """What is wrong with a lesson's examples."""
    run = bench.run(bench.job(with_examples(bench.source, lesson), which=[]))
    if run.unloadable:
        return [f"the examples cannot be tried: {run.unloadable.text}"]
    return wrong_examples(run.output)


@check("hints")
def every_function_has_a_hint(bench: Bench) -> Iterator[Remark]:
    """Every function of the starter has a hint, and every hint a function."""
    functions, file = unwritten(starter_text(bench.kata)), bench.kata.folder / "kata.toml"
    for name in functions:
        if not any(hint.strip() for hint in bench.kata.hints.get(name, ())):
            yield problem(f"{file} has no hint for {name}", name)
    for name in bench.kata.hints:
        if name not in functions:
            yield problem(f"{file} has hints for {name}, which the starter does not ask for", name)
