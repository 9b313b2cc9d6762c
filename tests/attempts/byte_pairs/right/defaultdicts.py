# expect: passed
# because: Results are a defaultdict, lists changed in place, a deque and the keys of a dictionary.
from collections import defaultdict, deque


def count_pairs(words):
    counts = defaultdict(int)
    for symbols in words:
        for place in range(len(symbols) - 1):
            counts[(symbols[place], symbols[place + 1])] += words[symbols]
    return counts


def merge_pair(symbols, pair):
    symbols = list(symbols)
    place = 0
    while place < len(symbols) - 1:
        if symbols[place] == pair[0] and symbols[place + 1] == pair[1]:
            symbols[place : place + 2] = [symbols[place] + symbols[place + 1]]
        place += 1
    return symbols


def learn_merges(text, count):
    words = [list(word) for word in text.split()]
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


def encode(word, merges):
    tokens = deque(word)
    for pair in merges:
        tokens = deque(merge_pair(tokens, pair))
    return tokens


def vocabulary(text, merges):
    tokens = dict.fromkeys("".join(text.split()))
    tokens.update((left + right, None) for left, right in merges)
    return tokens.keys()
