# kata: 6.1
# must: one|twice|two
# base: n_grams/right/learners_names.py


def count_ngrams(words, n):
    table = {}
    for start in range(len(words) - n + 1):
        key = tuple(words[start : start + n])
        table[key] = table.get(key, 1) + 1
    return table
