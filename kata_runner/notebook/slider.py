"""A slider for each control of a demo, as a widget, where `anywidget` is installed."""

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
    """A widget for each control that has a choice of pictures; none without `anywidget`.

    Its `index` is the place of the chosen value among its `values`.
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
    """The widget of one control; its pictures are escaped by those who draw them."""
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
