# expect: failed
# because: The last merge is done first.
# cause: merges_backwards
# base: byte_pairs/right/defaultdicts.py


def encode(word, merges):
    tokens = deque(word)
    for pair in merges[::-1]:
        tokens = deque(merge_pair(tokens, pair))
    return tokens
