# expect: failed
# because: Only the last center counts.
# cause: distance_to_the_last
# base: k_means/right/norms.py


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
