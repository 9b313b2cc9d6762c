"""The pages of a class: what was handed in and its pictures, as long as both can be had."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kata_runner import Grader
from kata_runner.classroom.fingerprint import take_fingerprint
from kata_runner.classroom.results.store import Store
from kata_runner.classroom.run import GradingRun
from kata_runner.classroom.submissions.archives import Archives
from kata_runner.classroom.submissions.submitted_file import RefusedFileError
from kata_runner.packs.catalogue import load_catalogue
from tests.helpers.enrollments import Gatherer

if TYPE_CHECKING:
    from tests.conftest import RunKata

pytestmark = pytest.mark.slow
FIGURE = "@experiment(points=1, figure=figure.bars(x='score', y='probability'))"


class ClassOfTwo:
    """Two students who handed in the same wrong file, and pages of theirs."""

    def __init__(self, kata: RunKata, pack: Path, wrong: Path, folder: Path) -> None:
        """Give the kata a picture, and write the files."""
        experiments = pack / "katas" / "softmax" / "experiments.py"
        text = experiments.read_text(encoding="utf-8")
        text = text.replace("@experiment(points=1)", FIGURE)
        text = text.replace("import Table,", "import Table, figure,")
        experiments.write_text(text, encoding="utf-8")
        self.kata, self.pack, self.out = kata, pack, folder / "out"
        self.submissions = folder / "class"
        self.submissions.mkdir()
        for name in ("ada", "bob"):
            shutil.copy(wrong, self.submissions / f"{name}.py")

    def grade(self, *options: object) -> str:
        """Grade, and return what was said on the way."""
        done = self.kata("grade", "0.1", self.submissions, "--out", self.out, "--html", "--seed",
                         1, "--pack", self.pack, *options)  # fmt: skip
        assert done.code == 0, done.err
        return done.err

    def page(self, student: str) -> Path:
        """A student's page."""
        return self.out / "html" / "students" / f"{student}.html"

    def read(self, student: str) -> str:
        """The text of a student's page."""
        return self.page(student).read_text(encoding="utf-8")


@pytest.fixture
def two(kata: RunKata, own_softmax: Path, wrong: Path, tmp_path: Path) -> ClassOfTwo:
    return ClassOfTwo(kata, own_softmax, wrong, tmp_path)


def test_a_page_shows_what_was_handed_in_and_its_pictures(two: ClassOfTwo) -> None:
    assert "1 to draw" in two.grade()
    for student in ("ada", "bob"):
        text = two.read(student)
        assert "probability, expected" in text and "It is not shown" not in text
        assert "e = np.exp(scores)" in text
        assert str(two.submissions.parent) not in text


@pytest.mark.thorough
def test_a_page_that_is_there_is_not_drawn_again(two: ClassOfTwo) -> None:
    two.grade()
    two.page("bob").unlink()
    before = two.page("ada").stat().st_mtime_ns
    assert "1 to draw" in two.grade()
    assert two.page("bob").exists() and two.page("ada").stat().st_mtime_ns == before
    assert "to draw" not in two.grade()


@pytest.mark.thorough
def test_a_page_without_a_file_says_so_until_the_file_is_there_again(two: ClassOfTwo) -> None:
    two.grade()
    (two.submissions / "bob.py").rename(two.submissions.parent / "bob.py")
    (two.submissions / "ada.py").write_text("def softmax(s):\n    return s\n", encoding="utf-8")
    two.grade("--add")
    assert "probability, expected" in two.read("bob"), "a page that is there stays"
    two.page("bob").unlink()
    two.grade("--add")
    text = two.read("bob")
    assert "It is not shown: it is not among what was handed in this time." in text
    assert '<pre class="source"' not in text and "probability, expected" not in text
    (two.submissions.parent / "bob.py").rename(two.submissions / "bob.py")
    two.grade()
    assert '<pre class="source"' in two.read("bob")


def test_what_does_not_load_has_a_page_without_pictures(two: ClassOfTwo) -> None:
    (two.submissions / "bob.py").write_text("def softmax(:\n", encoding="utf-8")
    assert "1 to draw" in two.grade()
    text = two.read("bob")
    assert "<mark>def softmax(:</mark>" in text and "SyntaxError" in text
    assert "<svg" not in text


def test_a_file_that_was_changed_meanwhile_is_not_taken_for_what_was_graded(
    two: ClassOfTwo, tmp_path: Path
) -> None:
    catalogue = load_catalogue([two.pack])
    kata, file = catalogue.find("0.1"), two.submissions / "ada.py"
    with (
        Grader(catalogue=catalogue) as grader,
        closing(Archives()) as archives,
        Store(tmp_path / "store") as store,
    ):
        enrollment = Gatherer(kata, tmp_path / "out", archives).enroll((file,), [], None, None)
        fingerprint = take_fingerprint(kata, 1, catalogue.plugins)
        run = GradingRun(grader, kata, store, fingerprint, enrollment)
        [sha256] = run.files
        assert run.read_attempt(sha256).source == file.read_bytes()
        file.write_text("def softmax(s):\n    return s\n", encoding="utf-8")
        with pytest.raises(RefusedFileError, match="the file was changed meanwhile"):
            run.read_attempt(sha256)
        file.unlink()
        with pytest.raises(RefusedFileError, match="which it was not at first"):
            run.read_attempt(sha256)
        with pytest.raises(RefusedFileError, match="not among what was handed in this time"):
            run.read_attempt("another")


BROKEN_DEMO = """

@experiment()
def only_shown(impl):
    \"\"\"The reference cannot do this, as on a machine that is too busy.\"\"\"
    return Table(["none"], [[impl.softmax(None)]])
"""


@pytest.fixture
def broken_demo(own_softmax: Path) -> Path:
    """A pack whose reference is graded and cannot be shown."""
    experiments = own_softmax / "katas" / "softmax" / "experiments.py"
    text = experiments.read_text(encoding="utf-8") + BROKEN_DEMO
    experiments.write_text(text, encoding="utf-8")
    return own_softmax


@pytest.mark.thorough
def test_a_demo_that_fails_costs_pictures_and_no_page(
    kata: RunKata, broken_demo: Path, wrong: Path, work: Path
) -> None:
    shutil.copy(wrong, work / "ada.py")
    command = ["grade", "0.1", "ada.py", "--out", "out", "--html", "--pack", broken_demo]
    code, out, err = kata(*command)
    assert code == 0 and "1 failed" in out
    assert "does not pass through 'only_shown'" in err
    page = work / "out" / "html" / "students" / "ada.html"
    text = page.read_text(encoding="utf-8")
    assert "There are none: they could not be drawn: run the command again." in text
    assert '<pre class="source"' in text and (work / "out" / "html" / "index.html").exists()
    assert "1 to draw" in kata(*command).err, "it is tried again"


def test_a_demo_that_fails_costs_no_verdict(kata: RunKata, broken_demo: Path, wrong: Path) -> None:
    code, out, err = kata("check", "0.1", wrong, "--format", "html", "--pack", broken_demo)
    assert code == 1 and "What to look at" in out
    assert "does not pass through 'only_shown'" in err and err.count("\n") == 1
