import re
from collections import Counter

from kata_runner import mistake


def pairs_in(words):
    """The right counts."""
    counts = Counter()
    for symbols, count in words.items():
        for pair in zip(symbols, symbols[1:]):
            counts[pair] += count
    return counts


def merge(symbols, pair):
    """The right merge."""
    merged = []
    rest = list(symbols)
    while rest:
        size = 2 if tuple(rest[:2]) == tuple(pair) else 1
        merged.append("".join(rest[:size]))
        rest = rest[size:]
    return tuple(merged)


def learn(text, count, best_of, words=None):
    """Merges, the best of which some function chooses."""
    words = words or {tuple(word): times for word, times in Counter(text.split()).items()}
    merges = []
    for _ in range(count):
        pairs = pairs_in(words)
        if not pairs:
            break
        merges.append(best_of(pairs))
        words = {merge(symbols, merges[-1]): times for symbols, times in words.items()}
    return merges


def commonest(pairs):
    """The right pair to merge."""
    return min(pairs, key=lambda pair: (-pairs[pair], pair))


@mistake(
    "count_pairs",
    "Each word is counted once: a word that occurs five times brings its pairs five times.",
)
def counts_words_once(words):
    return Counter(pair for symbols in words for pair in zip(symbols, symbols[1:]))


@mistake(
    "count_pairs",
    "Pairs are taken two by two and do not overlap: a symbol is also the left one of its "
    "neighbour.",
)
def pairs_side_by_side(words):
    counts = Counter()
    for symbols, count in words.items():
        for pair in zip(symbols[::2], symbols[1::2]):
            counts[pair] += count
    return counts


@mistake("count_pairs", "A pair is counted once a word, however often it occurs in it.")
def once_a_word(words):
    counts = Counter()
    for symbols, count in words.items():
        for pair in set(zip(symbols, symbols[1:])):
            counts[pair] += count
    return counts


@mistake("count_pairs", "The count of a pair is that of the last word that has it: add up with +=.")
def last_word_only(words):
    return {pair: count for symbols, count in words.items() for pair in zip(symbols, symbols[1:])}


@mistake(
    "count_pairs",
    "Symbols are taken apart into letters: a symbol of several letters is one symbol.",
)
def pairs_of_letters(words):
    return pairs_in({tuple("".join(symbols)): count for symbols, count in words.items()})


@mistake("merge_pair", "Only the first occurrence of the pair is merged.")
def first_occurrence(symbols, pair):
    symbols = list(symbols)
    for place in range(len(symbols) - 1):
        if (symbols[place], symbols[place + 1]) == tuple(pair):
            return [*symbols[:place], "".join(pair), *symbols[place + 2 :]]
    return symbols


@mistake(
    "merge_pair",
    "A symbol is used twice, as the right one of a pair and the left one of the next: go on "
    "behind both.",
)
def symbols_used_twice(symbols, pair):
    merged, place = [], 0
    while place < len(symbols):
        found = tuple(symbols[place : place + 2]) == tuple(pair)
        merged.append("".join(pair) if found else symbols[place])
        after = tuple(symbols[place + 1 : place + 3]) == tuple(pair)
        place += 2 if found and not after else 1
    return merged


@mistake(
    "merge_pair",
    "The merge goes from right to left: of three equal symbols the first two are merged.",
)
def from_the_right(symbols, pair):
    return merge(symbols[::-1], pair[::-1])[::-1] if pair[0] == pair[1] else merge(symbols, pair)


@mistake(
    "merge_pair",
    "The pair is looked for in the letters of the word: only where both its symbols stand is "
    "it merged.",
)
def text_replaced(symbols, pair):
    text = "".join(symbols)
    return [
        part
        for part in re.split(f"({re.escape(''.join(pair))})", text)
        for part in ([part] if part == "".join(pair) else list(part))
    ]


@mistake("merge_pair", "The last symbol is lost where it belongs to no pair.")
def last_symbol_lost(symbols, pair):
    merged = merge(symbols, pair)
    return merged if merged[-1:] == ("".join(pair),) else merged[:-1]


@mistake("learn_merges", "The pairs are counted once and not anew after each merge.")
def counted_once(text, count):
    pairs = pairs_in({tuple(word): times for word, times in Counter(text.split()).items()})
    return sorted(pairs, key=lambda pair: (-pairs[pair], pair))[:count]


@mistake(
    "learn_merges",
    "Of pairs that occur equally often the last in order is taken: the first is wanted.",
)
def last_of_equal(text, count):
    return learn(text, count, lambda pairs: max(pairs, key=lambda pair: (pairs[pair], pair)))


@mistake(
    "learn_merges",
    "Of pairs that occur equally often the one that was met first is taken: it goes by "
    "Python's order.",
)
def first_met(text, count):
    return learn(text, count, lambda pairs: max(pairs, key=pairs.get))


@mistake(
    "learn_merges", "Every word counts once: a pair of a common word occurs as often as that word."
)
def words_once(text, count):
    return learn(text, count, commonest, {tuple(word): 1 for word in text.split()})


@mistake(
    "learn_merges", "Pairs reach across the space between words: split the text into words first."
)
def across_words(text, count):
    return learn(text, count, commonest, {tuple(text): 1})


@mistake(
    "learn_merges",
    "Only single spaces part words: split() without arguments takes any space, and line ends too.",
)
def single_spaces(text, count):
    return learn(text, count, commonest, dict(Counter(map(tuple, text.split(" ")))))


@mistake("encode", "Merges are done one time each, at the first place only.")
def one_place_each(word, merges):
    tokens = list(word)
    for pair in merges:
        tokens = first_occurrence(tokens, pair)
    return tokens


@mistake(
    "encode",
    "The merges are done in the opposite order: the one that was learned first comes first.",
)
def merges_backwards(word, merges):
    tokens = tuple(word)
    for pair in reversed(merges):
        tokens = merge(tokens, pair)
    return tokens


@mistake(
    "encode", "The longest token that fits is taken from the left: do the merges in their order."
)
def longest_token_first(word, merges):
    known = {left + right for left, right in merges}
    tokens = []
    while word:
        size = next((size for size in range(len(word), 1, -1) if word[:size] in known), 1)
        tokens.append(word[:size])
        word = word[size:]
    return tokens


@mistake("vocabulary", "The single letters are missing.")
def only_merged(text, merges):
    return {left + right for left, right in merges}


@mistake("vocabulary", "What the merges make is missing.")
def only_letters(text, merges):
    return set("".join(text.split()))


@mistake("vocabulary", "Space is no token: leave it out.")
def with_space(text, merges):
    return set(text) | {left + right for left, right in merges}


@mistake("vocabulary", "It holds a token several times: a set holds each once.")
def list_with_repeats(text, merges):
    return list("".join(text.split())) + [left + right for left, right in merges]
