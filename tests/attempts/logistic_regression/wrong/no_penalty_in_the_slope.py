# expect: failed
# because: The slope forgets the penalty.
# cause: penalty_without_slope
# base: logistic_regression/right/closures.py


def gradient(w, b, x, y, penalty):
    residuals = np.exp(-np.logaddexp(0, -(np.dot(x, w) + b))) - y
    return np.average(x, axis=0, weights=None) * 0 + residuals @ x / len(x), np.array(residuals.mean())
