// What of the studio stands around its picture: tabs, regions, tools, joints, buttons and the row of
// steps show what is chosen and what the server told.
(() => {
  const studio = window.tryonStudio;
  const { $, $$, state, picture } = studio;
  const NO_LAYOUT = "Run the try-on once; then its layout can be mended.";
  const RUN = "Run the try-on";
  const HINTS = {
    body: (s) =>
      `Click what ${s.add ? "belongs to" : "does not belong to"} <b>${s.region}</b>, or paint it. A string or strap of the old garment that stays in the result: add it under <b>Repainted area</b>.`,
    repaint: (s) =>
      s.add
        ? "Click or paint what should be <b>painted anew</b>."
        : "Click or paint what should <b>stay as in your photo</b>.",
    pose: () => "Drag a joint to its place. One that is missing: choose it, then click where it is.",
    garment: (s) =>
      s.add
        ? "Dark is not the garment. Click or paint what is <b>missing of it</b>."
        : "Dark is not the garment. Click or paint what <b>does not belong to it</b>.",
    layout: (s) =>
      `Where things will be in the result. Click what ${s.add ? "should be" : "should not be"} <b>${s.region}</b>, or paint it.`,
  };

  function render() {
    for (const tab of $$("[data-part]:is(button)")) {
      tab.setAttribute("aria-selected", String(tab.dataset.part === state.part));
      tab.querySelector(".dot").hidden = !studio.told.mended?.includes(tab.dataset.part);
      if (tab.dataset.part === "layout") {
        tab.disabled = !studio.told.hasLayout;
        tab.dataset.title ??= tab.title;
        tab.title = studio.told.hasLayout ? tab.dataset.title : NO_LAYOUT;
      }
    }
    const labelled = state.part === "body" || state.part === "layout";
    const pose = state.part === "pose";
    $(".studio-regions").hidden = !labelled;
    $(".studio-tools").hidden = pose;
    $(".studio-joints").hidden = !pose;
    $(".studio-brush").hidden = state.tool !== "brush";
    $(".studio-click").hidden = state.tool !== "click";
    for (const chip of $$("[data-region]:is(button)")) press(chip, chip.dataset.region === state.region);
    for (const button of $$("[data-add]")) press(button, String(state.add) === button.dataset.add);
    for (const button of $$("[data-tool]:is(button)")) press(button, button.dataset.tool === state.tool);
    for (const button of $$("[data-positive]")) press(button, String(state.positive) === button.dataset.positive);
    $(".studio-hint").innerHTML = HINTS[state.part](state);
    const stage = $(".studio-stage");
    stage.dataset.tool = state.tool;
    stage.dataset.part = state.part;
    const shown = picture();
    if (shown) {
      stage.style.setProperty("--aspect", shown.width / shown.height);
      const photo = $(".photo");
      if (photo.getAttribute("src") !== shown.src) photo.src = shown.src;
    }
    renderJoints();
    renderSteps();
    showButtons();
    studio.readOverlay();
    studio.drawMarks();
  }
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  function showButtons() {
    if (!$(".studio")) return;
    const running = studio.running();
    const enable = (selector, on) => $$(selector).forEach((button) => (button.disabled = !on));
    enable("[data-do=undo]", studio.told.canUndo && !running);
    enable("[data-do=redo]", studio.told.canRedo && !running);
    enable("[data-do=reset]", studio.told.mended?.includes(state.part) && !running);
    enable("[data-do=save]", studio.told.mended?.length > 0);
    enable("[data-do=next]", studio.told.points?.length > 0);
    enable(".studio-steps [data-run]", !running);
    // With other options above, what was run says nothing of what would be.
    const others = studio.told.made ? window.tryonPage.changed(studio.told.made) !== "" : false;
    const count = studio.told.stale?.length ?? 0;
    enable(".studio-go [data-run]", !running && (!studio.told.ran || others || count > 0));
    $(".studio-go [data-run]").textContent = !studio.told.ran
      ? RUN
      : others
        ? "Run with the options above"
        : count
          ? `Run what changed: ${count} steps`
          : "Everything is up to date";
  }

  function renderSteps() {
    for (const image of $$(".studio-steps [data-thumb]")) {
      const source = studio.told.thumbs?.[image.dataset.thumb];
      if (source && image.getAttribute("src") !== source) image.src = source;
    }
    for (const card of $$(".studio-steps li")) {
      const stage = card.dataset.stage;
      const mended = card.dataset.parts.split(" ").some((part) => studio.told.mended?.includes(part));
      const stale = studio.told.stale?.includes(stage);
      const input = stage === "person" || stage === "garment";
      const none = !studio.told.ran && !input;
      card.dataset.state = none ? "none" : stale ? "stale" : "fresh";
      card.querySelector(".badge").textContent = none
        ? "not run yet"
        : [stale ? "out of date" : mended ? "" : input ? "as found" : "up to date", mended ? "mended" : ""]
            .filter(Boolean)
            .join(", ");
    }
  }

  function renderJoints() {
    const menu = $(".studio-joints select");
    const options = (studio.told.joints ?? []).map((joint) => {
      const mark = joint.edited ? (joint.place ? " (moved)" : " (deleted)") : joint.place ? "" : " (not found)";
      return `<option value="${joint.joint}">${joint.name}${mark}</option>`;
    });
    menu.innerHTML = options.join("");
    menu.value = String(state.joint);
    const joint = studio.told.joints?.[state.joint];
    $("[data-joint=delete]").disabled = !joint?.place;
    $("[data-joint=restore]").disabled = !joint?.edited;
  }

  Object.assign(studio, { render, showButtons });
})();
