// Checking messages by keyboard, without a new page for each. Without this file every button is a form that is
// posted, and every arrow a link. No key decides about a message that has not been on the screen.
(() => {
  const { failed } = document.currentScript.dataset;
  const main = document.getElementById("content-start");
  if (!main) return;

  const SEEN_AFTER = 200; // milliseconds: a second press of the same key is for the message that went
  const SWITCH = "queue-keys";
  const SMALL = "(width < 40rem), (height < 32rem)";
  const TYPING = "textarea, select, input:not([type=checkbox], [type=radio])";
  let busy = false;
  let seen = 0;

  const find = (selector) => main.querySelector(selector);
  const openPanel = () => find(".bar details[open]");
  const kept = () => { try { return localStorage.getItem(SWITCH); } catch { return null; } };
  const keep = (value) => { try { localStorage.setItem(SWITCH, value); } catch { /* only for this page */ } };
  let keysOn = kept() !== "off";

  const live = document.createElement("p");
  live.className = "queue__said";
  live.setAttribute("role", "status");
  document.body.append(live);
  const say = (text, isAlert = false) => {
    live.textContent = text;
    live.classList.toggle("visually-hidden", !isAlert);
  };

  const dress = () => {
    const legend = find("[data-keys]");
    if (legend) legend.hidden = false;
    const all = find("[data-all]");
    if (all) all.hidden = false;
    const button = find("[data-keys-switch]");
    if (button) {
      button.setAttribute("aria-pressed", String(keysOn));
      button.textContent = keysOn ? button.dataset.on : button.dataset.off;
    }
    main.classList.toggle("has-keys", keysOn);
    seen = performance.now();
    setTimeout(() => { main.dataset.ready = "yes"; }, SEEN_AFTER);
  };

  const show = (text, url) => {
    const next = new DOMParser().parseFromString(text, "text/html").getElementById("content-start");
    if (!next || !next.querySelector(".queue__head")) { location.assign(url); return; }
    main.replaceChildren(...next.childNodes);
    history.replaceState(null, "", url);
    dress();
    const told = [...main.querySelectorAll(".messagelist li")].map((item) => item.textContent.trim());
    const heading = find("#queue-message");
    if (!find(".bar details[open]")) {
      heading?.focus({ preventScroll: true });
      // On a phone, however it is held, the page's head is out of the way; what was said above is seen.
      (matchMedia(SMALL).matches && heading ? find(".messagelist .warning") || heading : document.body)
        .scrollIntoView({ block: "start", behavior: "instant" });
    }
    say([...told, heading?.textContent.trim()].filter(Boolean).join(" "));
  };

  const go = async (url, options = {}) => {
    if (busy) return;
    busy = true;
    delete main.dataset.ready;
    main.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { credentials: "same-origin", ...options });
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.text(), answer.url);
    } catch {
      say(failed, true);
      main.dataset.ready = "yes";
    } finally {
      busy = false;
      main.removeAttribute("aria-busy");
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!main.contains(form) || form.method !== "post") return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form, event.submitter));
    go(form.getAttribute("action"), { method: "POST", body });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-key]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button);
    if (link && plain) { event.preventDefault(); go(link.href); }
    if (event.target.closest("[data-keys-switch]")) {
      keysOn = !keysOn;
      keep(keysOn ? "on" : "off");
      dress();
    }
    if (event.target.matches("[data-choose-all]")) {
      main.querySelectorAll("[name=chosen]").forEach((box) => { box.checked = event.target.checked; });
    }
  });

  const toggle = (summary) => {
    const panel = summary.parentElement;
    panel.open = !panel.open;
    if (!panel.open) { summary.focus(); return; }
    (panel.querySelector("[data-first]") || panel.querySelector("[data-digit]") || summary).focus();
  };

  const step = (by) => {
    const boxes = [...main.querySelectorAll("[name=chosen]")];
    const at = boxes.findIndex((box) => box.closest("li").contains(document.activeElement));
    const next = boxes[at < 0 ? 0 : Math.min(Math.max(at + by, 0), boxes.length - 1)];
    next?.focus();
    next?.closest("li").scrollIntoView({ block: "center", behavior: "instant" });
  };

  const press = (key) => {
    const panel = openPanel();
    const target = find(`[data-key="${key}"]`);
    if (panel && !(target && target.matches("summary"))) return panel.querySelector(`[data-digit="${key}"]`)?.click();
    if (target?.matches("summary")) return toggle(target);
    if (target) return target.click();
    if (key === "j" || key === "k") return step(key === "j" ? 1 : -1);
    return undefined;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && openPanel()) {
      const summary = openPanel().querySelector("summary");
      toggle(summary);
      return;
    }
    const held = event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing;
    if (!keysOn || held || event.target.closest?.(TYPING) || !/^[adhejku1-9]$/.test(event.key)) return;
    event.preventDefault();
    if (!busy && performance.now() - seen >= SEEN_AFTER) press(event.key);
  });

  dress();
})();
