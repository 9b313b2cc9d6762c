"""A run that a fault of the machine stopped says nothing about the code: each check refuses it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import PackError
from kata_runner.model import Kata
from kata_runner.verify.candidate_mutants import candidate_mutants
from kata_runner.verify.checks_alternatives import check_alternatives
from kata_runner.verify.checks_tolerances import measure_noise
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.tried_mutants import run_sampled_mutants

ALTERNATIVE = """\
from kata_runner import alternative


@alternative("square", "as a power")
def power(side):
    return side**2
"""


class FaultyContext(VerifyContext):
    """A context in which everything but the reference meets a fault."""

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        """Yield each job with a run that was not made."""
        yield from ((job, Run(fault="the machine has no memory left")) for job in jobs)


@pytest.mark.parametrize(
    ("step", "what"),
    [
        (candidate_mutants, "the candidate '"),
        (measure_noise, "the reference with sums in another order"),
        (run_sampled_mutants, "the mutant '"),
        (lambda context: list(check_alternatives.run(context)), ""),
    ],
)
def test_what_could_not_be_run_is_refused(
    step: Callable[[VerifyContext], object],
    what: str,
    write_kata: Callable[[dict[str, str | None]], Kata],
    sandbox: Sandbox,
) -> None:
    kata = write_kata({"solutions/area/alternatives.py": ALTERNATIVE})
    with pytest.raises(PackError) as error:
        step(FaultyContext(kata, sandbox, [0]))
    assert str(error.value).startswith(what)
    assert str(error.value).endswith(" could not be tried: the machine has no memory left")
