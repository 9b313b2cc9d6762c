"""Kata 6.1, N-grams: guess the next word by counting.

Replace every `raise NotImplementedError` below. The order is a good one:
the last four may use the first two. Each function that works is worth
points. Inside, do as you like: NumPy, plain Python, helpers of your own.

    kata show 6.1     the lesson: problem, formulas and a worked example
    kata check 6.1    what works already, and what to look at next

A text is a list of words, an n-gram is a tuple of n of them, n >= 1. Its
context is all of it but the last word: a tuple of n - 1 words, the empty
tuple for n = 1. `counts` are counts of n-grams of one n, all of them 1 or
more, in no particular order. No function changes what it is given or
remembers earlier calls.
"""

from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    """Count the runs of n neighbouring words: return {n-gram: how often it
    occurs}.

    The keys are tuples of n words, also for n = 1: ("fox",). Runs may
    overlap: "ha ha ha" has ("ha", "ha") twice. Only what occurs is in the
    dictionary. A text of fewer than n words has no n-gram: {}.
    """
    raise NotImplementedError


def next_word_probabilities(
    counts: dict[Gram, int], context: Gram
) -> dict[str, float]:
    """What follows the context, and how probably: return {word:
    probability}.

        P(word | context)
            = count(context + word) / sum over all v of count(context + v)

    Only words that followed the context are in the dictionary. After an
    unseen context: {}.
    """
    raise NotImplementedError


def smoothed_probability(
    counts: dict[Gram, int],
    context: Gram,
    word: str,
    vocabulary: set[str],
    alpha: float,
) -> float:
    """The probability of the word after the context, with alpha added to
    every count.

        (count(context + word) + alpha)
            / (sum over all v of count(context + v) + alpha * |vocabulary|)

    Laplace (1814) for alpha = 1, Lidstone (1920) for any alpha >= 0. What
    was not counted has count 0. A word that is not in the vocabulary has
    probability 0.0. Where the formula says 0 / 0, return 0.0. All words of
    `counts` are in the vocabulary.
    """
    raise NotImplementedError


def perplexity(
    words: Sequence[str],
    counts: dict[Gram, int],
    n: int,
    vocabulary: set[str],
    alpha: float,
) -> float:
    """How surprising a text is for n-gram counts: return exp(-(log p_1 +
    ... + log p_m) / m).

    p_1 ... p_m are the smoothed probabilities of the words of the text that
    have n - 1 words before them, each after these n - 1 words. The first n
    - 1 words of the text are not predicted and not counted in m. Where one
    p is 0, return infinity (math.inf). Where there is no p at all, return
    1.0. The text may be long: the product of all p may be too small for a
    float. Jelinek, Mercer, Bahl & Baker (1977).
    """
    raise NotImplementedError


def most_likely_next(counts: dict[Gram, int], context: Gram) -> str:
    """The word that followed the context most often.

    Of several that did so equally often, the alphabetically first (as
    sorted() has it). After an unseen context: "".
    """
    raise NotImplementedError


def sample_next(
    counts: dict[Gram, int], context: Gram, rng: np.random.RandomState
) -> str:
    """A word drawn at random with its probability after the context.

    Draw once, u = rng.random_sample(), a number from 0 up to but not
    including 1. Go through the words that followed the context in
    alphabetical order (as sorted() has it) and add up their probabilities:
    return the first word at which the sum exceeds u. After an unseen
    context: "".
    """
    raise NotImplementedError
