// Puts the page's own HTML into the visitor's language; Gradio does that for its components. What
// has a key says so: data-words for the text, data-label for the name that is read out, data-hint for
// the tooltip, data-alt for what stands for a picture; data-values, data-label-values and so on for
// what is put into each. What is said of a passage of a paper, with marks in it, has data-formula;
// a number alone has data-amount.
(() => {
  const tables = () => window.gradio_config?.i18n_translations ?? {};
  const language = () => {
    const wanted = navigator.language ?? "en";
    return [wanted, wanted.split("-")[0], "en"].find((tag) => tables()[tag]) ?? "en";
  };
  // The page has of other languages only what Gradio says; the rest comes when it is asked for.
  let rest = {};
  const known = (key) => rest[key] ?? tables()[language()]?.[key] ?? tables().en?.[key];
  // Numbers come with English marks, some with a unit; `amounts.py` knows them in the same form.
  const AMOUNT = /^(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?=$| \S{1,3}$)/;
  function amount(text) {
    const spoken = language();
    const marks = navigator.language.startsWith(spoken) ? navigator.language : spoken;
    return text.replace(AMOUNT, (all, whole, part = "") => {
      if (!/[.,]/.test(all)) return all;
      const digits = Math.max(part.length - 1, 0);
      const form = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      return new Intl.NumberFormat(marks, form).format(Number(all.replaceAll(",", "")));
    });
  }
  // What stands in braces is put in; behind an @ stands the key of a text. Several of these, and
  // nothing else, are listed as the language lists things.
  function words(key, values = {}) {
    const named = (all, key) => (known(key) ? words(key) : all);
    const inWords = (text) => text.replace(/@(\w+)/g, named);
    function said(value) {
      const each = String(value).split(", ");
      if (each.length < 2 || !each.every((one) => /^@\w+$/.test(one))) return inWords(amount(String(value)));
      return new Intl.ListFormat(language()).format(each.map(inWords));
    }
    return (known(key) ?? key).replace(/\{(\w+)\}/g, (_, name) => said(values[name] ?? ""));
  }

  const KINDS = {
    words: ["values", "textContent"],
    label: ["labelValues", "ariaLabel"],
    hint: ["hintValues", "title"],
    alt: ["altValues", "alt"],
  };
  function put(element, kind) {
    const [values, property] = KINDS[kind];
    const text = words(element.dataset[kind], JSON.parse(element.dataset[values] ?? "{}"));
    if (element[property] === text) return;
    const link = kind === "words" ? element.querySelector("a") : null;
    element[property] = text;
    if (!link) return;
    // An address stays a link.
    const [before, after] = text.split(link.textContent);
    if (after !== undefined) element.replaceChildren(before, link, after);
  }
  // Names what Gradio made, now and when more words come.
  function named(element, kinds, key, values = {}) {
    const blanks = JSON.stringify(values);
    for (const kind of kinds) {
      const [place] = KINDS[kind];
      if (element.dataset[kind] !== key) element.dataset[kind] = key;
      if (element.dataset[place] !== blanks) element.dataset[place] = blanks;
      put(element, kind);
    }
  }

  // What stands in braces behind _ is lowered, behind ^ raised.
  function formula(element) {
    const pieces = known(element.dataset.formula).split(/([_^]\{[^}]*\})/);
    const bare = pieces.map((piece) => piece.replace(/^[_^]\{(.*)\}$/, "$1"));
    if (element.textContent === bare.join("")) return;
    const nodes = pieces.map((piece, at) => {
      if (piece === bare[at]) return piece;
      return Object.assign(document.createElement(piece[0] === "_" ? "sub" : "sup"), { textContent: bare[at] });
    });
    element.replaceChildren(...nodes);
  }

  function speak() {
    if (language() === "en") return;
    for (const kind of Object.keys(KINDS))
      for (const element of document.querySelectorAll(`[data-${kind}]`)) put(element, kind);
    for (const element of document.querySelectorAll("[data-formula]")) formula(element);
    for (const element of document.querySelectorAll("[data-amount]")) {
      const text = amount(element.dataset.amount);
      if (element.textContent !== text) element.textContent = text;
    }
  }
  // Gradio changes what it shows piece by piece: attributes and texts, of elements that stay.
  const asked = [
    "words",
    "values",
    "label",
    "label-values",
    "hint",
    "hint-values",
    "alt",
    "alt-values",
    "formula",
    "amount",
  ];
  new MutationObserver(speak).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: [...asked.map((name) => `data-${name}`), "aria-label", "title", "alt"],
  });
  window.tryonWords = words;
  window.tryonNamed = named;

  async function fetchRest() {
    const answer = await fetch(`words/${language()}`).catch(() => null);
    if (!answer?.ok) return; // English, then
    rest = await answer.json();
    speak();
  }
  if (language() !== "en") fetchRest();
})();
