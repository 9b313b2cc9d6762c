import numpy as np

from kata_runner import mistake


def squares(points, centers):
    """The right squared distances, (n, k)."""
    return ((points[:, None] - np.asarray(centers)) ** 2).sum(axis=2)


def draw(parts, u, side="right"):
    """The number of the part in which a draw falls."""
    ends = np.cumsum(parts)
    return min(int(np.searchsorted(ends, u * ends[-1], side=side)), len(parts) - 1)


def chosen(points, k, rng, parts_of):
    """Centers drawn by parts, which some function makes of the squared distances to all centers so
    far.
    """
    centers = [points[int(rng.random_sample() * len(points))]]
    while len(centers) < k:
        centers.append(points[draw(parts_of(squares(points, centers)), rng.random_sample())])
    return np.array(centers)


def right_start(points, k, rng):
    """The right first centers."""
    return chosen(points, k, rng, lambda found: found.min(axis=1))


def right_move(points, labels, centers):
    """The right move."""
    return np.array(
        [
            points[labels == j].mean(axis=0) if (labels == j).any() else c
            for j, c in enumerate(centers)
        ]
    )


@mistake("first_centers", "The parts are the distances themselves: they are to be squared.")
def not_squared(points, k, rng):
    return chosen(points, k, rng, lambda found: np.sqrt(found.min(axis=1)))


@mistake(
    "first_centers",
    "The distance to the last center counts: it is that to the nearest of all centers so far.",
)
def distance_to_the_last(points, k, rng):
    return chosen(points, k, rng, lambda found: found[:, -1])


@mistake(
    "first_centers",
    "The distance to the first center counts: it is that to the nearest of all centers so far.",
)
def distance_to_the_first(points, k, rng):
    return chosen(points, k, rng, lambda found: found[:, 0])


@mistake("first_centers", "Every point is as likely as any other: far ones are to be more likely.")
def drawn_evenly(points, k, rng):
    return np.array([points[int(rng.random_sample() * len(points))] for _ in range(k)])


@mistake(
    "first_centers",
    "The farthest point is taken, and the state is not asked: it is drawn, by squared distance.",
)
def farthest_point(points, k, rng):
    centers = [points[int(rng.random_sample() * len(points))]]
    while len(centers) < k:
        centers.append(points[squares(points, centers).min(axis=1).argmax()])
    return np.array(centers)


@mistake(
    "first_centers",
    "A draw that falls on the end of a part belongs to the next part, or twins are chosen.",
)
def end_belongs_to_the_part(points, k, rng):
    centers = [points[int(rng.random_sample() * len(points))]]
    while len(centers) < k:
        centers.append(
            points[draw(squares(points, centers).min(axis=1), rng.random_sample(), side="left")]
        )
    return np.array(centers)


@mistake(
    "first_centers", "The given state is not asked: numbers of any other are never the same again."
)
def another_state(points, k, rng):
    return right_start(points, k, np.random.RandomState(0))


@mistake("nearest", "The farthest center gives its label: take argmin and not argmax.")
def farthest(points, centers):
    return squares(points, centers).argmax(axis=1)


@mistake("nearest", "Of equally near centers the last gives its label: it is the first.")
def last_of_equal(points, centers):
    found = squares(points, centers)
    return found.shape[1] - 1 - found[:, ::-1].argmin(axis=1)


@mistake("nearest", "Distances are added up axis by axis: square the differences.")
def city_blocks(points, centers):
    return np.abs(points[:, None] - centers).sum(axis=2).argmin(axis=1)


@mistake(
    "nearest",
    "There is a label for each center and not for each point: argmin goes along the centers.",
)
def along_the_points(points, centers):
    return squares(points, centers).argmin(axis=0)


@mistake("move", "A center without points becomes nan: it stays where it is.")
def empty_becomes_nan(points, labels, centers):
    return np.array(
        [
            points[labels == number].sum(axis=0) / np.float64((labels == number).sum())
            for number in range(len(centers))
        ]
    )


@mistake("move", "A center without points goes to 0: it stays where it is.")
def empty_goes_to_zero(points, labels, centers):
    return np.array(
        [
            points[labels == j].mean(axis=0) if (labels == j).any() else 0 * c
            for j, c in enumerate(centers)
        ]
    )


@mistake(
    "move", "A center without points is left out: it stays, or all behind it change their numbers."
)
def empty_left_out(points, labels, centers):
    return np.array(
        [points[labels == number].mean(axis=0) for number in sorted(set(labels.tolist()))]
    )


@mistake("move", "The center is the median of its points: it is the mean.")
def medians(points, labels, centers):
    return np.array(
        [
            np.median(points[labels == j], axis=0) if (labels == j).any() else c
            for j, c in enumerate(centers)
        ]
    )


@mistake(
    "move",
    "The old center is counted as a point: only the points themselves have a part in the mean.",
)
def center_counts_too(points, labels, centers):
    return np.array(
        [
            np.vstack([points[labels == number], center]).mean(axis=0)
            for number, center in enumerate(centers)
        ]
    )


@mistake("inertia", "The distances are not squared.")
def sum_of_distances(points, centers, labels):
    return np.sqrt(((points - centers[labels]) ** 2).sum(axis=1)).sum()


@mistake(
    "inertia", "The distance to the nearest center counts: it is that to the center of the label."
)
def to_the_nearest(points, centers, labels):
    return squares(points, centers).min(axis=1).sum()


@mistake("inertia", "It is the mean of the squared distances: the sum is asked for.")
def mean_of_squares(points, centers, labels):
    return ((points - centers[labels]) ** 2).sum(axis=1).mean()


@mistake(
    "k_means",
    "The labels are not made anew after the last move: they belong to the centers before it.",
)
def labels_of_before(points, k, rng, most):
    centers = right_start(points, k, rng)
    labels = None
    for moves in range(1, most + 1):
        now = squares(points, centers).argmin(axis=1)
        if labels is not None and (now == labels).all():
            return centers, labels, moves - 1
        labels = now
        centers = right_move(points, labels, centers)
    return centers, labels if labels is not None else squares(points, centers).argmin(axis=1), most


@mistake("k_means", "The last move, which changes no label, is not counted.")
def last_move_not_counted(points, k, rng, most):
    centers, labels, moves = lloyd(points, k, rng, most)
    return centers, labels, moves - (moves < most)


@mistake("k_means", "It always moves as often as it may: it ends when no label changes.")
def never_ends_early(points, k, rng, most):
    centers, labels, _ = lloyd(points, k, rng, most)
    return centers, labels, most


@mistake("k_means", "The first points are the first centers: draw them with first_centers.")
def first_points(points, k, rng, most):
    return lloyd(points, k, rng, most, points[:k])


def lloyd(points, k, rng, most, centers=None):
    """The right way."""
    centers = right_start(points, k, rng) if centers is None else centers
    labels = squares(points, centers).argmin(axis=1)
    for moves in range(1, most + 1):
        centers = right_move(points, labels, centers)
        before, labels = labels, squares(points, centers).argmin(axis=1)
        if (before == labels).all():
            return centers, labels, moves
    return centers, labels, most
