"""What a long sequence costs a recurrence, and how a linear one runs in parallel."""

import numpy as np

from kata_runner import Table, experiment, figure, probe

WRITE = "What you write"


def steps_of(rng, length=5, hidden=2):
    """Random decays between -1 and 1, and inputs."""
    return rng.uniform(-1, 1, size=(length, hidden)), rng.normal(size=(length, hidden))


@probe(points=6, lesson=WRITE, inputs=lambda rng: [steps_of(rng) for _ in range(2)])
def state_decays(impl, cases):
    """run_linear multiplies the state by the decays of each step, and adds its inputs."""
    return Table.stack(Table.of(states=impl.run_linear(*case)) for case in cases)


@experiment(
    points=2,
    needs=[state_decays],
    title="Decay",
    lesson=WRITE,
    figure=figure.lines(x="step", y="state"),
)
def decay(impl):
    """One unit."""
    states = impl.run_linear(np.full((8, 1), 0.5), np.eye(8, 1))
    return Table(["step", "state"], [[t, *h] for t, h in enumerate(states)])
