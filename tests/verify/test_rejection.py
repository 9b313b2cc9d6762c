"""Which probes have inputs that differ from seed to seed."""

from __future__ import annotations

import ast

import pytest

from kata_runner.verify.rejection import uses_random_inputs


@pytest.mark.parametrize(
    ("parameters", "body", "expected"),
    [
        ("impl, rng", "rng.normal()", True),
        ("impl, rng", "impl.square(2)", False),
        ("impl, rng, /, times=3", "times", False),
        ("impl, /, rng, times=3", "rng.normal()", True),
        ("impl, rng, /", "impl.square(2)", False),
    ],
)
def test_a_probe_has_random_inputs_if_it_uses_its_second_parameter(
    parameters: str, body: str, expected: bool
) -> None:
    [probe] = ast.parse(f"def one({parameters}):\n    return {body}\n").body
    assert isinstance(probe, ast.FunctionDef)
    assert uses_random_inputs(probe) is expected
