# expect: failed
# because: The table is made once, outside of the function.
# in: count_ngrams
# cause: one_counter_for_all
# base: n_grams/right/while_loops.py
table = {}


def count_ngrams(words, n):
    for start in range(len(words) - n + 1):
        ngram = tuple(words[start:start + n])
        table[ngram] = table.get(ngram, 0) + 1
    return table
