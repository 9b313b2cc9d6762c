import re
from collections import Counter, defaultdict
from itertools import chain, pairwise, repeat

from kata_runner import alternative


@alternative(
    "count_pairs", "writes out every pair as often as its word occurs, and counts the list"
)
def written_out(words):
    return Counter(
        chain.from_iterable(
            repeat(pair, count) for word, count in words.items() for pair in pairwise(word)
        )
    )


@alternative("count_pairs", "goes by places, and counts in a dictionary of dictionaries first")
def nested(words):
    after = defaultdict(dict)
    for word, count in words.items():
        for place in range(1, len(word)):
            left, right = word[place - 1], word[place]
            after[left][right] = after[left].get(right, 0) + count
    return {(left, right): count for left, found in after.items() for right, count in found.items()}


@alternative("merge_pair", "keeps a stack, and melts a symbol into its top")
def with_a_stack(symbols, pair):
    stack, open_ = [], False  # whether the top may still be merged
    for symbol in symbols:
        if open_ and (stack[-1], symbol) == pair:
            stack[-1] += symbol
            open_ = False
        else:
            stack.append(symbol)
            open_ = True
    return stack


@alternative("merge_pair", "merges the first pair and calls itself for the rest")
def recursive(symbols, pair):
    if len(symbols) < 2:
        return tuple(symbols)
    if tuple(symbols[:2]) == pair:
        return ("".join(pair), *recursive(symbols[2:], pair))
    return (symbols[0], *recursive(symbols[1:], pair))


@alternative(
    "merge_pair",
    "lets a regular expression replace the gap in a text of symbols with gaps between them",
)
def by_expression(symbols, pair):
    left, right = map(re.escape, pair)
    joined = re.sub(
        rf"(?<=\x00){left}\x00{right}(?=\x00)", "".join(pair), "\0" + "\0".join(symbols) + "\0"
    )
    # neighbours share a gap, so that the expression sees each of them
    return [symbol for symbol in joined.split("\0") if symbol]


@alternative(
    "learn_merges", "keeps the text as a list of words, counts none of them, and sorts all pairs"
)
def sorted_pairs(text, count):
    words, merges = [list(word) for word in text.split()], []
    while len(merges) < count:
        pairs = sorted(pair for word in words for pair in zip(word, word[1:]))
        if not pairs:
            return merges
        best = max(
            dict.fromkeys(pairs), key=pairs.count
        )  # the first of several, and they are in order
        merges.append(best)
        words = [with_a_stack(word, best) for word in words]
    return merges


@alternative("learn_merges", "changes the counts of those pairs alone that a merge touches")
def by_differences(text, count):
    words = [[list(word), times] for word, times in Counter(text.split()).items()]
    pairs = Counter()
    for symbols, times in words:
        for pair in pairwise(symbols):
            pairs[pair] += times
    merges = []
    for _ in range(count):
        most = max(pairs.values(), default=0)
        if most == 0:
            break
        merges.append(min(pair for pair, times in pairs.items() if times == most))
        for word in words:
            merged = with_a_stack(word[0], merges[-1])
            if len(merged) < len(word[0]):
                pairs.subtract(
                    dict(
                        Counter(
                            chain.from_iterable(repeat(pair, word[1]) for pair in pairwise(word[0]))
                        )
                    )
                )
                pairs.update(
                    chain.from_iterable(repeat(pair, word[1]) for pair in pairwise(merged))
                )
                word[0] = merged
    return merges


@alternative(
    "encode",
    "looks for the pair that was learned first among those that are there, until there is none",
)
def earliest_pair(word, merges):
    rank = {tuple(pair): number for number, pair in reversed(list(enumerate(merges)))}
    tokens, done = list(word), -1
    while True:
        found = [rank[pair] for pair in pairwise(tokens) if rank.get(pair, -1) > done]
        if not found:
            return tokens
        done = min(found)
        tokens = with_a_stack(tokens, merges[done])


@alternative("vocabulary", "a list in order, in which each token stands once")
def in_order(text, merges):
    tokens = []
    for token in [*text, *map("".join, merges)]:
        if not token.isspace() and token not in tokens:
            tokens.append(token)
    return sorted(tokens, key=len)
