# expect: failed
# because: What was seen only once is thrown away.
# in: count_ngrams
# base: n_grams/right/slices_and_sums.py
from collections import Counter


def count_ngrams(words, n):
    counts = Counter(tuple(words[i:i + n]) for i in range(len(words) - n + 1))
    return {gram: k for gram, k in counts.items() if k > 1}
