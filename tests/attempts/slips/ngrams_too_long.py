# kata: 6.1
# must: one too|late|slice
# base: n_grams/right/learners_names.py


def count_ngrams(words, n):
    table = {}
    for start in range(len(words) - n + 1):
        key = tuple(words[start : start + n + 1])
        table[key] = table.get(key, 0) + 1
    return table
