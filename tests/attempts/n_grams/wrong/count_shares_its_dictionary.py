# expect: failed
# because: Every call returns the same dictionary.
# in: count_ngrams
# base: n_grams/right/slices_and_sums.py
ANSWER = {}


def count_ngrams(words, n):
    ANSWER.clear()
    for i in range(len(words) - n + 1):
        gram = tuple(words[i:i + n])
        ANSWER[gram] = ANSWER.get(gram, 0) + 1
    return ANSWER
