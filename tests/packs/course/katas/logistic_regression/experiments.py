"""Telling points of two kinds apart."""

import numpy as np

from kata_runner import Table, experiment, probe


def points_of_two_kinds(rng, size=12, features=2):
    """Points and labels of which a line tells most apart."""
    x = rng.normal(size=(size, features))
    y = (x @ np.linspace(1.5, -1, features) + 0.3 * rng.normal(size=size) > 0.2).astype(int)
    y[:2] = 0, 1
    return x, y


def one_model(rng, features=2):
    """Weights and a bias, none of them near 0."""
    sign = rng.choice([-1.0, 1.0], size=features + 1)
    *w, b = sign * rng.uniform(0.5, 1.5, size=features + 1)
    return np.array(w), float(b)


@probe(points=2, lesson="From a score to a probability")
def probabilities(impl, rng):
    """Scores of both signs become probabilities."""
    z = rng.normal(scale=3, size=8)
    return Table(["score", "probability"], zip(z, impl.sigmoid(z)))


@probe(points=2, needs=[probabilities], lesson="From a score to a probability")
def extreme_scores(impl, rng):
    """Scores in the thousands give 0 and 1, and small probabilities stay what they are."""
    z = rng.permutation([-5000.0, -800.0, -30.0, 0.0, 30.0, 800.0, 5000.0])
    return Table(
        ["score", "probability", "times e12"],
        [[s, p, p * 1e12] for s, p in zip(z, impl.sigmoid(z))],
    )


@probe(points=3, lesson="How wrong is it?")
def loss_of_a_model(impl, rng):
    """The mean loss of the points, without a penalty."""
    rows = []
    for size in (1, 5, 12):
        (x, y), (w, b) = points_of_two_kinds(rng, max(size, 2)), one_model(rng)
        rows.append([size, impl.loss(w, b, x[:size], y[:size], 0.0)])
    return Table(["points", "loss"], rows)


@probe(points=2, needs=[loss_of_a_model], lesson="How wrong is it?")
def loss_with_a_penalty(impl, rng):
    """The penalty is on the weights, not on the bias, and does not depend on the number of
    points.
    """
    (x, y), (w, b) = points_of_two_kinds(rng, 6), one_model(rng)
    return Table(
        ["penalty", "loss"],
        [[penalty, impl.loss(w, b, x, y, penalty)] for penalty in (0.0, 0.1, 2.0)],
    )


@probe(points=2, needs=[loss_of_a_model], lesson="How wrong is it?")
def far_on_the_wrong_side(impl, rng):
    """A point far on the wrong side costs as much as its score, and one far on the right side
    nothing.
    """
    w, far = np.array([1000.0]), rng.uniform(1, 5)
    rows = [[side, label, impl.loss(w, 0.0, np.array([[side * far]]), np.array([label]), 0.0)]
            for side in (-1, 1) for label in (0, 1)]  # fmt: skip
    return Table(["side", "label", "loss"], rows)


@probe(points=4, lesson="Which way is downhill?")
def slopes(impl, rng):
    """The slopes in three weights and in the bias."""
    tables = []
    for size in (2, 9):
        (x, y), (w, b) = points_of_two_kinds(rng, size, 3), one_model(rng, 3)
        slopes, slope = impl.gradient(w, b, x, y, 0.0)
        tables.append(Table.of(weights=slopes, bias=slope))
    return Table.stack(tables)


@probe(points=2, needs=[slopes], lesson="Which way is downhill?")
def slopes_with_a_penalty(impl, rng):
    """The penalty has a slope in each weight and none in the bias."""
    (x, y), (w, b) = points_of_two_kinds(rng, 6), one_model(rng)
    tables = []
    for penalty in (0.1, 2.0):
        slopes, slope = impl.gradient(w, b, x, y, penalty)
        tables.append(Table.of(weights=slopes, bias=slope))
    return Table.stack(tables)


@probe(points=3, needs=[slopes, slopes_with_a_penalty], lesson="Down")
def the_first_steps(impl, rng):
    """Weights and bias after no step, after one, two and three."""
    x, y = points_of_two_kinds(rng)
    tables = []
    for steps in range(4):
        w, b = impl.fit(x, y, 0.7, steps, 0.3)
        tables.append(Table.of(steps=steps, w=w, b=b))
    return Table.stack(tables)


@probe(points=2, needs=[the_first_steps], lesson="Down")
def many_steps(impl, rng):
    """Thirty steps, also with other rates, penalties and numbers of features."""
    tables = []
    for rate, penalty in ((0.5, 0.0), (0.05, 0.1)):
        w, b = impl.fit(*points_of_two_kinds(rng, 20, 4), rate, 30, penalty)
        tables.append(Table.of(w=w, b=b))
    return Table.stack(tables)


@probe(points=2, lesson="Down")
def labels(impl, rng):
    """Which label each point is given, also one that lies on the line."""
    w, b = one_model(rng)
    x = rng.normal(scale=2, size=(10, 2))
    given = [int(label) for label in impl.predict(w, b, x)]
    on_the_line = [
        int(label)
        for label in impl.predict(np.array([2.0, -1.0]), 1.0, np.array([[0.5, 2.0], [0.5, 2.5]]))
    ]
    return Table(["point", "label"], enumerate([*given, *on_the_line]))


@experiment(
    points=1, needs=[many_steps, loss_with_a_penalty, labels], title="Going downhill", lesson="Down"
)
def going_downhill(impl):
    """The loss falls, fast and then slowly, and more points get their label."""
    x, y = points_of_two_kinds(np.random.RandomState(3), 40)
    rows = []
    for steps in (0, 1, 3, 10, 30):
        w, b = impl.fit(x, y, 0.5, steps, 0.0)
        right = sum(
            int(label) == known for label, known in zip(impl.predict(np.array(w), b, x), y.tolist())
        )
        rows.append([steps, impl.loss(np.array(w), b, x, y, 0.0), right])
    return Table(["steps", "loss", "of 40 right"], rows, formats={"loss": ".4f"})


@experiment(points=1, needs=[many_steps], title="What a penalty does", lesson="How wrong is it?")
def what_a_penalty_does(impl):
    """The larger the penalty, the smaller the weights; where it ends hardly depends on the rate."""
    x, y = points_of_two_kinds(np.random.RandomState(3), 40)
    rows = []
    for penalty in (0.3, 1.0, 3.0):
        for rate in (0.3, 0.5):
            w, b = impl.fit(x, y, rate, 60, penalty)
            rows.append([penalty, rate, *w, b])
    return Table(
        ["penalty", "rate", "w[0]", "w[1]", "b"],
        rows,
        formats=dict.fromkeys(("w[0]", "w[1]", "b"), ".4f"),
    )
