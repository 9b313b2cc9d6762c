# expect: failed
# because: The last move is not counted.
# cause: last_move_not_counted
# base: k_means/right/norms.py


def k_means(points, k, rng, most):
    for moves, (centers, labels, changed) in enumerate(states(points, k, rng)):
        if moves == most or not changed:
            return centers, labels, np.int64(moves if changed else moves - 1)
