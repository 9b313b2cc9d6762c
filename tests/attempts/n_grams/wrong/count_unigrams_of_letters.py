# expect: failed
# because: Letters of the text are counted instead of words.
# in: count_ngrams
# base: n_grams/right/slices_and_sums.py
from collections import Counter


def count_ngrams(words, n):
    text = " ".join(words)
    return Counter(tuple(text[i:i + n]) for i in range(len(text) - n + 1))
