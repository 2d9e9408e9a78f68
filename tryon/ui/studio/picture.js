// What is drawn over the studio's picture: the regions in colours, what a brush paints at the moment,
// joints, clicks and the cross.
(() => {
  const studio = window.tryonStudio;
  const { $, $$, state, picture, toStage, photoRadius } = studio;
  const BONES = [
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 4],
    [1, 5],
    [5, 6],
    [6, 7],
    [1, 8],
    [8, 9],
    [9, 10],
    [10, 11],
    [8, 12],
    [12, 13],
    [13, 14],
  ];
  const GREY = { rgb: [110, 110, 118], alpha: 235, chosen: true };
  // A garment is shown by darkening what is not: no colour would show on every garment.
  const DARK = { rgb: [24, 22, 20], alpha: 225 };
  const CLEAR = { rgb: [0, 0, 0], alpha: 0, chosen: true };

  // The coloured regions: a grey picture holds the number of the region of each pixel.
  let overlaySource = null;
  function readOverlay() {
    if (!studio.told.overlay) {
      overlaySource = null;
      studio.regionOf = null;
      return redraw();
    }
    if (overlaySource === studio.told.overlay) return redraw();
    overlaySource = studio.told.overlay;
    const wanted = studio.told.overlay;
    const image = new Image();
    image.onload = () => {
      if (wanted !== studio.told.overlay) return;
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      studio.regionOf = context.getImageData(0, 0, canvas.width, canvas.height);
      redraw();
      studio.weighClick();
    };
    image.src = wanted;
  }

  function palette() {
    const chips = $$("[data-region]:is(button)");
    if (state.part === "repaint") return [null, GREY];
    if (state.part === "garment") return [DARK, CLEAR];
    return [
      null,
      ...chips.map((chip) => {
        const chosen = chip.dataset.region === state.region;
        const dark = chip.dataset.region === "background";
        // The published colours are dark: mixed with white, the photo stays to be seen.
        const rgb = chip.dataset.rgb.split(",").map((value) => Math.round(0.6 * Number(value) + 0.4 * 255));
        return { rgb, alpha: chosen ? 200 : dark ? 0 : 80, chosen };
      }),
    ];
  }

  function redraw() {
    const canvas = $("canvas.overlay");
    const shown = picture();
    if (!canvas || !shown) return;
    canvas.width = studio.regionOf?.width ?? shown.width;
    canvas.height = studio.regionOf?.height ?? shown.height;
    if (!studio.regionOf || (studio.regionOf.width !== shown.width && state.part === "garment")) return;
    const { width, height, data } = studio.regionOf;
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
      if (
        (region === chosen) !== (data[from + 8] === chosen) ||
        (region === chosen) !== (data[from + 8 * width] === chosen)
      ) {
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
    // In pixels of the frame as it is without zoom.
    const frame = $(".studio-frame");
    const rect = { width: frame.offsetWidth, height: frame.offsetHeight };
    const at = (place) => toStage(place, shown).map((v, i) => v * (i ? rect.height : rect.width));
    const parts = [];
    if (state.part === "pose") {
      const joints = studio.told.joints ?? [];
      for (const [a, b] of BONES)
        if (joints[a]?.place && joints[b]?.place) {
          const [p, q] = [at(joints[a].place), at(joints[b].place)];
          // White with a dark edge: seen on white and on black.
          for (const [colour, width] of [
            ["#1c1917", 5],
            ["#fff", 2.5],
          ])
            parts.push(
              `<line x1="${p[0]}" y1="${p[1]}" x2="${q[0]}" y2="${q[1]}" stroke="${colour}" stroke-opacity="0.85" stroke-width="${width}"/>`,
            );
        }
      for (const joint of joints)
        if (joint.place) {
          const [x, y] = at(joint.place);
          const chosen = joint.joint === state.joint;
          parts.push(
            `<circle cx="${x}" cy="${y}" r="${chosen ? 9 : 6}" fill="${joint.edited ? "#ec008c" : "#0d9488"}" stroke="#fff" stroke-width="${chosen ? 3 : 2}" style="filter: drop-shadow(0 0 1px #1c1917) drop-shadow(0 0 1px #1c1917)"><title>${window.tryonWords(studio.keyOf("joint", joint.name))}</title></circle>`,
          );
        }
    } else
      for (const [x, y, positive] of studio.told.points ?? []) {
        const [u, v] = at([x, y]);
        parts.push(
          `<circle cx="${u}" cy="${v}" r="7" fill="${positive ? "#16a34a" : "#be123c"}" stroke="#fff" stroke-width="2"/>`,
        );
      }
    if (studio.drag?.box) {
      const [p, q] = [at(studio.drag.points[0]), at(studio.drag.points.at(-1))];
      parts.push(
        `<rect x="${Math.min(p[0], q[0])}" y="${Math.min(p[1], q[1])}" width="${Math.abs(p[0] - q[0])}" height="${Math.abs(p[1] - q[1])}" fill="none" stroke="#fff" stroke-width="2" stroke-dasharray="6 4"/>`,
      );
    }
    if (state.cross) {
      const [x, y] = at(state.cross);
      const r = state.tool === "brush" && state.part !== "pose" ? (photoRadius() / shown.box[2]) * rect.width : 10;
      parts.push(
        `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#fff" stroke-width="3"/><circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="#000" stroke-width="1"/><circle cx="${x}" cy="${y}" r="1.5" fill="#fff"/>`,
      );
    }
    svg.innerHTML = parts.join("");
  }

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

  addEventListener("resize", drawMarks);

  Object.assign(studio, { readOverlay, redraw, paintLive, drawMarks });
})();
