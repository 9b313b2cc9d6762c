"""Seeds that nobody can know beforehand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from kata_runner.errors import UsageError
from kata_runner.seeds import MAX_SEED, check_seed, draw_seed


def test_seeds_are_what_numpy_takes_and_differ() -> None:
    seeds = [draw_seed() for _ in range(50)]
    assert all(0 <= seed <= MAX_SEED == 2**32 - 1 for seed in seeds)
    assert len(set(seeds)) > 45


@pytest.mark.parametrize("seed", [0, MAX_SEED, True, np.int64(7)])
def test_an_integer_of_any_type_is_a_seed(seed: Any) -> None:
    assert check_seed(seed) == seed
    assert type(check_seed(seed)) is int


@pytest.mark.parametrize("seed", [-1, MAX_SEED + 1, 1.0, "1", None])
def test_anything_else_is_refused_with_what_is_expected(seed: Any) -> None:
    with pytest.raises(UsageError, match="seed: expected an integer from 0 to 4294967295"):
        check_seed(seed)
