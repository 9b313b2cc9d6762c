# expect: failed
# because: The bias moves by the slope at the new weights.
# cause: one_after_the_other
# base: logistic_regression/right/lists.py


def fit(x, y, rate, steps, penalty):
    x = [[float(feature) for feature in point] for point in x]
    w, b = [0.0] * len(x[0]), 0.0
    for _ in range(steps):
        slopes, slope = gradient(w, b, x, y, penalty)
        w = [weight - rate * s for weight, s in zip(w, slopes)]
        b = b - rate * gradient(w, b, x, y, penalty)[1]
    return [w, b]
