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
  const isAnyHere = () => live.parentElement.querySelector(".message");
  const arrived = (card) => document.dispatchEvent(new CustomEvent("wall:card", { detail: card })); // to share.js
  const put = (card) => {
    wall.querySelectorAll(":scope > :not(.message)").forEach((nothing) => nothing.remove());
    wall.insertBefore(card, cards().find((each) => isAfter(each.dataset.place, card.dataset.place)) || null);
    arrived(card);
  };
  const isOfThisPage = ({ place }) => isLast || !isAfter(place, cards().at(-1)?.dataset.place || place);
  const comes = (card) => "many" in words && isOfThisPage(card);

  // --- What is read stays where it is ---

  const still = (act, ...but) => {
    const all = [...live.parentElement.querySelectorAll(".message")];
    const anchor = all.find((card) => !but.includes(card) && card.getBoundingClientRect().bottom > 0);
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
  const nothingLeft = () => {
    if (isLast) wall.replaceChildren(document.getElementById("wall-empty").content.cloneNode(true));
    else location.reload(); // older ones take the place
  };
  const drop = (old) => {
    const hadFocus = old.contains(document.activeElement);
    const next = old.nextElementSibling || old.previousElementSibling;
    still(() => (old.closest(".pinned__one") || old).remove(), old);
    document.querySelector(".pinned:not(:has(.message))")?.remove();
    if (!isAnyHere()) nothingLeft();
    if (hadFocus) focus(next || isAnyHere() || wall.firstElementChild, { preventScroll: true });
  };

  // --- What is pinned stands above the wall, and goes to its own place when it is pinned no more ---

  const section = () => {
    const found = document.querySelector(".pinned") || document.createElement("section");
    found.className = "pinned";
    found.ariaLabel = words.pinned;
    if (!found.isConnected) live.before(found);
    return found;
  };
  const holder = (card) => {
    const one = document.createElement("div");
    one.className = "pinned__one";
    one.append(Object.assign(document.createElement("p"), { className: "label pinned__label", textContent: words.pinned }), card);
    return one;
  };
  const pin = (refs, told) => {
    const was = [...document.querySelectorAll(".pinned .message")];
    const now = refs.map((ref) => onPage(ref) || told.filter((card) => card.ref === ref && card.html).map(made)[0]).filter(Boolean);
    if (now.length === was.length && now.every((card, at) => card === was[at])) return;
    const focused = document.activeElement.closest(".message");
    still(() => {
      const above = section();
      above.replaceChildren(...now.map(holder));
      now.forEach((card) => { waiting.delete(card.id.slice(2)); if (!card.querySelector(".message__acts")) arrived(card); });
      was.filter((card) => !now.includes(card) && isOfThisPage(card.dataset)).forEach(put);
      if (!now.length) above.remove();
    }, ...was, ...now);
    if (focused?.isConnected) focus(focused, { preventScroll: true });
  };

  // --- New messages wait, and are said once ---

  const show = () => {
    // Of very many at once not all were sent: the page has the newest.
    if ([...waiting.values()].some((card) => !card.html)) { location.replace(location.pathname + location.search); return; }
    const came = [...waiting.values()].map(made);
    came.forEach(put);
    waiting.clear();
    offer();
    focus(cards().find((card) => came.includes(card)));
  };
  const offer = () => {
    const text = waiting.size === 1 ? words.one : words.many.replace("{n}", waiting.size);
    const button = live.querySelector("button");
    if (!waiting.size) still(() => button?.remove());
    else if (!button) {
      const offered = Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick: show });
      still(() => live.prepend(offered));
    } else if (button.textContent !== text) button.textContent = text;
  };

  // --- Following ---

  const count = ({ heading, lede, counts }) => {
    document.querySelector("h1").textContent = heading;
    const organisations = document.querySelector(".lede");
    organisations.textContent = lede;
    organisations.hidden = !lede;
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
      if (old && card.html) change(old, card);
      else if (!old && comes(card)) waiting.set(card.ref, card);
    });
    if (told.pinned && "pinned" in words) pin(told.pinned, told.cards);
    offer();
    if (told.counts && "counts" in words) count(told);
  };
  const lost = document.createElement("p");
  lost.className = "news__lost";
  const contact = (since) => {
    if (!since) { still(() => lost.remove()); return; }
    lost.textContent = window.follow.lost(words.lost, since);
    still(() => live.append(lost));
  };

  cards().forEach((card, at) => { card.dataset.place = words.places.split(" ")[at]; });
  wall.classList.add("wall--followed");
  window.follow({ url: words.url, version: Number(words.version), every: Number(words.every), changed, contact });
})();
