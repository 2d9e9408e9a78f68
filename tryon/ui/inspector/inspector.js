// Close-ups of the misalignment inspector. Its switches work by style sheet alone.
(() => {
  function zoom(button) {
    const scope = button.closest(".inspector");
    const [left, top, share] = button.dataset.zoom.split(" ").map(Number);
    scope.style.setProperty("--left", left);
    scope.style.setProperty("--top", top);
    scope.style.setProperty("--zoom", 1 / share);
    for (const other of scope.querySelectorAll(".spots [data-spot]"))
      other.setAttribute("aria-pressed", String(other.dataset.spot === button.dataset.spot));
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".inspector [data-zoom]");
    if (button) zoom(button);
  });

  document.addEventListener("keydown", (event) => {
    const scope = event.target.closest?.(".inspector");
    if (!scope || event.ctrlKey || event.metaKey || event.altKey) return;
    const spot = event.key === "Escape" ? "0" : event.key;
    if (!/^[0-9]$/.test(spot)) return;
    const button = scope.querySelector(`.spots [data-spot="${spot}"]`);
    if (button) zoom(button);
  });
})();
