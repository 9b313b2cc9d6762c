# expect: failed
# because: The text is cut into pieces of n words.
# in: count_ngrams
# cause: side_by_side
# base: n_grams/right/while_loops.py


def count_ngrams(words, n):
    counts = {}
    rest = list(words)
    while len(rest) >= n:
        ngram = tuple(rest[:n])
        counts[ngram] = counts.get(ngram, 0) + 1
        rest = rest[n:]
    return counts
