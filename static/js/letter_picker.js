// The picker of figures and the live preview on a letter's page. Without this file the page explains how
// a reference is written, and links to a list of them all.
(() => {
  const picker = document.getElementById("picker");
  const body = document.getElementById("id_body");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!picker || !body || body.tagName !== "TEXTAREA") return;

  const part = (name) => document.getElementById(`picker-${name}`);
  const value = (id) => (document.getElementById(id) || {}).value || "";
  const [search, list, style] = ["search", "figure", "style"].map(part);
  const dispute = () => value("id_dispute") || picker.dataset.dispute;
  const asked = (more = {}) => (
    new URLSearchParams({ dispute: dispute(), as_at: value("id_dated"), ...more })
  );
  const later = (act, wait) => {
    let timer;
    return () => { clearTimeout(timer); timer = setTimeout(act, wait); };
  };
  let figures = [];

  const fits = (figure, words) => words.every((word) => (
    `${figure.key} ${figure.label} ${figure.group} ${figure.definition}`.toLowerCase().includes(word)
  ));

  const current = () => figures.find((figure) => figure.key === list.value);

  const reference = () => {
    const chosen = [...part("parameters").querySelectorAll("[data-parameter]")]
      .filter((input) => input.value)
      .map((input) => ` ${input.dataset.parameter}="${input.value}"`);
    return list.value ? `[[${list.value}${chosen.join("")}${style.value && `|${style.value}`}]]` : "";
  };

  const say = later(async () => {
    if (!reference()) { part("said").textContent = ""; return; }
    const answer = await fetch(`${picker.dataset.said}?${asked({ reference: reference() })}`);
    if (!answer.ok) return;
    const { shown, sentence, problem } = await answer.json();
    part("said").textContent = problem || (shown === sentence ? shown : `${shown}: ${sentence}`);
  }, 150);

  const control = (parameter) => {
    const input = document.createElement(parameter.choices ? "select" : "input");
    if (parameter.choices) {
      const first = parameter.required ? [] : [new Option("", "")];
      input.replaceChildren(...first, ...parameter.choices.map((choice) => new Option(choice, choice)));
    } else {
      input.type = "date";
    }
    input.id = `picker-parameter-${parameter.name}`;
    input.dataset.parameter = parameter.name;
    input.addEventListener("input", say);
    const label = document.createElement("label");
    label.htmlFor = input.id;
    label.textContent = parameter.label;
    const field = document.createElement("div");
    field.className = "picker__field";
    field.append(label, input);
    return field;
  };

  const offerParameters = () => {
    const figure = current();
    part("parameters").replaceChildren(...(figure ? figure.parameters.map(control) : []));
    say();
  };

  const fill = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const before = list.value;
    list.replaceChildren(...figures.filter((figure) => fits(figure, words)).map((figure) => (
      new Option(`${figure.label} (${figure.key})`, figure.key)
    )));
    list.value = before;
    if (!list.value && list.options.length) list.selectedIndex = 0;
    offerParameters();
  };

  const preview = later(async () => {
    if (!dispute()) return;
    const answer = await fetch(picker.dataset.draft, {
      method: "POST", body: asked({ body: body.value }), headers: { "X-CSRFToken": token.value },
    });
    if (!answer.ok) return;
    const { html, problems } = await answer.json();
    // The server's own sanitised HTML, as the letter's page will show it.
    part("preview").innerHTML = html;
    part("problems").replaceChildren(...problems.map((problem) => {
      const item = document.createElement("li");
      item.textContent = problem;
      return item;
    }));
  }, 400);

  const insert = () => {
    if (!reference()) return;
    body.setRangeText(reference(), body.selectionStart, body.selectionEnd, "end");
    body.focus();
    preview();
  };

  const load = async () => {
    if (!dispute()) return;
    const answer = await fetch(`${picker.dataset.catalogue}?${asked()}`);
    if (!answer.ok) return;
    ({ figures } = await answer.json());
    fill();
    preview();
  };

  const onEnter = (field, act) => field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    act();
  });

  (body.closest(".form-row") || body.parentElement).after(picker);
  picker.querySelectorAll("[hidden]").forEach((each) => { each.hidden = false; });
  search.addEventListener("input", fill);
  onEnter(search, () => list.focus());
  onEnter(list, insert);
  list.addEventListener("change", offerParameters);
  list.addEventListener("dblclick", insert);
  style.addEventListener("input", say);
  part("insert").addEventListener("click", insert);
  body.addEventListener("input", preview);
  // Another day changes what the figures say, and nothing that was chosen about them.
  const onChange = (id, act) => {
    const field = document.getElementById(id);
    if (field) field.addEventListener("change", act);
  };
  onChange("id_dated", () => { say(); preview(); });
  onChange("id_dispute", load);
  load();
})();
