# expect: failed
# cause: -
# because: Each matrix is counted as hidden times input, plus the hidden units once: the recurrent part is not squared.
# base: lstm_limitations/right/box_objects.py


def lstm_ops(length, input_size, hidden_size):
    return length * 4 * (hidden_size * input_size + hidden_size)
