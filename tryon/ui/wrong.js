// Asks in the studio what is wrong with the result, and leads to the tool that mends it.
(() => {
  const UPPER = { part: "layout", region: "upper clothes", add: true };
  const WRONG = {
    sleeve: {
      menu: "#sleeve input",
      at: UPPER,
      menuSays: "Has the garment other sleeves? Choose them in the menu beside its photo, and run again.",
      says: "Click or paint where the sleeve should be; take away where it should not be.",
    },
    neckline: {
      menu: "#neckline input",
      at: UPPER,
      menuSays: "Has the garment another neckline? Choose it in the menu beside its photo, and run again.",
      says: "Click or paint where the garment should reach; take away where skin should show.",
    },
    left: {
      at: { part: "repaint", add: true },
      says: "Click or paint what is left of the old garment; then run what changed.",
    },
    covered: {
      at: { part: "repaint", add: false },
      says: "Click or paint the hand or the hair in your photo: there it stays as it is. Then run what changed.",
    },
  };

  const toMenu = () => document.querySelector("#studio-editor [data-menu]");
  let menu = null; // where the garment's own kind is chosen, above the studio

  document.addEventListener("click", (event) => {
    if (menu && event.target.closest?.("#studio-editor [data-menu]")) {
      menu.focus({ preventScroll: true });
      return menu.scrollIntoView({ block: "center" });
    }
    const wrong = WRONG[event.target.closest?.("#studio-editor [data-wrong]")?.dataset.wrong];
    if (!wrong) return;
    // What the garment has is asked beside its photo, for pipelines that go by it. The page stays
    // where it is: the menu is far above the tool that was led to, and a button goes there.
    menu = wrong.menu ? document.querySelector(wrong.menu) : null;
    const asked = Boolean(menu?.checkVisibility());
    toMenu().hidden = !asked;
    window.tryonStudio.lead(wrong.at, asked ? `${wrong.menuSays} Else: ${wrong.says}` : wrong.says);
    for (const part of [".studio-tabs", ".studio-message"])
      document.querySelector(`#studio-editor ${part}`).scrollIntoView({ block: "nearest" });
  });
})();
