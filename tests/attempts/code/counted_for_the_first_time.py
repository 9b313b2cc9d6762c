# kata: 6.1
def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        counts[tuple(words[i : i + n])] += 1
    return counts
