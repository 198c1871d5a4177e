// The gallery's module: what every page has. The parts of single pages (gallery-*.js) are joined with it
// into one module and hold functions only, so that their order does not matter.
// Other parts hear of what happens by events on `document`: `troupe:record` and `troupe:work` (detail = the
// server's data), and `troupe:page` when the content was exchanged in place.

const words = {};
const verdicts = new Map();
let saving = Promise.resolve();
let turning = Promise.resolve();

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const page = () => document.body.dataset.page;
const readOnly = () => "readOnly" in document.body.dataset;
const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

function kept(key, fallback) {
  try { return JSON.parse(sessionStorage.getItem(`troupe ${key}`)) ?? fallback; } catch { return fallback; }
}
function keep(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(`troupe ${key}`);
    else sessionStorage.setItem(`troupe ${key}`, JSON.stringify(value));
  } catch { /* A full or forbidden store only costs the draft. */ }
}

// ── Telling ──
function say(text) { one("#live").textContent = text; }

function tell(text, { kind = "", href, link, stays = kind === "bad" } = {}) {
  const box = document.createElement("div");
  box.className = kind;
  if (kind === "bad") box.setAttribute("role", "alert");
  const line = box.appendChild(document.createElement("span"));
  line.textContent = text;
  if (href) Object.assign(box.appendChild(document.createElement("a")), { href, textContent: link });
  const close = Object.assign(document.createElement("button"), { type: "button", textContent: "✕", className: "quiet" });
  close.setAttribute("aria-label", words.dismiss);
  close.onclick = () => box.remove();
  box.append(close);
  const told = one("#told");
  told.append(box);
  while (told.children.length > 3) told.firstChild.remove();
  if (!stays) setTimeout(() => box.remove(), 5000);
}

// ── Pages in place ──
const ahead = new Map();
function pageAt(href, fresh = false) {
  if (fresh || !ahead.has(href)) {
    const coming = fetch(href, { headers: { Accept: "text/html" } }).then(async (answer) => {
      if (!answer.ok) throw new Error(`${answer.status}`);
      return new DOMParser().parseFromString(await answer.text(), "text/html");
    });
    ahead.set(href, coming);
    coming.catch(() => ahead.delete(href));
    if (ahead.size > 12) ahead.delete(ahead.keys().next().value);
  }
  return ahead.get(href);
}

async function openInPlace(href, { fresh = false } = {}) {
  const next = (await pageAt(href, fresh)).cloneNode(true);
  one("main").replaceWith(document.adoptNode(one("main", next)));
  one(".foot").replaceWith(document.adoptNode(one(".foot", next)));
  one(".switches [name=back]").value = one(".switches [name=back]", next).value;
  document.title = next.title;
  history.replaceState(history.state, "", href);
  startContent();
  document.dispatchEvent(new CustomEvent("troupe:page"));
}

// ── Live ──
function listen() {
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("troupe") : null;
  const deliver = (kind, data) => document.dispatchEvent(new CustomEvent(`troupe:${kind}`, { detail: data }));
  const spread = (kind, data) => { deliver(kind, data); channel?.postMessage({ kind, data }); };
  if (channel) channel.onmessage = ({ data }) => deliver(data.kind, data.data);
  let waited = false;
  const open = () => new Promise(() => {
    const connect = () => {
      const source = new EventSource("/events");
      source.onopen = () => { if (waited) spread("record", { generations: [] }); waited = true; };
      for (const kind of ["record", "work"]) {
        source.addEventListener(kind, (event) => spread(kind, JSON.parse(event.data)));
      }
      source.onerror = () => {
        if (source.readyState === EventSource.CLOSED) setTimeout(connect, 4000);
      };
    };
    connect();
  });
  // Browsers allow six connections to a host: one tab listens for all.
  if (channel && navigator.locks) {
    navigator.locks.query().then(({ held }) => { waited = held.some(({ name }) => name === "troupe-events"); })
      .finally(() => navigator.locks.request("troupe-events", open));
  } else open();
}

// ── Marks ──
const marks = () => kept("marks", []);
function mark(image, on = !marks().includes(image)) {
  if (!image) return;
  const now = marks().filter((each) => each !== image);
  if (on && now.length >= 9) { tell(words.atMostNine); return showMarks(); }
  if (on) now.push(image);
  keep("marks", now);
  say(on ? words.marked : words.unmarked);
  showMarks();
}
function showMarks() {
  const now = marks();
  for (const box of all("[name=ids]")) {
    box.checked = now.includes(box.value);
    box.closest(".cell")?.classList.toggle("marked", box.checked);
  }
  for (const node of all("g.node[data-image]")) node.classList.toggle("marked", now.includes(node.dataset.image));
  for (const button of all("[data-action=mark][aria-pressed]")) {
    button.setAttribute("aria-pressed", now.includes(currentImage()));
  }
  for (const button of all("button[data-action=compare]")) {
    const key = one("kbd", button);
    button.replaceChildren(now.length ? `${words.compareMarked} (${now.length}) ` : `${words.compare} `, key ?? "");
  }
  showBar();
}
function compareMarked() {
  const now = marks();
  if (now.length > 1) { keep("marks", null); location.href = `/compare?ids=${now.join(",")}`; return; }
  const fallback = one(".picture")?.dataset.compare;
  if (fallback) location.href = fallback; else tell(words.markTwo);
}

function currentImage() {
  return one(".picture")?.dataset.id ?? one(".cell.current")?.dataset.id ?? one("g.node.current")?.dataset.image;
}

// ── Clicks ──
function onClick(event) {
  const from = event.target;
  const menu = from.closest("details.menu");
  for (const open of all("details.menu[open]")) if (open !== menu) open.open = false;
  const copy = from.closest("[data-copy]");
  if (copy) {
    navigator.clipboard?.writeText(copy.dataset.copy).then(() => tell(words.copied));
    return;
  }
  const control = from.closest("[data-rate], [data-pick-as], [data-action]");
  if (!control || control.disabled) return;
  const image = currentImage();
  const { rate, pickAs, action } = control.dataset;
  const deeds = {
    keys: () => one("#keys").showModal(), undo, mark: () => image ? mark(image) : tell(words.markTwo), compare: compareMarked,
    lineage: () => press("l", event), edit: () => press("e", event),
    "zoom-in": () => press("+", event), "zoom-out": () => press("-", event), "zoom-fit": () => press("f", event),
    grow: () => press("r", event),
  };
  if (action === "compare" && control.matches("a") && marks().length < 2) return;
  event.preventDefault();
  if (rate !== undefined && image) judge(image, { rating: Number(rate) });
  else if (pickAs && image) judge(image, { pick: pickAs });
  else deeds[action]?.();
}

function startContent() {
  for (const box of all("[data-draft]")) {
    const draft = kept(`draft ${box.dataset.draft}`, null);
    if (draft !== null && draft !== box.value) box.value = draft;
  }
  switch (page()) {
    case "wall": startWall(); break;
    case "image": startImage(); break;
    case "compare": startCompare(); break;
    case "lineage": startLineage(); break;
  }
  for (const place of all(".picture[data-id]")) {
    if (verdicts.has(place.dataset.id)) show(place.dataset.id, verdicts.get(place.dataset.id));
  }
  showMarks();
}

function start() {
  document.documentElement.classList.add("js");
  for (const word of all("[data-k]", one("#words").content)) words[word.dataset.k] = word.textContent;
  document.addEventListener("keydown", onKey);
  document.addEventListener("click", onClick);
  document.addEventListener("input", ({ target }) => { if (target.id === "q") completeSearch(target); });
  document.addEventListener("toggle", ({ target }) => {
    const sheet = target.matches?.("details.menu[open]") && one(":scope > .sheet", target);
    if (!sheet) return;
    sheet.classList.remove("to-end");
    sheet.classList.toggle("to-end", sheet.getBoundingClientRect().right > document.documentElement.clientWidth);
  }, true);
  document.addEventListener("input", ({ target }) => {
    if (target.dataset.draft) keep(`draft ${target.dataset.draft}`, target.value);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.name === "ids") mark(target.value, target.checked);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-act]")) return;
    event.preventDefault();
    sendForm(event.target, event.submitter);
  });
  document.addEventListener("troupe:record", () => ahead.clear());
  startContent();
  if (location.hash === "#q") one("#q")?.focus();
  listen();
}
queueMicrotask(start);
