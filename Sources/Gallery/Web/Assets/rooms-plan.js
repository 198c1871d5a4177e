{
  // The plan: names of the cast while one writes, and what would be sent at every pause.
  const form = document.getElementById("plan-form");
  const field = document.getElementById("plan-prompt");
  const menu = document.getElementById("plan-names");

  // After a letter or digit of ASCII it is an address of mail; Chinese is written without spaces.
  const part = String.raw`[\p{L}\p{M}\p{N}\p{Extended_Pictographic}_.\-/\u200d\ufe0f]`;
  const started = new RegExp(`(?:^|[^A-Za-z0-9_.])([@＠]${part}*)$`, "u");

  /** Where the character at `index` stands in the field, in pixels of its box. */
  const place = (index) => {
    const mirror = document.createElement("div");
    const style = getComputedStyle(field);
    const alike = [
      "font", "letterSpacing", "padding", "border", "boxSizing", "direction", "lineHeight",
    ];
    for (const name of alike) mirror.style[name] = style[name];
    Object.assign(mirror.style, {
      position: "absolute", visibility: "hidden", whiteSpace: "pre-wrap", overflowWrap: "anywhere",
      width: `${field.offsetWidth}px`,
    });
    const mark = document.createElement("span");
    mark.textContent = "@";
    mirror.append(field.value.slice(0, index), mark);
    field.parentNode.append(mirror);
    const spot = { x: mark.offsetLeft, y: mark.offsetTop + mark.offsetHeight - field.scrollTop };
    mirror.remove();
    return spot;
  };

  /**
   * The menu of names. A textarea may not have the role of a combobox, so it is a text field with a
   * list that it controls.
   */
  const names = () => {
    let range = null, asked = 0, chosen = -1, found = [], isComposing = false;
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-haspopup", "listbox");
    field.setAttribute("aria-controls", menu.id);

    const close = () => {
      asked += 1;
      range = null;
      menu.hidden = true;
      menu.replaceChildren();
      field.removeAttribute("aria-activedescendant");
    };
    const choose = (index) => {
      chosen = (index + found.length) % found.length;
      [...menu.children].forEach((item, at) => {
        item.setAttribute("aria-selected", String(at === chosen));
      });
      field.setAttribute("aria-activedescendant", `plan-name-${chosen}`);
      menu.children[chosen].scrollIntoView({ block: "nearest" });
    };
    const take = () => {
      const { from, to } = range;
      const text = found[chosen].text + (/^\s/u.test(field.value.slice(to)) ? "" : " ");
      close();
      field.focus();
      field.setSelectionRange(from, to);
      // Only this way can the user undo it.
      if (!document.execCommand("insertText", false, text)) {
        field.setRangeText(text, from, to, "end");
        field.dispatchEvent(new Event("input", { bubbles: true }));
      }
    };
    const item = (name, index) => {
      const row = document.createElement("li");
      row.id = `plan-name-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      const face = document.createElement(name.src ? "img" : "i");
      if (name.src) { face.src = name.src; face.alt = ""; } else face.className = "no-face";
      const tags = ["span", "bdi", "small"];
      const [words, handle, more] = tags.map((tag) => document.createElement(tag));
      handle.textContent = name.text;
      more.textContent = [name.name, name.detail].filter(Boolean).join(" · ");
      words.append(handle, more);
      row.append(face, words);
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        choose(index);
        take();
      });
      return row;
    };
    const look = async () => {
      if (isComposing) return;
      const to = field.selectionStart;
      const before = field.value.slice(0, to);
      const match = started.exec(before);
      if (!match || to !== field.selectionEnd) return close();
      const turn = ++asked;
      const from = to - match[1].length;
      const answer = await fetch(`${form.dataset.names}?q=${encodeURIComponent(match[1])}`, {
        headers: { Accept: "application/json" },
      }).then((one) => (one.ok ? one.json() : null)).catch(() => null);
      if (turn !== asked) return;
      found = answer?.names ?? [];
      if (!found.length || (found.length === 1 && found[0].text === match[1])) return close();
      range = { from, to };
      menu.replaceChildren(...found.map(item));
      menu.hidden = false;
      const spot = place(from);
      menu.style.insetInlineStart = "auto";
      const most = field.offsetWidth - menu.offsetWidth;
      menu.style.left = `${Math.max(0, Math.min(spot.x - 8, most))}px`;
      menu.style.top = `${field.offsetTop + spot.y + 4}px`;
      choose(0);
      rooms.say(`${found.length} ${menu.dataset.found}`);
    };
    field.addEventListener("compositionstart", () => { isComposing = true; });
    field.addEventListener("compositionend", () => { isComposing = false; look(); });
    field.addEventListener("input", look);
    field.addEventListener("click", look);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (menu.hidden || event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) choose(chosen + step);
      else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey) take();
      else if (event.key === "Escape") close();
      else {
        if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) close();
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    });
  };

  /** What would be sent, at every pause of 300 ms; an answer that was overtaken is dropped. */
  const columns = document.getElementById("plan-columns");
  let timer = 0, turn = 0, running = null;
  const show = async () => {
    const mine = ++turn;
    running?.abort();
    running = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string") body.append(name, value);
    }
    let text = null;
    try {
      const { signal } = running;
      const answer = await fetch(form.dataset.columns, { method: "POST", body, signal });
      if (answer.ok) text = await answer.text();
    } catch { /* Told below, if nothing newer is on its way. */ }
    if (mine !== turn) return;
    columns.setAttribute("aria-busy", "false");
    if (text === null) {
      // The plan that stands there is not the one of these words: it must not be made.
      const fault = document.createElement("p");
      fault.className = "notice bad";
      fault.setAttribute("role", "alert");
      fault.textContent = columns.dataset.lost;
      columns.replaceChildren(fault);
      return;
    }
    const open = [...columns.querySelectorAll("details[id]")].map((one) => [one.id, one.open]);
    const page = new DOMParser().parseFromString(text, "text/html");
    columns.replaceChildren(...page.body.childNodes);
    const said = columns.querySelector("[data-said]")?.dataset.said;
    if (said) {
      document.querySelector(".command code bdi").textContent = said;
      document.querySelector(".command [data-copy]").dataset.copy = said;
    }
    for (const [id, isOpen] of open) {
      const fold = document.getElementById(id);
      if (fold) fold.open = isOpen;
    }
    const prices = [...columns.querySelectorAll(".column")].map((column) =>
      [column.querySelector("h2"), column.querySelector(".make .money")]
        .map((one) => one?.textContent.trim()).filter(Boolean).join(" "));
    if (prices.length) rooms.say(prices.join("; "));
  };
  const pause = (wait = 300) => {
    clearTimeout(timer);
    turn += 1;
    columns.setAttribute("aria-busy", "true");
    for (const button of columns.querySelectorAll("[data-make] button")) button.disabled = true;
    timer = setTimeout(show, wait);
  };

  /** No more models than stand side by side. */
  const models = () => {
    const box = form.querySelector("[data-models]");
    const all = [...box.querySelectorAll("input[type=checkbox]")];
    const limit = () => {
      const isFull = all.filter((one) => one.checked).length >= Number(box.dataset.most);
      for (const one of all) one.disabled = isFull && !one.checked;
    };
    box.addEventListener("change", limit);
    limit();
  };

  /** Further pictures: dropped, pasted or chosen, sent at once, so that the plan can show them. */
  const pictures = () => {
    const box = form.querySelector("[data-refs]");
    const list = box.querySelector("[data-ref-list]");
    const told = box.querySelector("[data-told]");
    const input = box.querySelector("input[type=file]");
    const take = async (files) => {
      const faults = [];
      for (const file of files) {
        const answer = await rooms.upload(file, form.dataset.pictures, told);
        if (!answer.ok || !answer.json?.value) {
          faults.push(["bad", `${file.name}: ${rooms.fault(answer, told.dataset.lost)}`]);
          continue;
        }
        const { content } = box.querySelector("[data-ref-template]");
        const item = content.firstElementChild.cloneNode(true);
        const face = item.querySelector("img");
        face.src = answer.json.src;
        face.alt = answer.json.name ?? file.name;
        item.querySelector("[name=ref]").value = answer.json.value;
        for (const one of item.querySelectorAll("[aria-label]")) {
          one.setAttribute("aria-label", `${one.getAttribute("aria-label")}: ${face.alt}`);
        }
        list.append(item);
      }
      rooms.tell(told, ...faults);
      if (faults.length < files.length) pause(0);
    };
    rooms.dropped(take);
    field.addEventListener("paste", (event) => {
      const files = rooms.files(event.clipboardData);
      if (files.length) { event.preventDefault(); take(files); }
    });
    input.addEventListener("change", (event) => {
      event.stopPropagation();
      take([...input.files]);
      input.value = "";
    });
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-remove], [name=without]");
      if (!button) return;
      event.preventDefault();
      button.closest("[data-ref]").remove();
      input.focus();
      pause(0);
    });
  };

  if (form) {
    names();
    models();
    pictures();
    form.addEventListener("input", (event) => { if (event.target.type !== "file") pause(); });
    form.addEventListener("submit", (event) => { event.preventDefault(); pause(0); });
    if (field.autofocus) field.setSelectionRange(field.value.length, field.value.length);
  }
}
