"""`kata plugins`: each pack, its version, its hooks, its katas, and what is wrong with it."""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import RunKata, WritePlugin


def test_the_built_in_features_are_plugins_like_any_other(kata: RunKata) -> None:
    code, out, err = kata("plugins", "--json")
    assert (code, err) == (0, "")
    packs = {pack["name"]: pack for pack in json.loads(out)}
    assert packs.keys() >= {"builtin", "reports", "scoring"}
    assert packs["builtin"]["hooks"] == ["register_katas"]
    assert "6.3" in packs["builtin"]["katas"]
    assert packs["builtin"]["version"] == importlib.metadata.version("kata-runner")
    assert not any(pack["problems"] for pack in packs.values())


def test_every_pack_has_the_same_keys(kata: RunKata, softmax: Path) -> None:
    for pack in json.loads(kata("plugins", "--json", "--pack", softmax).out):
        assert list(pack) == ["name", "version", "source", "hooks", "katas", "problems"]


def test_a_plain_folder_is_a_pack_without_version_and_hooks(kata: RunKata, softmax: Path) -> None:
    first, *_ = json.loads(kata("plugins", "--json", "--pack", softmax).out)
    assert (first["name"], first["version"], first["hooks"], first["katas"]) == (
        "softmax-pack",
        "",
        [],
        ["0.1"],
    )


def test_the_text_is_a_table_with_the_problems_below(
    kata: RunKata, write_plugin: WritePlugin
) -> None:
    code, out, err = kata(
        "plugins", env={"PYTHONPATH": str(write_plugin("broken", "import nothing_at_all\n"))}
    )
    assert code == 0
    assert out.splitlines()[0].split() == ["pack", "version", "hooks", "katas"]
    assert (
        "broken.py:1: ModuleNotFoundError: No module named 'nothing_at_all'" in out.splitlines()[-1]
    )
    assert out.splitlines()[-1].startswith("✗ broken: ")
    assert len(err.splitlines()) == 1


def test_disabled_packs_are_left_out(kata: RunKata) -> None:
    out = kata("plugins", env={"KATA_DISABLED_PLUGINS": "builtin, scoring"}).out
    assert "builtin" not in out
    assert "scoring" not in out
    assert "reports" in out


def test_without_any_format_it_is_said_who_has_them(
    kata: RunKata, softmax: Path, right: Path
) -> None:
    done = kata("check", right, "--pack", softmax, env={"KATA_DISABLED_PLUGINS": "reports"})
    assert (done.code, done.out) == (2, "")
    assert "'text': is 'reports' among KATA_DISABLED_PLUGINS?" in done.err
