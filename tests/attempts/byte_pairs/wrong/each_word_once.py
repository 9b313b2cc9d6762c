# expect: failed
# because: A word counts once in count_pairs, however common it is.
# cause: counts_words_once
# base: byte_pairs/right/generators.py


def count_pairs(words):
    counts = {}
    for word, count in words.items():
        for left, right in zip(word, word[1:]):
            counts[left, right] = counts.get((left, right), 0) + 1
    return counts
