"""Seeds that nobody can know beforehand."""

from __future__ import annotations

from kata_runner.seeds import MAX_SEED, draw_seed


def test_seeds_are_what_numpy_takes_and_differ() -> None:
    seeds = [draw_seed() for _ in range(50)]
    assert all(0 <= seed <= MAX_SEED == 2**32 - 1 for seed in seeds)
    assert len(set(seeds)) > 45
