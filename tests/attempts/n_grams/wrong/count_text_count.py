# expect: failed
# because: str.count finds no overlapping matches, and matches inside other n-grams' text.
# in: count_ngrams
# base: n_grams/right/slices_and_sums.py


def count_ngrams(words, n):
    text = " ".join(words)
    grams = {tuple(words[i:i + n]) for i in range(len(words) - n + 1)}
    return {gram: text.count(" ".join(gram)) for gram in grams}
