"""What a position takes from the positions that it may look at."""

import numpy as np

from kata_runner import Table, experiment, probe


def tell_mask(mask):
    """A mask as truth values, whatever it is made of."""
    return [[bool(may) for may in row] for row in mask]


def some_mask(rng, size):
    """A mask that lets each position see itself, and of the others about every second."""
    return (rng.uniform(size=(size, size)) < 0.5) | np.eye(size, dtype=bool)


@experiment(points=2, title="Who may see whom", lesson="Which positions may be seen")
def who_sees_whom(impl):
    """Each position sees itself and what came before it."""
    return Table(
        ["position", *(f"sees {other}" for other in range(4))],
        [[place, *row] for place, row in enumerate(tell_mask(impl.causal_mask(4)))],
    )


@probe(points=1, needs=[who_sees_whom], lesson="Which positions may be seen")
def masks_of_any_size(impl, rng):
    """A mask of any size, also of one position."""
    sizes = [1, 2, int(rng.randint(5, 9))]
    masks = [tell_mask(impl.causal_mask(size)) for size in sizes]
    rows = [[size, len(mask), row, sum(line), "".join(".x"[may] for may in line)]
            for size, mask in zip(sizes, masks) for row, line in enumerate(mask)]  # fmt: skip
    return Table(["t", "rows", "row", "may be seen", "which"], rows)


@probe(points=3, lesson="Scores become weights")
def weights_without_a_mask(impl, rng):
    """Weights of queries and keys of which there are not equally many."""
    queries, keys = rng.normal(size=(3, 4)), rng.normal(size=(5, 4))
    return Table.of(impl.attention_weights(queries, keys))


@probe(points=1, needs=[weights_without_a_mask], lesson="Scores become weights")
def rows_add_up(impl, rng):
    """The weights of each row add up to 1."""
    weights = impl.attention_weights(rng.normal(size=(4, 3)), rng.normal(size=(4, 3)))
    return Table(["row", "sum"], [[row, sum(map(float, line))] for row, line in enumerate(weights)])


@probe(points=3, needs=[weights_without_a_mask], lesson="Scores become weights")
def weights_with_a_mask(impl, rng):
    """What may not be seen has a weight of exactly 0, and what may be seen shares all of 1."""
    queries, keys = rng.normal(size=(2, 4, 3))
    return Table.of(impl.attention_weights(queries, keys, some_mask(rng, 4)))


@probe(points=1, needs=[weights_with_a_mask], lesson="Scores become weights")
def nothing_to_see(impl, rng):
    """A row in which nothing may be seen has nothing but zeros."""
    queries, keys = rng.normal(size=(2, 3, 2))
    mask = some_mask(rng, 3)
    mask[rng.randint(3)] = False
    return Table.of(impl.attention_weights(queries, keys, mask))


@probe(points=2, needs=[weights_with_a_mask], lesson="Scores become weights")
def large_scores(impl, rng):
    """Scores far above and far below 0, also beside each other and under a mask, do not
    overflow.
    """
    queries, keys = np.zeros((3, 4)), np.zeros((3, 4))
    queries[:, 0] = rng.permutation([2, -2, 4])
    mask = np.array([[True, False, True], [True, True, True], [False, True, True]])
    tables = []
    for first in range(3):  # the largest score stands in each place once
        keys[:, 0] = np.roll([3000, 2999, 0], first)
        tables += [Table.of(impl.attention_weights(queries, keys, given)) for given in (None, mask)]
    return Table.stack(tables)


@probe(points=2, lesson="Several heads")
def heads_apart(impl, rng):
    """Each head gets columns that are neighbours, of every position."""
    x = rng.permutation(24).reshape(4, 6)
    return Table.of(
        two=impl.split_heads(x, 2), three=impl.split_heads(x, 3), one=impl.split_heads(x, 1)
    )


@probe(points=2, lesson="Several heads")
def heads_together(impl, rng):
    """The heads stand side by side again, each position in a row."""
    return Table.of(impl.merge_heads(rng.permutation(24).reshape(3, 4, 2)))


@probe(
    points=4, needs=[weights_without_a_mask, heads_apart, heads_together], lesson="Several heads"
)
def all_heads(impl, rng):
    """Two heads, and three, without a mask."""
    tables = []
    for heads in (2, 3):
        x, *matrices = rng.normal(size=(5, 6, 6))
        tables.append(Table.of(impl.multi_head_attention(x, *matrices, heads)))
    return Table.stack(tables)


@probe(points=2, needs=[all_heads, weights_with_a_mask], lesson="Several heads")
def all_heads_masked(impl, rng):
    """The mask holds for every head."""
    x, *matrices = rng.normal(size=(5, 4, 4))
    return Table.of(impl.multi_head_attention(x, *matrices, 2, some_mask(rng, 4)))


@experiment(points=1, needs=[all_heads_masked, who_sees_whom], title="The future does not matter")
def the_future_does_not_matter(impl):
    """Under a causal mask a change at the last position changes nothing before it."""
    x, same = np.arange(8).reshape(4, 2) / 4, np.eye(2)
    changed = x.copy()
    changed[3] = 5.0
    outputs = [
        impl.multi_head_attention(given, same, same, same, same, 1, impl.causal_mask(4))
        for given in (x, changed)
    ]
    rows = [[place, *before, *after] for place, (before, after) in enumerate(zip(*outputs))]
    return Table(["position", "before [0]", "before [1]", "after [0]", "after [1]"], rows)
