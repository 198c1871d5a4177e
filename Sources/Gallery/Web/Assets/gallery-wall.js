// The wall: arrows from picture to picture, stacks, and coming back to the same place.

function showOnCell(cell, { rating, pick }) {
  cell.classList.toggle("rejected", pick === "no");
  const fill = (place, sign, hidden) => {
    if (!place) return;
    place.replaceChildren(sign);
    if (!sign) return;
    const spoken = place.appendChild(document.createElement("span"));
    spoken.className = "visually-hidden";
    spoken.textContent = ` ${hidden}`;
  };
  fill(one(":scope > .shot .pick-said", cell), { yes: "✓", no: "✕" }[pick] ?? "", pick === "yes" ? words.picked : words.rejected);
  fill(one(":scope > .shot .stars-said", cell), "★".repeat(rating), `${words.rated}: ${rating}`);
}

/// How the search that is being typed can go on.
let completing = 0;
function completeSearch(box) {
  clearTimeout(completing);
  completing = setTimeout(async () => {
    const typed = box.value;
    const answer = await fetch(`/complete?q=${encodeURIComponent(typed)}`).catch(() => null);
    if (!answer?.ok || box.value !== typed) return;
    const { words: found } = await answer.json();
    const before = typed.slice(0, typed.length - (/\S*$/.exec(typed)?.[0].length ?? 0));
    one("#q-words")?.replaceChildren(...found.map((word) => new Option("", before + word)));
  }, 120);
}
/// The pictures that can be stepped to: those of open stacks, and the covers of closed ones.
function shots() {
  return all("#wall .shot").filter((shot) => {
    if (shot.closest(".fan")) return false;
    return !one(":scope > .fan[open]", shot.parentElement);
  });
}
function makeCurrent(cell) {
  for (const other of all(".cell.current")) if (other !== cell) other.classList.remove("current");
  cell?.classList.add("current");
  if (cell) showOnButtons(one("#cull"), verdictOf(cell.dataset.id));
  showMarks();
}
function showBar() {
  const bar = one("#cull");
  if (!bar) return;
  bar.hidden = !one(".cell.current") && !marks().length;
  document.body.classList.toggle("culls", !bar.hidden);
}
function lookAt(shot) {
  shot.focus({ preventScroll: true });
  shot.parentElement.scrollIntoView({ block: "nearest" });
}
/// Where arrows up and down would stay, however the pictures of the rows lie.
let column = null;
function stepOnWall(by) {
  column = null;
  const list = shots();
  const at = list.indexOf(one(".cell.current > .shot"));
  const next = list[at < 0 ? firstSeen(list) : at + by];
  if (next) lookAt(next);
  else say(by > 0 ? words.lastPicture : words.firstPicture);
}
function firstSeen(list) {
  const at = list.findIndex((shot) => shot.getBoundingClientRect().top >= 40);
  return at < 0 ? 0 : at;
}
function stepRow(down) {
  const list = shots();
  const at = list.indexOf(one(".cell.current > .shot"));
  if (at < 0) return stepOnWall(1);
  const box = (shot) => shot.getBoundingClientRect();
  const from = box(list[at]);
  const middle = column ?? from.left + from.width / 2;
  column = middle;
  let row = null, best = null, least = Infinity;
  for (let k = at + (down ? 1 : -1); k >= 0 && k < list.length; k += down ? 1 : -1) {
    const to = box(list[k]);
    if (down ? to.top < from.bottom - 1 : to.bottom > from.top + 1) continue;
    row ??= to.top;
    if (Math.abs(to.top - row) > 2) break;
    const off = Math.abs(to.left + to.width / 2 - middle);
    if (off < least) { least = off; best = list[k]; }
  }
  if (best) lookAt(best);
}
/// Opens the pictures of a stack behind the row in which its cover stands, or closes them.
function toggleFan(cover) {
  const fan = one(":scope > .fan", cover);
  if (fan.open) {
    const { tray } = cover;
    fan.append(one(".rows", tray));
    tray.filler?.remove();
    tray.remove();
    fan.open = false;
    return lookAt(one(":scope > .shot", cover));
  }
  const top = cover.offsetTop;
  let last = cover;
  while (last.nextElementSibling?.matches(".cell") && last.nextElementSibling.offsetTop === top) {
    last = last.nextElementSibling;
  }
  const tray = Object.assign(document.createElement("li"), { className: "tray", cover });
  cover.tray = tray;
  const head = tray.appendChild(document.createElement("header"));
  head.append(one(".opened", fan).textContent);
  const close = head.appendChild(document.createElement("button"));
  Object.assign(close, { type: "button", className: "quiet", textContent: "✕", onclick: () => toggleFan(cover) });
  close.setAttribute("aria-label", words.dismiss);
  tray.append(one(".rows", fan));
  fan.open = true;
  if (!last.nextElementSibling && !last.parentElement.classList.contains("full")) {
    // Nothing follows in the last row: it must not be stretched.
    tray.filler = Object.assign(document.createElement("li"), { className: "filler" });
    tray.filler.setAttribute("aria-hidden", "true");
    last.after(tray.filler, tray);
  } else last.after(tray);
  lookAt(one(".shot", tray));
}
function closeFans() {
  for (const tray of all(".tray")) toggleFan(tray.cover);
}
function pressOnWall(key) {
  switch (key) {
    case "ArrowRight": stepOnWall(1); return true;
    case "ArrowLeft": stepOnWall(-1); return true;
    case "ArrowDown": stepRow(true); return true;
    case "ArrowUp": stepRow(false); return true;
    case "s": {
      const cell = one(".cell.current");
      const cover = cell?.closest(".tray")?.cover ?? cell;
      if (!cover || !one(":scope > .fan", cover)) return false;
      toggleFan(cover);
      return true;
    }
    case "Escape": document.activeElement.blur(); makeCurrent(null); return true;
    default: return false;
  }
}

// ── Coming back to the same place ──
function rememberPlace() {
  const at = one(".cell.current") ?? all("#wall .cell").find((cell) => cell.getBoundingClientRect().bottom > 60);
  if (!at) return;
  history.replaceState({ pages: all("#wall > .page").length, at: at.dataset.id, top: at.getBoundingClientRect().top }, "");
}
let remembering = 0;
function rememberSoon() {
  clearTimeout(remembering);
  remembering = setTimeout(rememberPlace, 150);
}
async function returnToPlace() {
  const place = history.state;
  const [entry] = performance.getEntriesByType("navigation");
  if (!place?.at || entry?.type === "navigate") return;
  for (let k = 1; k < Math.min(place.pages, 60); k += 1) if (!(await loadMore())) break;
  const looked = kept("looked at", null);
  const cell = (id) => id && one(`#wall .cell[data-id="${CSS.escape(id)}"]`);
  const last = cell(looked);
  const old = cell(place.at);
  if (old) scrollBy({ top: old.getBoundingClientRect().top - place.top, behavior: "instant" });
  if (last) { lookAt(one(":scope > .shot", last.closest(".fan")?.closest(".cell") ?? last)); }
}

function startWall() {
  const wall = one("#wall");
  if (!wall) { document.addEventListener("troupe:record", () => location.reload(), { once: true }); return; }
  for (const box of all(".mark input")) box.tabIndex = -1;
  wall.addEventListener("focusin", ({ target }) => {
    const cell = target.closest(".cell");
    if (cell?.querySelector(":scope > .shot")) makeCurrent(cell);
  });
  wall.addEventListener("click", (event) => {
    const summary = event.target.closest(".fan > summary");
    if (!summary) return;
    event.preventDefault();
    toggleFan(summary.closest(".cell"));
  });
  nearby = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) {
      if (isIntersecting && target.classList.contains("rest")) wake(target);
    }
  }, { rootMargin: "2500px 0px" });
  for (const section of all("#wall > .page")) nearby.observe(section);
  const more = one(".more");
  new IntersectionObserver(async (seen, watcher) => {
    if (!seen.at(-1).isIntersecting || !(await loadMore())) return;
    // Seen again at once where the page that came was short.
    watcher.unobserve(more);
    watcher.observe(more);
  }, { rootMargin: "2000px 0px" }).observe(more);
  more.addEventListener("click", (event) => {
    if (!event.target.matches("a") || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    loadMore();
  });
  let width = innerWidth;
  addEventListener("resize", () => {
    if (innerWidth === width) return;
    width = innerWidth;
    closeFans();
    for (const rows of all(".rows.full")) rows.classList.remove("full");
  });
  addEventListener("scroll", () => { if (scrollY < 40) one(".pill")?.remove(); }, { passive: true });
  addEventListener("scroll", rememberSoon, { passive: true });
  wall.addEventListener("focusin", rememberSoon);
  document.addEventListener("troupe:record", onRecord);
  document.addEventListener("troupe:work", onWork);
  returnToPlace();
}
