# expect: failed
# because: The scores are counted with the width squared.
# in: multi_head_ops
# must: width|square|power
# base: self_attention/right/from_the_starter.py


def multi_head_ops(length, width):
    return 4 * length * width**2 + 2 * length**2 * width**2
