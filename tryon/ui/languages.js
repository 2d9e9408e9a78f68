// Puts the page's own HTML into the visitor's language; Gradio does that for its components. What
// has a key says so: data-words for the text, data-values for what is put into it, data-label for the
// name that is read out.
(() => {
  const tables = () => window.gradio_config?.i18n_translations ?? {};
  const language = () => {
    const wanted = navigator.language ?? "en";
    return [wanted, wanted.split("-")[0], "en"].find((tag) => tables()[tag]) ?? "en";
  };
  // What stands in braces is put in; behind an @ stands the key of a text.
  function words(key, values = {}) {
    const text = tables()[language()]?.[key] ?? tables().en?.[key] ?? key;
    const put = (value) => (String(value).startsWith("@") ? words(value.slice(1)) : value);
    return text.replace(/\{(\w+)\}/g, (_, name) => put(values[name] ?? ""));
  }

  function speak() {
    if (language() === "en") return;
    for (const element of document.querySelectorAll("[data-words]")) {
      const text = words(element.dataset.words, JSON.parse(element.dataset.values ?? "{}"));
      if (element.textContent !== text) element.textContent = text;
    }
    for (const element of document.querySelectorAll("[data-label]")) {
      const text = words(element.dataset.label);
      if (element.ariaLabel !== text) element.ariaLabel = text;
    }
  }
  new MutationObserver(speak).observe(document.documentElement, { childList: true, subtree: true });
  window.tryonWords = words;
})();
