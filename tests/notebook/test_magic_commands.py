"""The arguments of the magics, and the commands that their reports recommend."""

from __future__ import annotations

from typing import cast

import pytest

from kata_runner.errors import UsageError
from kata_runner.notebook.magic_commands import adapt, make_parser
from kata_runner.packs.catalogue import load_catalogue


def test_a_kata_recommends_what_a_cell_can_run() -> None:
    plain = load_catalogue([]).find("6.2")
    kata = adapt(plain, "rnn_intuition.ipynb")
    assert kata is adapt(plain, "rnn_intuition.ipynb")
    assert str(kata) == str(plain)
    assert kata.command("run", "rnn_intuition.ipynb") == "%kata run 6.2 --mine"
    assert kata.command("check", "rnn_intuition.ipynb", "-v") == "%kata check 6.2 -v"
    assert kata.command("hint", "rnn_step") == "%kata hint 6.2 rnn_step"
    assert kata.command("show", "The cell") == "%kata show 6.2 'The cell'"


def test_a_file_stays_in_the_commands() -> None:
    kata = adapt(load_catalogue([]).find("6.2"))
    assert kata.command("run", "rnn_intuition.ipynb") == "%kata run 6.2 rnn_intuition.ipynb"


def test_check_takes_what_the_command_takes() -> None:
    options = make_parser().parse_args(["check", "6.2", "--only", "rnn_step", "--seed", "7", "-v"])
    assert (options.only, options.seed, options.verbose) == ("rnn_step", 7, True)
    assert (
        0 <= cast(int, make_parser().parse_args(["check", "6.2", "--seed", "fresh"]).seed) < 2**32
    )
    assert make_parser().parse_args(["run", "6.2", "--only", "order_counts"]).only == "order_counts"


@pytest.mark.parametrize("seed", ["x", "4294967296", "1.5", ""])
def test_a_seed_that_is_none_is_refused_in_one_line(seed: str) -> None:
    with pytest.raises(
        UsageError, match=r"--seed: .* is not fresh and no number from 0 to"
    ) as info:
        make_parser().parse_args(["check", "6.2", "--seed", seed])
    assert "\n" not in str(info.value)
