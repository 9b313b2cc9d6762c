from collections import Counter


def count_pairs(words):
    """How often each pair of neighbours occurs in words, which are tuples of symbols with their
    counts.
    """
    counts = Counter()
    for symbols, count in words.items():
        for pair in zip(symbols, symbols[1:]):
            counts[pair] += count
    return counts


def merge_pair(symbols, pair):
    """The symbols after each occurrence of a pair, from left to right, has become one symbol."""
    merged, place = [], 0
    while place < len(symbols):
        found = tuple(symbols[place : place + 2]) == pair
        merged.append("".join(pair) if found else symbols[place])
        place += 2 if found else 1
    return merged


def learn_merges(text, count):
    """The first merges of a text, as pairs: each is the commonest when it is made, the first of
    equally common ones.
    """
    words = {tuple(word): times for word, times in Counter(text.split()).items()}
    merges = []
    for _ in range(count):
        pairs = count_pairs(words)
        if not pairs:
            break
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        words = {tuple(merge_pair(symbols, best)): times for symbols, times in words.items()}
        merges.append(best)
    return merges


def encode(word, merges):
    """The tokens of one word: its letters, merged in the order of the merges."""
    tokens = tuple(word)
    for pair in merges:
        tokens = merge_pair(tokens, pair)
    return tokens


def vocabulary(text, merges):
    """All tokens that there can be: the letters of the text, without space, and what merges
    make.
    """
    return set("".join(text.split())) | {left + right for left, right in merges}
