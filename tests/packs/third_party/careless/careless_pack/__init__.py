"""A pack with four mistakes: a misspelt hook here, and in its katas a wrong type, a misspelt field
and a taken id.
"""

from pathlib import Path

from kata_runner import hookimpl

HERE = Path(__file__).parent


@hookimpl
def register_katas(register):
    """The katas, of which none can be used."""
    register(katas=HERE / "katas", solutions=HERE / "solutions")


@hookimpl
def register_report(register):
    """The hook is called `register_reports`."""
