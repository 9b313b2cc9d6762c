"""Pages as text: self-contained, escaped, with formulas, pictures and the marked line."""

from __future__ import annotations

import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kata_runner.reports.html.lesson_page import make_parser, render_formula
from kata_runner.reports.html.page import to_code, to_prose
from tests.conftest import RunKata
from tests.reports.html.conftest import EVIL

pytestmark = pytest.mark.slow
KINDS = ["lesson", "demo", "own demo", "report", "passed", "class", "student"]
VOID = {"meta", "link", "br", "wbr", "input", "img"}


class Elements(HTMLParser):
    """The elements of a page, with a check that each is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def read(pages: dict[str, Path], name: str) -> tuple[str, Elements]:
    text = pages[name].read_text(encoding="utf-8")
    elements = Elements()
    elements.feed(text)
    assert elements.open == []
    return text, elements


@pytest.mark.thorough
@pytest.mark.parametrize("name", KINDS)
def test_a_page_is_whole_and_asks_nobody_for_anything(name: str, pages: dict[str, Path]) -> None:
    text, elements = read(pages, name)
    assert elements.names.count("h1") == elements.names.count("main") == 1
    assert ("lang", "en") in elements.attributes
    assert "default-src 'none'" in text
    links = {
        value for key, value in elements.attributes if key in ("src", "href", "action") and value
    }
    assert not [link for link in links if "//" in link]
    ids = [value for key, value in elements.attributes if key == "id"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", KINDS)
def test_no_folder_of_the_machine_is_on_a_page(name: str, pages: dict[str, Path]) -> None:
    text, _ = read(pages, name)
    for folder in (pages["report"].parent, Path.home(), Path(__file__).parents[3]):
        assert f"{folder}/" not in text


@pytest.mark.parametrize("name", KINDS)
def test_texts_of_html_and_script_are_text(name: str, pages: dict[str, Path]) -> None:
    text, elements = read(pages, name)
    assert elements.names.count("script") == (name in ("demo", "own demo"))
    assert "img" not in elements.names and "b" not in elements.names
    assert not [key for key, _ in elements.attributes if key.startswith("on")]
    assert "\u202e" not in text


def test_formulas_are_mathml(pages: dict[str, Path]) -> None:
    text, elements = read(pages, "lesson")
    assert elements.names.count("math") == 3
    assert "<mfrac>" in text and 'display="block"' in text
    assert "costs $5 and not $7" in text
    assert r"<code>\frac{</code>" in text, "what is no formula stands there as it is"


@pytest.mark.parametrize("latex", ["</math><script>", "\\frac{", "x" * 10_000, "", "\x00"])
def test_what_is_no_formula_is_code(latex: str) -> None:
    shown = render_formula(latex, {})
    assert "<script" not in shown and shown.startswith(("<code>", "<math"))


def test_a_lesson_has_no_html_of_its_own() -> None:
    shown = make_parser().render(f"{EVIL}\n\n[x](javascript:alert(1)) <b>\n")
    assert "<script" not in shown and "<img" not in shown and 'href="javascript' not in shown


@pytest.mark.parametrize("name", ["report", "student"])
def test_the_cause_is_on_top_and_the_line_is_marked(name: str, pages: dict[str, Path]) -> None:
    text, _ = read(pages, name)
    assert text.index("What to look at") < text.index("All of it") < text.index("Your file")
    marked = re.findall(r"<mark>(.*?)</mark>", text)
    assert marked and all(line.strip().startswith("raise ValueError") for line in marked)


def test_the_learners_values_stand_over_the_expected_ones(pages: dict[str, Path]) -> None:
    for name in ("report", "own demo", "student"):
        assert "probability, expected" in read(pages, name)[0]
    assert "probability, expected" not in read(pages, "demo")[0]


def test_each_control_has_at_most_21_pictures(pages: dict[str, Path]) -> None:
    text, _ = read(pages, "demo")
    assert text.count('name="three_scores-temperature"') == 19
    assert text.count('name="three_scores-count"') == 3
    assert text.count(" checked>") == 2


def test_a_class_shows_who_did_what(pages: dict[str, Path]) -> None:
    text, elements = read(pages, "class")
    assert "4 failed, 1 passed" in text
    same = re.findall(r"<li>4: (.*)</li>", text)
    assert same and same[0].count("<a ") == 4
    assert text.count('<th scope="row" class="who">') == 5
    mistakes = text.partition("Most frequent mistakes")[2].partition("</section>")[0]
    students_by_mistake = re.findall(r'<a href="(.*?)">', mistakes)
    assert (
        "students/ada.html" in students_by_mistake
        and "students/right.html" not in students_by_mistake
    )
    assert ("href", "students/ada.html") in elements.attributes
    assert (pages["student"].parent / "right.html").exists()


def test_the_page_of_a_student_leads_back_to_the_class(pages: dict[str, Path]) -> None:
    back = re.search(r'href="(\.\./index\.html)"', pages["student"].read_text(encoding="utf-8"))
    assert back and (pages["student"].parent / back[1]).resolve() == pages["class"].resolve()


def test_a_file_that_does_not_load_has_a_page_that_says_why(
    kata: RunKata, softmax: Path, work: Path
) -> None:
    (work / "mine.py").write_text("def softmax(:\n", encoding="utf-8")
    code, out, _ = kata("check", "0.1", "mine.py", "--format", "html", "--pack", softmax)
    assert code == 4 and "Could not be judged" in out and "line 1: SyntaxError" in out


def test_one_experiment_alone_has_a_page(kata: RunKata, softmax: Path, wrong: Path) -> None:
    command = ["check", "0.1", wrong, "--only", "large_scores", "--format", "html"]
    code, out, _ = kata(*command, "--pack", softmax)
    assert code == 1 and "What to look at" in out and "three_scores" not in out


def test_a_page_is_for_one_attempt(kata: RunKata, softmax: Path, work: Path, wrong: Path) -> None:
    for name in ("ada.py", "bob.py"):
        shutil.copy(wrong, work / name)
    command = ["grade", "0.1", "ada.py", "bob.py", "--out", "out", "--format", "html"]
    code, _, err = kata(*command, "--pack", softmax)
    assert code == 2 and "--format html is for one attempt" in err


@pytest.mark.thorough
def test_pages_of_students_who_are_gone_are_removed(
    kata: RunKata, softmax: Path, work: Path, wrong: Path
) -> None:
    (work / "class").mkdir()
    for name in ("ada.py", "bob.py"):
        shutil.copy(wrong, work / "class" / name)
    command = ["grade", "0.1", "class", "--out", "out", "--html", "--replace", "--pack", softmax]
    assert kata(*command).code == 0
    folder = work / "out" / "html" / "students"
    assert {page.name for page in folder.iterdir()} == {"ada.html", "bob.html"}
    before = (folder / "ada.html").stat().st_mtime_ns
    (work / "class" / "bob.py").unlink()
    assert kata(*command).code == 0
    assert {page.name for page in folder.iterdir()} == {"ada.html"}
    assert (folder / "ada.html").stat().st_mtime_ns == before, "what has not changed is not written"
    assert "bob" not in (folder.parent / "index.html").read_text(encoding="utf-8")


def test_pages_are_not_written_through_a_link(
    kata: RunKata, softmax: Path, work: Path, wrong: Path
) -> None:
    (work / "out").mkdir()
    (work / "elsewhere").mkdir()
    (work / "out" / "html").symlink_to(work / "elsewhere")
    shutil.copy(wrong, work / "ada.py")
    code, _, err = kata("grade", "0.1", "ada.py", "--out", "out", "--html", "--pack", softmax)
    assert code == 2 and "html is a link" in err
    assert not list((work / "elsewhere").iterdir())


def test_without_being_asked_for_no_page_is_written(
    kata: RunKata, softmax: Path, work: Path, wrong: Path
) -> None:
    shutil.copy(wrong, work / "ada.py")
    assert kata("grade", "0.1", "ada.py", "--out", "out", "--pack", softmax).code == 0
    assert not (work / "out" / "html").exists()


def test_names_in_backticks_are_code_and_nothing_else_is_markup() -> None:
    assert to_prose("`f` is <b>") == "<code>f</code> is &lt;b&gt;"
    assert to_prose("`<script>` and ` alone") == "<code>&lt;script&gt;</code> and ` alone"
    assert to_code("a_<b>") == "<code>a_<wbr>&lt;b&gt;</code>"


def test_a_line_of_a_notebook_is_marked(kata: RunKata, softmax: Path, work: Path) -> None:
    cells = [
        "import math\n",
        "def softmax(scores):\n    return [math.nothing(s) for s in scores]\n",
    ]
    made = [{"cell_type": "code", "source": text, "metadata": {}} for text in cells]
    notebook = {"cells": made, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}
    (work / "mine.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    command = ["check", "0.1", "mine.ipynb", "--format", "html", "--pack", softmax]
    marked = re.findall(r"<mark>(.*?)</mark>", kata(*command).out)
    assert set(marked) == {"    return [math.nothing(s) for s in scores]"}
