// Crops and turns a photo in a window of its own, and lets one of several people or garments be chosen by a tap.
// Here it is only drawn; the server does it with the photo's own pixels, counted from the whole one.
(() => {
  const MOST = 1400; // pixels a side of what is drawn
  const LEAST = 0.06; // of a side is left at least
  const STEP = 0.02; // an arrow key's
  const UNSEEN = ["unseen", "unseen_hint"];
  const words = (key, values) => window.tryonWords(key, values);
  let wire = null;
  let open = null; // { subject, source, image, turns, box }
  let waiting = null; // { frame, before }: its next photo is on its way, so it is pale and a run waits
  const made = new Map(); // of a cropped photo's path: { source, turns, box }

  const make = (tag, words = {}, parts = []) => {
    const element = Object.assign(document.createElement(tag), words);
    element.append(...parts);
    return element;
  };
  const button = (textContent, className, onclick) =>
    make("button", { type: "button", textContent, className, onclick });

  function build() {
    const canvas = make("canvas");
    const cut = make("button", {
      type: "button",
      className: "cut",
      ariaLabel: words("trim_part"),
    });
    const corners = [
      ["left", "top"],
      ["right", "top"],
      ["left", "bottom"],
      ["right", "bottom"],
    ].map(([x, y]) => {
      const corner = make("button", {
        type: "button",
        className: "corner",
        ariaLabel: words("trim_corner", { corner: `@trim_${x}_${y}` }),
      });
      corner.dataset.edges = JSON.stringify([x === "left" ? 0 : 2, y === "top" ? 1 : 3]);
      return corner;
    });
    const dialog = make("dialog", { id: "trim" }, [
      make("h2", { id: "trim-title" }),
      make("p", { textContent: words("trim_hint") }),
      make("div", { className: "stage" }, [canvas, make("div", { className: "dim" }, [cut]), ...corners]),
      make("div", { className: "row" }, [
        button(words("turn_left"), "", () => turn(-1)),
        button(words("turn_right"), "", () => turn(1)),
        button(words("whole_photo"), "", () => set([0, 0, 1, 1])),
        button(words("cancel"), "", () => dialog.close()),
        button(words("use_this"), "use", use),
      ]),
    ]);
    dialog.setAttribute("aria-labelledby", "trim-title");
    document.querySelector(".gradio-container").append(dialog);
    dialog.addEventListener("pointerdown", drag);
    dialog.addEventListener("keydown", press);
    return dialog;
  }
  const dialog = () => document.querySelector("#trim") ?? build();

  function chosen(subject) {
    const url = document.querySelector(`#${subject} .image-frame img`)?.src ?? "";
    const [, root, encoded] = /^(.*file=)(.*)$/.exec(url) ?? [];
    const path = encoded && decodeURIComponent(encoded);
    return { url, root, path, before: made.get(path) };
  }
  async function start(subject) {
    const { url, root, path, before } = chosen(subject);
    const image = new Image();
    image.src = before ? root + encodeURI(before.source) : url;
    if (
      !path ||
      !(await image.decode().then(
        () => true,
        () => false,
      ))
    )
      return window.tryonPage.say(UNSEEN);
    open = {
      subject,
      image,
      source: before?.source ?? path,
      turns: before?.turns ?? 0,
      box: [...(before?.box ?? [0, 0, 1, 1])],
    };
    dialog().querySelector("h2").textContent = words(`crop_${subject}`);
    dialog().showModal();
    draw();
  }

  function draw() {
    const { image, turns } = open;
    const scale = Math.min(1, MOST / Math.max(image.naturalWidth, image.naturalHeight));
    const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
    const canvas = dialog().querySelector("canvas");
    [canvas.width, canvas.height] = turns % 2 ? [height, width] : [width, height];
    const context = canvas.getContext("2d");
    context.translate(canvas.width / 2, canvas.height / 2);
    context.rotate((turns * Math.PI) / 2);
    context.drawImage(image, -width / 2, -height / 2, width, height);
    show();
  }
  function show() {
    const [left, top, right, bottom] = open.box.map((share) => 100 * share);
    Object.assign(dialog().querySelector(".cut").style, {
      left: `${left}%`,
      top: `${top}%`,
      width: `${right - left}%`,
      height: `${bottom - top}%`,
    });
    for (const corner of dialog().querySelectorAll(".corner")) {
      const [x, y] = JSON.parse(corner.dataset.edges);
      Object.assign(corner.style, { left: `${100 * open.box[x]}%`, top: `${100 * open.box[y]}%` });
    }
  }
  function set(box) {
    open.box = box;
    show();
  }
  const turned = ([left, top, right, bottom], by) =>
    by > 0 ? [1 - bottom, left, 1 - top, right] : [top, 1 - right, bottom, 1 - left];
  function turn(by) {
    open.turns = (open.turns + by + 4) % 4;
    open.box = turned(open.box, by);
    draw();
  }

  // Moves the edges of a corner, or all four of the part, by shares of the photo.
  function move(box, edges, x, y) {
    const inside = (value, low, high) => Math.min(high, Math.max(low, value));
    const next = [...box];
    if (edges) {
      const [across, down] = edges;
      next[across] = across === 0 ? inside(box[0] + x, 0, box[2] - LEAST) : inside(box[2] + x, box[0] + LEAST, 1);
      next[down] = down === 1 ? inside(box[1] + y, 0, box[3] - LEAST) : inside(box[3] + y, box[1] + LEAST, 1);
    } else {
      const [right, down] = [inside(x, -box[0], 1 - box[2]), inside(y, -box[1], 1 - box[3])];
      [next[0], next[2], next[1], next[3]] = [box[0] + right, box[2] + right, box[1] + down, box[3] + down];
    }
    set(next);
  }
  const edgesOf = (element) => (element.dataset.edges ? JSON.parse(element.dataset.edges) : null);
  function drag(event) {
    const held = event.target.closest(".corner, .cut");
    if (!held) return;
    held.setPointerCapture(event.pointerId);
    const box = [...open.box];
    const size = dialog().querySelector("canvas").getBoundingClientRect();
    const follow = (at) =>
      move(box, edgesOf(held), (at.clientX - event.clientX) / size.width, (at.clientY - event.clientY) / size.height);
    held.addEventListener("pointermove", follow);
    const release = () => held.removeEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) held.addEventListener(end, release, { once: true });
  }
  function press(event) {
    const held = event.target.closest(".corner, .cut");
    const way = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key];
    if (!held || !way) return;
    event.preventDefault();
    move(open.box, edgesOf(held), ...way);
  }
  function use() {
    const { subject, source, turns, box } = open;
    dialog().close();
    ask("trim", { subject, source, turns, box });
  }
  function ask(what, data) {
    waiting = { frame: document.querySelector(`#${data.subject}`), before: chosen(data.subject).path };
    waiting.frame.classList.add("on-its-way");
    wire?.[what](data);
  }
  // The frame takes the photo about when this is told, where there is one.
  function came(path) {
    if (!waiting) return;
    const { frame, before } = waiting;
    if (path && path !== before && chosen(frame.id).path === before) return setTimeout(came, 50, path);
    frame.classList.remove("on-its-way");
    waiting = null;
  }

  // Turns the whole photo as it stands, what is left of it after cropping with it.
  function turnGarment(turns) {
    const { path, before } = chosen("garment");
    let box = before?.box ?? [0, 0, 1, 1];
    for (let left = turns; left > 0; left -= 1) box = turned(box, 1);
    ask("trim", { subject: "garment", source: before?.source ?? path, turns: (before?.turns ?? 0) + turns, box });
  }

  document.addEventListener("click", (event) => {
    const subject = event.target.closest?.("[data-trim]")?.dataset.trim;
    if (subject) start(subject);
    if (event.target.closest?.("[data-swap]")) document.querySelector("#swap").click();
    const turns = event.target.closest?.("[data-turn]")?.dataset.turn;
    if (turns) turnGarment(Number(turns));
    const { index, subject: where } = event.target.closest?.(".several-over button")?.dataset ?? {};
    if (index) ask("pick", { subject: where, index: Number(index) });
  });

  // Buttons over the people or garments in a photo, where the photo lies in its frame.
  function laySeveral(subject) {
    const told = document.querySelector(`.several[data-subject="${subject}"]`);
    const image = document.querySelector(`#${subject} .image-frame img`);
    const frame = image?.parentElement;
    let over = document.querySelector(`#${subject} .several-over`);
    if (!told || !frame || !image.naturalWidth) return over?.remove();
    const key = told.dataset.places + told.dataset.chosen;
    if (over?.parentElement !== frame || over.dataset.key !== key) {
      over?.remove();
      over = make("div", { className: "several-over" });
      over.dataset.key = key;
      const size = ([left, top, right, bottom]) => (right - left) * (bottom - top);
      const places = JSON.parse(told.dataset.places).map((place, at) => [place, at + 1]);
      // The small ones lie above, where both would be hit.
      for (const [place, index] of places.sort((one, other) => size(other[0]) - size(one[0]))) {
        const one = make("button", { type: "button" }, [make("span", { textContent: index })]);
        window.tryonNamed(one, ["label"], `dress_${subject}`, { index });
        window.tryonNamed(one, ["hint"], `dress_${subject}_hint`);
        Object.assign(one.dataset, { index, subject });
        one.setAttribute("aria-pressed", String(String(index) === told.dataset.chosen));
        const [left, top, right, bottom] = place.map((share) => 100 * share);
        Object.assign(one.style, {
          left: `${left}%`,
          top: `${top}%`,
          width: `${right - left}%`,
          height: `${bottom - top}%`,
        });
        over.append(one);
      }
      frame.style.position = "relative";
      frame.append(over);
    }
    const box = image.getBoundingClientRect();
    const outer = frame.getBoundingClientRect();
    const scale = Math.min(box.width / image.naturalWidth, box.height / image.naturalHeight);
    const [width, height] = [image.naturalWidth * scale, image.naturalHeight * scale];
    const style = {
      left: `${box.left - outer.left + (box.width - width) / 2}px`,
      top: `${box.top - outer.top + (box.height - height) / 2}px`,
      width: `${width}px`,
      height: `${height}px`,
    };
    for (const [name, value] of Object.entries(style)) if (over.style[name] !== value) over.style[name] = value;
  }
  const layBoth = () => ["person", "garment"].forEach(laySeveral);
  new MutationObserver(layBoth).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("resize", layBoth);
  document.addEventListener("load", layBoth, true); // a picture's

  window.tryonPhotos = {
    shown: (subject) => chosen(subject).path, // of the upload in a frame; none without one
    connect(connection) {
      wire = connection;
      wire.listen((text) => {
        const { path, same, ...how } = JSON.parse(text);
        if (!path) window.tryonArriving.drop();
        else if (!same) made.set(path, how);
        else if (made.has(same)) made.set(path, made.get(same));
        came(path);
      });
    },
  };
})();
