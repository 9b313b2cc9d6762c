# expect: failed
# because: The penalty is not halved.
# cause: whole_penalty
# base: logistic_regression/right/lists.py


def loss(w, b, x, y, penalty):
    total = 0.0
    for point, label in zip(x, y):
        wrong = -score(w, b, point) if label else score(w, b, point)
        total += wrong + math.log1p(math.exp(-wrong)) if wrong > 0 else math.log1p(math.exp(wrong))
    return total / len(y) + penalty * sum(weight * weight for weight in w)
