"""Which katas `kata verify` tries: links, projects of several packs, and packs that are broken."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import RunKata


def test_a_kata_that_is_a_link_is_verified_in_its_pack(
    kata: RunKata, own_softmax: Path, tmp_path: Path
) -> None:
    folder = own_softmax / "katas" / "softmax"
    folder.rename(tmp_path / "shared")
    folder.symlink_to(tmp_path / "shared", target_is_directory=True)
    (folder / "lesson.md").unlink()
    code, out, err = kata("verify", folder, "--seeds", 1, "--quick")
    assert (code, err) == (1, "")
    assert f"{folder}/lesson.md is missing" in out


def test_a_kata_in_no_pack_is_refused(kata: RunKata, own_softmax: Path, tmp_path: Path) -> None:
    folder = (own_softmax / "katas" / "softmax").rename(tmp_path / "alone")
    code, out, err = kata("verify", folder)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "this kata is in no pack: put it into katas/ of one, and its reference into " in err


def test_a_pack_without_katas_does_not_stand_for_all_others(kata: RunKata, work: Path) -> None:
    (work / "katas").mkdir()
    (work / "solutions").mkdir()
    code, out, err = kata("verify", work)
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "no kata is in here" in err


def test_a_project_stands_for_the_katas_of_all_its_packages(
    kata: RunKata, own_softmax: Path, work: Path
) -> None:
    (work / "pyproject.toml").touch()
    for name in ("one", "two"):
        shutil.copytree(own_softmax, work / "src" / name)
        (work / "src" / name / "katas" / "softmax" / "experiments.py").write_text("x = (\n")
    code, out, err = kata("verify", work)
    assert (code, err, out.count("0.1 Softmax\n")) == (1, "", 2)


def test_a_missing_package_does_not_end_the_checks_of_other_katas(
    kata: RunKata, own_softmax: Path
) -> None:
    for part in ("katas", "solutions"):
        shutil.copytree(own_softmax / part / "softmax", own_softmax / part / "later")
    (own_softmax / "katas" / "later" / "experiments.py").write_text("x = (\n", encoding="utf-8")
    toml = own_softmax / "katas" / "softmax" / "kata.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(f'packages = ["nmpy"]\n{text}'.replace("0.1", "0.2"), encoding="utf-8")
    code, out, err = kata("verify", own_softmax, "--json")
    rows = {row["name"]: row["gates"][0]["problems"] for row in json.loads(out)["katas"]}
    assert (code, err, list(rows)) == (1, "", ["later", "softmax"])
    assert rows["softmax"][0].startswith(f"{toml}: field 'packages': 'nmpy' is not installed")
    assert "SyntaxError" in rows["later"][0]
