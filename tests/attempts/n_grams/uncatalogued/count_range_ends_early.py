# expect: failed
# because: The loop ends one n-gram too early.
# in: count_ngrams
# cause: one_too_few
# base: n_grams/right/while_loops.py


def count_ngrams(words, n):
    counts = {}
    start = 0
    while start + n < len(words):
        ngram = tuple(words[start:start + n])
        counts[ngram] = counts.get(ngram, 0) + 1
        start += 1
    return counts
