// The wall while it is open: new messages wait behind a button above the list; what was edited or taken back
// changes at once, where it stands, and what is being read stays where it is. Without this file the page is as it
// was when it was opened.
(() => {
  const live = document.getElementById("live");
  const wall = live?.parentElement.querySelector(".wall");
  if (!wall || !window.follow) return;
  const words = live.dataset;
  const isLast = !document.querySelector("a[rel=next]"); // there is no older page
  const waiting = new Map();

  // --- Cards and their places: by day, then by number, the newest first ---

  const cards = () => [...wall.querySelectorAll(":scope > .message")];
  const onPage = (ref) => live.parentElement.querySelector(`#m-${CSS.escape(ref)}`); // pinned, or on the wall
  const isAfter = (one, other) => {
    const [[day, key], [otherDay, otherKey]] = [one, other].map((place) => place.split("."));
    return day === otherDay ? Number(key) < Number(otherKey) : day < otherDay;
  };
  const made = ({ html, place }) => {
    const holder = document.createElement("template");
    holder.innerHTML = html; // the server's own card, every field of it escaped
    const card = holder.content.querySelector(".message");
    card.dataset.place = place;
    return card;
  };
  const arrived = (card) => document.dispatchEvent(new CustomEvent("wall:card", { detail: card })); // to share.js
  const put = (card) => {
    wall.querySelector(":scope > .empty")?.remove();
    wall.insertBefore(card, cards().find((each) => isAfter(each.dataset.place, card.dataset.place)) || null);
    arrived(card);
  };
  const isOfThisPage = ({ place }) => isLast || !isAfter(place, cards().at(-1)?.dataset.place || place);

  // --- What is read stays where it is ---

  const still = (act, but) => {
    const all = [...live.parentElement.querySelectorAll(".message")];
    const anchor = all.find((card) => card !== but && card.getBoundingClientRect().bottom > 0);
    const before = anchor?.getBoundingClientRect().top;
    act();
    if (anchor?.isConnected && scrollY) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  };
  const focus = (card, options) => {
    if (!card) return;
    card.tabIndex = -1;
    card.focus(options);
  };
  const change = (old, told) => {
    const card = made(told);
    const hadFocus = old.contains(document.activeElement);
    const fold = card.querySelector("details");
    if (fold) fold.open = old.querySelector("details")?.open || false;
    still(() => {
      if (wall.contains(old)) { old.remove(); put(card); } else { old.replaceWith(card); arrived(card); }
    }, old);
    if (hadFocus) focus(card, { preventScroll: true });
  };
  const drop = (old) => {
    const next = old.contains(document.activeElement) && (old.nextElementSibling || old.previousElementSibling);
    still(() => (old.closest(".pinned__one") || old).remove(), old);
    document.querySelector(".pinned:not(:has(.message))")?.remove();
    if (next) focus(next, { preventScroll: true });
  };

  // --- New messages wait, and are said once ---

  const show = () => {
    const came = [...waiting.values()].map(made);
    came.forEach(put);
    waiting.clear();
    offer();
    focus(cards().find((card) => came.includes(card)));
  };
  const offer = () => {
    const text = waiting.size === 1 ? words.one : words.many.replace("{n}", waiting.size);
    const button = live.querySelector("button");
    if (!waiting.size) button?.remove();
    else if (!button) {
      live.append(Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick: show }));
    } else if (button.textContent !== text) button.textContent = text;
  };

  // --- Following ---

  const count = (heading, counts) => {
    document.querySelector("h1").textContent = heading;
    document.querySelectorAll("#who a, #when a").forEach((link) => {
      const number = link.querySelector(".numeral");
      const now = counts[link.getAttribute("href")];
      if (number && now !== undefined) number.textContent = now;
    });
  };
  const changed = (told) => {
    if (told.reload) { location.reload(); return; }
    told.gone.forEach((ref) => { waiting.delete(ref); if (onPage(ref)) drop(onPage(ref)); });
    told.cards.forEach((card) => {
      const old = onPage(card.ref);
      if (old) change(old, card);
      else if (isOfThisPage(card)) waiting.set(card.ref, card);
    });
    offer();
    if (told.counts) count(told.heading, told.counts);
  };
  const lost = document.createElement("p");
  lost.className = "news__lost";
  const contact = (since) => {
    if (!since) { lost.remove(); return; }
    const time = since.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit", hour12: false });
    lost.textContent = words.lost.replace("{time}", time.replace(":", "."));
    live.append(lost);
  };

  cards().forEach((card, at) => { card.dataset.place = words.places.split(" ")[at]; });
  wall.classList.add("wall--followed");
  window.follow({ url: words.url, version: Number(words.version), every: Number(words.every), changed, contact });
})();
