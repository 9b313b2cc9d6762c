"""Sliders for the controls of a demo, as widgets, if `anywidget` is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from kata_runner.figures.settings import Prepared
from kata_runner.figures.svg import draw

SCRIPT = """
function render({ model, el }) {
  const slider = document.createElement("input");
  const shown = document.createElement("output");
  const picture = document.createElement("div");
  slider.type = "range";
  slider.min = 0;
  slider.max = model.get("values").length - 1;
  slider.setAttribute("aria-label", model.get("name"));
  const show = () => {
    const index = model.get("index");
    slider.value = index;
    shown.textContent = ` ${model.get("name")} = ${model.get("values")[index]}`;
    picture.innerHTML = model.get("pictures")[index];
  };
  slider.addEventListener("input", () => {
    model.set("index", Number(slider.value));
    model.save_changes();
  });
  model.on("change:index", show);
  el.append(slider, shown, picture);
  show();
}
export default { render };
"""


def make_sliders(prepared: Mapping[str, Sequence[Prepared]]) -> list[Any]:
    """Return a widget for each control that has several pictures; none without `anywidget`.

    A widget's `index` is the position of the chosen value in its `values`.
    """
    if find_spec("anywidget") is None:
        return []
    return [
        make_slider(name, one)
        for name, controls in prepared.items()
        for one in controls
        if len(one.pictures) > 1
    ]


def make_slider(experiment: str, prepared: Prepared) -> Any:
    """Return the widget of one control; `draw` has escaped the texts in its pictures."""
    import anywidget
    import traitlets

    name = prepared.control.name
    pictures = [
        draw(picture, key=f"-widget-{name}-{index}")
        for index, picture in enumerate(prepared.pictures)
    ]
    traits = {
        "_esm": SCRIPT,
        "name": traitlets.Unicode(f"{experiment}: {name}").tag(sync=True),
        "values": traitlets.List(list(prepared.values)).tag(sync=True),
        "pictures": traitlets.List(pictures).tag(sync=True),
        "index": traitlets.Int(prepared.start).tag(sync=True),
    }
    return type("Slider", (anywidget.AnyWidget,), traits)()
