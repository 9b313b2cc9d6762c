# expect: failed
# because: The first n-gram is left out.
# in: count_ngrams
# base: n_grams/right/slices_and_sums.py


def count_ngrams(words, n):
    counts = {}
    for end in range(n + 1, len(words) + 1):
        gram = tuple(words[end - n:end])
        counts[gram] = counts.get(gram, 0) + 1
    return counts
