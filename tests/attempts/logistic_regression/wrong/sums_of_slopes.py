# expect: failed
# because: The slopes are sums over the points.
# cause: sum_of_slopes
# base: logistic_regression/right/lists.py


def gradient(w, b, x, y, penalty):
    off = [probability(score(w, b, point)) - int(label) for point, label in zip(x, y)]
    slopes = [sum(o * float(feature) for o, feature in zip(off, column)) for column in zip(*x)]
    return [slope + penalty * float(weight) for slope, weight in zip(slopes, w)], sum(off)
