# expect: failed
# because: Of equally near centers the last is taken.
# cause: last_of_equal
import itertools
import math


def square(a, b):
    return sum((float(x) - float(y)) ** 2 for x, y in zip(a, b))


def first_centers(points, k, rng):
    places = [math.floor(rng.random_sample() * len(points))]
    for _ in range(k - 1):
        parts = [min(square(point, points[place]) for place in places) for point in points]
        mark = rng.random_sample() * sum(parts)
        ends = itertools.accumulate(parts)
        places.append(next(number for number, end in enumerate(ends) if end > mark))
    return [list(map(float, points[place])) for place in places]


def nearest(points, centers):
    labels = []
    for point in points:
        distances = [square(point, center) for center in centers]
        labels.append(max(j for j, d in enumerate(distances) if d == min(distances)))
    return tuple(labels)


def move(points, labels, centers):
    moved = []
    for number, center in enumerate(centers):
        own = [point for point, label in zip(points, labels) if label == number]
        moved.append([sum(map(float, column)) / len(own) for column in zip(*own)] if own else list(center))
    return moved


def inertia(points, centers, labels):
    return sum(square(point, centers[label]) for point, label in zip(points, labels))


def k_means(points, k, rng, most):
    centers, moves = first_centers(points, k, rng), 0
    labels = nearest(points, centers)
    while moves < most:
        moves += 1
        centers = move(points, labels, centers)
        now = nearest(points, centers)
        if now == labels:
            break
        labels = now
    return [centers, labels, moves]
