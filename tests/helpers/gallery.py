"""The pictures in the README: one of each built-in kata, drawn from what its reference gives."""

from __future__ import annotations

from kata_runner.engine.job import Job
from kata_runner.engine.sandbox import Sandbox
from kata_runner.figures.picture import make_picture
from kata_runner.figures.svg import draw
from kata_runner.grading.answer_key import reference
from kata_runner.packs.catalogue import Catalogue
from kata_runner.packs.plugin_manager import load_plugins

FOLDER = ".github/gallery"
SHOWN = {
    "n_grams": "heldout_perplexity",
    "rnn_intuition": "gradient_at_rest",
    "lstm_limitations": "what_is_left",
    "recurrence_at_scale": "waiting_by_length",
    "self_attention": "who_looks_at_whom",
}


def draw_gallery() -> dict[str, str]:
    """The SVG of each kata's picture by its path in the repository."""
    catalogue = Catalogue(load_plugins())
    pictures = {}
    with Sandbox() as sandbox:
        for name, experiment in SHOWN.items():
            kata = catalogue.find(name)
            run = sandbox.run(Job(kata, reference(kata), [experiment], declare=True))
            picture = make_picture(run.declarations[0], run.results[experiment].table)
            assert picture is not None
            pictures[f"{FOLDER}/{name}.svg"] = draw(picture) + "\n"
    return pictures
