// Pictures that arrive while one looks.

/// Does `change` without moving what is looked at.
function without(moving, change) {
  const anchor = document.activeElement.closest?.(".cell")
    ?? all("#wall .cell").find((cell) => cell.getBoundingClientRect().bottom > 60);
  const before = anchor?.getBoundingClientRect().top;
  change();
  if (!moving && anchor?.isConnected) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}
let arriving = 0;
function onRecord() {
  clearTimeout(arriving);
  arriving = setTimeout(takeIn, 250);
}
async function takeIn() {
  if (!one("#wall") || new URL(location.href).searchParams.has("after")) return;
  let doc;
  try { doc = await pageAt(location.pathname + location.search, true); } catch { return; }
  doc = doc.cloneNode(true);
  const first = one("#wall > .page");
  const come = all("#wall > .page > .day > .rows > .cell", doc);
  const fresh = [];
  const top = scrollY < 8 && !document.activeElement.closest?.("#wall") && !one("#wall:hover");
  const below = come.findLastIndex((cell) => one(`#wall [data-id="${CSS.escape(cell.dataset.id)}"]`));
  without(top, () => {
    for (const [at, cell] of come.entries()) {
      const here = one(`#wall [data-id="${CSS.escape(cell.dataset.id)}"]`);
      const day = cell.closest(".day");
      const placed = one(`#wall .cell.told[data-id="${CSS.escape(cell.dataset.id.split("/")[0])}"]`);
      if (here?.matches(".told") && here.innerHTML !== cell.innerHTML) here.replaceWith(document.adoptNode(cell));
      else if (here && !here.matches(".told")) refresh(here, cell);
      else if (!here && placed) placed.replaceWith(document.adoptNode(cell));
      else if (!here && at < below) fresh.push([cell, day]);
    }
    if (fresh.length && first.children.length) insertFresh(first, fresh);
    const tally = one("#tally", doc);
    if (tally) one("#tally").replaceWith(document.adoptNode(tally));
  });
  if (below < 0 && come.length && !first.children.length) { location.reload(); return; }
  showMarks();
  if (fresh.length && !top) tellFresh(all(".cell.fresh").length);
}
function refresh(here, cell) {
  if (here.dataset.rating === cell.dataset.rating && here.dataset.pick === cell.dataset.pick) return;
  show(cell.dataset.id, { rating: Number(cell.dataset.rating), pick: cell.dataset.pick });
}
/// New pictures get rows of their own, so that the rows below stay as they are.
function insertFresh(first, fresh) {
  for (const [cell, from] of fresh.reverse()) {
    let day = one(":scope > .day", first);
    if (day.dataset.day !== from.dataset.day) {
      const empty = document.importNode(from, true);
      one(".rows", empty).replaceChildren();
      first.prepend(empty);
      day = empty;
    } else one("header", day).replaceWith(document.importNode(one("header", from), true));
    let rows = one(":scope > .rows", day);
    if (!rows.dataset.fresh) {
      const own = document.createElement("ul");
      own.className = "rows";
      own.dataset.fresh = "yes";
      rows.before(own);
      if (!rows.children.length) rows.remove();
      rows = own;
    }
    cell.classList.add("fresh");
    rows.prepend(document.adoptNode(cell));
  }
}
function tellFresh(count) {
  let pill = one(".pill");
  if (!pill) {
    pill = document.createElement("button");
    pill.className = "pill primary";
    pill.type = "button";
    pill.onclick = () => { scrollTo({ top: 0, behavior: calm() ? "instant" : "smooth" }); pill.remove(); };
    one("main").prepend(pill);
  }
  pill.textContent = `↑ ${count} ${words.newAbove}`;
  say(pill.textContent);
}
function onWork({ detail: { id, sentence, done, total } }) {
  for (const bar of all(`[data-work="${CSS.escape(String(id))}"]`)) {
    bar.max = total;
    bar.value = done;
    const line = one(".clamp bdi", bar.closest(".card"));
    if (line && sentence) line.textContent = sentence;
  }
}

