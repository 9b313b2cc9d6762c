"""The experiment of `kata doctor`: what the attempt in this folder managed to do."""

from typing import Any

from kata_runner import Table, experiment


@experiment(points=1)
def attacks(impl: Any) -> Table:
    """Each attack, and how it ended: nothing where it succeeded."""
    return Table(["attack", "refused with"], impl.attacks())
