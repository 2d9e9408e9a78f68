// What of the studio stands around its picture: tabs, regions, tools, joints, buttons and the row of
// steps show what is chosen and what the server told.
(() => {
  const studio = window.tryonStudio;
  const { $, $$, state, picture } = studio;
  const words = (key, values) => window.tryonWords(key, values);

  // What is to be done in a part; what stands between stars is strong.
  function hint() {
    const way = state.part === "pose" ? "do" : state.add ? "add" : "take";
    const text = words(`st_${state.part}_${way}`, { region: `@${studio.keyOf("region", state.region)}` });
    return text.replace(/\*(.+?)\*/g, "<b>$1</b>");
  }

  function render() {
    for (const tab of $$("[data-part]:is(button)")) {
      tab.setAttribute("aria-selected", String(tab.dataset.part === state.part));
      tab.querySelector(".dot").hidden = !studio.told.mended?.includes(tab.dataset.part);
      if (tab.dataset.part === "layout") {
        tab.disabled = !studio.told.hasLayout;
        studio.setHint(tab, studio.told.hasLayout ? "st_layout_hint" : "st_no_layout");
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
    $(".studio-hint").innerHTML = hint();
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
    const some = count ? "st_run_changed" : "st_up_to_date";
    const run = $(".studio-go [data-run]");
    run.dataset.words = !studio.told.ran ? "st_run" : others ? "st_run_others" : some;
    run.dataset.values = JSON.stringify({ count });
    run.textContent = words(run.dataset.words, { count });
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
      const how = stale ? "st_stale" : mended ? "" : input ? "st_found" : "st_fresh";
      const keys = none ? ["st_not_run"] : [how, mended ? "st_mended" : ""].filter(Boolean);
      card.querySelector(".badge").textContent = keys.map((key) => words(key)).join(", ");
    }
  }

  function renderJoints() {
    const menu = $(".studio-joints select");
    const options = (studio.told.joints ?? []).map((joint) => {
      const key = studio.keyOf("joint", joint.name);
      const mark = joint.edited ? (joint.place ? "st_moved" : "st_deleted") : joint.place ? "" : "st_not_found";
      return `<option value="${joint.joint}">${mark ? words(mark, { joint: `@${key}` }) : words(key)}</option>`;
    });
    menu.innerHTML = options.join("");
    menu.value = String(state.joint);
    const joint = studio.told.joints?.[state.joint];
    $("[data-joint=delete]").disabled = !joint?.place;
    $("[data-joint=restore]").disabled = !joint?.edited;
  }

  Object.assign(studio, { render, showButtons });
})();
