// SPDX-License-Identifier: MulanPSL-2.0
// Drawing on a page's picture what is to be blacked out. The lines of the form are the truth: this file
// shows each as a box on the picture, and writes into them what is drawn, moved or removed there.
// Without it the lines are filled in by hand (templates/blackout_surface.html).
"use strict";
(function () {
  const NUMBERS = ["left", "top", "width", "height"];
  const WHOLE = 1000, LEAST = 2, ROWS = 50, STEP = 2;
  const surface = document.querySelector(".blackout");
  if (!surface) return;
  const page = surface.querySelector(".blackout-page");
  const list = surface.querySelector(".blackout-list");
  const said = surface.querySelector(".blackout-said");
  const draw = surface.querySelector(".blackout-draw");
  const form = surface.closest("form");
  const boxes = new Map(); // row → its box on the picture
  let changed = false;

  const field = (row, name) => row.querySelector(`[name^="${name}-"]`);
  const rows = () => [...list.querySelectorAll(".blackout-row")];
  const say = (text) => { said.textContent = text; };
  const within = (value, least, most) => Math.min(Math.max(Math.round(value), least), most);
  const isEmpty = (row) => NUMBERS.every((name) => field(row, name).value === "") && field(row, "reason").value === "";

  // What the line says, or null while it says no box.
  function read(row) {
    const is = {};
    for (const name of NUMBERS) {
      const text = field(row, name).value.trim();
      if (!/^\d{1,4}$/.test(text)) return null;
      is[name] = Number(text);
    }
    const fits = is.left + is.width <= WHOLE && is.top + is.height <= WHOLE;
    return fits && is.width >= LEAST && is.height >= LEAST && !field(row, "remove").checked ? is : null;
  }

  function title(row) {
    const ground = field(row, "ground");
    const chosen = ground.value ? ground.selectedOptions[0].textContent : "还没有选依据";
    return row.querySelector("legend").textContent + " " + chosen;
  }

  // Brings the picture in line with a line of the form.
  function show(row) {
    const is = read(row);
    let box = boxes.get(row);
    if (!is) {
      if (box) box.remove();
      boxes.delete(row);
      return;
    }
    if (!box) {
      box = document.createElement("div");
      box.className = "blackout-box";
      box.tabIndex = 0;
      box.setAttribute("role", "group");
      const words = document.createElement("span");
      const corner = document.createElement("i");
      corner.className = "blackout-corner";
      box.append(words, corner);
      boxes.set(row, box);
      page.append(box);
    }
    box.firstChild.textContent = title(row);
    box.setAttribute("aria-label", `${title(row)}，左${is.left}，上${is.top}，宽${is.width}，高${is.height}`);
    box.classList.toggle("blackout-bare", !field(row, "ground").value);
    for (const name of NUMBERS) box.style[name] = is[name] / 10 + "%";
  }

  function write(row, is) {
    const width = within(is.width, LEAST, WHOLE), height = within(is.height, LEAST, WHOLE);
    const all = { width, height, left: within(is.left, 0, WHOLE - width), top: within(is.top, 0, WHOLE - height) };
    for (const name of NUMBERS) field(row, name).value = all[name];
    changed = true;
    show(row);
  }

  // A new line like the last, empty, with the next number; the last itself while it is empty.
  function spare() {
    const all = rows(), empty = all.find(isEmpty);
    if (empty) return empty;
    if (all.length >= ROWS) return null;
    const row = all.at(-1).cloneNode(true), index = all.length;
    for (const part of row.querySelectorAll("[id], [name], [for]")) {
      for (const name of ["id", "name", "for"]) {
        const value = part.getAttribute(name);
        if (value) part.setAttribute(name, value.replace(/-\d+$/, "-" + index));
      }
    }
    for (const part of row.querySelectorAll("input")) { part.checked = false; if (part.type !== "checkbox") part.value = ""; }
    field(row, "ground").value = "";
    row.classList.remove("wrong");
    row.querySelector(".wrong-text")?.remove();
    row.querySelector("legend").textContent = "框" + (index + 1);
    all.at(-1).after(row);
    return row;
  }

  // The ground of the box drawn before is mostly that of the next.
  function add(is) {
    const row = spare();
    if (!row) return say(`一页最多画${ROWS}个框。`);
    const before = rows().filter((r) => boxes.has(r)).at(-1);
    if (before && !field(row, "ground").value) field(row, "ground").value = field(before, "ground").value;
    write(row, is);
    say("已加上" + title(row));
    boxes.get(row).focus({ preventScroll: true });
  }

  function remove(row) {
    for (const name of NUMBERS) field(row, name).value = "";
    field(row, "reason").value = "";
    field(row, "ground").value = "";
    changed = true;
    show(row);
    say("已删去" + row.querySelector("legend").textContent);
    draw.focus({ preventScroll: true });
  }

  const rowOf = (box) => [...boxes].find(([, other]) => other === box)?.[0];

  // One drag: draws, moves or stretches until the finger or button is up.
  let drag = null;
  function at(event) {
    const edge = page.querySelector("img").getBoundingClientRect();
    return { x: (event.clientX - edge.left) / edge.width * WHOLE, y: (event.clientY - edge.top) / edge.height * WHOLE };
  }
  function drawn(from, to) {
    const x = [from.x, to.x].map((v) => within(v, 0, WHOLE)), y = [from.y, to.y].map((v) => within(v, 0, WHOLE));
    return { left: Math.min(...x), top: Math.min(...y), width: Math.abs(x[0] - x[1]), height: Math.abs(y[0] - y[1]) };
  }
  page.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    const box = event.target.closest(".blackout-box");
    const drawing = draw.getAttribute("aria-pressed") === "true";
    if (!box && !drawing) return;
    event.preventDefault();
    page.setPointerCapture(event.pointerId);
    const row = box && rowOf(box);
    if (box) box.focus({ preventScroll: true });
    drag = { from: at(event), row, was: row && read(row), stretch: event.target.classList.contains("blackout-corner") };
    if (!row) {
      drag.shape = document.createElement("div");
      drag.shape.className = "blackout-box blackout-new";
      page.append(drag.shape);
    }
  });
  page.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const to = at(event), x = to.x - drag.from.x, y = to.y - drag.from.y;
    if (drag.shape) {
      const is = drawn(drag.from, to);
      for (const name of NUMBERS) drag.shape.style[name] = is[name] / 10 + "%";
    } else if (drag.stretch) {
      const { left, top, width, height } = drag.was;
      write(drag.row, { left, top, width: Math.min(width + x, WHOLE - left), height: Math.min(height + y, WHOLE - top) });
    } else {
      write(drag.row, { ...drag.was, left: drag.was.left + x, top: drag.was.top + y });
    }
  });
  page.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const { shape, from } = drag;
    drag = null;
    if (!shape) return;
    shape.remove();
    const is = drawn(from, at(event));
    if (is.width > LEAST && is.height > LEAST) add(is); // a mere click draws nothing
  });
  page.addEventListener("pointercancel", () => {
    drag?.shape?.remove();
    drag = null;
  });

  page.addEventListener("keydown", (event) => {
    const box = event.target.closest(".blackout-box"), row = box && rowOf(box);
    if (!row) return;
    const is = read(row), way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (way && event.shiftKey) {
      write(row, { ...is, width: Math.min(is.width + way[0], WHOLE - is.left), height: Math.min(is.height + way[1], WHOLE - is.top) });
    } else if (way) {
      write(row, { ...is, left: is.left + way[0], top: is.top + way[1] });
    } else if (event.key === "Delete" || event.key === "Backspace") {
      remove(row);
    } else if (event.key === "Enter") {
      field(row, "ground").focus();
    } else return;
    event.preventDefault();
  });

  draw.addEventListener("click", () => {
    const on = draw.getAttribute("aria-pressed") !== "true";
    draw.setAttribute("aria-pressed", String(on));
    page.classList.toggle("blackout-drawing", on);
  });
  list.addEventListener("input", (event) => {
    changed = true;
    const row = event.target.closest(".blackout-row");
    if (row) show(row);
  });
  list.addEventListener("focusin", (event) => {
    for (const [row, box] of boxes) box.classList.toggle("blackout-at", row.contains(event.target));
  });
  form?.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  surface.querySelector(".blackout-tools").hidden = false;
  // on a phone a finger scrolls until it is told to draw
  if (matchMedia("(pointer: coarse)").matches) draw.setAttribute("aria-pressed", "false");
  page.classList.toggle("blackout-drawing", draw.getAttribute("aria-pressed") === "true");
  rows().forEach(show);
})();
