"""Results of the candidates for causes on the pinned seed, for `mutants.json`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.grading.called_parts import calls_part
from kata_runner.grading.diagnosis.fingerprints import Fingerprints, take_fingerprints
from kata_runner.grading.diagnosis.mistake_results import is_as_expected
from kata_runner.grading.diagnosis.mutant_results import make_source
from kata_runner.grading.diagnosis.mutants_json import PinnedMutant
from kata_runner.grading.variants import Variant, read_alternatives
from kata_runner.mutation.candidates import make_candidates
from kata_runner.mutation.source_edits import Candidate, Edit
from kata_runner.packs.starter_text import get_starter_text
from kata_runner.verify.checks_lesson import read_lesson
from kata_runner.verify.context import VerifyContext, refuse_fault
from kata_runner.verify.tried_mutants import observe_reference, shorten_limits

WORD = re.compile(r"[^\W\d]\w*")


def candidate_mutants(context: VerifyContext) -> list[PinnedMutant]:
    """Return every candidate that does not give what the reference gives, with its fingerprints.

    A candidate of an alternative is left out if an earlier one of the same part has the same
    fingerprints.
    """
    candidates = context.once(all_candidates)
    runs = run_candidates(context, candidates)
    key = context.key()
    pinned = []
    seen: set[object] = set()
    for candidate in candidates:
        prints = fingerprints(candidate, runs[candidate.change], key)
        given = candidate.function, *sorted(prints.items())
        if prints and not (candidate.base and given in seen):
            pinned.append(PinnedMutant(candidate, prints))
            seen.add(given)
    return pinned


def all_candidates(context: VerifyContext) -> list[Candidate]:
    """Return the candidates of a kata's reference, then those of its alternatives."""
    words = known_words(context)
    of_reference = make_candidates(
        context.source, context.graded, words, context.once(observe_reference)
    )
    return [*of_reference, *candidates_of_alternatives(context, words)]


def candidates_of_alternatives(context: VerifyContext, words: set[str]) -> Iterator[Candidate]:
    """Yield the candidates of the alternatives, because learners write like them too."""
    for alternative in read_alternatives(context.kata):
        parts = list_parts(alternative, context.graded)
        for one in make_candidates(alternative.source, parts, words):
            part = next(
                part for known, part in parts.items() if f"{one.function}.".startswith(f"{known}.")
            )
            name = f"{part}.{one.name.removeprefix(f'{one.function}.')}"
            yield replace(one, name=name, function=part, base=alternative.name)


def list_parts(alternative: Variant, graded: Iterable[str]) -> dict[str, str]:
    """Map the functions of an alternative to the parts that they implement."""
    if not alternative.is_class:
        return {alternative.name: alternative.function}
    owner = f"{alternative.function}."
    methods = [part.removeprefix(owner) for part in graded if part.startswith(owner)]
    return {f"{alternative.name}.{method}": f"{owner}{method}" for method in methods}


def known_words(context: VerifyContext) -> set[str]:
    """Return every word in the kata's starter, and in its lesson if that can be read."""
    texts = get_starter_text(context.kata), read_lesson(context)
    return {word for text in texts for word in WORD.findall(text)}


def run_candidates(
    context: VerifyContext, candidates: list[Candidate]
) -> dict[tuple[str, Edit], Run]:
    """Run each different source once, in the experiments that call its parts; return the runs.

    Raises PackError for a candidate that could not be run.
    """
    hurried = replace(context.kata, limits=shorten_limits(context))
    groups: dict[tuple[str, Edit], list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(candidate.change, []).append(candidate)
    jobs: dict[Job, tuple[str, Edit]] = {}
    for change, group in groups.items():
        functions = {one.function for one in group}
        names = [
            one.declaration.name for one in context.key().expectations if is_about(one, functions)
        ]
        job = context.job(make_source(context.kata, group[0]).decode(), which=names)
        jobs[replace(job, kata=hurried, hurried=True)] = change
    runs = {}
    for job, run in context.run_many(jobs):
        change = jobs[job]
        refuse_fault(run, f"the candidate {groups[change][0].name!r}")
        runs[change] = run
    return runs


def is_about(expectation: Expectation, functions: set[str]) -> bool:
    """Whether an experiment calls one of these parts.

    The experiment on unchanged arguments does not count.
    """
    if expectation.declaration.name == UNCHANGED:
        return False
    return any(calls_part(expectation.called, function) for function in functions)


def fingerprints(candidate: Candidate, run: Run, key: AnswerKey) -> dict[str, Fingerprints]:
    """Return the fingerprints of each result that differs from the reference's.

    There are none for a run of which an experiment ended early.
    """
    prints = {}
    for name, result in run.results.items():
        expectation = key.by_name[name]
        if result.problem is not None and result.problem.status.ended_early:
            return {}
        if is_about(expectation, {candidate.function}) and not is_as_expected(expectation, result):
            prints[name] = take_fingerprints(result)
    return prints
