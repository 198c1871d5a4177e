// Acts: shown at once, saved in order, taken back where they could not be saved.

async function post(path, fields) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" },
    });
  } catch { throw new Error(words.offline); }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.error?.message ?? `${answer.status}`);
  return body;
}

function verdictOf(image) {
  const shown = one(`[data-id="${CSS.escape(image)}"]`)?.dataset;
  return verdicts.get(image) ?? { rating: Number(shown?.rating ?? 0), pick: shown?.pick ?? "none" };
}

function show(image, verdict) {
  verdicts.set(image, verdict);
  for (const place of all(`[data-id="${CSS.escape(image)}"]`)) {
    place.dataset.rating = verdict.rating;
    place.dataset.pick = verdict.pick;
    if (place.matches(".cell")) showOnCell(place, verdict);
    else showOnButtons(place, verdict);
  }
  if (currentImage() === image) showOnButtons(one("#cull"), verdict);
}

function showOnButtons(root, { rating, pick }) {
  if (!root) return;
  for (const star of all("[data-rate]", root)) {
    star.classList.toggle("lit", star.dataset.rate > 0 && star.dataset.rate <= rating);
  }
  for (const button of all("[data-pick-as][aria-pressed]", root)) {
    button.setAttribute("aria-pressed", button.dataset.pickAs === pick);
  }
}

/// Shows at once, saves in order, and takes back what could not be saved.
function judge(image, change) {
  const before = verdictOf(image);
  show(image, { ...before, ...change });
  const [kind] = Object.keys(change);
  say(kind === "rating" ? `${words.rated}: ${change.rating}`
    : words[{ yes: "picked", no: "rejected", none: "cleared" }[change.pick]]);
  const path = kind === "rating" ? "/act/rate" : "/act/pick";
  saving = saving.then(() => post(path, { image, ...change })).then(
    ({ images = [] }) => { for (const one of images) settle(one, change); },
    (error) => {
      if (verdictOf(image)[kind] === change[kind]) show(image, { ...verdictOf(image), [kind]: before[kind] });
      tell(`${words.notSaved} ${error.message}`, { kind: "bad", href: `/i/${image}`, link: image.slice(0, 10) });
    });
}

/// What the server holds wins, unless a later key has changed the same thing since.
function settle({ image, rating, pick }, change) {
  const now = verdictOf(image);
  const later = Object.keys(change).some((kind) => now[kind] !== change[kind]);
  if (!later) show(image, { rating: rating ?? 0, pick: pick ?? "none" });
}

function undo() {
  saving = saving.then(() => post("/act/undo", {})).then(
    ({ sentence, images = [] }) => {
      for (const { image, rating = 0, pick = "none" } of images) show(image, { rating, pick });
      const other = images.find(({ image }) => image !== currentImage());
      tell(sentence ?? words.undone, other ? { href: `/i/${other.image}`, link: other.image.slice(0, 10) } : {});
    },
    (error) => tell(error.message, { kind: "bad" }));
}

async function sendForm(form, button) {
  const fields = new FormData(form, button);
  try {
    const { sentence } = await post(form.getAttribute("action"), fields);
    for (const draft of all("[data-draft]", form)) keep(`draft ${draft.dataset.draft}`, null);
    if (sentence) tell(sentence);
    const { name, localName } = document.activeElement;
    await openInPlace(location.href, { fresh: true });
    if (name) one(`main ${localName}[name="${CSS.escape(name)}"]:not([type=hidden])`)?.focus({ preventScroll: true });
  } catch (error) { tell(`${words.notSaved} ${error.message}`, { kind: "bad" }); }
}

