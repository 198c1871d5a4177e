// Zoom and pan of one picture or of several together; for two: slider, flip and difference.

/// Moves the pictures in `views` together. Places are fractions of the picture's box, so that pictures of
/// different sizes show the same part.
function zoomer(views, { onClick } = {}) {
  const pictures = views.map((view) => one("img", view)).filter(Boolean);
  let scale = 1, x = 0, y = 0, moved = false;
  const fingers = new Map();
  const draw = () => {
    x = Math.min(0, Math.max(1 - scale, x));
    y = Math.min(0, Math.max(1 - scale, y));
    for (const picture of pictures) {
      picture.style.transform = scale === 1 ? ""
        : `translate(${x * picture.offsetWidth}px, ${y * picture.offsetHeight}px) scale(${scale})`;
      if (scale > 1.2) sharpen(picture);
    }
    for (const view of views) view.classList.toggle("zooms", scale > 1);
  };
  const to = (next, [px, py] = [.5, .5]) => {
    next = Math.min(24, Math.max(1, next));
    x = px - (px - x) * next / scale;
    y = py - (py - y) * next / scale;
    scale = next;
    draw();
  };
  const place = (view, event) => {
    const picture = one("img", view);
    const box = picture.getBoundingClientRect();
    // The box is the moved one; its own corner and size lead back to fractions of the unmoved picture.
    return [(event.clientX - box.left) / box.width * scale + x, (event.clientY - box.top) / box.height * scale + y];
  };
  const toggle = (at) => { if (scale > 1) to(1); else to(pixelScale(pictures[0]), at); };
  for (const view of views) {
    if (!one("img", view)) continue;
    view.addEventListener("wheel", (event) => {
      if (scale === 1 && !event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      to(scale * 2 ** (-event.deltaY / 240), place(view, event));
    }, { passive: false });
    view.addEventListener("dragstart", (event) => event.preventDefault());
    view.addEventListener("pointerdown", (event) => {
      if (event.button || event.target.closest(".turn, .cut")) return;
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
      moved = fingers.size > 1;
    });
    view.addEventListener("pointermove", (event) => {
      const last = fingers.get(event.pointerId);
      if (!last) return;
      const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
      if (!moved && Math.hypot(dx, dy) < 4) return;
      if (!moved) view.setPointerCapture(event.pointerId);
      moved = true;
      const picture = one("img", view);
      if (fingers.size === 2) {
        const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
        const span = (from) => Math.hypot(from[0] - other[0], from[1] - other[1]) || 1;
        to(scale * span([event.clientX, event.clientY]) / span(last), place(view, event));
      } else if (scale > 1) {
        x += dx / picture.offsetWidth;
        y += dy / picture.offsetHeight;
        view.classList.add("dragging");
        draw();
      }
      fingers.set(event.pointerId, [event.clientX, event.clientY]);
    });
    const lift = (event) => {
      const held = fingers.delete(event.pointerId);
      view.classList.remove("dragging");
      if (held && !moved && event.type === "pointerup") (onClick ?? toggle)(place(view, event));
    };
    view.addEventListener("pointerup", lift);
    view.addEventListener("pointercancel", lift);
  }
  return { by: (factor) => to(scale * factor), fit: () => to(1), isIn: () => scale > 1, toggle: () => toggle([.5, .5]) };
}
/// The scale at which a pixel of the picture is a pixel of the screen; at least double where it is about that.
function pixelScale(picture) {
  const [width, height] = [Number(picture.getAttribute("width")), Number(picture.getAttribute("height"))];
  const shown = Math.min(picture.offsetWidth, picture.offsetHeight * width / height);
  const scale = width / (shown * devicePixelRatio);
  return scale > 1.15 ? scale : 2;
}
function sharpen(picture) {
  const { original } = picture.dataset;
  if (!original) return;
  delete picture.dataset.original;
  const whole = new Image();
  whole.src = original;
  whole.decode().then(() => { picture.src = original; }, () => {});
}

let panesZoom = null;
function setWay(way) {
  const panes = one(".panes");
  panes.classList.remove("over", "slides", "flips", "differs", "flipped");
  if (way !== "side") panes.classList.add("over", way);
  for (const button of all("[data-way]")) button.setAttribute("aria-pressed", button.dataset.way === way);
  one(".cut")?.remove();
  if (way === "slides") panes.append(slider(panes));
  panesZoom?.fit();
}
function slider(panes) {
  const cut = Object.assign(document.createElement("button"), { type: "button", className: "cut" });
  cut.setAttribute("role", "slider");
  cut.setAttribute("aria-label", one("[data-way=slides]").textContent);
  cut.setAttribute("aria-valuemin", 0);
  cut.setAttribute("aria-valuemax", 100);
  const set = (part) => {
    const percent = Math.round(Math.min(100, Math.max(0, part * 100)) * 10) / 10;
    cut.setAttribute("aria-valuenow", Math.round(percent));
    panes.style.setProperty("--cut", `${percent}%`);
  };
  const move = (event) => {
    const box = panes.getBoundingClientRect();
    set((event.clientX - box.left) / box.width);
  };
  cut.onpointerdown = (event) => { cut.setPointerCapture(event.pointerId); };
  cut.onpointermove = (event) => { if (cut.hasPointerCapture(event.pointerId)) move(event); };
  cut.onkeydown = (event) => {
    const by = { ArrowLeft: -.02, ArrowRight: .02, PageUp: .1, PageDown: -.1, Home: -1, End: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    set(Number(cut.getAttribute("aria-valuenow")) / 100 + by);
  };
  set(.5);
  return cut;
}
let wayBefore = "";
function pressOnCompare(key, event) {
  switch (key) {
    case "+": case "=": panesZoom?.by(1.5); return true;
    case "-": panesZoom?.by(1 / 1.5); return true;
    case "f": panesZoom?.fit(); return true;
    case " ": {
      const panes = one(".panes[data-count='2']");
      if (!panes || event.target.closest("button, a, summary, [tabindex='0']")) return false;
      if (event.repeat) return true;
      if (!panes.classList.contains("flips")) {
        wayBefore = one("[data-way][aria-pressed=true]").dataset.way;
        setWay("flips");
      }
      panes.classList.add("flipped");
      return true;
    }
    case "Escape": history.length > 1 ? history.back() : location.assign("/"); return true;
    default: return false;
  }
}
function startCompare() {
  const panes = one(".panes");
  if (!panes) return;
  panesZoom = zoomer(all(".view", panes));
  for (const button of all("[data-way]")) {
    button.onclick = () => {
      const { way } = button.dataset;
      if (way === "flips" && panes.classList.contains("flips")) panes.classList.toggle("flipped");
      else setWay(way);
    };
  }
  addEventListener("keyup", ({ key }) => {
    if (key !== " " || !panes.classList.contains("flipped")) return;
    if (document.activeElement.matches("button")) return;
    panes.classList.remove("flipped");
    if (wayBefore && wayBefore !== "flips") setWay(wayBefore);
    wayBefore = "";
  });
}
