// Says beside a run's progress how long it will go on, from how long such runs took on this machine.
// Gradio replaces what stands there at each stage.
(() => {
  const TICK_MS = 1000;
  let asked = ""; // the button that began the run; in the studio nothing is known of how long it takes
  let began = null; // once it no longer waits

  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.("#run, #compare, .studio-go [data-run], .studio-steps [data-run]");
      if (!button) return;
      asked = button.id;
      began = null;
    },
    true,
  );

  function place() {
    const known = document.querySelector("#run-time [data-words]")?.dataset ?? {};
    const takes = Number(known[asked]) || null;
    const line = document.querySelector("#status .progress p");
    const stage = line?.querySelector("[data-words]")?.dataset.words ?? "";
    if (!takes || !stage) return;
    if (/^(waiting|fetching)/.test(stage)) began = null;
    else began ??= performance.now();
    const left = began === null ? 0 : takes - (performance.now() - began) / 1000;
    const said = line.querySelector(".left");
    // Longer than the others: nobody knows how long it will be.
    if (left < 1) return said?.remove();
    const time = left < 90 ? `${Math.round(left)} s` : `${Math.round(left / 60)} min`;
    // A timer is not read out whenever it changes.
    const here = said ?? Object.assign(document.createElement("span"), { className: "left", role: "timer" });
    if (!said) line.append(here);
    const text = window.tryonWords("time_left", { time });
    if (here.textContent !== text) here.textContent = text;
  }

  setInterval(place, TICK_MS);
  new MutationObserver(place).observe(document.documentElement, { childList: true, subtree: true });
})();
