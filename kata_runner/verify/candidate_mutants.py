"""What the candidates for causes give on the pinned seed, for `mutants.json`."""

from __future__ import annotations

import re
from dataclasses import replace

from kata_runner.authoring import UNCHANGED
from kata_runner.engine.job import Job, Run
from kata_runner.grading.answer_key import AnswerKey, Expectation
from kata_runner.grading.diagnosis.fingerprints import Fingerprints, take_fingerprints
from kata_runner.grading.diagnosis.mistake_results import is_as_expected
from kata_runner.grading.diagnosis.mutants_json import PinnedMutant
from kata_runner.grading.parts import calls_part
from kata_runner.model import Kata
from kata_runner.mutation.candidate import Candidate, Edit, apply_edit
from kata_runner.mutation.candidates import make_candidates
from kata_runner.packs.author_files import read_text
from kata_runner.packs.starter import get_starter_text
from kata_runner.verify.context import VerifyContext
from kata_runner.verify.tried_mutants import observe_reference, shorten_limits

WORD = re.compile(r"[^\W\d]\w*")


def candidate_mutants(context: VerifyContext) -> list[PinnedMutant]:
    """Every candidate that gives something else than the reference, with its fingerprints."""
    candidates = context.once(all_candidates)
    runs = run_candidates(context, candidates)
    key = context.key()
    pinned = []
    for candidate in candidates:
        prints = fingerprints(candidate, runs[candidate.edit], key)
        if prints:
            pinned.append(PinnedMutant(candidate, prints))
    return pinned


def all_candidates(context: VerifyContext) -> list[Candidate]:
    """The candidates of a kata's reference."""
    return make_candidates(
        context.source, context.graded, known_words(context.kata), context.once(observe_reference)
    )


def known_words(kata: Kata) -> set[str]:
    """Every word that the kata's lesson and starter name."""
    texts = [get_starter_text(kata)]
    if kata.lesson.is_file():
        texts.append(read_text(kata.lesson))
    return {word for text in texts for word in WORD.findall(text)}


def run_candidates(context: VerifyContext, candidates: list[Candidate]) -> dict[Edit, Run]:
    """What each different source gives in the experiments that call its parts."""
    source = context.source.encode()
    hurried = replace(context.kata, limits=shorten_limits(context))
    parts: dict[Edit, set[str]] = {}
    for candidate in candidates:
        parts.setdefault(candidate.edit, set()).add(candidate.function)
    jobs: dict[Job, Edit] = {}
    for edit, functions in parts.items():
        names = [
            one.declaration.name for one in context.key().expectations if is_about(one, functions)
        ]
        job = context.job(apply_edit(source, edit).decode(), which=names)
        jobs[replace(job, kata=hurried, hurried=True)] = edit
    return {jobs[job]: run for job, run in context.run_many(jobs)}


def is_about(expectation: Expectation, functions: set[str]) -> bool:
    """Whether an experiment calls one of these parts; how arguments are treated is not asked."""
    if expectation.declaration.name == UNCHANGED:
        return False
    return any(calls_part(expectation.called, function) for function in functions)


def fingerprints(candidate: Candidate, run: Run, key: AnswerKey) -> dict[str, Fingerprints]:
    """The fingerprints where a run gave something else than the reference; none of one that had to
    be stopped.
    """
    prints = {}
    for name, result in run.results.items():
        expectation = key.by_name[name]
        if result.problem is not None and result.problem.status.ended_early:
            return {}
        if is_about(expectation, {candidate.function}) and not is_as_expected(expectation, result):
            prints[name] = take_fingerprints(result)
    return prints
