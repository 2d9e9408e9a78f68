// The strip of results and the buttons that go on from a result. What is done goes to the server by
// a hidden wire, as in the studio.
(() => {
  let wire = null;
  let wanted = null; // the result that is on its way back
  const shown = () => document.querySelector("#result [data-entry]")?.dataset.entry;

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-history]");
    if (!button || !wire) return;
    const { history, identity } = button.dataset;
    if (history === "use" || history === "mend") {
      document.querySelector("#tabs button[role=tab]")?.click();
      wire.restore({ identity });
      if (history === "mend") window.tryonStudio.open();
    } else if (history === "book") {
      document.querySelectorAll("#tabs button[role=tab]")[1]?.click();
      wire.book({ identity: shown() });
    } else if (history === "restore") {
      wanted = identity;
      window.tryonStudio.say("", "");
      wire.restore({ identity });
      bring();
    } else if (history === "look") {
      document.querySelector("#history").scrollIntoView({ block: "start" });
      document.querySelector(".history .look-again").focus({ preventScroll: true });
    } else if (history === "beside") wire.beside({ identity, shown: shown() });
    else if (history === "forget") {
      if (!confirm(window.tryonWords("forget_sure"))) return;
      wire.forget({ photos: window.tryonPage.photos() });
    } else if (history === "wear") {
      wire.wear({ identity: shown() });
      // What is said of it stands above the picture.
      if (document.querySelector("#outcome").getBoundingClientRect().top < 0) bring();
    }
  });

  // A result is dragged onto the frame of the person, to be worn further, or out of the browser.
  const TYPE = "application/x-tryon-result";
  document.addEventListener("dragstart", (event) => {
    const held = event.target.closest?.("[data-drag]");
    if (!held) return;
    const entry = held.dataset.identity ?? held.closest("[data-entry]")?.dataset.entry;
    if (entry) event.dataTransfer.setData(TYPE, entry);
    const link = held.closest("#outcome, .opened")?.querySelector("a[data-picture]");
    const image = held.closest("figure")?.querySelector(".frame > img") ?? held.querySelector("img");
    if (image) event.dataTransfer.setDragImage(image, 20, 20);
    if (!link) return;
    event.dataTransfer.setData("text/uri-list", link.href);
    event.dataTransfer.setData("DownloadURL", `image/png:${link.download}:${link.href}`);
  });
  const takes = (event) => event.dataTransfer?.types?.includes(TYPE) && event.target.closest?.("#person");
  document.addEventListener(
    "dragover",
    (event) => {
      if (takes(event)) event.preventDefault();
    },
    true,
  );
  document.addEventListener(
    "drop",
    (event) => {
      if (!takes(event) || !wire) return;
      // Gradio would look for files in it.
      event.preventDefault();
      event.stopImmediatePropagation();
      wire.wear({ identity: event.dataTransfer.getData(TYPE) });
    },
    true,
  );

  // What was deleted is gone from the page once it is loaded anew, which then says so.
  const FORGOTTEN = "tryon-forgotten";
  function forgotten() {
    sessionStorage.clear();
    sessionStorage.setItem(FORGOTTEN, "yes");
    setTimeout(() => location.reload(), 300);
  }
  let young = false; // the page was loaded for that
  function tellForgotten() {
    const place = young && document.querySelector("#status .prose");
    if (!place) return;
    young = false;
    const line = Object.assign(document.createElement("p"), {
      className: "message",
      textContent: window.tryonWords("forgotten"),
    });
    line.dataset.words = "forgotten";
    line.dataset.said = "";
    place.replaceChildren(line);
  }

  const bring = () => document.querySelector("#outcome").scrollIntoView({ block: "start" });

  // Marks the one that is shown, and tells the time as the visitor's clock does.
  function look() {
    const entry = shown();
    // What came with it may have moved it away.
    if (wanted && entry === wanted) {
      wanted = null;
      requestAnimationFrame(bring);
    }
    for (const item of document.querySelectorAll(".history li")) {
      const current = String(item.dataset.identity === entry);
      if (item.getAttribute("aria-current") !== current) item.setAttribute("aria-current", current);
      const beside = item.querySelector(".beside");
      const alone = current === "true" || !entry;
      if (beside.disabled !== alone) beside.disabled = alone;
      const why = alone ? window.tryonWords("compare_hint") : "";
      if (beside.title !== why) beside.title = why;
      const time = item.querySelector("time");
      const text = new Date(time.dateTime).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
      if (time.textContent !== text) time.textContent = text;
    }
    // The strip is far below the photos: whoever sees no result is told that there are some.
    const still = !entry && document.querySelector(".history li") ? "here" : "";
    if (document.body.dataset.still !== still) document.body.dataset.still = still;
    const made = entry || document.querySelector(".history li, .look");
    const mine = made || window.tryonPage.photos().length ? "yes" : "";
    if (document.body.dataset.mine !== mine) document.body.dataset.mine = mine;
    tellForgotten();
  }
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });

  young = Boolean(sessionStorage.getItem(FORGOTTEN));
  sessionStorage.removeItem(FORGOTTEN);
  window.tryonHistory = {
    forgotten,
    connect: (connection) => (wire = connection),
  };
})();
