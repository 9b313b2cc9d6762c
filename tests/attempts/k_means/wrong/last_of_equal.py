# expect: failed
# because: Of equally near centers the last is taken.
# cause: last_of_equal
# base: k_means/right/lists.py


def nearest(points, centers):
    labels = []
    for point in points:
        distances = [square(point, center) for center in centers]
        labels.append(max(j for j, d in enumerate(distances) if d == min(distances)))
    return tuple(labels)
