# expect: failed
# because: Only the last center counts.
# cause: distance_to_the_last
import numpy as np


def distances(points, centers):
    return np.stack([np.linalg.norm(points - center, axis=1) for center in np.asarray(centers)], axis=1)


def first_centers(points, k, rng):
    chosen = []
    for number in range(k):
        u = rng.random_sample()
        if number == 0:
            chosen.append(points[int(len(points) * u)])
            continue
        parts = distances(points, chosen)[:, -1] ** 2
        chosen.append(points[np.argmax(np.cumsum(parts) > u * np.sum(parts))])
    return chosen


def nearest(points, centers):
    return np.argmin(distances(points, centers), axis=1).astype(float)


def move(points, labels, centers):
    labels = np.asarray(labels).astype(int)
    counts = np.bincount(labels, minlength=len(centers))
    sums = np.stack([np.bincount(labels, weights=column, minlength=len(centers)) for column in points.T], axis=1)
    moved = np.array(centers, dtype=float)
    moved[counts > 0] = sums[counts > 0] / counts[counts > 0, None]
    return moved


def inertia(points, centers, labels):
    own = np.take(np.asarray(centers), np.asarray(labels).astype(int), axis=0)
    return np.einsum("nd,nd->", points - own, points - own)


def states(points, k, rng):
    centers = first_centers(points, k, rng)
    labels = nearest(points, centers)
    yield centers, labels, True
    while True:
        centers = move(points, labels, centers)
        before, labels = labels, nearest(points, centers)
        yield centers, labels, bool((before != labels).any())


def k_means(points, k, rng, most):
    for moves, (centers, labels, changed) in enumerate(states(points, k, rng)):
        if moves == most or not changed:
            return centers, labels, np.int64(moves)
