# expect: failed
# because: A product with a matrix counts length times width.
# in: multi_head_ops
# must: width
# base: self_attention/right/from_the_starter.py


def multi_head_ops(length, width):
    return 4 * length * width + 2 * length * length * width
