"""What comes before a kata: by id or name, left out where it is not there, and never in a
circle.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from kata_runner.model import Kata
from kata_runner.packs.needs import find_cycle, get_known_needs, index_by_name, list_unknown_needs


def kata(identity: str, *needs: str) -> Kata:
    name = f"kata_{identity}"
    return Kata(identity, name, "T", "P", "S", "pack", Path(name), Path(name), needs=needs)


def test_a_need_is_an_id_or_a_name() -> None:
    known = index_by_name([kata("1"), kata("2"), kata("3", "1", "kata_2", "9")])
    assert [need.id for need in get_known_needs(known["3"], known)] == ["1", "2"]
    assert list_unknown_needs(known["3"], known) == ["9"]


@pytest.mark.parametrize(
    ("katas", "way"),
    [
        ([kata("1", "1")], ["1", "1"]),
        ([kata("1", "2"), kata("2", "3"), kata("3", "1")], ["1", "2", "3", "1"]),
        ([kata("1", "2", "3"), kata("2"), kata("3", "1")], ["1", "3", "1"]),
        ([kata("1", "2"), kata("2", "3"), kata("3", "2")], []),
        ([kata("1", "2", "3"), kata("2", "4"), kata("3", "4"), kata("4")], []),
    ],
    ids=["itself", "three", "second", "behind it", "none"],
)
def test_the_way_back(katas: list[Kata], way: list[str]) -> None:
    assert [kata.id for kata in find_cycle(katas[0], index_by_name(katas))] == way
