# expect: failed
# because: Distances go along the axes.
# cause: city_blocks
# base: k_means/right/lists.py


def nearest(points, centers):
    labels = []
    for point in points:
        distances = [sum(abs(x - y) for x, y in zip(point, center)) for center in centers]
        labels.append(distances.index(min(distances)))
    return tuple(labels)
