# expect: failed
# because: A point on the line is not counted.
# cause: strictly_above
# base: logistic_regression/right/closures.py


def predict(w, b, x):
    return np.dot(x, w) + b > 0
