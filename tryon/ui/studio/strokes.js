// What a mouse, a pen or a finger does on the studio's picture: clicks, boxes, strokes of the brush,
// joints that are dragged. After a click that took much it offers less.
(() => {
  const studio = window.tryonStudio;
  const { $, state, picture, toPhoto, photoRadius } = studio;
  const GRAB = 0.045; // of the picture's width: so near a joint is taken hold of
  const STILL_PX = 8; // of the screen: what moves no farther clicks
  const MOST_POINTS = 3900; // of a stroke; the server takes 4,000 (mending/strokes.py)
  const MUCH = 0.12; // of the picture, by one click: more than a sleeve or a head of hair
  let lastClick = null; // where, and the regions before
  let less = null; // where a click took much

  function nearestJoint(place) {
    const reach = picture().box[2] * GRAB;
    let best = null;
    for (const joint of studio.told.joints ?? []) {
      if (!joint.place) continue;
      const away = Math.hypot(joint.place[0] - place[0], joint.place[1] - place[1]);
      if (away < reach && (!best || away < best.away)) best = { joint: joint.joint, away };
    }
    return best?.joint ?? null;
  }

  const where = ({ clientX, clientY }) => ({ x: clientX, y: clientY });
  const far = ({ clientX, clientY }) => Math.hypot(clientX - studio.drag.x, clientY - studio.drag.y) > STILL_PX;
  document.addEventListener("pointerdown", (event) => {
    const stage = event.target.closest?.("#studio-editor .studio-stage");
    if (!stage || event.button > 0 || !picture() || studio.running()) return;
    if (!event.isPrimary) return drop(); // two fingers zoom
    stage.focus({ preventScroll: true });
    state.cross = null;
    const place = toPhoto(event);
    if (state.part === "pose") {
      const joint = nearestJoint(place);
      if (joint !== null) state.joint = joint;
      studio.drag = { joint: state.joint, points: [place], moved: joint === null, ...where(event) };
      // A finger that holds no joint scrolls, unless it only taps.
      studio.drag.loose = joint === null && event.pointerType === "touch";
    } else {
      studio.drag = { points: [place], negative: event.shiftKey, ...where(event) };
      if (state.tool === "brush") studio.paintLive([place, place]);
    }
    // A finger that clicks may yet scroll; a stroke must not.
    if (event.pointerType === "mouse" || state.tool === "brush" || (state.part === "pose" && !studio.drag.loose))
      stage.setPointerCapture(event.pointerId);
    studio.drawMarks();
  });
  // With a joint under the finger the page stays where it is; else the browser may scroll it.
  document.addEventListener(
    "touchstart",
    (event) => {
      const { joint, loose } = studio.drag ?? {};
      if (joint !== undefined && !loose && event.target.closest?.("#studio-editor .studio-stage"))
        event.preventDefault();
    },
    { passive: false },
  );
  document.addEventListener("pointermove", (event) => {
    if (!studio.drag) return;
    if (studio.drag.loose) return far(event) ? drop() : undefined;
    const place = toPhoto(event);
    if (studio.drag.joint !== undefined) {
      studio.drag.moved = true;
      studio.told.joints[studio.drag.joint].place = place;
      studio.drag.points = [place];
    } else if (state.tool === "brush") {
      if (studio.drag.points.length < MOST_POINTS) studio.drag.points.push(place);
      studio.paintLive(studio.drag.points);
    } else if (event.pointerType === "mouse" && (studio.drag.box || far(event))) {
      studio.drag.box = true;
      studio.drag.points[1] = place;
    }
    studio.drawMarks();
  });
  document.addEventListener("pointerup", (event) => {
    if (!studio.drag) return;
    const done = studio.drag;
    studio.drag = null;
    if (done.joint !== undefined) {
      if (done.moved) studio.send({ do: "joint", joint: done.joint, points: done.points });
      studio.render();
    } else if (state.tool === "brush") studio.send({ do: "stroke", points: done.points, radius: photoRadius() });
    else if (done.box) studio.send({ do: "box", points: [done.points[0], done.points[1]] });
    else clicked(done.points[0], !done.negative && state.positive);
    studio.drawMarks();
  });
  function drop() {
    studio.drag = null;
    studio.redraw();
    studio.drawMarks();
  }
  document.addEventListener("pointercancel", drop);

  function clicked(place, positive) {
    lastClick = { place, before: studio.regionOf };
    studio.send({ do: "click", points: [place], positive });
  }
  // A click that took far more than somebody is likely to have meant offers less.
  function weighClick() {
    const click = lastClick;
    lastClick = null;
    if (
      !click?.before ||
      !studio.regionOf ||
      click.before === studio.regionOf ||
      click.before.data.length !== studio.regionOf.data.length
    )
      return;
    let changed = 0;
    for (let at = 0; at < studio.regionOf.data.length; at += 4)
      changed += studio.regionOf.data[at] !== click.before.data[at];
    const share = (4 * changed) / studio.regionOf.data.length;
    if (share < MUCH) return;
    less = click.place;
    $(".studio-less").hidden = false;
    studio.say(window.tryonWords("st_much", { share: Math.round(100 * share) }), "");
  }
  function takeLess() {
    const place = less;
    forgetLess();
    studio.send({ do: "undo" });
    studio.send({ do: "stroke", points: [place], radius: photoRadius() });
  }
  function forgetLess() {
    less = null;
    const button = $(".studio-less");
    if (button) button.hidden = true;
  }

  Object.assign(studio, { clicked, weighClick, forgetClick: () => (lastClick = null), takeLess, forgetLess });
})();
