// The newest messages in a frame of another site: they stay as new as the wall, and the page around the frame is
// told how high they are. Without this file they are as they were when the page was opened, and scroll.
(() => {
  const main = document.querySelector("main");

  // To anybody: a height is no secret, and who frames us is nobody's business.
  let told = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: "dispute:height", height }, "*");
  };
  if (parent !== window) new ResizeObserver(tell).observe(document.documentElement);

  // --- Newer messages: this page again, put in place of what differs, so that nothing moves that need not ---

  const sent = (page) => new Map([...page.querySelectorAll(".wall > *")].map((each) => [each.id, each.outerHTML]));
  let before = sent(document); // as they came: whoever reads may have unfolded one since

  const replace = (page, part) => {
    const [here, there] = [document, page].map((each) => each.querySelector(part));
    if (here.innerHTML !== there.innerHTML) here.replaceChildren(...there.childNodes);
  };

  const show = (page) => {
    const wall = main.querySelector(".wall");
    const after = sent(page);
    for (const each of [...wall.children]) if (before.get(each.id) !== after.get(each.id)) each.remove();
    let next = wall.firstElementChild;
    for (const each of [...page.querySelectorAll(".wall > *")]) {
      if (next && next.id === each.id) next = next.nextElementSibling;
      else wall.insertBefore(each, next);
    }
    before = after;
    replace(page, "h1");
    replace(page, ".actions");
  };

  const changed = async () => {
    const answer = await fetch(location.href, { credentials: "omit", signal: AbortSignal.timeout?.(20_000) });
    if (!answer.ok) throw new Error(String(answer.status));
    show(new DOMParser().parseFromString(await answer.text(), "text/html"));
  };

  const { url, version, every, lost } = main.dataset;
  const contact = (since) => {
    document.getElementById("lost").textContent = since ? window.follow.lost(lost, since) : "";
  };
  if (window.follow) window.follow({ url, version: Number(version), every: Number(every), changed, contact });
})();
