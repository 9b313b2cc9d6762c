"""What an attempt's own code shows: its syntax tree is looked at in a sandbox, where nothing of it
runs.
"""

from __future__ import annotations

import ast
import json
import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from kata_runner.engine.job import Job
from kata_runner.engine.source import attempt_of
from kata_runner.grading.answer_key import AnswerKey, RunJobs, reference
from kata_runner.grading.feedback.instrument import secret_prefix
from kata_runner.model import Kata
from kata_runner.packs.author_files import decode_python
from kata_runner.packs.parts import list_callables

MAX_SOURCE = 64 << 10  # bytes: nobody writes more by hand, and twice as much goes into the sandbox
NAME = re.compile(r"[A-Za-z_][\w.]{0,60}", re.ASCII)
PROGRAM = "\n\nlook({source!r}, {parts!r}, {prefix!r})\n"


@dataclass(frozen=True)
class Sight:
    """One thing that is certain: the rule that says so, the part, a line and a name."""

    rule: str
    part: str = ""
    line: int = 0
    other: str = ""
    position: int = -1


@lru_cache(maxsize=1)  # asked for once an outcome
def look_at_code(job: Job, key: AnswerKey, run_many: RunJobs) -> tuple[Sight, ...]:
    """What is to be seen of the parts that experiments call; nothing of a source that is too
    long.
    """
    source = job.attempt.source
    if len(source) > MAX_SOURCE:
        return ()
    prefix = secret_prefix(job.attempt)
    program = read_program() + PROGRAM.format(source=source, parts=key.called, prefix=prefix)
    attempt = attempt_of(Path("look.py"), program.encode())
    [(_, run)] = run_many([replace(job, attempt=attempt, which=[], stopped=None)])
    return read_sights(run.output, prefix)


def read_sights(output: str, prefix: str) -> tuple[Sight, ...]:
    """What was printed; names are the learner's, so they must look like names."""
    sights = []
    for line in output.splitlines():
        if line.startswith(prefix):
            data = json.loads(line.removeprefix(prefix))
            part, other = (name if NAME.fullmatch(name) else "" for name in (
                str(data.get("part", "")), str(data.get("other", ""))))  # fmt: skip
            number, position = int(data.get("line", 0)), int(data.get("position", -1))
            sights.append(Sight(str(data["rule"]), part, number, other, position))
    return tuple(sights)


@lru_cache(maxsize=8)
def unread_parameters(kata: Kata) -> frozenset[tuple[str, int]]:
    """The parts of the reference with the positions of the parameters that it does not read."""
    functions = list_callables(decode_python(kata.reference, reference(kata).source))
    return frozenset(
        (name, position)
        for name, function in functions.items()
        for position, argument in enumerate(function.args.args)
        if argument.arg
        not in {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    )


@cache
def read_program() -> str:
    """The text of the look."""
    return Path(__file__).with_name("_code_look.py").read_text(encoding="utf-8")
