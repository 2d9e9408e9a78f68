// The studio's way to the server: what is done goes there, one thing after the other, and what the
// server tells is kept in `told` and shown.
(() => {
  const studio = window.tryonStudio;
  const { $, state, EMPTY } = studio;
  const PATIENCE_MS = 60000;
  const RUN_PATIENCE_MS = 600000; // a slow pipeline on a slow machine

  let wire = null;
  let serial = 0;
  let waiting = null; // for an answer
  let heard = 0; // turn of what was heard last of the photos
  let mended = ""; // a key of what is mended, as the server knows it
  const queue = [];

  function send(action) {
    if (!wire || !studio.told.token) return studio.tell(wire ? EMPTY.noPhotos : EMPTY.notYet);
    if (action.do !== "show") {
      studio.forgetLess();
      studio.advice = [];
    }
    queue.push({ token: studio.told.token, part: state.part, region: state.region, add: state.add, ...action });
    next();
  }
  function next() {
    if (waiting || !queue.length) return;
    const action = { ...queue.shift(), serial: ++serial };
    // An answer may be lost with its connection; the studio must not stay stuck.
    waiting = {
      serial,
      timer: setTimeout(free, action.do === "run" ? RUN_PATIENCE_MS : PATIENCE_MS),
      runs: action.do === "run",
    };
    working(true);
    if (action.do === "run") {
      say("…", "");
      const text = Object.assign(document.createElement("span"), { textContent: window.tryonWords("waiting") });
      text.dataset.words = "waiting";
      $(".studio-message").prepend(text);
    }
    if (action.do === "run") wire.go({ ...action, do: "show" });
    else wire.act(action);
  }
  function free() {
    clearTimeout(waiting?.timer);
    waiting = null;
    working(false);
    next();
  }
  function working(busy) {
    const badge = $(".working");
    if (badge) badge.hidden = !busy;
    const stop = $("[data-do=stop]");
    const go = $(".studio-go [data-run]");
    const focused = [stop, go].includes(document.activeElement);
    if (stop) stop.hidden = !waiting?.runs;
    studio.showButtons();
    // Each stands in the other's place, and has the focus in its turn.
    if (focused && stop) (stop.hidden ? go : stop).focus({ preventScroll: true });
  }

  function hear(text) {
    if (!text) return;
    const news = JSON.parse(text);
    if (news.gone) {
      mended = "";
      heard = news.turn;
    }
    if (news.restored) return restored(news.restored);
    const editor = $(".studio");
    if (!editor) return;
    if (news.progress) {
      $(".studio-message").dataset.kind = "";
      $(".studio-message").innerHTML = news.progress;
      return;
    }
    if (news.gone && studio.opening) return; // the photos that came instead are on their way
    if (news.gone || news.empty) return studio.shut(news.empty || EMPTY.noPhotos);
    if (news.error) {
      // What was drawn did not happen.
      say(studio.inWords(news.error), "bad");
      queue.length = 0;
      studio.redraw();
    } else if (!news.token || news.turn > heard) {
      // Else it was overtaken on its way: what is there is newer.
      if (news.token) heard = news.turn;
      studio.told = { ...studio.told, ...news, error: null };
      mended = news.mends ?? mended;
      if (news.token) {
        studio.opening = false;
        editor.dataset.empty = "false";
        if (state.part !== news.part) studio.choosePart(news.part, false);
      }
      if (news.steps !== undefined) $(".studio-steps").innerHTML = news.steps;
      if (news.download) download(news.download);
      say(studio.inWords(news.note ?? studio.advice), "");
      $("[data-result]").hidden = !(waiting?.runs && news.answer === waiting.serial);
      studio.render();
      window.tryonPage.look();
      if (news.token) studio.filled();
    }
    if (news.stopped || news.answer === waiting?.serial) free();
    else studio.showButtons();
  }

  // What was mended for a result comes back with it, whether or not the studio is open.
  function restored(news) {
    mended = news.mends ?? mended;
    window.tryonPage.restored(news);
    window.tryonPage.look();
    if (studio.told.token && !news.gone) studio.reopen();
  }

  function say(text, kind) {
    const line = $(".studio-message");
    if (!line) return; // never opened so far
    line.textContent = text;
    line.dataset.kind = kind;
    // Below the sentence that mentions that menu, and as long as it is there.
    const asked = kind !== "bad" && studio.advice.some((each) => each[0] === "st_either");
    $("[data-menu]").hidden = !asked;
    $("[data-result]").hidden = true;
  }
  function download(address) {
    const link = document.createElement("a");
    link.href = address;
    link.download = "mended.zip";
    link.click();
  }

  Object.assign(studio, {
    send,
    say,
    free,
    mends: () => mended,
    running: () => Boolean(waiting?.runs),
    // What has not gone out stays at home.
    forgetQueue: () => (queue.length = 0),
    wake() {
      if (wire) wire.wake();
      else studio.tell(EMPTY.notYet);
    },
    stop: () => wire.stop(),
    connect(connection) {
      wire = connection;
      wire.listen(hear);
    },
  });
})();
