import numpy as np

from kata_runner import mistake


def right_sigmoid(z):
    """The right probabilities."""
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, e) / (1.0 + e)


def costs(w, b, x, y):
    """What each point costs."""
    return np.logaddexp(0.0, (x @ w + b) * np.where(y, -1.0, 1.0))


def right_slopes(w, b, x, y, penalty):
    """The right gradient."""
    off = right_sigmoid(x @ w + b) - y
    return x.T @ off / len(y) + penalty * w, off.mean()


@mistake(
    "sigmoid", "exp(-z) overflows for scores far below 0: use exp(z) / (1 + exp(z)) for these."
)
def overflows_below(z):
    with np.errstate(over="raise"):
        return 1 / (1 + np.exp(-z))


@mistake(
    "sigmoid",
    "exp(z) / (1 + exp(z)) is nan for scores far above 0: use 1 / (1 + exp(-z)) for these.",
)
def nan_above(z):
    return np.exp(z) / (1 + np.exp(z))


@mistake("sigmoid", "The sign is wrong: these are the probabilities of label 0.")
def sign_turned(z):
    return right_sigmoid(-z)


@mistake("sigmoid", "Scores are cut off before exp, so small probabilities are not what they are.")
def scores_cut(z):
    return 1 / (1 + np.exp(-np.clip(z, -20, 20)))


@mistake(
    "sigmoid", "tanh goes from -1 to 1: it is to be moved and squeezed, (1 + tanh(z / 2)) / 2."
)
def only_tanh(z):
    return np.tanh(z)


@mistake("loss", "The sum of the points' losses is taken: their mean is asked for.")
def sum_of_losses(w, b, x, y, penalty):
    return costs(w, b, x, y).sum() + penalty / 2 * (w**2).sum()


@mistake("loss", "Points of label 0 cost nothing: they cost -log(1 - p).")
def only_label_one(w, b, x, y, penalty):
    return (costs(w, b, x, y) * y).mean() + penalty / 2 * (w**2).sum()


@mistake(
    "loss",
    "log of a probability that was rounded to 0 is infinite: make log(1 + exp(score)) of the "
    "score itself.",
)
def log_of_zero(w, b, x, y, penalty):
    p = right_sigmoid(x @ w + b)
    with np.errstate(divide="ignore"):
        return -np.mean(np.log(np.where(y, p, 1 - p))) + penalty / 2 * (w**2).sum()


@mistake(
    "loss", "Probabilities are kept away from 0, so a point far on the wrong side costs too little."
)
def clipped(w, b, x, y, penalty):
    p = np.clip(right_sigmoid(x @ w + b), 1e-12, 1 - 1e-12)
    return -np.mean(np.log(np.where(y, p, 1 - p))) + penalty / 2 * (w**2).sum()


@mistake("loss", "The squared error is taken: it is -log of the probability of the label.")
def squared_error(w, b, x, y, penalty):
    return np.mean((right_sigmoid(x @ w + b) - y) ** 2) + penalty / 2 * (w**2).sum()


@mistake("loss", "The penalty is not halved.")
def whole_penalty(w, b, x, y, penalty):
    return costs(w, b, x, y).mean() + penalty * (w**2).sum()


@mistake(
    "loss", "The penalty is divided by the number of points: it is added to the mean as it is."
)
def penalty_over_points(w, b, x, y, penalty):
    return costs(w, b, x, y).mean() + penalty / 2 * (w**2).sum() / len(y)


@mistake("loss", "The bias is punished too: the penalty is on the weights alone.")
def bias_punished(w, b, x, y, penalty):
    return costs(w, b, x, y).mean() + penalty / 2 * ((w**2).sum() + b**2)


@mistake("gradient", "The slopes have the wrong sign: it is the probability minus the label.")
def uphill(w, b, x, y, penalty):
    off = y - right_sigmoid(x @ w + b)
    return x.T @ off / len(y) + penalty * w, off.mean()


@mistake("gradient", "The slopes of all points are added up: the loss is a mean, so theirs is too.")
def sum_of_slopes(w, b, x, y, penalty):
    off = right_sigmoid(x @ w + b) - y
    return x.T @ off + penalty * w, off.sum()


@mistake(
    "gradient",
    "The slopes are those of the squared error: for -log the factor p * (1 - p) falls away.",
)
def slope_of_squares(w, b, x, y, penalty):
    p = right_sigmoid(x @ w + b)
    off = (p - y) * p * (1 - p)
    return x.T @ off / len(y) + penalty * w, off.mean()


@mistake("gradient", "The penalty has no slope: that is penalty times the weight.")
def penalty_without_slope(w, b, x, y, penalty):
    return right_slopes(w, b, x, y, 0.0)


@mistake(
    "gradient", "The slope of the penalty is twice too large: the loss has half of the square."
)
def penalty_twice(w, b, x, y, penalty):
    return right_slopes(w, b, x, y, 2 * penalty)


@mistake("gradient", "The bias has a slope of the penalty: it costs nothing.")
def bias_has_a_penalty(w, b, x, y, penalty):
    slopes, slope = right_slopes(w, b, x, y, penalty)
    return slopes, slope + penalty * b


@mistake(
    "fit",
    "The bias moves by the slope at the new weights: take both slopes before you move either.",
)
def one_after_the_other(x, y, rate, steps, penalty):
    w, b = np.zeros(x.shape[1]), 0.0
    for _ in range(steps):
        w = w - rate * right_slopes(w, b, x, y, penalty)[0]
        b = b - rate * right_slopes(w, b, x, y, penalty)[1]
    return w, b


@mistake("fit", "The steps go uphill: take the slope off.")
def climbs(x, y, rate, steps, penalty):
    return descend(x, y, -rate, steps, penalty)


@mistake("fit", "The bias never moves.")
def bias_stays(x, y, rate, steps, penalty):
    w = np.zeros(x.shape[1])
    for _ in range(steps):
        w = w - rate * right_slopes(w, 0.0, x, y, penalty)[0]
    return w, 0.0


@mistake("fit", "There is one step too few.")
def one_step_short(x, y, rate, steps, penalty):
    return descend(x, y, rate, max(steps - 1, 0), penalty)


@mistake("fit", "The weights begin with 1: they begin with 0.")
def begins_with_ones(x, y, rate, steps, penalty):
    return descend(x, y, rate, steps, penalty, np.ones(x.shape[1]))


@mistake("predict", "The probabilities are given: the labels are asked for.")
def gives_probabilities(w, b, x):
    return right_sigmoid(x @ w + b)


@mistake("predict", "A point on the line gets label 0: a probability of one half is enough for 1.")
def strictly_above(w, b, x):
    return (x @ w + b > 0).astype(int)


@mistake("predict", "The score is compared with one half: the probability is to be.")
def score_above_half(w, b, x):
    return (x @ w + b >= 0.5).astype(int)


@mistake("predict", "The bias is left out of the score.")
def without_bias(w, b, x):
    return (x @ w >= 0).astype(int)


def descend(x, y, rate, steps, penalty, w=None):
    """Steps of gradient descent."""
    w, b = np.zeros(x.shape[1]) if w is None else w, 0.0
    for _ in range(steps):
        slopes, slope = right_slopes(w, b, x, y, penalty)
        w, b = w - rate * slopes, b - rate * slope
    return w, b
