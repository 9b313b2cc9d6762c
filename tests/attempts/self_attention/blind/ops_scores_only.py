# expect: failed
# because: The weighted means are not counted.
# in: multi_head_ops
# must: means|scores
# base: self_attention/right/loops_and_helpers.py


def multi_head_ops(length, width):
    total = 4 * length * width * width
    total += length * length * width
    return total
