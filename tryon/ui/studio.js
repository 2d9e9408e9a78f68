// The studio: what a visitor does on the picture goes to the server, one thing after the other,
// and what the server tells is shown. Places are sent in pixels of the photo.
(() => {
  const PATIENCE_MS = 60000;
  const MUCH = 0.12; // of the picture, by one click: more than a sleeve or a head of hair
  const NO_PHOTOS = "Choose a person and a garment above; they open here.";
  const NOT_YET = "The page is not connected yet; try again in a moment.";
  const NO_LAYOUT = "Run the try-on once; then its layout can be mended.";
  const RUN = "Run the try-on";
  const OPENING = "Opening your photos…";
  const HINTS = {
    body: (s) => `Click what ${s.add ? "belongs to" : "does not belong to"} <b>${s.region}</b>, or paint it. A string or strap of the old garment that stays in the result: add it under <b>Repainted area</b>.`,
    repaint: (s) => (s.add ? "Click or paint what should be <b>painted anew</b>." : "Click or paint what should <b>stay as in your photo</b>."),
    pose: () => "Drag a joint to its place. One that is missing: choose it, then click where it is.",
    garment: (s) => (s.add ? "Dark is not the garment. Click or paint what is <b>missing of it</b>." : "Dark is not the garment. Click or paint what <b>does not belong to it</b>."),
    layout: (s) => `Where things will be in the result. Click what ${s.add ? "should be" : "should not be"} <b>${s.region}</b>, or paint it.`,
  };
  const BONES = [[0, 1], [1, 2], [2, 3], [3, 4], [1, 5], [5, 6], [6, 7], [1, 8], [8, 9], [9, 10], [10, 11], [8, 12], [12, 13], [13, 14]];
  const GREY = { rgb: [110, 110, 118], alpha: 235, chosen: true };
  // A garment is shown by darkening what is not: no colour would show on every garment.
  const DARK = { rgb: [24, 22, 20], alpha: 225 };
  const CLEAR = { rgb: [0, 0, 0], alpha: 0, chosen: true };

  let wire = null;
  let told = {};
  let serial = 0;
  let waiting = null;
  let opening = false;
  let both = false; // photos are chosen above
  const queue = [];
  const state = { part: "body", region: "upper clothes", tool: "click", add: true, positive: true, radius: 36, joint: 4, cross: null };
  let regionOf = null; // region numbers, (H, W)
  let drag = null;
  let lastClick = null; // where, and the regions before
  let advice = ""; // what is to be done with the tool that was led to
  let less = null; // where a click took much

  const $ = (selector) => document.querySelector(`#studio-desk ${selector}`);
  const $$ = (selector) => [...document.querySelectorAll(`#studio-desk ${selector}`)];
  const picture = () => told.pictures?.[state.part === "garment" ? "garment" : state.part === "layout" && told.pictures.layout ? "layout" : "person"];

  // To and from the server.

  function send(action) {
    if (!wire || !told.token) return tell(wire ? NO_PHOTOS : NOT_YET);
    if (action.do !== "show") {
      forgetLess();
      advice = "";
    }
    queue.push({ token: told.token, part: state.part, region: state.region, add: state.add, ...action });
    next();
  }
  function next() {
    if (waiting || !queue.length) return;
    const action = { ...queue.shift(), serial: ++serial };
    // An answer may be lost with its connection; the studio must not stay stuck.
    waiting = { serial, timer: setTimeout(free, action.do === "run" ? 600000 : PATIENCE_MS), runs: action.do === "run" };
    working(true);
    if (action.do === "run") {
      say("…", "");
      const text = Object.assign(document.createElement("span"), { textContent: window.tryonWords("waiting") });
      text.dataset.words = "waiting";
      $(".studio-message").prepend(text);
    }
    if (action.do === "run") wire.go({ ...action, do: "show" });
    else wire.act(action);
  }
  function free() {
    clearTimeout(waiting?.timer);
    waiting = null;
    working(false);
    next();
  }
  function working(busy) {
    const badge = $(".working");
    if (badge) badge.hidden = !busy;
    const stop = $("[data-do=stop]");
    if (stop) stop.hidden = !waiting?.runs;
    showButtons();
  }

  function hear(text) {
    if (!text) return;
    const news = JSON.parse(text);
    const desk = $(".studio");
    if (!desk) return;
    if (news.progress) {
      $(".studio-message").dataset.kind = "";
      $(".studio-message").innerHTML = news.progress;
      return;
    }
    if (news.gone && opening) return; // the photos that came instead are on their way
    if (news.gone || news.empty) return shut(news.empty || NO_PHOTOS);
    if (news.error) {
      // What was drawn did not happen.
      say(`${news.error.message} ${news.error.hint}`, "bad");
      queue.length = 0;
      redraw();
    } else {
      told = { ...told, ...news, error: null };
      if (news.token) {
        opening = false;
        desk.dataset.empty = "false";
        if (state.part !== news.part) choosePart(news.part, false);
      }
      if (news.steps !== undefined) $(".studio-steps").innerHTML = news.steps;
      if (news.download) download(news.download);
      say(news.note ?? advice, "");
      render();
      window.tryonPage.look();
    }
    if (news.stopped || news.answer === waiting?.serial) free();
    else showButtons();
  }

  // Lets go of the photos that were open, and says why the studio is empty.
  function shut(sentence) {
    told = {};
    queue.length = 0;
    opening = false;
    tell(sentence);
    free();
    window.tryonPage.look();
  }
  function tell(sentence) {
    const desk = $(".studio");
    if (!desk) return; // never opened so far
    desk.dataset.empty = "true";
    desk.dataset.opening = String(sentence === OPENING);
    $(".studio-empty").textContent = sentence;
  }
  function wake() {
    opening = true;
    if (wire) wire.wake();
    else tell(NOT_YET);
  }
  // From the moment it is opened it says what it waits for. Gradio builds what is inside then.
  function begin() {
    if (!$(".studio")) requestAnimationFrame(begin);
    else if (!told.token) tell(both ? OPENING : NO_PHOTOS);
  }

  function say(text, kind) {
    const line = $(".studio-message");
    line.textContent = text;
    line.dataset.kind = kind;
  }
  function download(address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = "mended.zip";
    link.click();
  }

  // What is shown.

  function render() {
    for (const tab of $$("[data-part]:is(button)")) {
      tab.setAttribute("aria-selected", String(tab.dataset.part === state.part));
      tab.querySelector(".dot").hidden = !told.mended?.includes(tab.dataset.part);
      if (tab.dataset.part === "layout") {
        tab.disabled = !told.hasLayout;
        tab.dataset.title ??= tab.title;
        tab.title = told.hasLayout ? tab.dataset.title : NO_LAYOUT;
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
    readOverlay();
    drawMarks();
  }
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  function showButtons() {
    if (!$(".studio")) return;
    const running = Boolean(waiting?.runs);
    const enable = (selector, on) => $$(selector).forEach((button) => (button.disabled = !on));
    enable("[data-do=undo]", told.canUndo && !running);
    enable("[data-do=redo]", told.canRedo && !running);
    enable("[data-do=reset]", told.mended?.includes(state.part) && !running);
    enable("[data-do=save]", told.mended?.length > 0);
    enable("[data-do=next]", told.points?.length > 0);
    enable(".studio-steps [data-run]", !running);
    // With other options above, what was run says nothing of what would be.
    const others = told.made ? window.tryonPage.changed(told.made) !== "" : false;
    const count = told.stale?.length ?? 0;
    enable(".studio-go [data-run]", !running && (!told.ran || others || count > 0));
    $(".studio-go [data-run]").textContent = !told.ran ? RUN : others ? "Run with the options above" : count ? `Run what changed: ${count} steps` : "Everything is up to date";
  }

  function renderSteps() {
    for (const image of $$(".studio-steps [data-thumb]")) {
      const source = told.thumbs?.[image.dataset.thumb];
      if (source && image.getAttribute("src") !== source) image.src = source;
    }
    for (const card of $$(".studio-steps li")) {
      const stage = card.dataset.stage;
      const mended = card.dataset.parts.split(" ").some((part) => told.mended?.includes(part));
      const stale = told.stale?.includes(stage);
      const input = stage === "person" || stage === "garment";
      const none = !told.ran && !input;
      card.dataset.state = none ? "none" : stale ? "stale" : "fresh";
      card.querySelector(".badge").textContent = none ? "not run yet" : [stale ? "out of date" : mended ? "" : input ? "as found" : "up to date", mended ? "mended" : ""].filter(Boolean).join(", ");
    }
  }

  function renderJoints() {
    const menu = $(".studio-joints select");
    const options = (told.joints ?? []).map((joint) => {
      const mark = joint.edited ? (joint.place ? " (moved)" : " (deleted)") : joint.place ? "" : " (not found)";
      return `<option value="${joint.joint}">${joint.name}${mark}</option>`;
    });
    menu.innerHTML = options.join("");
    menu.value = String(state.joint);
    const joint = told.joints?.[state.joint];
    $("[data-joint=delete]").disabled = !joint?.place;
    $("[data-joint=restore]").disabled = !joint?.edited;
  }

  // The coloured regions: a grey picture holds the number of the region of each pixel.
  let overlaySource = null;
  function readOverlay() {
    if (!told.overlay) {
      overlaySource = null;
      regionOf = null;
      return redraw();
    }
    if (overlaySource === told.overlay) return redraw();
    overlaySource = told.overlay;
    const wanted = told.overlay;
    const image = new Image();
    image.onload = () => {
      if (wanted !== told.overlay) return;
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      regionOf = context.getImageData(0, 0, canvas.width, canvas.height);
      redraw();
      weighClick();
    };
    image.src = wanted;
  }

  function palette() {
    const chips = $$("[data-region]:is(button)");
    if (state.part === "repaint") return [null, GREY];
    if (state.part === "garment") return [DARK, CLEAR];
    return [null, ...chips.map((chip) => {
      const chosen = chip.dataset.region === state.region;
      const dark = chip.dataset.region === "background";
      // The published colours are dark: mixed with white, the photo stays to be seen.
      const rgb = chip.dataset.rgb.split(",").map((value) => Math.round(0.6 * Number(value) + 0.4 * 255));
      return { rgb, alpha: chosen ? 200 : dark ? 0 : 80, chosen };
    })];
  }

  function redraw() {
    const canvas = $("canvas.overlay");
    const shown = picture();
    if (!canvas || !shown) return;
    canvas.width = regionOf?.width ?? shown.width;
    canvas.height = regionOf?.height ?? shown.height;
    if (!regionOf || regionOf.width !== shown.width && state.part === "garment") return;
    const { width, height, data } = regionOf;
    const colours = palette();
    const context = canvas.getContext("2d");
    const painted = context.createImageData(width, height);
    const out = new Uint32Array(painted.data.buffer);
    const packed = colours.map((c) => (c ? (c.alpha << 24) | (c.rgb[2] << 16) | (c.rgb[1] << 8) | c.rgb[0] : 0) >>> 0);
    const chosen = colours.findIndex((c) => c?.chosen);
    for (let at = 0, from = 0; at < out.length; at++, from += 4) {
      const region = data[from];
      out[at] = packed[region] ?? 0;
      // A white line around the chosen region.
      if ((region === chosen) !== (data[from + 8] === chosen) || (region === chosen) !== (data[from + 8 * width] === chosen)) {
        if (at % width < width - 2 && at < out.length - 2 * width) out[at] = 0xffffffff;
      }
    }
    context.putImageData(painted, 0, 0);
  }

  // Points, joints, the cross and the box in hand, in fractions of the picture.
  function drawMarks() {
    const svg = $("svg.marks");
    const shown = picture();
    if (!svg || !shown) return;
    // In pixels of the sheet as it is without zoom.
    const sheet = $(".sheet");
    const rect = { width: sheet.offsetWidth, height: sheet.offsetHeight };
    const at = (place) => toStage(place, shown).map((v, i) => v * (i ? rect.height : rect.width));
    const parts = [];
    if (state.part === "pose") {
      const joints = told.joints ?? [];
      for (const [a, b] of BONES)
        if (joints[a]?.place && joints[b]?.place) {
          const [p, q] = [at(joints[a].place), at(joints[b].place)];
          // White with a dark edge: seen on white and on black.
          for (const [colour, width] of [["#1c1917", 5], ["#fff", 2.5]])
            parts.push(`<line x1="${p[0]}" y1="${p[1]}" x2="${q[0]}" y2="${q[1]}" stroke="${colour}" stroke-opacity="0.85" stroke-width="${width}"/>`);
        }
      for (const joint of joints)
        if (joint.place) {
          const [x, y] = at(joint.place);
          const chosen = joint.joint === state.joint;
          parts.push(`<circle cx="${x}" cy="${y}" r="${chosen ? 9 : 6}" fill="${joint.edited ? "#ec008c" : "#0d9488"}" stroke="#fff" stroke-width="${chosen ? 3 : 2}" style="filter: drop-shadow(0 0 1px #1c1917) drop-shadow(0 0 1px #1c1917)"><title>${joint.name}</title></circle>`);
        }
    } else
      for (const [x, y, positive] of told.points ?? []) {
        const [u, v] = at([x, y]);
        parts.push(`<circle cx="${u}" cy="${v}" r="7" fill="${positive ? "#16a34a" : "#be123c"}" stroke="#fff" stroke-width="2"/>`);
      }
    if (drag?.box) {
      const [p, q] = [at(drag.points[0]), at(drag.points.at(-1))];
      parts.push(`<rect x="${Math.min(p[0], q[0])}" y="${Math.min(p[1], q[1])}" width="${Math.abs(p[0] - q[0])}" height="${Math.abs(p[1] - q[1])}" fill="none" stroke="#fff" stroke-width="2" stroke-dasharray="6 4"/>`);
    }
    if (state.cross) {
      const [x, y] = at(state.cross);
      const r = state.tool === "brush" && state.part !== "pose" ? photoRadius() / shown.box[2] * rect.width : 10;
      parts.push(`<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#fff" stroke-width="3"/><circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#000" stroke-width="1"/><circle cx="${x}" cy="${y}" r="1.5" fill="#fff"/>`);
    }
    svg.innerHTML = parts.join("");
  }

  // Places: fractions of the stage, pixels of the photo (their centres at whole numbers).
  const toStage = (place, shown) => [(place[0] + 0.5 - shown.box[0]) / shown.box[2], (place[1] + 0.5 - shown.box[1]) / shown.box[3]];
  function toPhoto(event) {
    const shown = picture();
    const rect = $(".sheet").getBoundingClientRect();
    const x = shown.box[0] + ((event.clientX - rect.left) / rect.width) * shown.box[2] - 0.5;
    const y = shown.box[1] + ((event.clientY - rect.top) / rect.height) * shown.box[3] - 0.5;
    return inside([x, y]);
  }
  function inside([x, y]) {
    const [width, height] = picture().photo;
    return [Math.min(Math.max(x, -0.5), width - 0.5), Math.min(Math.max(y, -0.5), height - 0.5)].map((v) => Math.round(v * 100) / 100);
  }
  // The brush is as wide on every photo: its slider is in thousandths of the picture's width.
  const photoRadius = () => (state.radius / 1000) * picture().box[2];

  function paintLive(points) {
    const canvas = $("canvas.overlay");
    const shown = picture();
    const context = canvas.getContext("2d");
    const scale = canvas.width / shown.box[2];
    const garment = state.part === "garment";
    const entry = garment ? DARK : palette().find((c) => c?.chosen);
    context.save();
    if (state.add === garment) context.globalCompositeOperation = "destination-out";
    context.strokeStyle = `rgb(${entry.rgb.join(",")})`;
    context.lineWidth = 2 * photoRadius() * scale;
    context.lineCap = context.lineJoin = "round";
    context.beginPath();
    const steps = points.slice(-2).map((place) => toStage(place, shown));
    context.moveTo(steps[0][0] * canvas.width, steps[0][1] * canvas.height);
    for (const [x, y] of steps) context.lineTo(x * canvas.width, y * canvas.height + 0.01);
    context.stroke();
    context.restore();
  }

  function nearestJoint(place) {
    const reach = picture().box[2] * 0.045;
    let best = null;
    for (const joint of told.joints ?? []) {
      if (!joint.place) continue;
      const away = Math.hypot(joint.place[0] - place[0], joint.place[1] - place[1]);
      if (away < reach && (!best || away < best.away)) best = { joint: joint.joint, away };
    }
    return best?.joint ?? null;
  }

  // What a visitor does.

  document.addEventListener("pointerdown", (event) => {
    const stage = event.target.closest?.("#studio-desk .studio-stage");
    if (!stage || event.button > 0 || !picture() || waiting?.runs) return;
    if (!event.isPrimary) return drop(); // two fingers zoom
    stage.focus({ preventScroll: true });
    state.cross = null;
    const place = toPhoto(event);
    if (state.part === "pose") {
      const joint = nearestJoint(place);
      if (joint !== null) state.joint = joint;
      drag = { joint: state.joint, points: [place], moved: joint === null };
    } else {
      drag = { points: [place], x: event.clientX, y: event.clientY, negative: event.shiftKey };
      if (state.tool === "brush") paintLive([place, place]);
    }
    // A finger that clicks may yet scroll; a stroke must not.
    if (event.pointerType === "mouse" || state.tool === "brush" || state.part === "pose") stage.setPointerCapture(event.pointerId);
    drawMarks();
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const place = toPhoto(event);
    if (drag.joint !== undefined) {
      drag.moved = true;
      told.joints[drag.joint].place = place;
      drag.points = [place];
    } else if (state.tool === "brush") {
      if (drag.points.length < 3900) drag.points.push(place);
      paintLive(drag.points);
    } else if (event.pointerType === "mouse" && (drag.box || Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > 8)) {
      drag.box = true;
      drag.points[1] = place;
    }
    drawMarks();
  });
  document.addEventListener("pointerup", (event) => {
    if (!drag) return;
    const done = drag;
    drag = null;
    if (done.joint !== undefined) {
      if (done.moved) send({ do: "joint", joint: done.joint, points: done.points });
      render();
    } else if (state.tool === "brush") send({ do: "stroke", points: done.points, radius: photoRadius() });
    else if (done.box) send({ do: "box", points: [done.points[0], done.points[1]] });
    else clicked(done.points[0], !done.negative && state.positive);
    drawMarks();
  });
  function drop() {
    drag = null;
    redraw();
    drawMarks();
  }
  document.addEventListener("pointercancel", drop);

  function clicked(place, positive) {
    lastClick = { place, before: regionOf };
    send({ do: "click", points: [place], positive });
  }
  // A click that took far more than somebody is likely to have meant offers less.
  function weighClick() {
    const click = lastClick;
    lastClick = null;
    if (!click?.before || !regionOf || click.before === regionOf || click.before.data.length !== regionOf.data.length) return;
    let changed = 0;
    for (let at = 0; at < regionOf.data.length; at += 4) changed += regionOf.data[at] !== click.before.data[at];
    const share = (4 * changed) / regionOf.data.length;
    if (share < MUCH) return;
    less = click.place;
    $(".studio-less").hidden = false;
    say(`That click changed ${Math.round(100 * share)} % of the picture.`, "");
  }
  function takeLess() {
    const place = less;
    forgetLess();
    send({ do: "undo" });
    send({ do: "stroke", points: [place], radius: photoRadius() });
  }
  function forgetLess() {
    less = null;
    const button = $(".studio-less");
    if (button) button.hidden = true;
  }

  // Zoom and pan of the picture to mend.
  const closer = { zoom: 1, x: 0, y: 0 };
  function zoomTo(zoom, at) {
    const stage = $(".studio-stage");
    const box = stage.getBoundingClientRect();
    const [x, y] = at ?? [box.width / 2, box.height / 2];
    const after = Math.min(8, Math.max(1, zoom));
    closer.x = x - ((x - closer.x) / closer.zoom) * after;
    closer.y = y - ((y - closer.y) / closer.zoom) * after;
    closer.zoom = after;
    moveTo(closer.x, closer.y);
  }
  function moveTo(x, y) {
    const stage = $(".studio-stage");
    const inside = (value, length) => Math.min(0, Math.max(length * (1 - closer.zoom), value));
    closer.x = inside(x, stage.clientWidth);
    closer.y = inside(y, stage.clientHeight);
    stage.style.setProperty("--closer", closer.zoom);
    stage.style.setProperty("--px", closer.x);
    stage.style.setProperty("--py", closer.y);
  }
  const ZOOM = { in: () => zoomTo(closer.zoom * 1.5), out: () => zoomTo(closer.zoom / 1.5), whole: () => zoomTo(1) };
  document.addEventListener(
    "wheel",
    (event) => {
      const stage = event.target.closest?.("#studio-desk .studio-stage");
      if (!stage || !(event.ctrlKey || closer.zoom > 1)) return;
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      if (event.ctrlKey) zoomTo(closer.zoom * Math.exp(-event.deltaY / 300), [event.clientX - box.left, event.clientY - box.top]);
      else moveTo(closer.x - event.deltaX, closer.y - event.deltaY);
    },
    { passive: false },
  );

  function choosePart(part, ask = true) {
    state.part = part;
    state.cross = null;
    advice = "";
    lastClick = null;
    forgetLess();
    if ($(".sheet")) zoomTo(1);
    told.overlay = null;
    told.points = [];
    if (ask) {
      render();
      send({ do: "show" });
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#studio-desk button");
    if (!button || button.disabled) return;
    const { part, region, add, tool, positive, joint, mend, run, zoom } = button.dataset;
    const doing = button.dataset.do;
    if (part) choosePart(part);
    else if (zoom) ZOOM[zoom]();
    else if (button.dataset.less !== undefined) takeLess();
    else if (mend) {
      choosePart(mend);
      $(".studio-tabs").scrollIntoView({ block: "start" });
    } else if (region) state.region = region;
    else if (add) state.add = add === "true";
    else if (tool) state.tool = tool;
    else if (positive) state.positive = positive === "true";
    else if (joint === "delete") send({ do: "joint", joint: state.joint });
    else if (joint === "restore") send({ do: "joint", joint: state.joint, restore: true });
    else if (run !== undefined) send({ do: "run", from: run });
    else if (doing === "stop") wire.stop();
    else if (doing === "load") document.querySelector("#studio-upload")?.click();
    else if (doing) {
      if (doing === "next") state.positive = true;
      send({ do: doing });
    }
    if (told.token) render();
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches?.("#studio-desk .studio-joints select")) {
      state.joint = Number(event.target.value);
      render();
    }
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("#studio-desk .studio-brush input")) setBrush(Number(event.target.value));
    if (event.target.matches?.("#studio-desk .studio-opacity input"))
      $(".studio-stage").style.setProperty("--colours", event.target.value / 100);
  });
  function setBrush(radius) {
    state.radius = Math.min(120, Math.max(4, radius));
    $(".studio-brush input").value = state.radius;
    $(".studio-brush output").textContent = state.radius;
    drawMarks();
  }

  document.addEventListener("keydown", (event) => {
    const desk = event.target.closest?.("#studio-desk");
    if (!desk || !told.token) return;
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) {
      event.preventDefault();
      const redo = key === "y" || event.shiftKey;
      if (redo ? told.canRedo : told.canUndo) send({ do: redo ? "redo" : "undo" });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input")) return;
    const step = event.shiftKey ? 10 : 1;
    const arrows = { arrowleft: [-1, 0], arrowright: [1, 0], arrowup: [0, -1], arrowdown: [0, 1] };
    const onStage = event.target.matches(".studio-stage");
    if (onStage && arrows[key]) {
      event.preventDefault();
      const shown = picture();
      const joint = state.part === "pose" ? told.joints?.[state.joint]?.place : null;
      const from = state.cross ?? joint ?? [shown.box[0] + shown.box[2] / 2, shown.box[1] + shown.box[3] / 2];
      const unit = (shown.box[2] / 200) * step;
      state.cross = inside([from[0] + arrows[key][0] * unit, from[1] + arrows[key][1] * unit]);
      drawMarks();
    } else if (onStage && (key === "enter" || key === " ") && state.cross) {
      event.preventDefault();
      if (state.part === "pose") send({ do: "joint", joint: state.joint, points: [state.cross] });
      else if (state.tool === "brush") send({ do: "stroke", points: [state.cross], radius: photoRadius() });
      else clicked(state.cross, state.positive && !event.shiftKey);
    } else if (key === "delete" && state.part === "pose") send({ do: "joint", joint: state.joint });
    else if (key === "b" || key === "c") { state.tool = key === "b" ? "brush" : "click"; render(); }
    else if (key === "x") { state.add = !state.add; render(); }
    else if (key === "n") send({ do: "next" });
    else if (key === "+" || key === "=") ZOOM.in();
    else if (key === "-") ZOOM.out();
    else if (key === "0") ZOOM.whole();
    else if (key === "[") setBrush(state.radius - 6);
    else if (key === "]") setBrush(state.radius + 6);
  });
  // The page's own cancel button stops the studio's run, too.
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#cancel") && waiting?.runs) {
      say("Stopped. None of your changes are lost.", "");
      free();
    }
  });
  // The tabs are walked with the arrow keys, as tabs are.
  document.addEventListener("keydown", (event) => {
    const tab = event.target.closest?.("#studio-desk [role=tab]");
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!tab || !step) return;
    const tabs = $$("[role=tab]:not(:disabled)");
    tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length].focus();
  });
  addEventListener("resize", drawMarks);

  const header = () => document.querySelector("#studio > button, #studio .label-wrap");
  const isOpen = () => Boolean($(".studio")?.offsetParent);

  window.tryonStudio = {
    send,
    connect(connection) {
      wire = connection;
      wire.listen(hear);
    },
    open() {
      if (!isOpen()) header()?.click();
      document.querySelector("#studio")?.scrollIntoView({ behavior: "auto" });
    },
    mends: () => told.mends ?? "",
    closeness: () => closer.zoom,
    zoomTo,
    // Shows a part with a region and whether is added to it; says what is to be done there.
    lead({ part, region, add }, sentence) {
      choosePart(part === "layout" && !told.hasLayout ? "body" : part);
      Object.assign(state, { region: region ?? state.region, add });
      render();
      advice = sentence;
      say(sentence, "");
    },
    // Opened before there are photos, the studio wakes when they come.
    begin,
    photosChanged(chosen) {
      both = chosen;
      shut(both ? OPENING : NO_PHOTOS);
      if (both && isOpen()) wake();
    },
    // A run that was started above is what the studio goes on from.
    resultCame(made) {
      if (made && told.token && made !== told.made && isOpen() && !waiting?.runs) wake();
    },
    optionsChanged: () => told.token && showButtons(),
  };
})();
