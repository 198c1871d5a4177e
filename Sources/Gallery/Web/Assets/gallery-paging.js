// Endless pages of the wall, of which few stay.

const mostPages = 20;
function pageIn(doc) {
  const known = new Set(all("#wall .cell[data-id]").map((cell) => cell.dataset.id));
  const section = document.adoptNode(one("#wall > .page", doc));
  for (const cell of all(".page > .day > .rows > .cell", section).concat(all(":scope > .day > .rows > .cell", section))) {
    if (known.has(cell.dataset.id)) cell.remove();
  }
  for (const [image, verdict] of verdicts) {
    for (const cell of all(`.cell[data-id="${CSS.escape(image)}"]`, section)) showOnCell(cell, verdict);
  }
  return section;
}
/// A day that goes on over the seam of two pages: fills the last row from the next page.
function join(before, section) {
  const day = one(".day", section);
  const last = all(".day", before).at(-1);
  if (!day || !last || last.dataset.day !== day.dataset.day) return;
  day.classList.add("continued");
  last.classList.add("goes-on");
  const rows = all(":scope > .rows", last).at(-1);
  const cells = [...rows.children];
  const bottom = cells.at(-1)?.offsetTop;
  const row = parseFloat(getComputedStyle(rows).getPropertyValue("--row-px")) || rowHeight(rows);
  const wish = (cell) => aspectOf(cell) * row + 8;
  let left = rows.clientWidth + 8 - cells.filter((cell) => cell.offsetTop === bottom)
    .reduce((sum, cell) => sum + wish(cell), 0);
  const coming = one(".rows", day);
  while (coming.firstElementChild && wish(coming.firstElementChild) <= left) {
    left -= wish(coming.firstElementChild);
    rows.append(coming.firstElementChild);
  }
  rows.classList.add("full");
}
function rowHeight(rows) {
  const probe = rows.appendChild(document.createElement("li"));
  probe.style.cssText = "position:absolute;visibility:hidden;height:var(--row)";
  const height = probe.offsetHeight;
  probe.remove();
  return height || 200;
}
function aspectOf(cell) {
  const step = [...cell.classList].find((name) => /^a-{1,2}\d+$/.test(name));
  return step ? 2 ** (Number(step.slice(2)) / 100) : 1.5;
}

let nearby = null;
let loading = null;
async function loadMore() {
  const link = one(".more a");
  if (!link) return false;
  loading ??= (async () => {
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error();
      const doc = new DOMParser().parseFromString(await answer.text(), "text/html");
      const section = pageIn(doc);
      const before = all("#wall > .page").at(-1);
      if (!before.classList.contains("rest")) join(before, section);
      one("#wall").append(section);
      nearby?.observe(section);
      const next = one(".more a", doc);
      if (next) link.href = next.getAttribute("href"); else link.remove();
      showMarks();
      thin();
      return true;
    } catch { say(words.moreFailed); return false; } finally { loading = null; }
  })();
  return loading;
}
/// Empties the pages that are farthest from what is seen; they keep their height.
function thin() {
  const pages = all("#wall > .page");
  const live = pages.filter((page) => !page.classList.contains("rest"));
  if (live.length <= mostPages) return;
  const seen = pages.findIndex((page) => page.getBoundingClientRect().bottom > 0);
  const far = live.slice(1).sort((a, b) => Math.abs(pages.indexOf(b) - seen) - Math.abs(pages.indexOf(a) - seen));
  for (const page of far.slice(0, live.length - mostPages)) {
    if (page.contains(document.activeElement) || one(".tray", page)) continue;
    page.style.height = `${page.offsetHeight}px`;
    page.classList.add("rest");
    page.replaceChildren();
  }
}
async function wake(page) {
  if (page.dataset.waking) return;
  page.dataset.waking = "yes";
  try {
    const section = pageIn(await pageAt(page.dataset.href, true));
    page.replaceChildren(...section.children);
    page.classList.remove("rest");
    page.style.height = "";
    showMarks();
    thin();
  } catch { say(words.moreFailed); } finally { delete page.dataset.waking; }
}

