// Ties what is shown to what it was made of: compares the photos and options that are chosen now,
// and what is mended in the studio, with what the result says of itself (`made.py`). `style.css` dims it.
(() => {
  let chosen = null; // { photos: [path, path], options: [...] }
  let seen = null; // what the result on the page was made of, as text

  const part = (selector) => document.querySelector(`${selector} [data-made]`);
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

  let compared = ""; // the pictures side by side that were seen last
  let above = null; // the result that stood above them when they came

  let alone = null; // the result that was shown again without its photos, which are deleted

  // Returns what has been changed since: "photos", "options", "mends", or "" for nothing.
  function changed(text, mends = null) {
    const made = JSON.parse(text);
    if (!chosen) return "";
    if (!same(made.photos, chosen.photos)) return "photos";
    if (!same(made.options, chosen.options)) return "options";
    return mends !== null && made.mends !== mends ? "mends" : "";
  }

  // Returns what pictures side by side are: "gone" with what they were made of, made before the last
  // "mends", "older" than the result above them, or "" where they belong to what is there.
  function changedBeside(entry) {
    const sides = document.querySelector("#sides .sides");
    const pictures = [...(sides?.querySelectorAll(".panels img") ?? [])].map((image) => image.src).join(" ");
    if (pictures !== compared) [compared, above] = [pictures, entry];
    if (!sides) return "";
    const isOne = [...sides.querySelectorAll("[data-shows]")].some((each) => each.dataset.shows === entry);
    if (isOne) above = entry;
    const of = sides.dataset.made && JSON.parse(sides.dataset.made);
    // Pipeline and size are not chosen there.
    if (of && chosen && !(same(of.photos, chosen.photos) && same(of.options.slice(4), chosen.options.slice(4))))
      return "gone";
    if (of && of.mends !== window.tryonStudio.mends()) return "mends";
    return above === entry ? "" : "older";
  }

  function look() {
    const body = document.body.dataset;
    const result = part("#result");
    const text = result?.dataset.made ?? null;
    const studio = window.tryonStudio;
    const isAlone = alone !== null && result?.dataset.entry === alone;
    const since = isAlone ? "gone" : text ? changed(text, studio.mends()) : "";
    if (body.made !== since) body.made = since;
    if (result)
      result.setAttribute("aria-description", result.querySelector(`[data-when="${since}"]`)?.textContent ?? "");
    body.sides = changedBeside(result?.dataset.entry ?? null);
    if (text !== seen) {
      seen = text;
      studio.resultCame(text);
    }
  }

  // Keeps why a photo was refused also while it is looked at once more.
  const refusals = new Map(); // by its path
  function heed() {
    for (const [at, subject] of ["person", "garment"].entries()) {
      const path = chosen?.photos[at];
      const notes = document.querySelector(`#${subject}-notes`);
      const bad = notes?.querySelector("[data-refused]");
      if (bad && bad.dataset.refused === path)
        refusals.set(
          path,
          ["strong", "span"].map((part) => bad.querySelector(part)?.textContent ?? ""),
        );
      else if (!bad && notes?.querySelector(".note")) refusals.delete(path);
    }
  }

  // Every photo that was sent or chosen in this tab, so that all can be forgotten at once.
  const PHOTOS = "tryon-photos";
  const photos = () => JSON.parse(sessionStorage.getItem(PHOTOS) ?? "[]");
  function remember(files) {
    const known = new Set([...photos(), ...files.map((file) => file?.path).filter(Boolean)]);
    sessionStorage.setItem(PHOTOS, JSON.stringify([...known].slice(-500)));
  }

  const plainFetch = window.fetch;
  window.fetch = async (...asked) => {
    const answer = await plainFetch(...asked);
    const address = String(asked[0]?.url ?? asked[0]);
    if (answer.ok && /\/upload(\?|$)/.test(address)) remember((await answer.clone().json()).map((path) => ({ path })));
    return answer;
  };

  // Why a run was refused holds for what was chosen then.
  function hushed() {
    document.querySelector("#status [data-said]")?.remove();
    for (const alert of document.querySelectorAll("#status [role=alert]")) alert.hidden = true;
  }

  window.tryonPage = {
    photos,
    chosen: () => chosen?.photos ?? [null, null],
    choose({ person, garment, pipeline, size, seed, ablate, sleeve, neckline }) {
      const before = chosen;
      remember([person, garment]);
      chosen = {
        photos: [person?.path ?? null, garment?.path ?? null],
        options: [pipeline, size ?? "", seed ?? 0, Boolean(ablate), sleeve ?? "", neckline ?? ""],
      };
      if (!before || !same(before.photos, chosen.photos)) {
        // It was of the photos before; what could not be put into a frame is still not there.
        const came = chosen.photos.some((path, at) => path && path !== before?.photos[at]);
        if (came || document.body.dataset.refused === "yes") hushed();
        document.body.dataset.refused = "";
        window.tryonStudio.photosChanged(chosen.photos.every(Boolean));
      }
      if (before && before.options[0] !== pipeline) {
        refusals.clear(); // it may need less of a photo
        hushed();
      }
      heed();
      look();
      window.tryonStudio.optionsChanged();
    },
    changed,
    look,
    // A result is shown again, with its photos or without them.
    restored({ shown, gone }) {
      alone = gone ? shown : null;
    },
    // Returns why no run can come of the photos that are chosen: a sentence and a hint for each.
    refused() {
      return ["person", "garment"].flatMap((subject, at) => {
        const [why, hint] = refusals.get(chosen?.photos[at]) ?? [];
        return why ? [[`${window.tryonWords(`unusable_${subject}`)} ${why}`, hint]] : [];
      });
    },
    // Says something in the line above the result, without asking the server: keys of texts, or texts.
    say(...notes) {
      const inBook = document.querySelector("#lookbook-run")?.checkVisibility();
      const place = document.querySelector(`${inBook ? "#lookbook-status" : "#status"} .prose`);
      const alert = Object.assign(document.createElement("div"), { role: "alert" });
      alert.dataset.said = "";
      const list = Object.assign(document.createElement("ul"), { className: "notes" });
      for (const [sentence, hint] of notes) {
        const item = Object.assign(document.createElement("li"), { className: "note bad" });
        const strong = Object.assign(document.createElement("strong"), { textContent: window.tryonWords(sentence) });
        const span = Object.assign(document.createElement("span"), { textContent: ` ${window.tryonWords(hint)}` });
        item.append(strong, span);
        list.append(item);
      }
      alert.append(list);
      place?.replaceChildren(alert);
      alert.scrollIntoView({ block: "nearest" });
    },
  };

  new MutationObserver(() => {
    heed();
    look();
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
})();
