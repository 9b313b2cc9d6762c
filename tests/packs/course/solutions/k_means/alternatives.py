import math
from bisect import bisect_right
from itertools import accumulate

import numpy as np

from kata_runner import alternative


@alternative(
    "first_centers", "remembers how near the nearest center is, and asks about the new one alone"
)
def remembered_distances(points, k, rng):
    rows = [tuple(map(float, point)) for point in points]
    chosen, parts = [rows[int(rng.random_sample() * len(rows))]], [math.inf] * len(rows)
    for _ in range(k - 1):
        parts = [min(part, math.dist(row, chosen[-1]) ** 2) for part, row in zip(parts, rows)]
        ends = list(accumulate(parts))
        chosen.append(rows[bisect_right(ends, rng.random_sample() * ends[-1])])
    return chosen


@alternative(
    "first_centers", "takes the parts off the draw, one by one, until nothing is left of it"
)
def taken_off(points, k, rng):
    centers = points[[int(rng.random_sample() * len(points))]]
    for _ in range(1, k):
        parts = np.min([np.square(points - center).sum(axis=1) for center in centers], axis=0)
        left, place = rng.random_sample() * parts.sum(), 0
        while left >= parts[place]:
            left -= parts[place]
            place += 1
        centers = np.vstack([centers, points[place]])
    return centers


@alternative(
    "nearest", "multiplies the square out: the length of the point is the same for all centers"
)
def multiplied_out(points, centers):
    return np.argmin((centers**2).sum(axis=1) - 2 * points @ centers.T, axis=1)


@alternative("nearest", "looks at one point after the other, without a library")
def one_by_one(points, centers):
    return tuple(
        min(range(len(centers)), key=lambda j: math.dist(point, centers[j])) for point in points
    )


@alternative("move", "adds up and counts at once, with the labels as a matrix of zeros and ones")
def one_hot(points, labels, centers):
    belongs = np.asarray(labels) == np.arange(len(centers))[:, None]  # (k, n)
    counts = belongs.sum(axis=1, keepdims=True)
    return np.where(counts, belongs @ points / np.maximum(counts, 1), centers)


@alternative("move", "keeps a running mean, one point after the other")
def running_mean(points, labels, centers):
    moved, counts = [list(center) for center in centers], [0] * len(centers)
    for point, label in zip(points, labels):
        counts[label] += 1
        moved[label] = [x + (new - x) / counts[label] for x, new in zip(moved[label], point)]
    return moved


@alternative("inertia", "by the mean and the spread of each label's points (Huygens)")
def by_spread(points, centers, labels):
    total = 0.0
    for label in set(map(int, labels)):
        own = points[np.asarray(labels) == label]
        total += (
            own.var(axis=0).sum() * len(own)
            + len(own) * ((own.mean(axis=0) - centers[label]) ** 2).sum()
        )
    return total


@alternative("k_means", "draws all numbers first, and labels anew in each round")
def drawn_first(points, k, rng, most):
    draws = [rng.random_sample() for _ in range(k)]
    centers = [points[int(draws[0] * len(points))]]
    for u in draws[1:]:
        ends = np.cumsum(
            np.min([((points - center) ** 2).sum(axis=1) for center in centers], axis=0)
        )
        centers.append(points[np.searchsorted(ends, u * ends[-1], side="right")])
    moves = 0
    while moves < most:
        labels = np.array(one_by_one(points, centers))
        moved = running_mean(points, labels, centers)
        moves += 1
        if np.array_equal(one_by_one(points, moved), labels):
            return moved, labels, moves
        centers = moved
    return centers, one_by_one(points, centers), moves
