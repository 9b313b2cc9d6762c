# expect: failed
# cause: input_before_hidden
# because: The first columns of the weights meet the input and the last ones the hidden state.
# base: lstm_limitations/right/logistic_loop.py


def logistic(v):
    return 0.5 * np.tanh(0.5 * v) + 0.5


def pre(matrix, offset, h, x):
    n = len(x)
    return matrix[:, :n] @ x + matrix[:, n:] @ h + offset
