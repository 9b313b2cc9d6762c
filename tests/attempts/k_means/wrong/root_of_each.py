# expect: failed
# because: The inertia adds up distances.
# cause: sum_of_distances
# base: k_means/right/lists.py


def inertia(points, centers, labels):
    return sum(math.sqrt(square(point, centers[label])) for point, label in zip(points, labels))
