# expect: failed
# because: At the end of the text there are shorter ones.
# in: count_ngrams
# cause: ragged_end
# base: n_grams/right/counters.py


def count_ngrams(words, n):
    table = Counter()
    for i, _ in enumerate(words):
        table[tuple(words[i:i + n])] += 1
    return table
