// Says how many runs are before one that waits. Gradio says how long the queue is in a line of its
// own, in words of its own, which `style.css` hides. Whoever comes is in the queue for a moment, also
// where nobody else is: longer, on a busy machine. What is counted are runs of others; one's own
// photos, too, may hold up a run.
(() => {
  const WAITS = "[data-words^=waiting]";
  const QUEUE = /queue:\s*(\d+)\s*\/\s*(\d+)/;
  const MOMENT_MS = 1500; // 700 were seen, where the photos were being looked at meanwhile
  let queuedAt = null;
  function waits() {
    const queue = QUEUE.exec(document.querySelector("#status .wrap")?.textContent ?? "");
    if (!queue) queuedAt = null;
    else if (queuedAt === null) {
      queuedAt = performance.now();
      setTimeout(place, MOMENT_MS);
    }
    const count = Number(queue?.[1] ?? 0);
    if (count > 1) return ["waiting_many", { count }];
    if (document.querySelector(":is(#person-notes, #garment-notes) .busy")) return ["waiting_photos", {}];
    const isLong = queue && performance.now() - queuedAt >= MOMENT_MS;
    return isLong ? ["waiting_one", { count }] : ["waiting", {}];
  }
  function place() {
    const line = document.querySelector(`#status .progress ${WAITS}, #studio .studio-message ${WAITS}`);
    const [words, values] = waits();
    if (line) window.tryonNamed(line, ["words"], words, values);
  }

  new MutationObserver(place).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
  });
})();
