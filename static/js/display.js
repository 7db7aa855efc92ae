// The wall on a big screen: one message after another, new ones next, round the wall without end. It holds the
// newest messages and one window of older ones, and goes on with what it holds while there is no network.
// Without this file the page goes on by itself, a message at a time (meta refresh).
(() => {
  const body = document.body;
  const stage = document.getElementById("stage");
  const mark = document.getElementById("just-in");
  const said = document.getElementById("said");
  const keys = document.getElementById("keys");
  const LEAST = Number(body.dataset.least);
  const SETTLE = Number(body.dataset.settle);
  const SIZES = ["huge", "large", "big", "medium", "small"];
  const MOST_WAITING = 50; // new messages that wait for their turn; the others come round with the wall
  const HINT_FOR = 8_000;
  const STILL_AFTER = 3_000;

  const slidesIn = (doc, id) => [...doc.getElementById(id).content.querySelectorAll(".slide")];
  const ref = (slide) => slide?.dataset.ref;

  // --- What is held ---

  let newest = slidesIn(document, "slides");
  let onward = document.getElementById("slides").dataset.onward;
  let version = document.getElementById("changed").dataset.version;
  let round = newest; // what is being gone through: the newest, or a window of older ones
  let roundOnward = onward;
  let waiting = []; // new messages, the first to be shown first
  let at = -1; // where in the round; -1 before its first
  let isFetching = false;
  let isQuiet = false; // there is no such wall any more

  // --- What is on the screen ---

  let current = null;
  let isNew = false;
  let screens = [];
  let screen = 0;
  let timer = 0;
  let isPaused = false;

  const pieces = (slide) => [...slide.querySelectorAll("[data-ms]")];
  const sum = (some) => some.reduce((total, piece) => total + Number(piece.dataset.ms), 0);

  const only = (some, all) => all.forEach((piece) => { piece.hidden = !some.includes(piece); });

  const fits = (slide) => {
    const text = slide.querySelector(".slide__text");
    return text.scrollHeight <= text.clientHeight + 1 && text.scrollWidth <= text.clientWidth + 1;
  };

  // As many pieces as the screen holds, or as `most` milliseconds allow; one at least. A screen ends with a
  // sentence, unless it would be left half empty.
  const packed = (slide, all, most) => {
    const found = [];
    let held = [];
    for (const piece of all) {
      only([...held, piece], all);
      if (held.length && (!fits(slide) || sum(held) >= most)) {
        const whole = held.slice(0, held.findLastIndex((each) => "ends" in each.dataset) + 1);
        const screen = sum(whole) * 2 >= sum(held) ? whole : held;
        found.push(screen);
        held = held.slice(screen.length);
      }
      held.push(piece);
    }
    return [...found, held];
  };

  const number = (slide, text) => {
    const count = slide.querySelector(".slide__count");
    if (count) count.textContent = text(count.dataset.of);
  };

  const divided = (slide) => {
    const all = pieces(slide);
    number(slide, () => "");
    for (const size of SIZES) {
      slide.className = `slide slide--${size}`;
      if (fits(slide)) return [all];
    }
    // The number of a screen takes its room, perhaps a line of it, before the text is measured.
    number(slide, (of) => `88 ${of} 88`);
    // A name as long as a message gives way to the message.
    if (all.some((piece) => { only([piece], all); return !fits(slide); })) slide.classList.add("slide--tight");
    const filled = packed(slide, all, Infinity);
    const even = packed(slide, all, sum(all) / filled.length);
    return even.length === filled.length ? even : filled;
  };

  const timed = () => {
    clearTimeout(timer);
    if (isPaused) return;
    timer = setTimeout(forward, Math.max(LEAST, SETTLE + sum(screens[screen])));
  };

  const turn = (to) => {
    screen = to;
    const slide = stage.firstElementChild;
    only(screens[screen], pieces(slide));
    number(slide, (of) => (screens.length > 1 ? `${screen + 1} ${of} ${screens.length}` : ""));
    timed();
  };

  const show = (slide, { news = false, last = false } = {}) => {
    current = slide;
    isNew = news;
    mark.hidden = !news;
    body.classList.toggle("display--news", news);
    stage.replaceChildren(document.importNode(slide, true));
    screens = divided(stage.firstElementChild);
    turn(last ? screens.length - 1 : 0);
  };

  // The screen was turned, or the letters came: what is being read stays in sight.
  const again = () => {
    if (!current) return;
    const first = pieces(stage.firstElementChild).indexOf(screens[screen][0]);
    const all = pieces(stage.firstElementChild);
    only(all, all);
    screens = divided(stage.firstElementChild);
    turn(Math.max(0, screens.findIndex((some) => some.includes(all[first]))));
  };

  // --- Going round ---

  const begin = () => { round = newest; roundOnward = onward; at = -1; };

  const older = async () => {
    isFetching = true;
    try {
      const isOld = (page) => Number(page.getElementById("changed").dataset.version) < Number(version);
      let doc = await read(roundOnward);
      // It was on its way while the screen learned of something newer: that may have been taken back in it.
      if (isOld(doc)) doc = await read(roundOnward);
      if (isOld(doc)) throw new Error("of another history");
      round = slidesIn(doc, "slides");
      roundOnward = doc.getElementById("slides").dataset.onward;
      at = -1;
      if (!round.length) begin();
    } catch {
      begin();
    } finally {
      isFetching = false;
    }
  };

  const next = async () => {
    if (isFetching) return;
    if (waiting.length) { show(waiting.shift(), { news: true }); return; }
    if (at + 1 >= round.length) {
      if (roundOnward && round.length) await older(); else begin();
    }
    if (waiting.length) { show(waiting.shift(), { news: true }); return; }
    if (!round.length) { show(document.getElementById(isQuiet ? "quiet" : "nothing").content.firstElementChild); return; }
    at += 1;
    show(round[at]);
  };

  const forward = () => {
    if (isFetching) return;
    if (current && screen + 1 < screens.length) turn(screen + 1);
    else next();
  };

  const back = () => {
    if (screen > 0) { turn(screen - 1); return; }
    if (!round.length || isFetching) return;
    if (!isNew) at = at > 0 ? at - 1 : round.length - 1;
    show(round[Math.max(0, at)], { last: true });
  };

  // --- Asking ---

  let every = Number(body.dataset.every) * 1_000;
  let etag = "";
  let lostAt = null;
  let notBefore = 0; // a server can ask to be left alone until then

  const read = async (url, headers = {}) => {
    const answer = await fetch(url, {
      headers, cache: "no-store", credentials: "omit", signal: AbortSignal.timeout?.(20_000),
    });
    every = (Number(answer.headers.get("Ask-Again")) || every / 1_000) * 1_000;
    notBefore = performance.now() + 1000 * Math.min(3600, Number(answer.headers.get("Retry-After")) || 0);
    if (answer.status === 304) return null;
    if (!answer.ok) throw new Error(String(answer.status), { cause: answer.status });
    const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
    // A hall's own network may answer with a page of its own.
    if (!doc.getElementById("slides") || !doc.getElementById("changed")) throw new Error("another page");
    if (headers["If-None-Match"] !== undefined) etag = answer.headers.get("ETag") || "";
    return doc;
  };

  const freshen = (doc) => {
    document.querySelectorAll("[data-fresh]").forEach((part) => {
      const now = doc.querySelector(`[data-fresh="${part.dataset.fresh}"]`);
      now.querySelectorAll("noscript").forEach((each) => each.remove());
      if (now.innerHTML !== part.innerHTML) part.replaceChildren(...document.importNode(now, true).childNodes);
    });
  };

  const taken = (doc) => {
    const told = doc.getElementById("changed");
    const changed = new Map(slidesIn(doc, "changed").map((slide) => [ref(slide), slide]));
    const gone = new Set(told.dataset.gone.split(" "));
    const isAnew = isQuiet || told.hasAttribute("data-anew");
    isQuiet = false;
    body.classList.remove("display--quiet");
    const known = new Set([...newest, ...round, ...waiting].map(ref));
    const wasNewest = round === newest;
    const put = (some) => some.filter((slide) => !gone.has(ref(slide))).map((slide) => changed.get(ref(slide)) || slide);

    version = told.dataset.version;
    newest = slidesIn(doc, "slides");
    onward = doc.getElementById("slides").dataset.onward;
    const came = [...changed.values()].filter((slide) => "new" in slide.dataset && !known.has(ref(slide)));
    waiting = isAnew ? [] : [...put(waiting), ...came].slice(0, MOST_WAITING);
    const before = round;
    if (wasNewest) { round = newest; roundOnward = onward; } else { round = isAnew ? newest : put(round); }
    if (isAnew) roundOnward = onward;
    stay(before);
    const now = [...waiting, ...round, ...changed.values()].find((slide) => ref(slide) === ref(current));
    const isGone = gone.has(ref(current)) || (isAnew && !now);
    if (!ref(current) || isGone) {
      stage.replaceChildren();
      next();
    } else if (now && now.textContent !== current.textContent) show(now, { news: isNew });
    else if (now) current = now;
  };

  // The place in the round is where the message is that was shown there; or else where it would follow.
  const stay = (before) => {
    for (let back = at; back >= 0; back -= 1) {
      const found = round.findIndex((slide) => ref(slide) === ref(before[back]));
      if (found >= 0) { at = found; return; }
    }
    at = -1;
  };

  // The wall is public no more: nothing of it stays, here or in memory, but whose screen this is.
  const quiet = () => {
    if (isQuiet) return;
    isQuiet = true;
    newest = [];
    waiting = [];
    onward = "";
    etag = "";
    body.classList.add("display--quiet");
    begin();
    next();
  };

  const tell = () => {
    said.textContent = isPaused ? said.dataset.paused : lostAt ? said.dataset.lost : "";
    said.hidden = !said.textContent;
  };

  const ask = async () => {
    const address = new URL(location.href);
    address.search = new URLSearchParams({ theme: document.documentElement.dataset.theme, since: version });
    try {
      const doc = await read(address, { "If-None-Match": etag });
      lostAt = null;
      if (doc) { freshen(doc); taken(doc); }
    } catch ({ cause }) {
      if (cause === 404 || cause === 410) quiet();
      lostAt = isQuiet ? null : lostAt || Date.now();
    }
    tell();
  };

  // --- Keys, the mouse, and a screen that stays awake ---

  const pause = () => { isPaused = !isPaused; tell(); if (screens.length) timed(); };
  const fill = () => (document.fullscreenElement
    ? document.exitFullscreen() : document.documentElement.requestFullscreen?.())?.catch(() => { /* not allowed here */ });
  const KEYS = { " ": pause, ArrowRight: forward, ArrowLeft: back, f: fill, F: fill };

  document.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });

  let hinted = 0;
  let moved = 0;
  const hint = () => {
    keys.hidden = false;
    clearTimeout(hinted);
    hinted = setTimeout(() => { keys.hidden = true; }, HINT_FOR);
  };
  const rest = () => {
    clearTimeout(moved);
    moved = setTimeout(() => body.classList.add("display--still"), STILL_AFTER);
  };
  document.addEventListener("pointermove", () => { body.classList.remove("display--still"); hint(); rest(); });

  const wake = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => { /* saving power */ });
  };
  document.addEventListener("visibilitychange", wake);

  let sized = 0;
  addEventListener("resize", () => { clearTimeout(sized); sized = setTimeout(again, 150); });

  // --- Begin ---

  body.classList.add("display--runs");
  hint();
  rest();
  wake();
  next();
  document.fonts?.ready.then(again);

  const MOST_BETWEEN = 60_000;
  let failed = 0;
  let asking = 0;
  let isAsking = false;
  let isWanted = false;
  const go = async () => {
    clearTimeout(asking);
    isWanted = true;
    // One at a time: an older answer must not come after a newer one.
    if (isAsking) return;
    isAsking = true;
    while (isWanted) { isWanted = false; await ask(); }
    isAsking = false;
    failed = lostAt ? failed + 1 : 0;
    asking = setTimeout(go, Math.max(Math.min(MOST_BETWEEN, every * 2 ** failed), notBefore - performance.now()));
  };
  asking = setTimeout(go, every);
  addEventListener("online", () => { if (performance.now() >= notBefore) go(); });
})();
