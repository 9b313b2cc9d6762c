# kata: 6.1
def tally(grams, table={}):
    for gram in grams:
        table[gram] = table.get(gram, 0) + 1
    return table


def count_ngrams(words, n):
    return tally(tuple(words[i : i + n]) for i in range(len(words) - n + 1))
