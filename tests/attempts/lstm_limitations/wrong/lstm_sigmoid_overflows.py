# expect: failed
# because: The sigmoid is exp(z) / (1 + exp(z)), which gives nan for large weighted sums.
# in: lstm_step
# base: lstm_limitations/right/plain.py


def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))
