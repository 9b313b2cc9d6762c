"""Search for the known mistake that gives exactly what the attempt gave, by the rules in
`matching`.

If one mistake remains, it is named; if several do, only what they have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from kata_runner.grading.diagnosis.diagnosis_context import DiagnosisContext, on_pinned_seed
from kata_runner.grading.diagnosis.matching import Matcher
from kata_runner.grading.diagnosis.mistake_cache import known_mistakes
from kata_runner.grading.diagnosis.mistake_results import MistakeResults
from kata_runner.model import Diagnosis, Outcome
from kata_runner.packs.source_parts import get_owner


def find_cause(outcome: Outcome, case: DiagnosisContext) -> Diagnosis | None:
    """Name the known mistake that gives what the attempt gave."""
    return find_mistakes(case).get(outcome.name)


@lru_cache(maxsize=1)  # called for each outcome, computed for all of them together
def find_mistakes(case: DiagnosisContext) -> dict[str, Diagnosis]:
    """Return the known mistakes that are certain, by the outcome in which they show."""
    if not case.kata.mistakes.exists():
        return {}
    matcher = MistakeMatcher.of(on_pinned_seed(case))
    # Last first: a mistake that runs up to an experiment runs in the earlier ones too.
    causes = matcher.find_causes(reversed(matcher.roots))
    named = {root: to_diagnosis(some) for root, some in causes.items()}
    return {root: cause for root, cause in named.items() if cause}


class MistakeMatcher(Matcher):
    """A comparison of an attempt with the known mistakes of its kata."""

    def known(self, root: str) -> Sequence[MistakeResults]:
        """Return the mistakes in the functions that a failed experiment calls."""
        return known_mistakes(self.case.kata, self.case.key, root, self.case.run_many)


def to_diagnosis(candidates: Sequence[MistakeResults]) -> Diagnosis | None:
    """Return the diagnosis of a single mistake, or of what several have in common; None if they
    have nothing in common, or there are none.
    """
    if not candidates:
        return None
    names = " or ".join(mistake.name for mistake in candidates)
    if len({mistake.says for mistake in candidates}) == 1:
        return Diagnosis(names, candidates[0].says)
    parts = {mistake.function for mistake in candidates}
    if len(parts) > 1 and len(parts := set(map(get_owner, parts))) > 1:
        return None
    return Diagnosis(
        names,
        f"The cause is in {parts.pop()}; these values fit {len(candidates)} mistakes that "
        f"people make.",
    )
