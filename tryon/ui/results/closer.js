// Looks closely at a result: full screen, zoom and pan, the same in before and after; copies it and
// hands it to the system's share menu. Zoom and place are variables of the frame, as the slider is.
(() => {
  const MOST = 8;
  const TWICE = 2.5; // a double click's
  const say = (words) => window.tryonPage.say(words);
  const figureOf = (element) => element.closest?.("#result .compare, .opened .compare");
  const number = (frame, name, other) => Number(frame.style.getPropertyValue(name) || other);

  // Zooms to a factor and keeps the place under (x, y), in pixels of the frame, where it is.
  function zoomTo(frame, zoom, x = frame.clientWidth / 2, y = frame.clientHeight / 2) {
    const before = number(frame, "--closer", 1);
    const after = Math.min(MOST, Math.max(1, zoom));
    const [px, py] = [number(frame, "--px", 0), number(frame, "--py", 0)];
    place(frame, after, x - ((x - px) / before) * after, y - ((y - py) / before) * after);
  }
  // The picture never leaves the frame.
  function place(frame, zoom, px, py) {
    const inside = (value, length) => Math.min(0, Math.max(length * (1 - zoom), value));
    frame.style.setProperty("--closer", zoom);
    frame.style.setProperty("--px", inside(px, frame.clientWidth));
    frame.style.setProperty("--py", inside(py, frame.clientHeight));
    frame.dataset.zoomed = String(zoom > 1);
    const output = figureOf(frame)?.querySelector(".tools output");
    if (output) output.textContent = `${Math.round(100 * zoom)} %`;
  }

  async function picture(figure) {
    const link = figure.closest("#outcome, .opened")?.querySelector("a[data-picture]");
    const answer = link && (await fetch(link.href).catch(() => null));
    if (!answer?.ok) return null;
    const name = link.download;
    return { name, blob: new Blob([await answer.arrayBuffer()], { type: "image/png" }) };
  }
  async function copy(figure) {
    const found = await picture(figure);
    if (!found) return say(["not_ready", "not_ready_hint"]);
    try {
      await navigator.clipboard.write([new ClipboardItem({ "image/png": found.blob })]);
      note(figure, window.tryonWords("copied"));
    } catch {
      say(["no_copying", "download_hint"]);
    }
  }
  async function share(figure) {
    const found = await picture(figure);
    const files = found && [new File([found.blob], found.name, { type: "image/png" })];
    if (files && navigator.canShare?.({ files })) navigator.share({ files }).catch(() => {});
    else say(["no_sharing", "download_hint"]);
  }
  function note(figure, text) {
    figure.querySelector(".tools .said").textContent = text;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-closer]");
    const figure = button && figureOf(button);
    if (!figure) return;
    const frame = figure.querySelector(".frame");
    const zoom = number(frame, "--closer", 1);
    const doing = {
      in: () => zoomTo(frame, zoom * 1.5),
      out: () => zoomTo(frame, zoom / 1.5),
      whole: () => place(frame, 1, 0, 0),
      full: () => (document.fullscreenElement ? document.exitFullscreen() : figure.requestFullscreen?.()),
      copy: () => copy(figure),
      share: () => share(figure),
    };
    doing[button.dataset.closer]?.();
  });

  // Pictures that are brought closer, each kind in its own way.
  const closable = (element) => element.closest?.(".compare .frame, .sides .frame, #studio-editor .studio-stage");
  const slider = (frame, sets = "--zoom") => frame.closest(".sides")?.querySelector(`input[data-sets="${sets}"]`);
  function slide(input, value) {
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function closeness(frame) {
    if (frame.matches(".studio-stage")) return window.tryonStudio.closeness();
    return slider(frame) ? slider(frame).value / 100 : number(frame, "--closer", 1);
  }
  // Around a place of the window.
  function bring(frame, zoom, [x, y]) {
    const box = frame.getBoundingClientRect();
    const at = [x - box.left, y - box.top];
    if (frame.matches(".studio-stage")) return window.tryonStudio.zoomTo(zoom, at);
    const shared = slider(frame);
    if (shared) slide(shared, Math.round(100 * zoom));
    else zoomTo(frame, zoom, ...at);
  }
  // By pixels of the screen.
  function move(frame, right, down) {
    if (frame.matches(".studio-stage")) return window.tryonStudio.moveBy(right, down);
    const zoom = closeness(frame);
    if (!slider(frame)) return place(frame, zoom, number(frame, "--px", 0) + right, number(frame, "--py", 0) + down);
    // Side by side the sliders say where in the picture it is, in per cent of what lies outside.
    if (zoom === 1) return;
    const { width, height } = frame.getBoundingClientRect();
    for (const [sets, share] of [
      ["--x", right / width],
      ["--y", down / height],
    ]) {
      const input = slider(frame, sets);
      // The slider goes by whole per cents, fingers by less.
      const exact = (pinch.exact[sets] ?? Number(input.value)) - (100 * share) / (zoom - 1);
      pinch.exact[sets] = Math.min(100, Math.max(0, exact));
      slide(input, pinch.exact[sets]);
    }
  }

  // The wheel scrolls the page; with Ctrl (a pinch on a trackpad), or in full screen, it zooms.
  document.addEventListener(
    "wheel",
    (event) => {
      const frame = event.target.closest?.(".compare .frame, .sides .frame");
      if (!frame || !(event.ctrlKey || document.fullscreenElement)) return;
      event.preventDefault();
      bring(frame, closeness(frame) * Math.exp(-event.deltaY / 300), [event.clientX, event.clientY]);
    },
    { passive: false },
  );

  document.addEventListener("dblclick", (event) => {
    const frame = event.target.closest?.(".compare .frame");
    if (!frame) return;
    const box = frame.getBoundingClientRect();
    if (frame.dataset.zoomed === "true") place(frame, 1, 0, 0);
    else zoomTo(frame, TWICE, event.clientX - box.left, event.clientY - box.top);
  });

  // Zoomed in, a drag moves the picture, but for one at the seam; two fingers zoom and
  // move it.
  const fingers = new Map();
  let pan = null;
  let pinch = null;
  document.addEventListener(
    "pointerdown",
    (event) => {
      const frame = closable(event.target);
      if (!frame) return;
      fingers.set(event.pointerId, event);
      if (fingers.size === 2) {
        pinch = { frame, span: span(), zoom: closeness(frame), at: middle(), exact: {} };
        pan = null;
        return;
      }
      if (frame.dataset.zoomed !== "true") return;
      const box = frame.getBoundingClientRect();
      const seam = frame.querySelector(".seam").getBoundingClientRect();
      if (Math.abs(event.clientX - seam.left) < 28 || event.clientX < box.left) return;
      event.preventDefault();
      event.target.setPointerCapture?.(event.pointerId);
      pan = { frame, x: event.clientX - number(frame, "--px", 0), y: event.clientY - number(frame, "--py", 0) };
    },
    true,
  );
  // Else the browser may take the two for a scroll of the page.
  document.addEventListener(
    "touchstart",
    (event) => event.touches.length > 1 && closable(event.target) && event.preventDefault(),
    { passive: false },
  );
  const middle = () => {
    const [one, other] = [...fingers.values()];
    return [(one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2];
  };
  const span = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  };
  document.addEventListener("pointermove", (event) => {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
    if (pinch && fingers.size === 2) {
      const [[x, y], [nowX, nowY]] = [pinch.at, middle()];
      bring(pinch.frame, (pinch.zoom * span()) / pinch.span, pinch.at);
      move(pinch.frame, nowX - x, nowY - y);
      pinch.at = [nowX, nowY];
    } else if (pan) place(pan.frame, number(pan.frame, "--closer", 1), event.clientX - pan.x, event.clientY - pan.y);
  });
  for (const end of ["pointerup", "pointercancel"])
    document.addEventListener(end, (event) => {
      fingers.delete(event.pointerId);
      pan = null;
      if (fingers.size < 2) pinch = null;
    });
  // While a drag moves the picture, the slider below it does not move.
  document.addEventListener(
    "input",
    (event) => pan && event.target.closest?.(".compare") && event.stopImmediatePropagation(),
    true,
  );

  // Only where the system has a share menu for pictures.
  const probe = new File([""], "a.png", { type: "image/png" });
  if (!navigator.canShare?.({ files: [probe] })) document.documentElement.dataset.share = "none";
})();
