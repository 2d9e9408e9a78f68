// A run waits for the photos that are on their way: being uploaded, cropped, or chosen anew. It comes
// before every other script that hears the buttons: what these say holds for photos that are there.
(() => {
  const LOOK_MS = 50;
  const NOT_ARRIVED = ["not_arrived", "not_arrived_hint"];
  const SLOTS = ["person", "garment"];
  const PLACES = [
    { runs: ["#run", "#compare"], stop: "#cancel", frames: "#person, #garment", status: "#status" },
    {
      runs: ["#lookbook-run"],
      stop: "#lookbook-stop",
      frames: "#lookbook-persons, #lookbook-garments",
      status: "#lookbook-status",
    },
  ];
  const $ = (selector) => document.querySelector(selector);
  let wish = null; // { place, button, focused, awaited: frames that were not filled }

  const isComing = (frame) => frame.matches(".on-its-way") || frame.querySelector(".uploading");
  const coming = (place) => [...document.querySelectorAll(place.frames)].filter(isComing);
  // The frames show a photo a moment before the page's scripts know of it.
  const known = () =>
    SLOTS.every((subject, at) => (window.tryonPhotos.shown(subject) ?? null) === window.tryonPage.chosen()[at]);

  function show(place, waiting) {
    // Gradio takes buttons out of the page while they are hidden.
    const set = (selector, off) => document.querySelectorAll(selector).forEach((button) => (button.disabled = off));
    set(place.runs.join(", "), waiting);
    set(place.stop, !waiting);
  }
  function tell(place, textContent) {
    const line = Object.assign(document.createElement("p"), { className: "message", textContent });
    $(`${place.status} .prose`)?.replaceChildren(line);
    return line;
  }
  function wait(place, button) {
    wish = { place, button, focused: document.activeElement === button, awaited: new Set(coming(place)) };
    show(place, true);
    if (wish.focused) $(place.stop).focus({ preventScroll: true });
    tell(place, window.tryonWords("arriving")).scrollIntoView({ block: "nearest" });
    look();
  }
  // Gives the buttons back as they were, and returns what was wished for.
  function end() {
    const { place, button, focused } = wish;
    const ended = wish;
    wish = null;
    show(place, false);
    $(`${place.status} .prose`)?.replaceChildren();
    if (focused) button.focus({ preventScroll: true });
    return ended;
  }
  function look() {
    if (!wish) return;
    const { place, awaited } = wish;
    for (const frame of coming(place)) awaited.add(frame);
    if (coming(place).length || !known()) return setTimeout(look, LOOK_MS);
    const { button } = end();
    if (![...awaited].every((frame) => frame.querySelector("img"))) return window.tryonPage.say(NOT_ARRIVED);
    setTimeout(() => button.click()); // once whoever watches the buttons has seen them given back
  }

  document.addEventListener(
    "click",
    (event) => {
      if (event.detail > 1) return; // page.js heeds no second click of a double click
      const hit = (selector) => event.target.closest?.(selector);
      const stopped = wish && hit(wish.place.stop);
      const place = PLACES.find(({ runs }) => hit(runs.join()));
      if (stopped) {
        tell(end().place, window.tryonWords("cancelled"));
      } else if (place && coming(place).length) wait(place, hit(place.runs.join()));
      else return;
      event.stopImmediatePropagation();
      event.preventDefault();
    },
    true,
  );

  // What was asked for of a photo came to nothing, and why is said already.
  window.tryonArriving = { drop: () => wish && end() };
})();
