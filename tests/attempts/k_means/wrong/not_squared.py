# expect: failed
# because: The parts are distances.
# cause: not_squared
# base: k_means/right/lists.py


def first_centers(points, k, rng):
    places = [math.floor(rng.random_sample() * len(points))]
    for _ in range(k - 1):
        parts = [math.sqrt(min(square(point, points[place]) for place in places)) for point in points]
        mark = rng.random_sample() * sum(parts)
        ends = itertools.accumulate(parts)
        places.append(next(number for number, end in enumerate(ends) if end > mark))
    return [list(map(float, points[place])) for place in places]
