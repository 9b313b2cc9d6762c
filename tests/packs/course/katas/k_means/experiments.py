"""Centers that look for their points."""

import numpy as np

from kata_runner import Table, experiment, probe


class Draws:
    """A random state whose numbers are known, and which counts how often it is asked."""

    def __init__(self, *numbers):
        self.numbers, self.asked = numbers, 0

    def random_sample(self):
        self.asked += 1
        return self.numbers[(self.asked - 1) % len(self.numbers)]


def three_groups(rng, size=15, spread=0.6):
    """Points around three places, in no order."""
    places = np.array([[0.0, 0.0], [4.0, 1.0], [1.0, 5.0]])
    return places[rng.randint(3, size=size)] + rng.normal(scale=spread, size=(size, 2))


def whole(labels):
    """Labels as whole numbers, whatever they are made of."""
    return [int(label) for label in labels]


def tell(centers, labels):
    """A row for each center: how many points it has, and where it is."""
    labels = whole(labels)
    return [[number, labels.count(number), *center] for number, center in enumerate(centers)]


@probe(points=2, lesson="Labels")
def labels_of_points(impl, rng):
    """Each point has the label of the nearest center."""
    points, centers = rng.normal(size=(8, 3)), rng.normal(size=(4, 3))
    return Table(["point", "label"], enumerate(whole(impl.nearest(points, centers))))


@probe(points=1, needs=[labels_of_points], lesson="Labels")
def distances_as_the_crow_flies(impl, rng):
    """Distances are straight: a center one off on both axes is nearer than one that is almost two
    off on one.
    """
    far = rng.uniform(1.5, 1.9)
    points = np.array([[0.0, 0.0], [10.0, 10.0], [0.0, 0.0]])
    centers = np.array([[far, 0.0], [1.0, 1.0], [10.0, 10.0 + far], [9.0, 9.0]])
    return Table(["point", "label"], enumerate(whole(impl.nearest(points, centers))))


@probe(points=1, needs=[labels_of_points], lesson="Labels")
def equally_near(impl, rng):
    """Of equally near centers the first gives its label."""
    points = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 1.0]])
    centers = np.array([[1.0, 0.0], [-1.0, 0.0], [1.0, 0.0], [3.0, 0.0]])[rng.permutation(4)]
    return Table(["point", "label"], enumerate(whole(impl.nearest(points, centers))))


@probe(points=2, lesson="Labels")
def spread_of_points(impl, rng):
    """The squared distances of the points to the centers they have the labels of, which need not be
    the nearest.
    """
    points, centers = rng.normal(size=(7, 2)), rng.normal(size=(3, 2))
    tables = [Table.of(impl.inertia(points, centers, rng.randint(3, size=7))) for _ in range(2)]
    return Table.stack(tables)


@probe(points=3, lesson="The way of the centers")
def means(impl, rng):
    """Each center goes to the mean of its points."""
    points = rng.normal(size=(9, 2))
    labels = rng.permutation(np.arange(9) % 3)
    labels[labels.argmin()] = 1  # not all have equally many
    return Table.of(impl.move(points, labels, rng.normal(size=(3, 2))))


@probe(points=2, needs=[means], lesson="The way of the centers")
def without_points(impl, rng):
    """A center without points stays, and keeps its number."""
    points, centers = rng.normal(size=(5, 2)), rng.normal(size=(4, 2))
    return Table.of(impl.move(points, np.array([0, 2, 2, 0, 2]), centers))


@probe(points=4, lesson="Where to begin")
def beginning(impl, rng):
    """The first centers, far apart, by the numbers of the state."""
    points = three_groups(rng)
    tables = []
    for _ in range(3):
        draws = Draws(*rng.random_sample(4))
        tables.append(Table.of(centers=impl.first_centers(points, 4, draws), draws=draws.asked))
    return Table.stack(tables)


@probe(points=2, needs=[beginning], lesson="Where to begin")
def the_state_decides(impl, rng):
    """The same state gives the same centers, another one gives others."""
    points = three_groups(rng)
    seed = int(rng.randint(1000))
    seeds = (seed, seed, seed + 1)
    centers = [impl.first_centers(points, 3, np.random.RandomState(number)) for number in seeds]
    return Table.stack(map(Table.of, centers))


@probe(points=2, needs=[beginning], lesson="Where to begin")
def twins(impl, rng):
    """A point where there is a center already has no part, so it is not chosen again; draws may be
    next to 0 and 1.
    """
    x = rng.uniform(1, 2)
    points = np.array([[0.0], [0.0], [x], [0.0], [3 * x], [0.0]])
    draws = [(0.0, 0.0), (0.99, 0.0), (0.4, 0.05), (0.7, 0.999999), (0.99, 0.95), (0.4, 0.5)]
    return Table.stack(
        Table.of(impl.first_centers(points, 2, Draws(*numbers))) for numbers in draws
    )


@probe(points=3, needs=[labels_of_points, means, beginning], lesson="The way of the centers")
def until_nothing_changes(impl, rng):
    """Centers, labels and the number of moves, after as many as it takes."""
    tables = []
    for _ in range(3):
        points, draws = three_groups(rng, spread=1.5), Draws(*rng.random_sample(3))
        centers, labels, moves = impl.k_means(points, 3, draws, 50)
        tables.append(
            Table.of(moves=moves, draws=draws.asked, labels=whole(labels), centers=centers)
        )
    return Table.stack(tables)


@probe(points=2, needs=[until_nothing_changes], lesson="The way of the centers")
def at_most(impl, rng):
    """It moves no more often than it may, and the labels are those of the last centers."""
    points = np.arange(16.0)[:, None] ** 2 + rng.uniform(0, 0.1, size=(16, 1))
    rows = []
    for most in (0, 1, 2, 3, 100):
        centers, labels, moves = impl.k_means(points, 2, Draws(0.0, 1e-9), most)
        rows.append([most, moves, *(float(center[0]) for center in centers), sum(whole(labels))])
    return Table(["most", "moves", "first", "second", "labels"], rows)


@experiment(points=1, needs=[until_nothing_changes, spread_of_points], title="Three groups")
def three_groups_found(impl):
    """Thirty points around three places, and where the centers end."""
    points = three_groups(np.random.RandomState(4), 30)
    centers, labels, _ = impl.k_means(points, 3, np.random.RandomState(1), 50)
    return Table(
        ["center", "points", "x", "y"],
        tell(centers, labels),
        formats={"x": ".3f", "y": ".3f"},
        notes=["The points lie around (0, 0), (4, 1) and (1, 5)."],
    )


@experiment(points=1, needs=[until_nothing_changes, spread_of_points], title="How many centers?")
def how_many_centers(impl):
    """The inertia falls fast until there are as many centers as groups, and slowly after that."""
    points = three_groups(np.random.RandomState(4), 30)
    rows = []
    for k in range(1, 7):
        centers, labels, _ = impl.k_means(points, k, np.random.RandomState(1), 50)
        rows.append([k, impl.inertia(points, np.array(centers), labels)])
    return Table(["centers", "inertia"], rows, formats={"inertia": ".2f"})
