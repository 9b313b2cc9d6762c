# expect: failed
# because: A center without points goes to 0.
# cause: empty_goes_to_zero
# base: k_means/right/norms.py


def move(points, labels, centers):
    labels = np.asarray(labels).astype(int)
    counts = np.bincount(labels, minlength=len(centers))
    sums = np.stack([np.bincount(labels, weights=column, minlength=len(centers)) for column in points.T], axis=1)
    moved = np.zeros(np.shape(centers))
    moved[counts > 0] = sums[counts > 0] / counts[counts > 0, None]
    return moved
