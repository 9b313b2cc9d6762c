"use strict";
for (const control of document.querySelectorAll(".control")) {
  const choices = [...control.querySelectorAll("input[type=radio]")];
  const slider = document.createElement("input");
  const shown = document.createElement("output");
  slider.type = "range";
  slider.min = 0;
  slider.max = choices.length - 1;
  slider.value = choices.findIndex((choice) => choice.checked);
  slider.setAttribute("aria-label", control.dataset.name);
  const show = () => {
    const choice = choices[slider.value];
    choice.checked = true;
    shown.textContent = ` ${control.dataset.name} = ${choice.value}`;
    slider.setAttribute("aria-valuetext", choice.value);
  };
  slider.addEventListener("input", show);
  control.classList.add("scripted");
  const line = document.createElement("div");  // page.css counts the inputs beside the choices
  line.append(slider, shown);
  control.querySelector("legend").after(line);
  show();
}
