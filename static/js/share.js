// Beside the date of each message, which links to it: "Copy link", and "Share" by the browser's own sheet, each
// where the browser has it. Without this file the link can be copied as any can.
(() => {
  const words = document.currentScript.dataset;
  const canCopy = Boolean(navigator.clipboard?.writeText);
  const canShare = Boolean(navigator.share);

  const status = document.createElement("p");
  status.className = "hush";
  status.setAttribute("role", "status");
  document.body.append(status);
  // The same words twice are said twice only if they were gone in between.
  const say = (text) => { status.textContent = ""; setTimeout(() => { status.textContent = text; }, 100); };

  const copy = async (url, button) => {
    try {
      await navigator.clipboard.writeText(url);
    } catch { say(words.refused); return; }
    const label = button.firstChild;
    const was = label.data;
    say(words.copied);
    label.data = words.copied;
    setTimeout(() => { label.data = was; }, 2000);
  };

  const share = (url, button) => navigator.share({ title: document.title, url }).catch((error) => {
    // Whoever closed the sheet wants nothing more.
    if (error.name !== "AbortError" && canCopy) copy(url, button);
  });

  const made = (text, who, act) => {
    const button = document.createElement("button");
    const rest = document.createElement("span");
    button.type = "button";
    button.className = "message__act";
    rest.className = "hush";
    rest.textContent = ` ${words.of.replace("{who}", who)}`;
    button.append(text, rest);
    button.addEventListener("click", () => { if (button.firstChild.data === text) act(button); });
    return button;
  };

  const dress = (card) => {
    const link = card.querySelector(".message__date a");
    if (!link) return;
    const name = card.querySelector(".message__name") || card.querySelector(".message__kind");
    const who = `${name.textContent.trim()}, ${link.textContent.trim()}`;
    const acts = document.createElement("span");
    acts.className = "message__acts";
    if (canCopy) acts.append(made(words.copy, who, (button) => copy(link.href, button)));
    if (canShare) acts.append(made(words.share, who, (button) => share(link.href, button)));
    link.closest(".message__by").append(acts);
  };

  if (!canCopy && !canShare) return;
  document.querySelectorAll(".message").forEach(dress);
  // A card that came while the wall was open.
  document.addEventListener("wall:card", (event) => dress(event.detail));
})();
