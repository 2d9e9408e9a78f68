// When the studio opens, and on what: on the photos that are chosen above, anew when they change and
// when a result comes. While it is empty it says why.
(() => {
  const studio = window.tryonStudio;
  const { $, EMPTY } = studio;

  let both = false; // photos are chosen above
  let leading = false; // here, until there is something to see

  // Lets go of the photos that were open, and says why the studio is empty.
  function shut(sentences) {
    studio.told = {};
    studio.forgetQueue();
    studio.opening = leading = false;
    tell(sentences);
    studio.free();
    window.tryonPage.look();
  }
  function tell(sentences) {
    const editor = $(".studio");
    if (!editor) return; // never opened so far
    editor.dataset.empty = "true";
    editor.dataset.opening = String(sentences === EMPTY.opening);
    const place = $(".studio-empty");
    delete place.dataset.words;
    place.textContent = studio.inWords(sentences);
  }
  function wake() {
    studio.opening = true;
    studio.wake();
  }
  // From the moment it is opened it says what it waits for. Gradio builds what is inside then.
  function begin() {
    if (!$(".studio")) requestAnimationFrame(begin);
    else if (!studio.told.token) tell(both ? EMPTY.opening : EMPTY.noPhotos);
  }
  const header = () => document.querySelector("#studio > button, #studio .label-wrap");
  const isOpen = () => Boolean($(".studio")?.offsetParent);
  const bring = () => document.querySelector("#studio")?.scrollIntoView({ behavior: "auto" });
  // Who goes on by themselves is not led any more.
  for (const kind of ["wheel", "touchmove", "keydown", "pointerdown"])
    document.addEventListener(kind, () => (leading = false), { capture: true, passive: true });

  Object.assign(studio, {
    shut,
    tell,
    begin,
    open() {
      leading = !isOpen() || !studio.told.token;
      if (!isOpen()) header()?.click();
      bring();
    },
    // What came into the studio changes what stands where, also beside and above it.
    filled() {
      if (!leading) return;
      leading = false;
      requestAnimationFrame(bring);
    },
    // What is known of the photos has changed on the server.
    reopen: () => isOpen() && wake(),
    // Opened before there are photos, the studio wakes when they come.
    photosChanged(chosen) {
      both = chosen;
      shut(both ? EMPTY.opening : EMPTY.noPhotos);
      if (both && isOpen()) wake();
    },
    // A run that was started above is what the studio goes on from.
    resultCame(made) {
      if (made && studio.told.token && made !== studio.told.made && isOpen() && !studio.running()) wake();
    },
    optionsChanged: () => studio.told.token && studio.showButtons(),
  });
})();
