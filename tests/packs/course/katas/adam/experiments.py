"""An optimizer that remembers."""

import numpy as np

from kata_runner import Table, experiment, probe


def gradients(rng, shape, size):
    """So many gradients of this shape, of which each weight's have a size of their own, and none is
    near 0.
    """
    sizes = 10.0 ** rng.uniform(-2, 1, size=shape)
    return (
        rng.choice([-1.0, 1.0], size=(size, *shape))
        * rng.uniform(0.5, 1.5, size=(size, *shape))
        * sizes
    )


def steps(adam, weights, each):
    """The weights after each step, a row each."""
    tables = []
    for gradient in each:
        weights = np.array(adam.step(weights, gradient), dtype=float)
        tables.append(Table.of(steps=adam.steps, w=weights))
    return Table.stack(tables)


@probe(points=2, lesson="A step")
def the_first_step(impl, rng):
    """The first step is as long as the rate, whatever size the gradient has."""
    [gradient] = gradients(rng, (4,), 1)
    return Table.of(impl.Adam(rate=0.1).step(rng.normal(size=4), gradient))


@probe(points=2, needs=[the_first_step], lesson="Beginning anew")
def two_optimizers(impl, rng):
    """Two optimizers remember what is their own."""
    first, second = impl.Adam(rate=0.1), impl.Adam(rate=0.2)
    a, b, c = gradients(rng, (4,), 3)
    zeros = np.zeros(4)
    rows = [
        [f"{name}, {adam.steps}", *adam.step(zeros, gradient)]
        for name, adam, gradient in (
            ("first", first, a),
            ("second", second, b),
            ("first", first, c),
        )
    ]
    return Table(["optimizer", *(f"w[{place}]" for place in range(4))], rows)


@probe(points=4, needs=[the_first_step, two_optimizers], lesson="A step")
def five_steps(impl, rng):
    """Five steps with other settings than the usual ones."""
    adam = impl.Adam(0.1, 0.7, 0.9, 0.05)
    return steps(adam, rng.normal(size=4), gradients(rng, (4,), 5))


@probe(points=2, needs=[five_steps], lesson="A step")
def usual_settings(impl, rng):
    """Thirty steps with the settings that nobody names."""
    gradient = rng.uniform(0.5, 2.0, size=4) * [
        1.0,
        -1.0,
        1e-8,
        -1e-8,
    ]  # the last are of the size of epsilon
    return steps(impl.Adam(), np.zeros(4), 30 * [gradient])


@probe(points=2, needs=[five_steps], lesson="A step")
def small_gradients(impl, rng):
    """Gradients of the size of epsilon, and a weight that has none."""
    each = gradients(rng, (4,), 3) * 1e-6
    each[:, 1] = 0.0
    return steps(impl.Adam(rate=0.5, epsilon=1e-6), rng.normal(size=4), each)


@probe(points=2, needs=[five_steps], lesson="Weights that fade")
def fading(impl, rng):
    """Weights fade by themselves, which changes none of the averages."""
    adam = impl.Adam(rate=0.2, beta1=0.5, beta2=0.8, decay=0.3)
    return steps(adam, rng.uniform(1, 3, size=4), gradients(rng, (4,), 4))


@probe(points=2, needs=[five_steps], lesson="Beginning anew")
def after_a_reset(impl, rng):
    """After a reset it is as new, with the same settings."""
    adam = impl.Adam(0.3, 0.6, 0.7, 0.01, 0.1)
    before = steps(adam, rng.normal(size=4), gradients(rng, (4,), 2))
    adam.reset()
    forgotten = adam.steps
    after = steps(adam, rng.normal(size=4), gradients(rng, (4,), 3))
    return Table.of(before=before.rows, steps=forgotten, after=after.rows)


@probe(points=2, needs=[five_steps], lesson="A step")
def weights_of_any_shape(impl, rng):
    """Weights in a matrix, and in an array of three axes."""
    tables = [
        steps(impl.Adam(rate=0.1), rng.normal(size=shape), gradients(rng, shape, 2))
        for shape in ((2, 3), (1, 2, 2))
    ]
    return Table.of(*(table.rows for table in tables))


@experiment(points=1, needs=[five_steps], title="A long valley", lesson="Adam")
def a_long_valley(impl):
    """In a valley a hundred times as steep as it is long, Adam walks straight and gradient descent
    does not get on.
    """
    slope = np.array([100.0, 1.0])
    adam, w, plain = impl.Adam(rate=0.1), np.array([1.0, 1.0]), np.array([1.0, 1.0])
    rows = []
    for step in range(1, 31):
        w, plain = np.array(adam.step(w, slope * w)), plain - 0.015 * slope * plain
        if step in (1, 2, 5, 10, 20, 30):
            rows.append([step, *w, *plain])
    columns = ["step", "adam, steep", "adam, long", "plain, steep", "plain, long"]
    return Table(columns, rows, formats=dict.fromkeys(columns[1:], ".4f"))


@experiment(points=1, needs=[five_steps], title="Why the averages are divided", lesson="A step")
def a_constant_gradient(impl):
    """With one gradient that never changes, every step is as long as the rate from the first on."""
    adam, w, rows = impl.Adam(rate=0.01), np.zeros(1), []
    for step in range(1, 6):
        w = np.array(adam.step(w, np.array([3.0])))
        rows.append([step, w[0]])
    return Table(["step", "weight"], rows)
