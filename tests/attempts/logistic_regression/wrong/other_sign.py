# expect: failed
# because: The sign of a score is turned.
# cause: sign_turned
# base: logistic_regression/right/lists.py


def sigmoid(z):
    return [probability(-float(s)) for s in z]
