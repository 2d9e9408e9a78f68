// What the studio's scripts share: what the server told last, what is chosen, and where a place of the
// photo lies in the picture. Each of the others adds to `window.tryonStudio` what it can do:
//   wire.js     to the server and back
//   opening.js  when the studio opens, and why it is empty
//   view.js     what stands around the picture
//   picture.js  what is drawn over the picture
//   zoom.js     closer to the picture
//   strokes.js  clicks and strokes on the picture
//   buttons.js  buttons and keys
// The page's other scripts use open, lead, mends, closeness, zoomTo and what begins with an event.
(() => {
  const state = {
    part: "body",
    region: "upper clothes",
    tool: "click",
    add: true,
    positive: true,
    radius: 36,
    joint: 4,
    cross: null,
  };

  const $ = (selector) => document.querySelector(`#studio-editor ${selector}`);
  const $$ = (selector) => [...document.querySelectorAll(`#studio-editor ${selector}`)];
  function picture() {
    const pictures = studio.told.pictures;
    if (state.part === "garment") return pictures?.garment;
    return (state.part === "layout" && pictures?.layout) || pictures?.person;
  }

  // Places: fractions of the stage, pixels of the photo (their centres at whole numbers).
  const toStage = (place, shown) => [
    (place[0] + 0.5 - shown.box[0]) / shown.box[2],
    (place[1] + 0.5 - shown.box[1]) / shown.box[3],
  ];
  function toPhoto(event) {
    const shown = picture();
    const rect = $(".studio-frame").getBoundingClientRect();
    const x = shown.box[0] + ((event.clientX - rect.left) / rect.width) * shown.box[2] - 0.5;
    const y = shown.box[1] + ((event.clientY - rect.top) / rect.height) * shown.box[3] - 0.5;
    return inside([x, y]);
  }
  function inside([x, y]) {
    const [width, height] = picture().photo;
    return [Math.min(Math.max(x, -0.5), width - 0.5), Math.min(Math.max(y, -0.5), height - 0.5)].map(
      (v) => Math.round(v * 100) / 100,
    );
  }
  // The brush is as wide on every photo: its slider is in thousandths of the picture's width.
  const photoRadius = () => (state.radius / 1000) * picture().box[2];

  // Sentences as they are told: a key and what is put in, or a text in English.
  const inWords = (said) => said.map((each) => (Array.isArray(each) ? window.tryonWords(...each) : each)).join(" ");
  const keyOf = (kind, name) => `${kind}_${name.replaceAll(" ", "_")}`;
  function setHint(element, key) {
    element.dataset.hint = key;
    element.title = window.tryonWords(key);
  }

  const studio = {
    told: {}, // by the server, last
    state, // what is chosen
    opening: false, // photos are on their way
    advice: [], // sentences: what is to be done with the tool that was led to
    regionOf: null, // region numbers as a picture, (H, W)
    drag: null, // what is held at the moment
    EMPTY: { noPhotos: [["st_no_photos"]], notYet: [["st_not_yet"]], opening: [["st_opening"]] },
    $,
    $$,
    picture,
    toStage,
    toPhoto,
    inside,
    photoRadius,
    inWords,
    keyOf,
    setHint,
  };
  window.tryonStudio = studio;
})();
