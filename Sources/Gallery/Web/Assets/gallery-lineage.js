// The tree: pan and zoom, arrows from node to node, growth in time.

let tree = null;

/// Zooms by the size of the drawing and pans by scrolling, which stays smooth with thousands of nodes.
function treeView(frame, svg) {
  const { width, height } = svg.viewBox.baseVal;
  let scale = 1;
  const rest = () => [
    Math.max(0, (frame.clientWidth - width * scale) / 2), Math.max(0, (frame.clientHeight - height * scale) / 2),
  ];
  const zoomTo = (next, px = frame.clientWidth / 2, py = frame.clientHeight / 2) => {
    const [left, top] = rest();
    const [x, y] = [(frame.scrollLeft + px - left) / scale, (frame.scrollTop + py - top) / scale];
    scale = Math.min(4, Math.max(Math.min(.1, fitting()), next));
    svg.setAttribute("width", Math.round(width * scale));
    svg.setAttribute("height", Math.round(height * scale));
    const [newLeft, newTop] = rest();
    frame.scrollTo({ left: x * scale + newLeft - px, top: y * scale + newTop - py, behavior: "instant" });
  };
  const fitting = () => Math.min(1.5, (frame.clientWidth - 2) / width, (frame.clientHeight - 2) / height);
  const fit = () => zoomTo(fitting());
  const pan = (dx, dy) => frame.scrollBy({ left: dx, top: dy, behavior: "instant" });
  const open = () => {
    const node = one(".node.focus", svg);
    if (fitting() >= .6 || !node) return fit();
    const box = node.getBBox();
    const [left, top] = rest();
    frame.scrollTo(box.x + box.width / 2 + left - frame.clientWidth / 2, box.y + box.height / 2 + top - frame.clientHeight / 2);
  };
  return { fit, pan, open, zoom: (factor, px, py) => zoomTo(scale * factor, px, py) };
}
function makeNodeCurrent(node) {
  for (const other of all("g.node.current")) other.classList.remove("current");
  node?.classList.add("current");
  showMarks();
}
function nearest(from, key) {
  const middle = (node) => { const b = node.getBBox(); return [b.x + b.width / 2, b.y + b.height / 2]; };
  const [fx, fy] = middle(from);
  let best = null, least = Infinity;
  for (const node of all("g.node:not(.later)")) {
    const [tx, ty] = middle(node);
    const [dx, dy] = [tx - fx, ty - fy];
    const [along, across] = { ArrowLeft: [-dx, dy], ArrowRight: [dx, dy], ArrowUp: [-dy, dx], ArrowDown: [dy, dx] }[key];
    const cost = along + 2 * Math.abs(across);
    if (node !== from && along > 1 && cost < least) { least = cost; best = node; }
  }
  return best;
}
function showUntil(order) {
  for (const part of all(".tree [data-order]")) part.classList.toggle("later", Number(part.dataset.order) > order);
  one("#when").value = order;
}
let growing = 0;
function grow() {
  clearInterval(growing);
  const last = Number(one("#when").max);
  let at = 0;
  showUntil(0);
  growing = setInterval(() => {
    at += 1;
    showUntil(at);
    if (at >= last) clearInterval(growing);
  }, Math.min(400, Math.max(40, 8000 / (last + 1))));
}
function pressOnLineage(key, event) {
  const node = event.target.closest?.("g.node");
  const arrows = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  if (key in arrows && event.target.closest?.(".tree")) {
    const next = node && nearest(node, key);
    if (next) one("a", next).focus();
    else if (!node) tree?.pan(...arrows[key]);
    return true;
  }
  switch (key) {
    case "ArrowLeft": case "ArrowRight": case "ArrowUp": case "ArrowDown":
      one(".tree .node.focus a")?.focus();
      return true;
    case "+": case "=": tree?.zoom(1.3); return true;
    case "-": tree?.zoom(1 / 1.3); return true;
    case "f": tree?.fit(); return true;
    case "r": grow(); return true;
    case "Escape": history.length > 1 ? history.back() : location.assign("/"); return true;
    default: return false;
  }
}
function startLineage() {
  const frame = one(".tree");
  const svg = frame && one("svg", frame);
  if (!svg) return;
  frame.classList.add("held");
  tree = treeView(frame, svg);
  tree.open();
  const when = one("#when");
  when.max = Math.max(0, ...all("g.node[data-order]").map((node) => Number(node.dataset.order)));
  when.value = when.max;
  when.oninput = () => { clearInterval(growing); showUntil(Number(when.value)); };
  frame.addEventListener("focusin", ({ target }) => {
    const node = target.closest("g.node");
    if (!node) return;
    makeNodeCurrent(node);
    if (target.matches(":focus-visible")) node.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
  frame.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    tree.zoom(2 ** (-event.deltaY / 240), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  let last = null, moved = false, held = null;
  frame.addEventListener("pointerdown", (event) => {
    // Fingers scroll by themselves.
    if (event.button || event.pointerType === "touch") return;
    [last, held, moved] = [[event.clientX, event.clientY], event.pointerId, false];
  });
  frame.addEventListener("pointermove", (event) => {
    if (held !== event.pointerId) return;
    const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
    if (!moved && Math.hypot(dx, dy) < 4) return;
    if (!moved) frame.setPointerCapture(held);
    moved = true;
    frame.classList.add("dragging");
    tree.pan(-dx, -dy);
    last = [event.clientX, event.clientY];
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    frame.addEventListener(kind, () => { held = null; frame.classList.remove("dragging"); });
  }
  frame.addEventListener("dragstart", (event) => event.preventDefault());
  frame.addEventListener("click", (event) => {
    // Shift or a mark key's worth of clicking marks; a drag is no click.
    if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; return; }
    const node = event.target.closest("g.node");
    if (node && event.shiftKey) { event.preventDefault(); makeNodeCurrent(node); mark(node.dataset.image); }
  }, true);
}
