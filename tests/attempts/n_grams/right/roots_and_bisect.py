# expect: passed
# style: the geometric mean as a product of roots, sampling by bisection, grouping by sort
from bisect import bisect_right
from functools import reduce
from itertools import accumulate, groupby, islice, tee
from operator import itemgetter, mul


def ngrams(words, n):
    return zip(*(islice(copy, i, None) for i, copy in enumerate(tee(words, n))))


def count_ngrams(words, n):
    return {gram: len(list(same)) for gram, same in groupby(sorted(ngrams(words, n)))}


def after(counts, context):
    return sorted((gram[-1], count) for gram, count in counts.items() if gram[:-1] == context)


def next_word_probabilities(counts, context):
    pairs = after(counts, context)
    total = sum(map(itemgetter(1), pairs))
    return {word: count / total for word, count in pairs}


def smoothed_probability(counts, context, word, vocabulary, alpha):
    pairs = dict(after(counts, context))
    total = sum(pairs.values()) + alpha * len(vocabulary)
    return (pairs.get(word, 0) + alpha) / total if total and word in vocabulary else 0.0


def perplexity(words, counts, n, vocabulary, alpha):
    grams = list(ngrams(words, n))
    ps = [smoothed_probability(counts, gram[:-1], gram[-1], vocabulary, alpha) for gram in grams]
    return reduce(mul, (p ** (-1 / len(ps)) if p else float("inf") for p in ps), 1.0)


def most_likely_next(counts, context):
    pairs = after(counts, context)
    return max(reversed(pairs), key=lambda pair: (pair[1], [-ord(c) for c in pair[0]]))[0] if pairs else ""


def sample_next(counts, context, rng):
    pairs = after(counts, context)
    if not pairs:
        return ""
    reached = list(accumulate(count for _, count in pairs))
    place = bisect_right(reached, rng.random_sample() * reached[-1])
    return pairs[min(place, len(pairs) - 1)][0]
