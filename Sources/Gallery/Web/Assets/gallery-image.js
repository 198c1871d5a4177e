// One picture: zoom where it stands, and steps to the next without a page load.

let stageZoom = null;

async function turnTo(way) {
  const link = one(`.stage a[rel=${way}]`);
  if (!link) { say(way === "next" ? words.lastPicture : words.firstPicture); return; }
  try {
    await openInPlace(link.href);
    const title = one("h1")?.textContent;
    if (title) say(`${one(".place")?.textContent ?? ""} ${title}`);
  } catch { location.href = link.href; }
}
function pressOnImage(key) {
  switch (key) {
    case "ArrowRight": turning = turning.then(() => turnTo("next")); return true;
    case "ArrowLeft": turning = turning.then(() => turnTo("prev")); return true;
    case "+": case "=": stageZoom?.by(1.5); return true;
    case "-": stageZoom?.by(1 / 1.5); return true;
    case "f": stageZoom?.fit(); return true;
    case "Escape": {
      if (stageZoom?.isIn()) { stageZoom.fit(); return true; }
      const from = document.referrer && new URL(document.referrer);
      if (from && from.origin === location.origin && from.pathname === "/" && history.length > 1) history.back();
      else location.href = "/";
      return true;
    }
    default: return false;
  }
}
/// Has the pages and previews on both sides ready before they are asked for.
function lookAhead() {
  for (const link of all(".stage a[rel]")) {
    pageAt(link.href).then((doc) => {
      const picture = one(".stage img", doc);
      if (picture) new Image().src = picture.getAttribute("src");
    }, () => {});
  }
}
function startImage() {
  const picture = one(".picture");
  if (!picture) return;
  keep("looked at", picture.dataset.id);
  const link = one(".stage a[data-zoom]");
  stageZoom = null;
  if (link) {
    const img = one("img", link);
    img.dataset.original = link.getAttribute("href");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if (event.detail === 0) stageZoom.toggle();
    });
    stageZoom = zoomer([one(".stage")]);
  }
  const strip = one(".strip");
  const here = strip && one("[aria-current]", strip);
  if (here) strip.scrollLeft = here.offsetLeft - strip.offsetLeft - strip.clientWidth / 2 + here.clientWidth / 2;
  ("requestIdleCallback" in window ? requestIdleCallback : setTimeout)(lookAhead);
  if (location.hash === "#anchor") {
    const deed = one("main [data-key=a]");
    deed?.closest("details")?.setAttribute("open", "");
    deed?.focus();
  }
}
