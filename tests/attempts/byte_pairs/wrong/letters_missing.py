# expect: failed
# because: The vocabulary has only what was merged.
# cause: only_merged
# base: byte_pairs/right/generators.py


def vocabulary(text, merges):
    return {"".join(pair) for pair in merges}
