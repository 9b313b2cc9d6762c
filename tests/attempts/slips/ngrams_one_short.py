# kata: 6.1
# must: one too|early|too few|last
# base: n_grams/right/learners_names.py


def count_ngrams(words, n):
    table = {}
    for start in range(len(words) - n):
        key = tuple(words[start : start + n])
        table[key] = table.get(key, 0) + 1
    return table
