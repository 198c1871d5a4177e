// Keys: which there are on every page, and when they are not meant.

function keyOf(event) {
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1].toLowerCase();
  // Keyboards of other scripts still have the letter in its place.
  return /^[\x20-\x7e]$/.test(event.key) ? event.key.toLowerCase() : letter ?? event.key;
}
function isWriting(target) {
  return target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=range], [type=button])");
}
function onKey(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.defaultPrevented) return;
  const key = keyOf(event);
  const menu = one("details.menu[open]");
  if (key === "Escape" && menu) { menu.open = false; one("summary", menu).focus(); return; }
  if (key === "Escape" && event.target.matches?.("#q")) { event.target.blur(); return; }
  if (isWriting(event.target) || one("dialog[open]")) return;
  if (event.target.matches?.("[type=range], [role=slider]") && key.startsWith("Arrow")) return;
  if (press(key, event)) event.preventDefault();
}
function press(key, event) {
  const image = currentImage();
  if (key === "?") { one("#keys").showModal(); return true; }
  if (key === "/") {
    const box = one("#q");
    if (!box) location.href = "/#q"; else { box.focus(); box.select(); }
    return true;
  }
  if (pressOnPage(key, event)) return true;
  if (key === "c") { compareMarked(); return true; }
  if (!readOnly() && key === "z") { undo(); return true; }
  if (image && key === "m") { mark(image); return true; }
  if (image && !readOnly()) {
    const change = /^[0-5]$/.test(key) ? { rating: Number(key) }
      : { p: { pick: "yes" }, x: { pick: "no" }, u: { pick: "none" } }[key];
    if (change && !event.repeat && page() !== "lineage") {
      turning = turning.then(() => {
        judge(currentImage(), change);
        return key === "u" || key === "0" ? null : advance();
      });
      return true;
    }
  }
  const control = one(`main [data-key="${CSS.escape(key)}"]`);
  if (control) { control.click(); control.focus(); return true; }
  const gone = image && page() !== "image" && { l: `/lineage/${image.split("/")[0]}`, e: readOnly() ? null : `/plan?edit=${image}`, a: readOnly() ? null : `/i/${image}#anchor` }[key];
  if (gone) { location.href = gone; return true; }
  return false;
}
function pressOnPage(key, event) {
  switch (page()) {
    case "wall": return pressOnWall(key, event);
    case "image": return pressOnImage(key, event);
    case "compare": return pressOnCompare(key, event);
    case "lineage": return pressOnLineage(key, event);
    default: return false;
  }
}
function advance() {
  if (page() === "wall") return void stepOnWall(1);
  if (page() === "image") return turnTo("next");
}

