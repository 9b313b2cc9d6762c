# expect: failed
# because: The text is one word, with spaces in it.
# cause: across_words
# base: byte_pairs/right/defaultdicts.py


def learn_merges(text, count):
    words = [list(text)]
    merges = []
    while len(merges) < count:
        counts = defaultdict(int)
        for word in words:
            for pair in zip(word, word[1:]):
                counts[pair] += 1
        if not counts:
            return merges
        most = max(counts.values())
        best = min(pair for pair in counts if counts[pair] == most)
        merges.append(best)
        words = [merge_pair(word, best) for word in words]
    return merges
