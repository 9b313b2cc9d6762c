"""The reference for kata 6.1, N-grams: guess the next word by counting."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

Gram = tuple[str, ...]


def count_ngrams(words: Sequence[str], n: int) -> dict[Gram, int]:
    """How often each run of n neighbouring words occurs; the keys are
    tuples of n words, n >= 1.

    A text of m words has m - n + 1 of them, one from each word that has n -
    1 more behind it. Markov (1913) counted pairs of letters so, Shannon
    (1948) words.
    """
    return Counter(
        tuple(words[i : i + n]) for i in range(len(words) - n + 1)
    )


def next_word_probabilities(
    counts: dict[Gram, int], context: Gram
) -> dict[str, float]:
    """The share of each word among all that followed the context: P(w | c)
    = count(c w) / sum over v of count(c v).

    The relative frequency is the maximum likelihood estimate. Nothing
    followed an unseen context: {}.
    """
    seen = {
        gram[-1]: count
        for gram, count in counts.items()
        if gram[:-1] == context
    }
    total = sum(seen.values())
    return {word: count / total for word, count in seen.items()}


def smoothed_probability(
    counts: dict[Gram, int],
    context: Gram,
    word: str,
    vocabulary: set[str],
    alpha: float,
) -> float:
    """P(w | c) as if every word of the vocabulary V had followed c alpha
    times more:

        (count(c w) + alpha) / (sum over v of count(c v) + alpha |V|)

    Laplace (1814) for alpha = 1, Lidstone (1920) for any. 0.0 outside V,
    and where it is 0 / 0.
    """
    total = sum(
        count for gram, count in counts.items() if gram[:-1] == context
    ) + alpha * len(vocabulary)
    if word not in vocabulary or total == 0:
        return 0.0
    return (counts.get((*context, word), 0) + alpha) / total


def perplexity(
    words: Sequence[str],
    counts: dict[Gram, int],
    n: int,
    vocabulary: set[str],
    alpha: float,
) -> float:
    """Among how many words the model wavers, on average, before each word
    that has n - 1 words before it:

        exp(-1/m sum over i of log P(w_i | w_{i-n+1} ... w_{i-1}))

    over the m predicted words.

    Jelinek, Mercer, Bahl & Baker (1977). Infinite where a probability is
    zero, 1.0 where no word is predicted.
    """
    by_context: dict[Gram, dict[Gram, int]] = defaultdict(
        dict
    )  # so that each look-up reads one context only
    for gram, count in counts.items():
        by_context[gram[:-1]][gram] = count
    logarithms = []
    for *before, word in zip(*(words[i:] for i in range(n)), strict=False):
        context = tuple(before)
        p = smoothed_probability(
            by_context.get(context, {}), context, word, vocabulary, alpha
        )
        if p == 0:
            return math.inf
        logarithms.append(math.log(p))
    return math.exp(-sum(logarithms) / max(len(logarithms), 1))


def most_likely_next(counts: dict[Gram, int], context: Gram) -> str:
    """The word that followed the context most often, the alphabetically
    first of several; "" where nothing did.
    """
    shares = next_word_probabilities(counts, context)
    return min(shares, key=lambda word: (-shares[word], word), default="")


def sample_next(
    counts: dict[Gram, int], context: Gram, rng: np.random.RandomState
) -> str:
    """A word drawn with its probability after the context; "" where nothing
    followed it.

    One draw u = rng.random_sample(), and the alphabetically first word at
    which the sum of the probabilities, added up by the alphabet, exceeds u:
    the inverse of the distribution function.
    """
    shares = next_word_probabilities(counts, context)
    words = sorted(shares)
    if not words:
        return ""
    reached = np.cumsum([shares[word] for word in words])  # (words,)
    place = np.searchsorted(
        reached[:-1], rng.random_sample(), side="right"
    )  # the last word takes all that is left
    return words[place]
