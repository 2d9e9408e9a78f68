// How it works: the steps of the result on the page, one at a time, with the visitor's own pictures.
(() => {
  const words = (key, values) => window.tryonWords(key, values);
  let steps = [];
  let at = 0;

  const make = (tag, words = {}, parts = []) => {
    const element = Object.assign(document.createElement(tag), words);
    element.append(...parts);
    return element;
  };
  function build() {
    const button = (textContent, className, onclick) =>
      make("button", { type: "button", textContent, className, onclick });
    const dialog = make("dialog", { id: "walk" }, [
      make("div", { className: "head" }, [make("h2", { id: "walk-title", tabIndex: -1 }), make("span")]),
      make("p", { className: "said" }),
      make("div", { className: "shown" }),
      make("div", { className: "row" }, [
        button(words("back"), "back", () => go(at - 1)),
        button(words("close"), "", () => dialog.close()),
        button(words("next"), "next", () => (at + 1 < steps.length ? go(at + 1) : dialog.close())),
      ]),
    ]);
    dialog.setAttribute("aria-labelledby", "walk-title");
    dialog.addEventListener("keydown", (event) => {
      const way = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (way && at + way >= 0 && at + way < steps.length) go(at + way);
    });
    // What a fold opens may lie below what is seen.
    dialog.addEventListener(
      "toggle",
      ({ target }) => target !== dialog && target.open && target.scrollIntoView({ block: "nearest" }),
      true,
    );
    document.querySelector(".gradio-container").append(dialog);
    return dialog;
  }

  function go(next) {
    at = next;
    const dialog = document.querySelector("#walk");
    const step = steps[at];
    const title = dialog.querySelector("h2");
    title.textContent = step.querySelector("h3").textContent;
    dialog.querySelector(".head span").textContent = words("walk_at", {
      at: at + 1,
      count: steps.length,
    });
    dialog.querySelector(".said").textContent = step.querySelector(".step-words p").textContent;
    const figures = [...step.querySelectorAll("figure")].map((figure) => {
      const picture = figure.querySelector("img").cloneNode();
      picture.loading = "eager";
      return make("figure", {}, [picture, figure.querySelector("figcaption").cloneNode(true)]);
    });
    const passage = step.querySelector(".passage")?.cloneNode(true);
    dialog
      .querySelector(".shown")
      .replaceChildren(make("div", { className: "pictures" }, figures), ...(passage ? [passage] : []));
    dialog.querySelector(".back").disabled = at === 0;
    dialog.querySelector(".next").textContent = at + 1 < steps.length ? words("next") : words("done");
    title.focus({ preventScroll: true });
    dialog.scrollTop = 0;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-walk]");
    if (!button) return;
    steps = [...button.parentElement.querySelectorAll(".steps > .step")];
    if (!steps.length) return;
    (document.querySelector("#walk") ?? build()).showModal();
    go(0);
  });
})();
