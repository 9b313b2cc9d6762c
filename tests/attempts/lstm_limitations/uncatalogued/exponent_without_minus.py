# expect: failed
# cause: sigmoid_falls
# because: The minus in the exponent of the sigmoid is missing.
# base: lstm_limitations/right/textbook.py


def sigmoid(x):
    return 1 / (1 + np.exp(x))
