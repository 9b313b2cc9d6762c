# kata: 6.1
TABLE = {}


def count_ngrams(words, n):
    for i in range(len(words) - n + 1):
        gram = tuple(words[i : i + n])
        TABLE[gram] = TABLE.get(gram, 0) + 1
    return TABLE
