# expect: failed
# cause: sigmoid_overflows
# because: The sigmoid is written as exp(x) over exp(x) + 1, which is inf over inf for large x.
# base: lstm_limitations/right/textbook.py


def sigmoid(x):
    e = np.exp(x)
    return e / (e + 1)
