"""Other right ways to count n-grams and to guess with them: each is accepted by every experiment,
whatever the seed.
"""

# ruff: noqa: D103  # how each of them differs stands in the sentence over it

import math
from bisect import bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate, groupby

import numpy as np

from kata_runner import alternative

Gram = tuple[str, ...]
Counts = dict[Gram, int]
Random = np.random.RandomState


def after(counts: Counts, context: Gram) -> dict[str, int]:
    """How often each word followed the context."""
    return {gram[-1]: count for gram, count in counts.items() if gram[:-1] == context}


def smoothed(counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float) -> float:
    """A smoothed probability."""
    seen = after(counts, context)
    below = sum(seen.values()) + alpha * len(vocabulary)
    return (seen.get(word, 0) + alpha) / below if below and word in vocabulary else 0.0


def predictions(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> list[float]:
    """The probability of each word that has n - 1 words before it."""
    ends = range(n - 1, len(words))
    return [
        smoothed(counts, tuple(words[end - n + 1 : end]), words[end], vocabulary, alpha)
        for end in ends
    ]


# --- count_ngrams


@alternative(
    "count_ngrams", "a window of n words slides over the text, and each word is looked at once"
)
def sliding_window(words: Sequence[str], n: int) -> Counts:
    window: deque[str] = deque(maxlen=n)
    counts: Counts = defaultdict(int)
    for word in words:
        window.append(word)
        if len(window) == n:
            counts[tuple(window)] += 1
    return counts


@alternative("count_ngrams", "sorts all n-grams and measures the runs of equal ones")
def sorted_runs(words: Sequence[str], n: int) -> Counts:
    grams = sorted(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
    return {gram: len(list(run)) for gram, run in groupby(grams)}


@alternative("count_ngrams", "joins the counts of both halves and of what lies across the cut")
def divide_and_conquer(words: Sequence[str], n: int) -> Counts:
    if len(words) <= n:
        return Counter([tuple(words)] if len(words) == n else [])
    cut = len(words) // 2
    across = words[max(0, cut - n + 1) : cut + n - 1]
    whole = Counter(tuple(across[i : i + n]) for i in range(len(across) - n + 1))
    for half in (words[:cut], words[cut:]):
        whole.update(Counter(tuple(half[i : i + n]) for i in range(len(half) - n + 1)))
    return whole


# --- next_word_probabilities


@alternative(
    "next_word_probabilities", "makes an index of all contexts first, then looks this one up"
)
def index_of_contexts(counts: Counts, context: Gram) -> dict[str, float]:
    index: dict[Gram, Counter[str]] = defaultdict(Counter)
    for gram, count in counts.items():
        index[gram[:-1]][gram[-1]] += count
    return {word: count / index[context].total() for word, count in index[context].items()}


@alternative(
    "next_word_probabilities", "computes exact fractions, and makes them floats at the end"
)
def exact_fractions(counts: Counts, context: Gram) -> dict[str, float]:
    seen = after(counts, context)
    return {word: float(Fraction(count, sum(seen.values()))) for word, count in seen.items()}


# --- smoothed_probability


@alternative("smoothed_probability", "mixes the relative frequency with the uniform distribution")
def mixture_with_uniform(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    seen = after(counts, context)
    total = sum(seen.values())
    if word not in vocabulary or not (total or alpha):
        return 0.0
    trust = total / (total + alpha * len(vocabulary))  # in what was counted
    counted = trust * seen.get(word, 0) / total if total else 0.0
    return counted + (1 - trust) / len(vocabulary)


@alternative(
    "smoothed_probability",
    "adds alpha to a table of the whole vocabulary, then takes the share of the sum",
)
def table_of_the_vocabulary(
    counts: Counts, context: Gram, word: str, vocabulary: set[str], alpha: float
) -> float:
    seen = after(counts, context)
    rest = sum(count for other, count in seen.items() if other not in vocabulary)
    table = {known: seen.get(known, 0) + alpha for known in vocabulary}
    below = math.fsum(table.values()) + rest
    return table.get(word, 0.0) / below if below else 0.0


# --- perplexity


@alternative("perplexity", "two to the power of the cross-entropy in bits")
def power_of_two(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    found = predictions(words, counts, n, vocabulary, alpha)
    if not all(found):
        return math.inf
    return 2.0 ** float(-np.mean(np.log2(found))) if found else 1.0


@alternative(
    "perplexity", "multiplies roots: each word's 1 / p to the power of 1 / m, without a logarithm"
)
def product_of_roots(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    found = predictions(words, counts, n, vocabulary, alpha)
    return math.prod(p ** (-1 / len(found)) if p else math.inf for p in found)


@alternative("perplexity", "keeps a running mean of the surprise while it reads, and no list")
def running_mean(
    words: Sequence[str], counts: Counts, n: int, vocabulary: set[str], alpha: float
) -> float:
    mean = 0.0
    for number, end in enumerate(range(n - 1, len(words)), 1):
        p = smoothed(counts, tuple(words[end - n + 1 : end]), words[end], vocabulary, alpha)
        if not p:
            return math.inf
        mean += (-math.log(p) - mean) / number
    return math.exp(mean)


# --- most_likely_next and sample_next


@alternative("most_likely_next", "goes by the alphabet once and keeps the best so far")
def best_so_far(counts: Counts, context: Gram) -> str:
    best, most = "", 0
    for word, count in sorted(after(counts, context).items()):
        if count > most:
            best, most = word, count
    return best


@alternative("most_likely_next", "sorts twice, by the alphabet and then, stably, by the counts")
def two_stable_sorts(counts: Counts, context: Gram) -> str:
    seen = after(counts, context)
    ranked = sorted(sorted(seen), key=lambda word: seen[word], reverse=True)
    return ranked[0] if ranked else ""


@alternative(
    "sample_next",
    "compares the draw with whole counts that are added up, and makes no probabilities",
)
def whole_counts(counts: Counts, context: Gram, rng: Random) -> str:
    seen = after(counts, context)
    words = sorted(seen)
    if not words:
        return ""
    left = rng.random_sample() * sum(seen.values())
    for word in words:
        left -= seen[word]
        if left < 0:
            return word
    return words[-1]


@alternative("sample_next", "looks the draw up by halving the row of sums")
def bisection(counts: Counts, context: Gram, rng: Random) -> str:
    seen = after(counts, context)
    words = sorted(seen)
    if not words:
        return ""
    sums = list(accumulate(seen[word] for word in words))
    return words[min(bisect_right(sums, rng.random_sample() * sums[-1]), len(words) - 1)]
