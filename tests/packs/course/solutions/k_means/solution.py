import numpy as np


def first_centers(points, k, rng):
    """k points that are far apart, (k, d): each is drawn by its squared distance to the nearest one
    before it.
    """
    chosen = [int(rng.random_sample() * len(points))]
    while len(chosen) < k:
        ends = np.cumsum(_squares(points, points[chosen]).min(axis=1))  # (n,)
        chosen.append(np.searchsorted(ends, rng.random_sample() * ends[-1], side="right"))
    return points[chosen]


def nearest(points, centers):
    """The number of the center nearest to each point, (n,); of equally near ones the first."""
    return _squares(points, centers).argmin(axis=1)


def move(points, labels, centers):
    """The mean of the points with each label, (k, d); a center without points stays."""
    moved = np.array(centers)
    for number, center in enumerate(moved):
        own = points[np.asarray(labels) == number]
        if len(own):
            center[:] = own.mean(axis=0)
    return moved


def inertia(points, centers, labels):
    """The sum of the squared distances of the points to their own centers."""
    return float(np.sum((points - np.asarray(centers)[np.asarray(labels)]) ** 2))


def k_means(points, k, rng, most):
    """Centers (k, d), labels (n,) and the number of moves until no label changes. Lloyd (1982)."""
    centers = first_centers(points, k, rng)
    labels = nearest(points, centers)
    for moves in range(1, most + 1):
        centers = move(points, labels, centers)
        before, labels = labels, nearest(points, centers)
        if np.array_equal(before, labels):
            return centers, labels, moves
    return centers, labels, most


def _squares(points, centers):
    """The squared distance of each point to each center, (n, k)."""
    return ((points[:, None] - np.asarray(centers)) ** 2).sum(axis=2)
