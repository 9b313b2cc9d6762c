"""The checks of the starter: nothing is done or broken in it, and it asks for what is graded."""

from __future__ import annotations

from collections.abc import Iterator

from kata_runner.engine.attempt_file import attempt_of
from kata_runner.engine.job import Job
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.evaluate import evaluate
from kata_runner.packs.source_parts import get_signatures, list_classes, list_unwritten
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.verify.author_check import Remark, check, problem
from kata_runner.verify.context import VerifyContext


@check("starter")
def check_starter(context: VerifyContext) -> Iterator[Remark]:
    """The starter loads and passes nothing."""
    starter = attempt_of(context.kata.starter, get_starter_text(context.kata).encode())
    run = context.run(Job(context.kata, starter))
    if run.unloadable:
        yield problem(f"it does not load: {run.unloadable.text}")
        return
    passed = [outcome.name for outcome in evaluate(context.key(), run) if outcome.passed]
    if passed:
        yield problem(f"it passes {', '.join(passed)}")


@check("signatures")
def check_signatures(context: VerifyContext) -> Iterator[Remark]:
    """The starter asks for what is graded, with the parameters of the reference."""
    starter = get_starter_text(context.kata)
    asked, graded = list_unwritten(starter), context.graded
    actual, expected = get_signatures(starter), get_signatures(context.source)
    for name in sorted(graded.difference(asked, list_classes(starter))):
        advice = ": let its body be `raise NotImplementedError`" if name in actual else ""
        yield problem(f"{name} is graded, and the starter does not ask for it{advice}", name)
    for name in asked:
        if not calls_part(graded, name):
            yield problem(f"the starter asks for {name}, and no experiment calls it", name)
        elif actual[name] != expected.get(name):
            given = f"{name}({expected[name]})" if name in expected else "none of that name"
            yield problem(f"the starter has {name}({actual[name]}), the reference {given}", name)
