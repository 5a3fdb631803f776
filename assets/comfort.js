// SPDX-License-Identifier: MulanPSL-2.0
// Comfort only: every page works without this file.
"use strict";
(function () {
  // a long table says that it scrolls only while it does
  for (const box of document.querySelectorAll(".scroll, .paper-scroll")) {
    if (box.scrollWidth <= box.clientWidth) box.removeAttribute("tabindex");
  }
  // the error summary takes the focus, so that a screen reader begins there
  const problems = document.querySelector(".problems");
  if (problems) problems.focus();
  // the menu of the desk is open where there is room for it
  const menu = document.querySelector(".desk-nav details");
  if (menu && !matchMedia("(min-width: 48.01rem)").matches) menu.open = false;
  // a form is sent once, however often the button is pressed; another button of it is another wish, as where
  // each letter has its own
  for (const form of document.querySelectorAll("form[method=post]")) {
    let sent;
    form.addEventListener("submit", (event) => {
      if (sent !== undefined && sent === event.submitter) event.preventDefault();
      sent = event.submitter;
      setTimeout(() => { sent = undefined; }, 5000);
    });
  }
  // what was typed and not sent is not lost by a slip
  let changed = false;
  for (const area of document.querySelectorAll("form[method=post] textarea")) {
    area.addEventListener("input", () => { changed = true; });
    area.form.addEventListener("submit", () => { changed = false; });
  }
  addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
})();
