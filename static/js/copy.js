// A button "Copy sentence" behind each sentence marked data-sentence, where the browser lets a page
// copy. Without it the sentences can be selected as any text can.
(() => {
  const words = document.currentScript.dataset;
  if (!navigator.clipboard || !navigator.clipboard.writeText) return;

  const status = document.createElement("p");
  status.className = "hush";
  status.setAttribute("role", "status");
  document.body.append(status);

  // The same words twice are announced twice only if they were gone in between.
  const announce = (text) => {
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, 100);
  };

  const copied = (button) => {
    announce(words.copied);
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  };

  const refused = (sentence) => {
    getSelection().selectAllChildren(sentence);
    announce(words.refused);
  };

  document.querySelectorAll("[data-sentence]").forEach((sentence, number) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    sentence.id = sentence.id || `sentence-${number + 1}`;
    button.setAttribute("aria-describedby", sentence.id);
    button.addEventListener("click", () => {
      const text = sentence.textContent.trim().replace(/\s+/g, " ");
      navigator.clipboard.writeText(text).then(() => copied(button), () => refused(sentence));
    });
    sentence.after(" ", button);
  });
})();
