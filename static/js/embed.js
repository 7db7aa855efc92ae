// The newest messages in a frame of another site: tell the page around it how high they are, whenever
// that changes. To anybody: a height is no secret, and who frames us is nobody's business.
(() => {
  if (parent === window) return;

  const page = document.documentElement;
  let told = 0;

  const tell = () => {
    const height = Math.ceil(page.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: "dispute:height", height }, "*");
  };

  new ResizeObserver(tell).observe(page);
})();
