# expect: failed
# because: For n = 1 words are counted, not tuples of one word.
# in: count_ngrams
# cause: bare_words
# base: n_grams/right/counters.py


def count_ngrams(words, n):
    if n == 1:
        return dict(Counter(words))
    return dict(Counter(tuple(words[i:i + n]) for i in range(len(words) + 1 - n)))
