"""`kata guide`: what there is to read, offline."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import unstyle
from click.testing import CliRunner

import kata_runner
from kata_runner.cli import guide
from kata_runner.errors import UsageError
from tests.helpers.terminal import run_in_terminal

GUIDES = Path(kata_runner.__file__).parent / "guides"
TOPICS = sorted(path.stem for path in GUIDES.glob("*.md"))


def run_guide(*arguments: str, **env: str) -> str:
    result = CliRunner().invoke(guide.command, arguments, env=env, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_without_a_topic_every_guide_is_listed_with_its_title() -> None:
    lines = run_guide().splitlines()
    assert [line.split()[0] for line in lines[: lines.index("")]] == TOPICS
    assert {"learners", "authors", "instructors", "plugins", "api", "isolation"} <= set(TOPICS)
    assert lines[-1] == "Read one with `kata guide TOPIC`."


def test_on_a_narrow_terminal_the_list_is_wrapped() -> None:
    lines = run_guide(COLUMNS="40").splitlines()
    assert max(map(len, lines)) <= 40


@pytest.mark.parametrize("topic", TOPICS)
def test_in_a_pipe_a_guide_is_its_markdown_without_comments(topic: str) -> None:
    output = run_guide(topic)
    assert output.startswith("# ")
    assert "<!--" not in output
    text = (GUIDES / f"{topic}.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("<!--")]
    assert output.splitlines() == lines


@pytest.mark.parametrize("typed", ["authors", "AUTHORS", "auth"])
def test_a_topic_is_found_by_its_name_or_its_beginning(typed: str) -> None:
    assert guide.find_topic(typed, ["api", "authors"]) == "authors"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("autors", "no guide is called 'autors': did you mean 'authors'? there are api, authors"),
        ("zzz", "no guide is called 'zzz': there are api, authors"),
        ("a", "'a' is the beginning of api and authors: write more of it"),
    ],
)
def test_an_unknown_topic_is_wrong_use_with_a_suggestion(typed: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        guide.find_topic(typed, ["api", "authors"])
    assert str(caught.value) == message
    assert caught.value.exit_code == 2


@pytest.mark.slow
@pytest.mark.parametrize("variables", [{}, {"NO_COLOR": "1"}])
def test_in_a_terminal_a_guide_is_rendered_within_its_width(
    tmp_path: Path, variables: dict[str, str]
) -> None:
    done = run_in_terminal(
        tmp_path, "guide", "glossary", cwd=tmp_path, columns=40, rows=9999, env=variables
    )
    lines = unstyle(done.out).splitlines()
    assert not any(line.startswith("#") for line in lines)
    assert max(map(len, lines)) <= 40
    assert ("\x1b" in done.out) is not bool(variables)
