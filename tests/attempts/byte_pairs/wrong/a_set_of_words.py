# expect: failed
# because: A word that occurs again is not counted again.
# cause: words_once
# base: byte_pairs/right/generators.py


def learn_merges(text, count):
    words = {}
    for word in text.split():
        words[tuple(word)] = 1
    merges = []
    for _ in range(count):
        pairs = count_pairs(words)
        if not pairs:
            break
        best = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))[0][0]
        merges.append(list(best))
        words = {merge_pair(word, best): number for word, number in words.items()}
    return merges
