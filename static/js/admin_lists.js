// On a phone a list has no headings: give each value the name of its column, and hide empty ones.
"use strict";
{
  const list = document.getElementById("result_list");
  const heads = [...list?.tHead?.rows[0]?.cells ?? []];
  const labels = heads.map((cell) => cell.querySelector(".text")?.textContent.trim());
  for (const row of list?.tBodies[0]?.rows ?? []) {
    [...row.cells].forEach((cell, column) => {
      const text = cell.textContent.trim();
      if (cell.tagName === "TD" && labels[column] && text) cell.dataset.label = labels[column];
      if (text === "-") cell.classList.add("nothing");
    });
  }
}
