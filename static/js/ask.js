// Follows what changes behind an address: `follow({ url, version, every, changed, contact })`. It asks for what
// happened since `version`, every so many seconds, or as many as the server says; a hidden tab does not ask. The
// answer is given to `changed`; `contact` is told since when there is none (a Date), and null when there is again.
window.follow = ({ url, version, every, changed, contact }) => {
  const LONGEST = 120; // seconds between two questions while nobody answers
  const PATIENCE = 20_000; // milliseconds that an answer may take; telephones of 2021 have no such limit
  const QUIET = 2; // so many failures are told to nobody
  let wait = every;
  // A server can ask to be left alone until then: by the time that has passed, since a clock can be put back.
  let notBefore = 0;
  let failed = 0;
  let heard = new Date();
  let isAsking = false;
  let timer = 0;

  // A thousand pages that were opened at once do not ask at once.
  const later = () => {
    const seconds = failed ? Math.min(LONGEST, wait * 2 ** Math.min(failed, 6)) : wait;
    const spread = seconds * 1000 * (failed ? 1 + Math.random() / 2 : 0.9 + Math.random() / 5);
    clearTimeout(timer);
    timer = setTimeout(ask, Math.max(spread, notBefore - performance.now()));
  };

  const question = async () => {
    const address = new URL(url, location.href);
    address.searchParams.set("since", version);
    const answer = await fetch(address, {
      credentials: "omit", headers: { "If-None-Match": `"${version}"` }, signal: AbortSignal.timeout?.(PATIENCE),
    });
    notBefore = performance.now() + 1000 * Math.min(3600, Number(answer.headers.get("Retry-After")) || 0);
    if (answer.status === 304) { wait = Number(answer.headers.get("Ask-Again")) || wait; return; }
    // What is followed is public no more: the page itself says so.
    if (answer.status === 404 && failed > QUIET) location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    const told = await answer.json();
    if (!Number.isInteger(told.version)) throw new Error("another answer");
    wait = told.ask_again || wait;
    await changed(told);
    ({ version } = told);
  };

  const ask = async () => {
    clearTimeout(timer);
    if (document.hidden || isAsking) return;
    isAsking = true;
    try {
      await question();
      heard = new Date();
      if (failed >= QUIET) contact(null);
      failed = 0;
    } catch {
      failed += 1;
      if (failed === QUIET) contact(heard);
    } finally {
      isAsking = false;
      later();
    }
  };

  const now = () => { if (performance.now() < notBefore) later(); else ask(); };
  document.addEventListener("visibilitychange", now);
  addEventListener("online", now);
  addEventListener("pageshow", (event) => { if (event.persisted) now(); });
  later();
};

// What is said while there is no contact: `words` with the time for {time}, as the site writes times.
window.follow.lost = (words, since) => {
  const time = since.toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit", hour12: false });
  return words.replace("{time}", time.replace(":", "."));
};
