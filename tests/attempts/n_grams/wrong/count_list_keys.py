# expect: failed
# because: Lists are used as keys.
# in: count_ngrams
# base: n_grams/right/slices_and_sums.py


def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        counts[words[i:i + n]] = counts.get(words[i:i + n], 0) + 1
    return counts
