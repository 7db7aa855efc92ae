// Whoever leaves with words that no button has kept is asked first: the browser forgets them.
"use strict";
{
  let typed = false;
  for (const form of document.querySelectorAll("form.split, form.split__new")) {
    form.addEventListener("input", () => { typed = true; });
    form.addEventListener("submit", () => { typed = false; });
  }
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
