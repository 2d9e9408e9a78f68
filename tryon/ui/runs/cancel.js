// Keeps what ends a run in view as long as one is running: where the row of buttons is not, as beside
// a result on a phone, it stands at the foot of the screen, as large as it was and above its place.
(() => {
  const ROWS = [
    ["#actions", "#run", "#cancel"],
    ["#lookbook-actions", "#lookbook-run", "#lookbook-stop"],
  ];
  const inView = ({ top, bottom }) => top >= 0 && bottom <= innerHeight + 1; // half pixels
  // The studio has one of its own.
  const ownInView = () => {
    const own = document.querySelector("#studio-editor [data-do=stop]");
    return Boolean(own?.checkVisibility()) && inView(own.getBoundingClientRect());
  };

  function place() {
    for (const names of ROWS) {
      const [row, run, cancel] = names.map((name) => document.querySelector(name));
      if (!cancel) continue;
      if (cancel.disabled) {
        delete cancel.dataset.away;
        continue;
      }
      const beside = run.getBoundingClientRect(); // always in its place, unlike what is beside it
      const isAway = row.checkVisibility() && !inView(beside) && !ownInView();
      if (isAway) {
        const gap = parseFloat(getComputedStyle(row).columnGap);
        const left = beside.right + gap;
        const box = { left, width: row.getBoundingClientRect().right - left, height: beside.height };
        for (const [name, pixels] of Object.entries(box)) cancel.style.setProperty(`--away-${name}`, `${pixels}px`);
      }
      if (isAway !== "away" in cancel.dataset) isAway ? (cancel.dataset.away = "") : delete cancel.dataset.away;
    }
  }

  for (const kind of ["scroll", "resize"]) addEventListener(kind, place, { capture: true, passive: true });
  new MutationObserver(place).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributeFilter: ["disabled", "hidden"],
  });
})();
