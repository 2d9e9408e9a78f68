// Asks in the studio what is wrong with the result, and leads to the tool that mends it.
(() => {
  const UPPER = { part: "layout", region: "upper clothes", add: true };
  const WRONG = {
    sleeve: { menu: "#sleeve input", at: UPPER },
    neckline: { menu: "#neckline input", at: UPPER },
    left: { at: { part: "repaint", add: true } },
    covered: { at: { part: "repaint", add: false } },
  };

  let menu = null; // where the garment's own kind is chosen, above the studio

  document.addEventListener("click", (event) => {
    if (menu && event.target.closest?.("#studio-editor [data-menu]")) {
      menu.focus({ preventScroll: true });
      return menu.scrollIntoView({ block: "center" });
    }
    const name = event.target.closest?.("#studio-editor [data-wrong]")?.dataset.wrong;
    const wrong = WRONG[name];
    if (!wrong) return;
    // What the garment has is asked beside its photo, for pipelines that go by it. The page stays
    // where it is: the menu is far above the tool that was led to, and a button below what is said goes there.
    menu = wrong.menu ? document.querySelector(wrong.menu) : null;
    const asked = Boolean(menu?.checkVisibility());
    const says = `st_${name}_says`;
    const either = ["st_either", { menu: `@st_${name}_menu`, tool: `@${says}` }];
    window.tryonStudio.lead(wrong.at, [asked ? either : [says]]);
    for (const part of [".studio-stage", ".studio-tabs", ".studio-message"])
      document.querySelector(`#studio-editor ${part}`).scrollIntoView({ block: "nearest" });
  });
})();
