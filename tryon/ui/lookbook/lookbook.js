// The lookbook: opens the steps of a try-on, keeps the focus where it is while the grid fills, and
// takes dropped folders. Listeners sit on the document, because Gradio replaces what is inside.
(() => {
  const GONE = ["result_gone", "book_again_hint"];
  const picture = /\.(jpe?g|png|webp)$/i;
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const place = () => document.querySelector("#lookbook-steps .opened");

  function mark(id) {
    for (const button of document.querySelectorAll(".looks [data-steps]"))
      button.setAttribute("aria-pressed", String(button.id === id));
  }

  async function open(button) {
    const answer = await fetch(button.dataset.steps).catch(() => ({ ok: false }));
    if (!answer.ok) return window.tryonPage.say(GONE);
    const opened = place();
    opened.innerHTML = await answer.text();
    opened.dataset.of = button.id;
    const head = document.createElement("div");
    head.className = "opened-head";
    const title = document.createElement("h2");
    title.textContent = button.dataset.title;
    title.tabIndex = -1;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "opened-close";
    close.textContent = window.tryonWords("close");
    head.append(title, close);
    opened.prepend(head);
    mark(button.id);
    head.scrollIntoView({ behavior: calm() });
    title.focus({ preventScroll: true });
  }

  function shut() {
    const opened = place();
    const button = document.getElementById(opened.dataset.of);
    opened.replaceChildren();
    delete opened.dataset.of;
    mark(null);
    button?.focus();
  }

  document.addEventListener("click", (event) => {
    // The words below a picture open it, too.
    const button = event.target.closest?.(".look")?.querySelector("[data-steps]");
    if (button) open(button);
    else if (event.target.closest?.(".opened-close")) shut();
    else if (event.target.closest?.("#lookbook-run") && place()?.dataset.of) shut();
  });

  // Gradio gives the buttons of both sides the same names, and their pictures none of their own.
  const named = (button, key, values, parts = ["label"]) => window.tryonNamed(button, parts, key, values);
  // Above chosen pictures, in this order; their own names are in the browser's language.
  const ABOVE = ["part_upload", "part_paste", "book_clear"];
  function nameParts() {
    for (const subject of ["person", "garment"]) {
      const side = `#lookbook-${subject}s`;
      for (const button of document.querySelectorAll(`${side} button[aria-dropeffect]`)) {
        const text = button.innerText.replace(/\s+/g, " ").trim();
        named(button, `book_${text ? "frame" : "add"}_${subject}`, { text });
      }
      const above = document.querySelectorAll(`${side} .icon-button-wrapper > button.icon-button`);
      if (above.length === ABOVE.length) {
        const whose = { subject: `@part_${subject}` };
        above.forEach((button, index) => named(button, ABOVE[index], whose, ["label", "hint"]));
      }
      document.querySelectorAll(`${side} .gallery-item`).forEach((item, index) => {
        const [picture, remove] = item.querySelectorAll("button");
        const which = { subject: `@part_${subject}`, index: index + 1 };
        if (picture) named(picture, "book_chosen", which);
        if (remove) named(remove, "book_out", which);
      });
    }
  }

  // What was refused for want of pictures is said no longer once both sides have some.
  function heed() {
    const missing = document.querySelector('#lookbook-status [data-words="book_needs"]')?.closest("[role=alert]");
    const sides = ["#lookbook-persons", "#lookbook-garments"];
    if (missing) missing.hidden = sides.every((side) => document.querySelector(`${side} .gallery-item`));
  }

  // While the grid fills, a cell that becomes a picture is another element than before.
  let focused = null;
  document.addEventListener("focusin", (event) => {
    focused = event.target.closest?.(".looks [data-steps]")?.id ?? null;
  });
  new MutationObserver(() => {
    nameParts();
    heed();
    const of = place()?.dataset.of;
    const button = of && document.getElementById(of);
    if (button && button.getAttribute("aria-pressed") !== "true") mark(of);
    if (focused && document.activeElement === document.body)
      document.getElementById(focused)?.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true });

  async function filesOf(entry) {
    if (entry.isFile) return picture.test(entry.name) ? [await new Promise((yes, no) => entry.file(yes, no))] : [];
    const reader = entry.createReader();
    const files = [];
    for (;;) {
      const entries = await new Promise((yes, no) => reader.readEntries(yes, no));
      if (!entries.length) break;
      for (const each of entries) files.push(...(await filesOf(each)));
    }
    return files.sort((one, other) => one.name.localeCompare(other.name));
  }

  // Browsers hand over a dropped folder unopened, and Gradio would take nothing of it.
  document.addEventListener(
    "drop",
    async (event) => {
      const slot = event.target.closest?.("#lookbook-persons, #lookbook-garments");
      const items = [...(event.dataTransfer?.items ?? [])];
      const entries = items.map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
      if (!slot || !entries.some((entry) => entry.isDirectory)) return;
      event.preventDefault();
      event.stopPropagation();
      const transfer = new DataTransfer();
      for (const entry of entries) for (const file of await filesOf(entry)) transfer.items.add(file);
      const input = slot.querySelector("input[type=file]");
      if (!input || !transfer.files.length) return;
      input.files = transfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    true,
  );
})();
