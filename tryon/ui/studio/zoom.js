// The studio's picture is brought closer and moved: by buttons, keys, the wheel and two fingers.
(() => {
  const studio = window.tryonStudio;
  const { $ } = studio;
  const MOST = 8; // times, as of a result (closer.js)
  const STEP = 1.5; // times, by a button or a key

  const closer = { zoom: 1, x: 0, y: 0 };
  function zoomTo(zoom, at) {
    const stage = $(".studio-stage");
    const box = stage.getBoundingClientRect();
    const [x, y] = at ?? [box.width / 2, box.height / 2];
    const after = Math.min(MOST, Math.max(1, zoom));
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
  const ZOOM = { in: () => zoomTo(closer.zoom * STEP), out: () => zoomTo(closer.zoom / STEP), whole: () => zoomTo(1) };
  document.addEventListener(
    "wheel",
    (event) => {
      const stage = event.target.closest?.("#studio-editor .studio-stage");
      if (!stage || !(event.ctrlKey || closer.zoom > 1)) return;
      event.preventDefault();
      const box = stage.getBoundingClientRect();
      if (event.ctrlKey)
        zoomTo(closer.zoom * Math.exp(-event.deltaY / 300), [event.clientX - box.left, event.clientY - box.top]);
      else moveTo(closer.x - event.deltaX, closer.y - event.deltaY);
    },
    { passive: false },
  );

  const moveBy = (right, down) => moveTo(closer.x + right, closer.y + down);
  Object.assign(studio, { zoomTo, moveBy, zoom: ZOOM, closeness: () => closer.zoom });
})();
