// What buttons and keys of the studio do.
(() => {
  const studio = window.tryonStudio;
  const { $, $$, state, picture, inside, photoRadius } = studio;
  const BRUSH = { least: 4, most: 120, step: 6 }; // thousandths of the picture's width; the slider's ends
  const CROSS_STEPS = 200; // of an arrow key across the picture; ten times as far with Shift

  function choosePart(part, ask = true) {
    // What was chosen in one part, or led to, would take away in another where nobody looks for it.
    if (part !== state.part) state.add = state.positive = true;
    state.part = part;
    state.cross = null;
    studio.advice = [];
    studio.forgetClick();
    studio.forgetLess();
    if ($(".studio-frame")) studio.zoomTo(1);
    studio.told.overlay = null;
    studio.told.points = [];
    if (ask) {
      studio.render();
      studio.send({ do: "show" });
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#studio-editor button");
    if (!button || button.disabled) return;
    const { part, region, add, tool, positive, joint, mend, run, zoom } = button.dataset;
    const doing = button.dataset.do;
    if (part) choosePart(part);
    else if (zoom) studio.zoom[zoom]();
    else if (button.dataset.less !== undefined) studio.takeLess();
    else if (button.dataset.result !== undefined) document.querySelector("#outcome").scrollIntoView();
    else if (mend) {
      choosePart(mend);
      $(".studio-tabs").scrollIntoView({ block: "start" });
    } else if (region) state.region = region;
    else if (add) state.add = add === "true";
    else if (tool) state.tool = tool;
    else if (positive) state.positive = positive === "true";
    else if (joint === "delete") studio.send({ do: "joint", joint: state.joint });
    else if (joint === "restore") studio.send({ do: "joint", joint: state.joint, restore: true });
    else if (run !== undefined) studio.send({ do: "run", from: run });
    else if (doing === "stop") {
      // Not by the second click of a double click on what stood in its place.
      if (event.detail < 2) studio.stop();
    } else if (doing === "load") document.querySelector("#studio-upload")?.click();
    else if (doing) {
      if (doing === "next") state.positive = true;
      studio.send({ do: doing });
    }
    if (studio.told.token) studio.render();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#studio-editor .studio-joints select")) {
      state.joint = Number(event.target.value);
      studio.render();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#studio-editor .studio-brush input")) setBrush(Number(event.target.value));
    if (event.target.matches?.("#studio-editor .studio-opacity input"))
      $(".studio-stage").style.setProperty("--colours", event.target.value / 100);
  });
  function setBrush(radius) {
    state.radius = Math.min(BRUSH.most, Math.max(BRUSH.least, radius));
    $(".studio-brush input").value = state.radius;
    $(".studio-brush output").textContent = state.radius;
    studio.drawMarks();
  }

  document.addEventListener("keydown", (event) => {
    const editor = event.target.closest?.("#studio-editor");
    if (!editor || !studio.told.token) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
      event.preventDefault();
      const redo = key === "y" || event.shiftKey;
      if (redo ? studio.told.canRedo : studio.told.canUndo) studio.send({ do: redo ? "redo" : "undo" });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input")) return;
    const step = event.shiftKey ? 10 : 1;
    const arrows = { arrowleft: [-1, 0], arrowright: [1, 0], arrowup: [0, -1], arrowdown: [0, 1] };
    const onStage = event.target.matches(".studio-stage");
    if (onStage && arrows[key]) {
      event.preventDefault();
      const shown = picture();
      const joint = state.part === "pose" ? studio.told.joints?.[state.joint]?.place : null;
      const from = state.cross ?? joint ?? [shown.box[0] + shown.box[2] / 2, shown.box[1] + shown.box[3] / 2];
      const unit = (shown.box[2] / CROSS_STEPS) * step;
      state.cross = inside([from[0] + arrows[key][0] * unit, from[1] + arrows[key][1] * unit]);
      studio.drawMarks();
    } else if (onStage && (key === "enter" || key === " ") && state.cross) {
      event.preventDefault();
      if (state.part === "pose") studio.send({ do: "joint", joint: state.joint, points: [state.cross] });
      else if (state.tool === "brush") studio.send({ do: "stroke", points: [state.cross], radius: photoRadius() });
      else studio.clicked(state.cross, state.positive && !event.shiftKey);
    } else if (key === "delete" && state.part === "pose") studio.send({ do: "joint", joint: state.joint });
    else if (key === "b" || key === "c") {
      state.tool = key === "b" ? "brush" : "click";
      studio.render();
    } else if (key === "x") {
      state.add = !state.add;
      studio.render();
    } else if (key === "n") studio.send({ do: "next" });
    else if (key === "+" || key === "=") studio.zoom.in();
    else if (key === "-") studio.zoom.out();
    else if (key === "0") studio.zoom.whole();
    else if (key === "[") setBrush(state.radius - BRUSH.step);
    else if (key === "]") setBrush(state.radius + BRUSH.step);
  });
  // The page's own cancel button stops the studio's run, too.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#cancel") && studio.running()) {
      studio.say(window.tryonWords("st_stopped"), "");
      studio.free();
    }
  });
  // The tabs are walked with the arrow keys, as tabs are.
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("#studio-editor [role=tab]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !step) return;
    const tabs = $$("[role=tab]:not(:disabled)");
    tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length].focus();
  });

  Object.assign(studio, {
    choosePart,
    // Shows a part with a region and whether is added to it; says what is to be done there.
    lead({ part, region, add }, sentences) {
      choosePart(part === "layout" && !studio.told.hasLayout ? "body" : part);
      Object.assign(state, { region: region ?? state.region, add });
      studio.render();
      studio.advice = sentences;
      studio.say(studio.inWords(sentences), "");
    },
  });
})();
