"""Softmax turns scores into probabilities."""

from kata_runner import Table, experiment, probe


@experiment(points=1)
def three_scores(impl):
    """The scores 1, 2, 3 become probabilities."""
    return Table(
        ["score", "probability"], zip([1, 2, 3], impl.softmax([1.0, 2.0, 3.0]), strict=False)
    )


@probe(points=2)
def large_scores(impl, rng):
    """Scores in the thousands do not overflow, and nobody changes them."""
    scores = rng.uniform(1000, 5000, size=5)
    return Table.of(probabilities=impl.softmax(scores), scores=scores)  # one row, ten columns
