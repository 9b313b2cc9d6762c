"""Known mistakes are run once a seed, together, and only as far as anybody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from kata_runner.engine.job import Job, Run
from kata_runner.engine.sandbox import Sandbox
from kata_runner.errors import UsageError
from kata_runner.grading.answer_key import AnswerKey, compute
from kata_runner.grading.diagnosis.mistake_cache import known_mistakes
from kata_runner.model import Kata

CATALOGUE = """\
from kata_runner import mistake

CALLS = []

@mistake("square", "It counts.")
def count(side):
    CALLS.append(side)
    return len(CALLS)

@mistake("square", "It doubles.")
def double(side):
    return 2 * side

@mistake("circle", "It doubles.")
def twice(radius):
    return 2 * radius
"""


class Watched:
    """A sandbox that remembers what it ran."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.ran: list[tuple[str, ...]] = []

    def run_many(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
        listed = list(jobs)
        self.ran += [(job.attempt.path.stem, *job.which) for job in listed]
        return self.sandbox.run_many(listed)


@pytest.fixture
def watched(sandbox: Sandbox) -> Watched:
    return Watched(sandbox)


@pytest.fixture
def kata(write_kata: Callable[[dict[str, str | None]], Kata]) -> Kata:
    return write_kata({"solutions/area/mistakes.py": CATALOGUE})


@pytest.fixture
def key(kata: Kata, sandbox: Sandbox) -> AnswerKey:
    return compute(kata, 5, sandbox.run)


def test_mistakes_of_other_functions_are_not_run(
    kata: Kata, key: AnswerKey, watched: Watched
) -> None:
    [twice] = known_mistakes(kata, key, "circles", watched.run_many)
    assert watched.ran == [("twice", "circles")]
    assert list(twice.results) == ["circles"]


def test_they_run_as_far_as_the_experiment(kata: Kata, key: AnswerKey, watched: Watched) -> None:
    count, double = known_mistakes(kata, key, "random_squares", watched.run_many)
    assert watched.ran == [("count", "random_squares"), ("double", "random_squares")]
    assert "random_squares" in count.results
    assert len(watched.ran) == 2
    assert set(double.results) == {"random_squares", "three_squares"}
    assert watched.ran[2:] == [("double", "random_squares", "three_squares")]


def test_what_a_mistake_remembers_is_as_it_is_for_an_attempt(
    kata: Kata, key: AnswerKey, watched: Watched
) -> None:
    count, _ = known_mistakes(kata, key, "three_squares", watched.run_many)
    table = count.results["three_squares"].table
    assert table is not None
    assert [row[1] for row in table.rows] == [4, 5, 6], "three calls have been before"


def test_they_run_once_a_key(kata: Kata, key: AnswerKey, watched: Watched) -> None:
    known_mistakes(kata, key, "three_squares", watched.run_many)
    known_mistakes(kata, key, "random_squares", watched.run_many)
    known_mistakes(kata, key, "three_squares", watched.run_many)
    assert len(watched.ran) == 2


def test_what_the_reference_gives_too_is_left_out(
    kata: Kata, key: AnswerKey, watched: Watched
) -> None:
    [twice] = known_mistakes(kata, key, "circles", watched.run_many)
    assert "three_squares" not in twice.results
    assert len(twice.results) == 1
    with pytest.raises(KeyError):
        twice.results["three_squares"]


def test_where_nothing_is_pinned_the_usual_seed_is_like_any_other(
    kata: Kata, watched: Watched
) -> None:
    key = compute(kata, 0, watched.sandbox.run)
    assert known_mistakes(kata, key, "circles", watched.run_many)
    assert watched.ran == [("twice", "circles")]


def closed(_: Iterable[Job]) -> Iterator[tuple[Job, Run]]:
    raise UsageError("this grader is closed: make a new one")


def test_what_is_left_to_run_is_run_by_the_one_who_needs_it(
    kata: Kata, key: AnswerKey, watched: Watched
) -> None:
    for run_many in (watched.run_many, closed):
        known_mistakes(kata, key, "random_squares", run_many)
    _, double = known_mistakes(kata, key, "three_squares", watched.run_many)
    assert "three_squares" in double.results
    with pytest.raises(UsageError):
        known_mistakes(kata, key, "circles", closed)
    assert known_mistakes(kata, key, "circles", watched.run_many)


def test_what_is_looked_up_later_is_run_by_the_latest_who_asked(
    kata: Kata, key: AnswerKey, watched: Watched
) -> None:
    passed_on = Watched(watched.sandbox)
    known_mistakes(kata, key, "random_squares", watched.run_many)
    _, double = known_mistakes(kata, key, "random_squares", passed_on.run_many)
    assert "three_squares" in double.results
    assert passed_on.ran == [("double", "random_squares", "three_squares")]
