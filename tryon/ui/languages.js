// Puts the page's own HTML into the visitor's language; Gradio does that for its components. What
// has a key says so: data-words for the text, data-label for the name that is read out, data-hint for
// the tooltip, data-alt for what stands for a picture; data-values, data-label-values and so on for
// what is put into each.
(() => {
  const tables = () => window.gradio_config?.i18n_translations ?? {};
  const language = () => {
    const wanted = navigator.language ?? "en";
    return [wanted, wanted.split("-")[0], "en"].find((tag) => tables()[tag]) ?? "en";
  };
  // The page has of other languages only what Gradio says; the rest comes when it is asked for.
  let rest = {};
  const known = (key) => rest[key] ?? tables()[language()]?.[key] ?? tables().en?.[key];
  // What stands in braces is put in; behind an @ stands the key of a text.
  function words(key, values = {}) {
    const put = (value) => String(value).replace(/@(\w+)/g, (all, named) => (known(named) ? words(named) : all));
    return (known(key) ?? key).replace(/\{(\w+)\}/g, (_, name) => put(values[name] ?? ""));
  }

  function speak() {
    if (language() === "en") return;
    for (const [kind, values, property] of [
      ["words", "values", "textContent"],
      ["label", "labelValues", "ariaLabel"],
      ["hint", "hintValues", "title"],
      ["alt", "altValues", "alt"],
    ])
      for (const element of document.querySelectorAll(`[data-${kind}]`)) {
        const text = words(element.dataset[kind], JSON.parse(element.dataset[values] ?? "{}"));
        if (element[property] !== text) element[property] = text;
      }
  }
  new MutationObserver(speak).observe(document.documentElement, { childList: true, subtree: true });
  window.tryonWords = words;

  async function fetchRest() {
    const answer = await fetch(`words/${language()}`).catch(() => null);
    if (!answer?.ok) return; // English, then
    rest = await answer.json();
    speak();
  }
  if (language() !== "en") fetchRest();
})();
