"""Pages in a real browser, at three widths: nothing goes wrong, nothing sticks out, nothing hostile
runs.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
KINDS = ["lesson", "demo", "own demo", "report", "passed", "class", "student"]
WIDTHS = [390, 1280, 3840]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Opened(NamedTuple):
    """A page in the browser, and all that it complained of or asked for."""

    page: Page
    complaints: list[str]
    requests: list[str]


@pytest.fixture(scope="module")  # while it runs, nothing else can have an event loop
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def open_page(browser: Browser, path: Path, **settings: bool) -> Opened:
    """Open a page in a window of its own, and note what it complains of."""
    context = browser.new_context(**settings)  # type: ignore[arg-type]  # what a test sets
    page = context.new_page()
    opened = Opened(page, [], [])
    page.on("console", lambda message: opened.complaints.append(message.text))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("dialog", lambda dialog: opened.complaints.append(dialog.message))
    page.on("request", lambda request: opened.requests.append(request.url))
    page.goto(path.as_uri())
    return opened


@pytest.mark.thorough
@pytest.mark.parametrize("name", KINDS)
def test_nothing_goes_wrong_and_nothing_sticks_out(
    name: str, pages: dict[str, Path], browser: Browser
) -> None:
    page, complaints, requests = open_page(browser, pages[name])
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    assert [url for url in requests if not url.startswith(("data:", pages[name].as_uri()))] == []
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('img, b, iframe').length") == 0
    page.context.close()


@pytest.mark.parametrize("name", ["demo", "report", "class"])
def test_a_page_is_dark_where_that_is_asked_for(
    name: str, pages: dict[str, Path], browser: Browser
) -> None:
    page = open_page(browser, pages[name]).page
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        colours.append(sum(map(int, colour[4:-1].split(","))))
    assert colours[0] == 3 * 255 and colours[1] < 150
    page.context.close()


def test_a_choice_of_pictures_works_without_script(
    pages: dict[str, Path], browser: Browser
) -> None:
    page = open_page(browser, pages["demo"], java_script_enabled=False).page
    control = page.locator(".control").first
    shown = control.locator(".pictures > div:visible")
    assert shown.count() == 1
    before = shown.inner_html()
    control.locator("label").first.click()
    assert shown.count() == 1 and shown.inner_html() != before
    assert control.locator("input[type=range]").count() == 0
    page.context.close()


def test_with_a_script_a_slider_chooses(pages: dict[str, Path], browser: Browser) -> None:
    page = open_page(browser, pages["demo"]).page
    control = page.locator(".control").first
    shown = control.locator(".pictures > div:visible")
    slider = control.get_by_role("slider", name="temperature")
    assert control.locator("output").inner_text().strip() == "temperature = 1"
    assert page.get_by_role("radio").count() == 0, "there is one way to choose, not two"
    first = shown.inner_html()
    slider.press("ArrowRight")
    assert control.locator("output").inner_text().strip() == "temperature = 1.2"
    assert shown.count() == 1 and shown.inner_html() != first
    slider.press("ArrowLeft")
    assert shown.inner_html() == first
    page.context.close()


@pytest.mark.thorough
def test_who_listens_hears_headings_and_what_pictures_show(
    pages: dict[str, Path], browser: Browser
) -> None:
    page = open_page(browser, pages["own demo"], java_script_enabled=False).page
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    assert page.get_by_role("img", name="Curve Lines: probability over score.").count() == 1
    assert page.get_by_role("radio").count() == 22
    page.context.close()


@pytest.mark.thorough
def test_formulas_are_laid_out(pages: dict[str, Path], browser: Browser) -> None:
    page = open_page(browser, pages["lesson"]).page
    box = page.locator("mfrac").first.bounding_box()
    assert box is not None and box["height"] > 20
    page.context.close()
