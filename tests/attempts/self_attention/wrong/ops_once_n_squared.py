# expect: failed
# because: The weighted means are not counted.
# in: multi_head_ops
# must: means
# base: self_attention/right/loops_and_helpers.py


def multi_head_ops(length, width):
    return length * width * width * 4 + length * length * width
