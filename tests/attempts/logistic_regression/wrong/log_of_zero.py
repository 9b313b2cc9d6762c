# expect: failed
# because: The log of a probability that was rounded.
# cause: log_of_zero
# base: logistic_regression/right/closures.py


def loss(w, b, x, y, penalty):
    z = np.dot(x, w) + b
    p = 1 / (1 + np.exp(-z))
    return np.array(-np.log(np.where(np.asarray(y) == 1, p, 1 - p)).mean() + penalty * np.dot(w, w) / 2)
