# expect: passed
# because: Generators, tuples and a plain dictionary; merges are lists of two.
def count_pairs(words):
    counts = {}
    for word, count in words.items():
        for left, right in zip(word, word[1:]):
            counts[left, right] = counts.get((left, right), 0) + count
    return counts


def merged(symbols, pair):
    left, right = pair
    waiting = iter(symbols)
    symbol = next(waiting, None)
    while symbol is not None:
        following = next(waiting, None)
        if symbol == left and following == right:
            yield left + right
            symbol = next(waiting, None)
        else:
            yield symbol
            symbol = following


def merge_pair(symbols, pair):
    return tuple(merged(symbols, pair))


def learn_merges(text, count):
    words = {}
    for word in text.split():
        words[tuple(word)] = words.get(tuple(word), 0) + 1
    merges = []
    for _ in range(count):
        pairs = count_pairs(words)
        if not pairs:
            break
        best = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[0][0]
        merges.append(list(best))
        words = {merge_pair(word, best): number for word, number in words.items()}
    return merges


def encode(word, merges):
    tokens = tuple(word)
    for pair in merges:
        tokens = merge_pair(tokens, pair)
    return tokens


def vocabulary(text, merges):
    return frozenset(letter for letter in text if not letter.isspace()) | {"".join(pair) for pair in merges}
