# kata: 6.1
def count_ngrams(words, n):
    counts = {}
    for i in range(len(words) - n + 1):
        gram = words[i : i + n]
        counts[gram] = counts.get(gram, 0) + 1
    return counts
