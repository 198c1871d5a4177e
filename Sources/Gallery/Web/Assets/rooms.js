// What the rooms share: telling, sending with progress, parts that are fetched again, live work.
// Joined behind gallery.js; `rooms` is the one name that it adds.
const rooms = {
  /** Says `text` to those who do not see the page change. */
  say(text) {
    const live = document.getElementById("live");
    if (live) live.textContent = text;
  },

  /** Shows `lines` of [kind, text] in `box`; markup in a text stays text. */
  tell(box, ...lines) {
    if (!box) return;
    box.replaceChildren(...lines.map(([kind, text]) => {
      const line = document.createElement("p");
      line.className = kind;
      line.textContent = text;
      return line;
    }));
  },

  /**
   * Sends `body` and answers {ok, status, json}; never rejects.
   * XMLHttpRequest, because fetch tells no progress of what is sent.
   */
  send(method, address, body, headers, onProgress) {
    return new Promise((answer) => {
      const request = new XMLHttpRequest();
      request.open(method, address);
      request.setRequestHeader("Accept", "application/json");
      for (const [name, value] of Object.entries(headers ?? {})) {
        request.setRequestHeader(name, value);
      }
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) onProgress?.(event.loaded / event.total);
      };
      request.onload = () => {
        let json = null;
        try { json = JSON.parse(request.responseText); } catch { /* Not a document of ours. */ }
        answer({ ok: request.status >= 200 && request.status < 300, status: request.status, json });
      };
      request.onerror = request.onabort = () => answer({ ok: false, status: 0, json: null });
      request.send(body);
    });
  },

  /** What went wrong, in the server's words where it has some. */
  fault(answer, otherwise) {
    return answer.json?.error?.sentence ?? answer.json?.sentence
      ?? (answer.status ? `${otherwise} (HTTP ${answer.status})` : otherwise);
  },

  /** Sends one file's bytes to `address`, with a bar in `box`. */
  async upload(file, address, box) {
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", file.name || "image");
    box?.replaceChildren(bar);
    const headers = { "X-File-Name": encodeURIComponent(file.name || "pasted") };
    if (file.type) headers["Content-Type"] = file.type;
    return rooms.send("PUT", address, file, headers, (part) => { bar.value = part; });
  },

  /** The pictures of a drop or a paste. */
  files(transfer) {
    const isPicture = (file) => !file.type || file.type.startsWith("image/");
    return [...(transfer?.files ?? [])].filter(isPicture);
  },

  /** Fetches this page again and puts the parts called by `selectors` in place. */
  async refresh(...selectors) {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const selector of selectors) {
        const old = document.querySelector(selector);
        const now = page.querySelector(selector);
        // What someone is writing in is left alone.
        if (!old || !now || old.contains(document.activeElement)) continue;
        const open = [...old.querySelectorAll("details[id][open]")].map((one) => one.id);
        old.replaceWith(document.importNode(now, true));
        for (const id of open) document.getElementById(id)?.setAttribute("open", "");
      }
      document.dispatchEvent(new CustomEvent("rooms:refreshed"));
    } catch { /* The page stays as it is. */ }
  },

  /** Calls `take` with files dropped on the page, and where; marks the page while they hang. */
  dropped(take, over) {
    const carries = (event) => event.dataTransfer?.types.includes("Files");
    let depth = 0;
    const end = () => {
      depth = 0;
      document.documentElement.classList.remove("drags");
      over?.(null);
    };
    document.addEventListener("dragenter", (event) => {
      if (!carries(event)) return;
      depth += 1;
      document.documentElement.classList.add("drags");
    });
    document.addEventListener("dragleave", (event) => {
      if (carries(event) && --depth <= 0) end();
    });
    document.addEventListener("dragover", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      over?.(event.target);
    });
    document.addEventListener("drop", (event) => {
      if (!carries(event)) return;
      event.preventDefault();
      end();
      const files = rooms.files(event.dataTransfer);
      if (files.length) take(files, event.target);
    });
  },
};

{
  const room = document.querySelector(".room");

  // A form that spends or writes is sent once, however often it is pressed.
  const sent = new Set();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !form.closest(".room")) return;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
  });
  addEventListener("pageshow", () => sent.clear());

  /** How far a job has come, in the language of the page. */
  const sentence = (work) => work.sentences?.[document.documentElement.lang.slice(0, 2)] ?? "";

  /** Shows in its place how far a job has come. */
  const show = (work) => {
    const job = document.getElementById(`job-${work.id}`);
    if (!job) return false;
    job.querySelector("[data-sentence]").textContent = sentence(work);
    const bar = job.querySelector("[data-progress]");
    if (bar && work.total) {
      bar.max = work.total;
      bar.value = work.done ?? 0;
    }
    const list = job.querySelector("[data-pictures]");
    const known = new Set([...list.querySelectorAll("a")].map((one) => one.getAttribute("href")));
    for (const image of work.images ?? []) {
      if (known.has(image.href)) continue;
      known.add(image.href);
      const [item, link, picture] = ["li", "a", "img"].map((name) => document.createElement(name));
      link.href = image.href;
      picture.src = image.preview;
      picture.alt = image.alt ?? image.href.split("/").slice(-2).join("/");
      link.append(picture);
      item.append(link);
      list.append(item);
    }
    return true;
  };

  /** Puts the list of jobs in place as the server has it now. */
  let asked = 0;
  const list = async () => {
    const turn = ++asked;
    const box = document.getElementById("work-jobs");
    const answer = await fetch(room.dataset.jobs).catch(() => null);
    if (!answer?.ok || turn !== asked) return;
    const text = await answer.text();
    const focused = document.activeElement?.closest?.("[data-job]")?.id;
    box.replaceChildren(...new DOMParser().parseFromString(text, "text/html").body.childNodes);
    if (focused) document.getElementById(focused)?.querySelector("a, button")?.focus();
  };

  const running = (state) => ["running", "waiting", "planned", undefined].includes(state);
  const heard = new Map();
  const take = (work) => {
    const changed = heard.get(work.id) !== work.state;
    const isFirst = !heard.has(work.id);
    heard.set(work.id, work.state);
    const name = room.dataset.room;
    if (name === "work") {
      const isKnown = show(work);
      const job = document.getElementById(`job-${work.id}`);
      const isStale = job && running(work.state) !== job.classList.contains("running");
      if ((!isKnown && changed) || (isStale && changed)) list();
      if (changed && !running(work.state)) rooms.say(sentence(work));
    } else if (name === "scene") {
      const line = room.querySelector("[data-scene-job]");
      if (line?.dataset.sceneJob === String(work.id)) {
        line.querySelector("[data-sentence]").textContent = sentence(work);
        if (!isFirst || !running(work.state)) rooms.refresh(".shots");
      }
    } else if (name === "rework" && !isFirst) {
      const isThis = (work.rework ?? room.dataset.part) === room.dataset.part;
      if (isThis) rooms.refresh(".steps");
    }
  };

  // gallery.js listens for all tabs and tells each of them so.
  if (room && ["work", "scene", "rework"].includes(room.dataset.room)) {
    document.addEventListener("troupe:work", (event) => {
      if (event.detail?.id) take(event.detail);
    });
  }
}
