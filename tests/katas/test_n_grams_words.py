"""Kata 6.1 sees it when words are not taken as they stand: in another case, without marks, or left
out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kata_runner.engine.job import Job
from kata_runner.grading.evaluate import evaluate
from kata_runner.model import Attempt
from tests.helpers.thorough import some

SEEDS = (0, 5)
# What is done to a word `w`.
CHANGES = {
    "lower case": "w.lower()",
    "upper case": "w.upper()",
    "capitals": "w.title()",
    "no full stops": "w.replace('.', '') or w",
    "no apostrophes": 'w.replace("\'", "")',
    "no hyphens": "w.replace('-', '')",
    "letters and digits only": "''.join(c for c in w if c.isalnum())",
    "no digits": "''.join(c for c in w if not c.isdigit())",
    "ASCII only": "w.encode('ascii', 'ignore').decode()",
    "no accents": "unicodedata.normalize('NFKD', w).encode('ascii', 'ignore').decode()",
    "no marks around": "w.strip('.,;')",
    "beginnings only": "w[:3]",
}
LEFT_OUT = {
    "full stops": "w == '.'",
    "short words": "len(w) < 3",
    "what is not all letters": "not w.isalpha()",
    "words with a hyphen": "'-' in w",
    "words with an apostrophe": '"\'" in w',
    "frequent words": "w in ('the', 'The')",
}
HELPERS = """
import unicodedata

def change(w):
    return {change}

def changed(gram):
    return tuple(map(change, gram))

def merged(counts):
    found = {{}}
    for gram, count in counts.items():
        found[changed(gram)] = found.get(changed(gram), 0) + count
    return found

"""
# Each calls the right function, which bears the name `right`, or does the like of it.
WHERE = {
    "count_ngrams": ["return right([change(w) for w in words], n)"],
    "next_word_probabilities": [
        "return right(counts, changed(context))",
        "return right(merged(counts), changed(context))",
        "found = {gram[-1]: 0 for gram in counts if changed(gram[:-1]) == changed(context)}\n"
        "    for gram, count in counts.items():\n        if changed(gram[:-1]) == "
        "changed(context):\n"
        "            found[gram[-1]] += count\n    total = sum(found.values())\n"
        "    return {w: count / total for w, count in found.items()}",
    ],
    "smoothed_probability": [
        "return right(merged(counts), changed(context), change(word), set(map(change, "
        "vocabulary)), alpha)",
        "known = change(word) in set(map(change, vocabulary))\n"
        "    return right(counts, context, word, vocabulary | ({word} if known else set()), alpha)",
    ],
    "perplexity": [
        "return right([change(w) for w in words], counts, n, vocabulary, alpha)",
        "return right([change(w) for w in words], merged(counts), n, set(map(change, "
        "vocabulary)), alpha)",
    ],
    "most_likely_next": ["return right(merged(counts), changed(context))"],
    "sample_next": ["return right(merged(counts), changed(context), rng)"],
}
PARAMETERS = {
    "count_ngrams": "words, n",
    "next_word_probabilities": "counts, context",
    "smoothed_probability": "counts, context, word, vocabulary, alpha",
    "perplexity": "words, counts, n, vocabulary, alpha",
    "most_likely_next": "counts, context",
    "sample_next": "counts, context, rng",
}
WITHOUT = {
    "count_ngrams": "return right([w for w in words if not ({out})], n)",
    "perplexity": "return right([w for w in words if not ({out})], counts, n, vocabulary, alpha)",
    "next_word_probabilities": "every = right(counts, context).items()\n"
    "    return {{w: p for w, p in every if not ({out})}}",
}


def written(function: str, body: str) -> str:
    """A function in place of the right one."""
    return f"right = {function}\n\ndef {function}({PARAMETERS[function]}):\n    {body}\n"


def sources(reference: str) -> Iterator[tuple[str, str]]:
    """Wrong attempts, each under a name."""
    for what, change in CHANGES.items():
        for function, bodies in WHERE.items():
            for number, body in enumerate(bodies, 1):
                source = reference + HELPERS.format(change=change) + written(function, body)
                yield f"{function} {number}: {what}", source
    for what, out in LEFT_OUT.items():
        for function, body in WITHOUT.items():
            yield (
                f"{function} without {what}",
                reference + "\n\n" + written(function, body.format(out=out)),
            )


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_words_that_are_not_taken_as_they_stand_are_seen(
    seed: int, open_desk: Callable[[str], Any]
) -> None:
    desk = open_desk("6.1")
    every = list(sources(desk.kata.reference.read_text(encoding="utf-8")))
    assert len(every) >= 130
    named = dict(some(every, 20))
    jobs = {}
    for name, source in named.items():
        data = source.encode()
        attempt = Attempt(Path("attempt.py"), data, hashlib.sha256(data).hexdigest())
        jobs[Job(desk.kata, attempt, "graded", seed)] = name
    wrong: dict[str, list[str]] = {}
    for job, run in desk.sandbox.run_many(jobs):
        outcomes = evaluate(desk.key(seed), run)
        wrong[jobs[job]] = [outcome.name for outcome in outcomes if not outcome.passed]
    assert [name for name, failed in wrong.items() if not failed] == []
    assert len(wrong) == len(named)
