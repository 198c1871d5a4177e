{
  // The cast and one of it: filter, pictures that are dropped or pasted, and their order.
  const room = document.querySelector(".room[data-room=cast], .room[data-room=asset]");

  /** Hides what does not answer to the words of the filter. */
  const filters = () => {
    const field = document.getElementById("cast-find");
    const none = room.querySelector("[data-none]");
    const fold = (text) => text.normalize("NFKC").toLowerCase();
    const apply = () => {
      const words = fold(field.value).split(/\s+/u).filter(Boolean);
      let left = 0;
      for (const group of room.querySelectorAll("[data-group]")) {
        let shown = 0;
        for (const card of group.querySelectorAll("[data-words]")) {
          const text = fold(card.dataset.words);
          card.hidden = !words.every((word) => text.includes(word));
          if (!card.hidden) shown += 1;
        }
        group.hidden = shown === 0;
        left += shown;
      }
      if (none) none.hidden = left > 0 || words.length === 0;
    };
    field?.addEventListener("input", apply);
    field?.form.addEventListener("submit", (event) => {
      event.preventDefault();
      room.querySelector("[data-words]:not([hidden]) a")?.focus();
    });
    if (field?.value) apply();
  };

  /** The form for a new one: faces of what was chosen, and a bar while it is sent. */
  const adds = () => {
    const form = room.querySelector("[data-upload]");
    if (!form) return;
    const input = form.querySelector("input[type=file]");
    const faces = form.querySelector("[data-faces]");
    const told = form.querySelector("[data-told]");
    const show = () => {
      for (const face of faces.querySelectorAll("img")) URL.revokeObjectURL(face.src);
      faces.replaceChildren(...[...input.files].map((file) => {
        const item = document.createElement("li");
        const face = document.createElement("img");
        face.src = URL.createObjectURL(file);
        face.alt = face.title = file.name;
        item.append(face);
        return item;
      }));
    };
    const put = (files) => {
      const all = new DataTransfer();
      for (const file of [...input.files, ...files]) all.items.add(file);
      input.files = all.files;
      document.getElementById("cast-add").open = true;
      show();
      const empty = form.querySelector("#cast-handle");
      if (!empty.value) {
        // The name of the first file is a fair guess at what it shows.
        const words = files[0].name.replace(/\.[^.]*$/u, "").split(/[^\p{L}\p{N}]+/u);
        empty.value = words.find(Boolean) ?? "";
      }
      empty.focus();
      empty.select();
    };
    input.addEventListener("change", show);
    rooms.dropped(put);
    document.addEventListener("paste", (event) => {
      const files = rooms.files(event.clipboardData);
      if (files.length) { event.preventDefault(); put(files); }
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const button = form.querySelector("button.primary");
      if (button.disabled) return;
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.setAttribute("aria-label", told.dataset.sending);
      told.replaceChildren(bar);
      button.disabled = true;
      const progress = (part) => { bar.value = part; };
      const address = form.getAttribute("action");
      const answer = await rooms.send("POST", address, new FormData(form), {}, progress);
      button.disabled = false;
      if (answer.ok && answer.json?.href?.startsWith("/")) return location.assign(answer.json.href);
      rooms.tell(told, ["bad", rooms.fault(answer, told.dataset.lost)]);
      button.focus();
    });
  };

  /** Pictures of one asset: a place of the sheet, or the asset as a whole. */
  const uploads = () => {
    const whole = room.dataset.uploadTo;
    const adder = room.querySelector("[data-adder]");
    if (!adder) return;
    let queue = Promise.resolve();

    const fill = (cell, json) => {
      const hole = cell.querySelector(".hole");
      if (!hole || !json?.src) return;
      const [link, picture] = ["a", "img"].map((name) => document.createElement(name));
      link.className = "cell-picture";
      link.href = json.href ?? json.src;
      picture.src = json.src;
      picture.alt = json.alt ?? cell.dataset.label;
      link.append(picture);
      const held = hole.contains(document.activeElement);
      hole.replaceWith(link);
      cell.querySelector(".cell-make")?.remove();
      cell.classList.remove("missing");
      cell.classList.add("single");
      if (json.stateText) cell.querySelector(".cell-state").textContent = json.stateText;
      if (held) link.focus();
    };

    const one = async (file, cell) => {
      const box = (cell ?? adder).querySelector("[data-told]");
      const answer = await rooms.upload(file, cell ? cell.dataset.put : whole, box);
      const { json } = answer;
      if (!answer.ok) {
        const text = rooms.fault(answer, box?.dataset.lost ?? adder.dataset.lost);
        rooms.tell(box, ["bad", file.name ? `${file.name}: ${text}` : text]);
        return rooms.say(text);
      }
      if (cell) fill(cell, json);
      const notes = (json?.notes ?? []).map((note) => ["warn", note]);
      const lines = [["good", json?.sentence ?? ""], ...notes].filter(([, text]) => text);
      rooms.tell(box, ...lines);
      rooms.say(lines.map(([, text]) => text).join(" "));
    };

    const take = (files, cell) => {
      // One after the other: the library reads each against those before it.
      queue = queue.then(async () => {
        for (const file of files) await one(file, cell);
        await rooms.refresh(".refs", ".asset .block-head");
      });
    };

    const cellOf = (target) => target?.closest?.("[data-put]") ?? null;
    const aim = (target) => {
      const cell = cellOf(target);
      for (const one of room.querySelectorAll(".view-cell.aimed")) {
        if (one !== cell) one.classList.remove("aimed");
      }
      cell?.classList.add("aimed");
    };
    rooms.dropped((files, target) => take(files, cellOf(target)), aim);
    document.addEventListener("paste", (event) => {
      const files = rooms.files(event.clipboardData);
      if (!files.length || event.target.matches?.("textarea, input:not([type=file])")) return;
      event.preventDefault();
      take(files, cellOf(document.activeElement) ?? room.querySelector("[data-put]:hover"));
    });
    room.addEventListener("change", (event) => {
      if (event.target.type !== "file" || !event.target.files.length) return;
      take([...event.target.files], cellOf(event.target));
      event.target.value = "";
    });
  };

  /** The order of references: dragged, or moved by their buttons. */
  const ranks = () => {
    const list = () => room.querySelector("[data-rank]");
    const tiles = () => [...list().querySelectorAll(":scope > [data-ref]")];

    const number = () => {
      const all = tiles();
      all.forEach((tile, index) => {
        tile.querySelector("[data-place]").textContent = String(index + 1);
        const [earlier, later] = tile.querySelectorAll("form:has([name=to])");
        const set = (form, to, isOff) => {
          form.elements.to.value = String(Math.min(Math.max(to, 1), all.length));
          form.querySelector("button").disabled = isOff;
        };
        set(earlier, index, index === 0);
        set(later, index + 2, index === all.length - 1);
      });
    };

    const move = async (tile, to) => {
      const before = tiles();
      const others = before.filter((one) => one !== tile);
      if (before[to] === tile) return;
      const put = (order) => { for (const one of order) list().append(one); number(); };
      others.splice(to, 0, tile);
      put(others);
      const body = new URLSearchParams({ act: "move", ref: tile.dataset.ref, to: String(to + 1) });
      const answer = await rooms.send("POST", list().dataset.rank, body, {
        "Content-Type": "application/x-www-form-urlencoded",
      });
      if (answer.ok) return rooms.say(list().dataset.ranked);
      put(before);
      const told = room.querySelector("[data-adder] [data-told]");
      rooms.tell(told, ["bad", rooms.fault(answer, told?.dataset.lost ?? "–")]);
    };

    const ready = () => {
      if (!list()) return;
      for (const tile of tiles()) tile.draggable = true;
    };
    ready();
    document.addEventListener("rooms:refreshed", ready);

    room.addEventListener("submit", (event) => {
      const form = event.target;
      const tile = form.closest("[data-ref]");
      if (!form.elements.to || !tile) return;
      event.preventDefault();
      const to = Number(form.elements.to.value) - 1;
      const button = event.submitter;
      move(tile, to);
      const other = () => tile.querySelector("form:has([name=to]) button:not(:disabled)");
      (button?.disabled ? other() : button)?.focus();
    });

    let held = null;
    const clear = () => {
      for (const one of room.querySelectorAll(".before, .behind")) {
        one.classList.remove("before", "behind");
      }
    };
    room.addEventListener("dragstart", (event) => {
      held = event.target.closest?.("[data-ref]");
      if (!held) return;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", held.dataset.ref);
      held.classList.add("lifted");
    });
    room.addEventListener("dragover", (event) => {
      const tile = held && event.target.closest("[data-ref]");
      if (!tile) return;
      event.preventDefault();
      clear();
      if (tile === held) return;
      const box = tile.getBoundingClientRect();
      const isRight = event.clientX > box.left + box.width / 2;
      const isLate = isRight !== (getComputedStyle(room).direction === "rtl");
      tile.classList.add(isLate ? "behind" : "before");
    });
    room.addEventListener("drop", (event) => {
      const tile = held && event.target.closest("[data-ref]");
      if (!tile || tile === held) return;
      event.preventDefault();
      const others = tiles().filter((one) => one !== held);
      move(held, others.indexOf(tile) + (tile.classList.contains("behind") ? 1 : 0));
    });
    room.addEventListener("dragend", () => {
      held?.classList.remove("lifted");
      held = null;
      clear();
    });
  };

  if (room?.dataset.room === "cast") { filters(); adds(); }
  if (room?.dataset.room === "asset") { uploads(); ranks(); }
}
