"""What is made of an object is made once, and goes with it."""

from __future__ import annotations

from kata_runner.grading.once import once_each


class Thing:
    """Something that is equal to itself alone."""


def test_it_is_made_once_for_each_and_again_for_another() -> None:
    made: list[Thing] = []

    @once_each
    def number(thing: Thing) -> int:
        """Counts."""
        made.append(thing)
        return len(made)

    one, two = Thing(), Thing()
    assert [number(one), number(two), number(one), number(two)] == [1, 2, 1, 2]
    assert number.__doc__ == "Counts."


def test_nothing_is_held_that_nobody_else_holds() -> None:
    gone: list[str] = []

    class Told(Thing):
        """Tells of its end."""

        def __del__(self) -> None:
            gone.append("gone")

    @once_each
    def number(thing: Thing) -> int:
        return id(thing)

    thing = Told()
    number(thing)
    del thing
    assert gone == ["gone"]
