// Sliders and legends of the page. Listeners sit on the document, because Gradio replaces what is
// inside its elements whenever a run shows something new.
(() => {
  const dimmed = [255, 255, 255, 190];
  const GONE = ["results_gone", "try_again_hint"];
  const UNREACHABLE = ["unreachable", "unreachable_hint"];

  // The second click of a double click is no second wish: Gradio would queue it, or what stands in
  // the button's place by then would stop what it began.
  const RUNS = ":is(#actions, #lookbook-actions) button";
  document.addEventListener(
    "click",
    (event) => {
      if (event.detail > 1 && event.target.closest?.(RUNS)) event.stopImmediatePropagation();
    },
    true,
  );

  // A run with a photo that was refused must fail: say so in place of starting it. A comparison may
  // still come to something, by a pipeline that needs less.
  document.addEventListener(
    "click",
    (event) => {
      if (!event.target.closest?.("#run")) return;
      const refused = window.tryonPage.refused();
      if (!refused.length) return;
      event.stopImmediatePropagation();
      document.body.dataset.refused = "yes";
      window.tryonPage.say(...refused);
    },
    true,
  );

  // What is kept for an hour only may be gone: say so in place of a broken file.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[download]");
    if (!link || link.dataset.there) return;
    event.preventDefault();
    const answer = await fetch(link.href, { method: "HEAD" }).catch(() => null);
    if (!answer?.ok) return window.tryonPage.say(answer ? GONE : UNREACHABLE);
    link.dataset.there = "yes";
    link.click();
    delete link.dataset.there;
  });

  // Gradio is silent where there is no picture to be had: no camera, none in the clipboard, or
  // neither allowed. What is said stands where the result's news stand.
  const NO_PICTURE = ["no_picture", "no_picture_hint"];
  const NO_CLIPBOARD = ["no_clipboard", "no_clipboard_hint"];
  const NO_CAMERA = ["no_camera", "no_camera_hint"];
  const say = (words) => window.tryonPage.say(words);
  const shows = (items) => items.some((item) => item.types.some((type) => type.startsWith("image/")));

  if (!navigator.clipboard) Object.defineProperty(navigator, "clipboard", { value: {} });
  const readClipboard = navigator.clipboard.read?.bind(navigator.clipboard);
  let ready = null; // pictures that were read already
  navigator.clipboard.read = async () => {
    if (ready) {
      const items = ready;
      ready = null;
      return items;
    }
    const items = await (readClipboard?.() ?? Promise.reject()).catch(() => null);
    if (!items) say(NO_CLIPBOARD);
    else if (!shows(items)) say(NO_PICTURE);
    return items ?? [];
  };
  const media = navigator.mediaDevices;
  const openCamera = media?.getUserMedia.bind(media);
  if (media)
    media.getUserMedia = (wanted) =>
      openCamera(wanted).catch(() => {
        say(NO_CAMERA);
        return new Promise(() => {}); // said already; Gradio would throw
      });
  document.addEventListener("paste", (event) => {
    const inSlot = event.target.closest?.(".slot, #lookbook-photos");
    if (inSlot && ![...event.clipboardData.items].some((item) => item.type.startsWith("image/"))) say(NO_PICTURE);
  });
  // In a filled frame Gradio would take the photo away before it looks for another one.
  document.addEventListener(
    "click",
    async (event) => {
      const button = event.target.closest?.('.slot .source-selection [data-label="part_paste"]');
      if (!button || ready || !button.closest(".block").querySelector(".image-frame img")) return;
      event.stopImmediatePropagation();
      const items = await navigator.clipboard.read();
      if (!shows(items)) return;
      ready = items;
      button.click();
    },
    true,
  );
  // The upload button of a filled frame replaces the photo.
  document.addEventListener(
    "click",
    (event) => {
      const button = event.target.closest?.(".slot .source-selection button");
      if (button?.dataset.label !== "part_upload") return;
      const frame = button.closest(".block");
      const input = frame.querySelector("input[type=file]");
      if (!input || !frame.querySelector(".image-frame img")) return;
      // Of the two that hear it, only the input is to open a chooser.
      event.stopImmediatePropagation();
      input.addEventListener("click", (click) => click.stopPropagation(), { once: true });
      input.click();
    },
    true,
  );

  // A slider writes its value into a CSS variable of the element around it.
  document.addEventListener("input", (event) => {
    const slider = event.target.closest?.("input[data-sets]");
    if (!slider) return;
    // Gradio resets what it shows by attributes; the next run's slider starts at its start again.
    slider.setAttribute("value", slider.value);
    const value = slider.value + slider.dataset.unit;
    slider.closest("[data-scope]").style.setProperty(slider.dataset.sets, value);
    const output = slider.parentElement.querySelector("output");
    if (output) output.textContent = `${slider.value} %`;
  });

  // In pictures side by side the zoom follows the mouse; the sliders follow along.
  document.addEventListener("pointermove", (event) => {
    const frame = event.target.closest?.(".sides .frame");
    if (!frame || event.pointerType !== "mouse") return;
    const box = frame.getBoundingClientRect();
    const places = {
      "--x": (100 * (event.clientX - box.left)) / box.width,
      "--y": (100 * (event.clientY - box.top)) / box.height,
    };
    for (const [name, place] of Object.entries(places)) {
      const slider = frame.closest(".sides").querySelector(`input[data-sets="${name}"]`);
      slider.value = Math.round(place);
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });

  // The pixels of a label picture, read once. The next run's picture comes into the same element.
  const read = new WeakMap(); // by element: { address, pixels }
  function pixelsOf(image) {
    if (!image.complete || !image.naturalWidth) return null;
    const address = image.currentSrc;
    if (read.get(image)?.address !== address) {
      const canvas = document.createElement("canvas");
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext("2d", { willReadFrequently: true });
      context.drawImage(image, 0, 0);
      read.set(image, { address, pixels: context.getImageData(0, 0, canvas.width, canvas.height) });
    }
    return read.get(image).pixels;
  }

  const parts = (map) => ({
    image: map.querySelector("img"),
    canvas: map.querySelector("canvas"),
    tip: map.querySelector(".tip"),
    regions: JSON.parse(map.dataset.regions),
  });

  const same = (data, at, rgb) => data[at] === rgb[0] && data[at + 1] === rgb[1] && data[at + 2] === rgb[2];

  // Lets one region shine by covering all others; null uncovers everything.
  function highlight(map, index) {
    const { image, canvas, regions } = parts(map);
    const pixels = pixelsOf(image);
    if (!pixels || canvas.dataset.region === String(index)) return;
    canvas.dataset.region = String(index);
    canvas.width = pixels.width;
    canvas.height = pixels.height;
    if (index !== null) {
      const context = canvas.getContext("2d");
      const cover = context.createImageData(pixels.width, pixels.height);
      const rgb = regions[index].rgb;
      for (let at = 0; at < pixels.data.length; at += 4) if (!same(pixels.data, at, rgb)) cover.data.set(dimmed, at);
      context.putImageData(cover, 0, 0);
    }
    for (const button of map.querySelectorAll("[data-region]:is(button)"))
      button.setAttribute("aria-pressed", String(button.dataset.region === String(index)));
  }

  function regionUnder(map, event) {
    const { image, regions } = parts(map);
    const pixels = pixelsOf(image);
    if (!pixels) return null;
    const box = image.getBoundingClientRect();
    const x = Math.floor(((event.clientX - box.left) / box.width) * pixels.width);
    const y = Math.floor(((event.clientY - box.top) / box.height) * pixels.height);
    if (x < 0 || y < 0 || x >= pixels.width || y >= pixels.height) return null;
    const at = 4 * (y * pixels.width + x);
    const index = regions.findIndex((region) => same(pixels.data, at, region.rgb));
    return index < 0 ? null : index;
  }

  document.addEventListener("pointermove", (event) => {
    const map = event.target.closest?.(".label-map");
    for (const other of document.querySelectorAll(".label-map")) if (other !== map) leave(other);
    if (!map) return;
    const button = event.target.closest("button[data-region]");
    const onPicture = event.target.closest(".stack");
    if (!button && !onPicture) return leave(map);
    const index = button ? Number(button.dataset.region) : regionUnder(map, event);
    highlight(map, index);
    const { tip } = parts(map);
    tip.hidden = !onPicture || index === null;
    if (tip.hidden) return;
    const box = onPicture.getBoundingClientRect();
    // In the visitor's language, as the legend has it.
    tip.textContent = map.querySelector(`.legend [data-region="${index}"] span`).textContent;
    tip.style.left = `${event.clientX - box.left}px`;
    tip.style.top = `${event.clientY - box.top}px`;
  });

  function leave(map) {
    const focused = document.activeElement?.closest?.(".label-map button[data-region]");
    const kept = focused && map.contains(focused) ? Number(focused.dataset.region) : null;
    highlight(map, kept);
    map.querySelector(".tip").hidden = true;
  }

  document.addEventListener("focusin", (event) => {
    const button = event.target.closest?.(".label-map button[data-region]");
    if (button) highlight(button.closest(".label-map"), Number(button.dataset.region));
  });
  document.addEventListener("focusout", (event) => {
    const map = event.target.closest?.(".label-map");
    if (map) highlight(map, null);
  });

  // Gradio leaves its example thumbnails nameless, and gives the parts of both frames the same
  // names; what it says anew is not read out. Names hold the words that are seen.
  const PARTS = {
    Fullscreen: "part_full",
    "Remove Image": "part_remove",
    "Upload file": "part_upload",
    "Capture from camera": "part_camera",
    "Paste from clipboard": "part_paste",
  };
  const named = (...parts) => window.tryonNamed(...parts);
  const LIVE = "#status, #person-notes, #garment-notes, #lookbook-status";
  function nameParts() {
    for (const subject of ["person", "garment"]) {
      const whose = { subject: `@part_${subject}` };
      const examples = document.querySelectorAll(`#${subject}-examples .gallery-item`);
      const names = JSON.parse(document.querySelector(`[data-examples="${subject}"]`)?.dataset.names ?? "[]");
      examples.forEach((button, index) => {
        if (names[index]) named(button, ["label", "hint"], "part_example", { ...whose, name: names[index] });
      });
      for (const button of document.querySelectorAll(`:is(#${subject}, #lookbook-${subject}s) button`)) {
        const key = PARTS[button.ariaLabel];
        if (key) named(button, ["label", "hint"], key, whose);
      }
      for (const button of document.querySelectorAll(`#${subject} button[aria-dropeffect]`)) {
        const text = button.innerText.replace(/\s+/g, " ").trim();
        named(button, ["label"], "part_frame", { ...whose, text });
      }
      const photo = document.querySelector(`#${subject} .image-frame img`);
      if (photo) named(photo, ["alt"], `frame_${subject}`);
    }
    for (const place of document.querySelectorAll(LIVE))
      if (!place.ariaLive) Object.assign(place, { ariaLive: "polite", role: "status" });
  }
  new MutationObserver(nameParts).observe(document.documentElement, { childList: true, subtree: true });

  // A button that is disabled under the focus loses it: Cancel has it meanwhile, and gives it back.
  let pressed = null;
  document.addEventListener(
    "click",
    (event) => {
      const run = event.target.closest?.("#run, #compare");
      if (run) pressed = document.activeElement === run ? run : null;
    },
    true,
  );
  new MutationObserver(() => {
    if (!pressed) return;
    const cancel = document.querySelector("#cancel");
    const lost = [document.body, null, cancel].includes(document.activeElement);
    if (!lost && document.activeElement !== pressed) pressed = null;
    else if (pressed.disabled && !cancel.disabled && document.activeElement !== cancel)
      cancel.focus({ preventScroll: true });
    else if (!pressed.disabled && cancel.disabled) {
      pressed.focus({ preventScroll: true });
      pressed = null;
    }
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["disabled"], subtree: true });

  // On a narrow screen the result lies below the photos: go there when a run starts.
  document.addEventListener("click", (event) => {
    const run = event.target.closest?.("#run, #compare, #lookbook-run");
    if (!run || !matchMedia("(max-width: 900px)").matches) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const goal = run.id === "lookbook-run" ? "#lookbook-actions" : "#outcome";
    document.querySelector(goal)?.scrollIntoView({ behavior: calm ? "auto" : "smooth" });
  });
})();
