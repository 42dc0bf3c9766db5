/* The grid in which devices are counted. Without this script it is an ordinary form of text inputs.

   Page:  table[data-grid][data-save-url], optional [data-add-url] and [data-detail-url]
          tr[data-line="REF"] > td.cell > input[data-cell="REF:column"][data-version="3"]
          [data-sum="line:REF type:LAPTOP column:new all"] on an input names the totals it adds to: [data-total="all"]
          [data-grid-say] messages (aria-live), [data-grid-errors] sentences under the table, [data-grid-status] in the save bar,
          [data-grid-side] side panel; the words come from templates/ui/_grid_words.html.
   Server, JSON with X-CSRFToken:
          POST save-url {line, column, value, version}
            200 {version, value, shown, totals: {"all": "≥ 985"}, findings: [{column, level, sentence}], saved_at}
                findings are all findings of that line; level is error, warn or info. A text that is no figure is kept
                with the draft and comes back as an error
            409 {version, value, by, at}      422 {error}
          POST add-url {after: line}   200 {html: "<tr …>"}: an empty line, put after that one
          GET  detail-url?cell=REF:column   a fragment for the side panel (Ctrl+Enter)
   Keys:  Tab, Enter, arrows at the edge of the text, Esc restores, Ctrl+Z undoes a paste, ? is not known, 0 is none. */
(() => {
  "use strict";
  const table = document.querySelector("table[data-grid]");
  if (!table) return;

  const one = (selector) => document.querySelector(selector);
  const words = one("[data-grid-words]").dataset;
  const say = one("[data-grid-say]");
  const errors = one("[data-grid-errors]");
  const status = one("[data-grid-status]");
  const token = one("[name=csrfmiddlewaretoken]").value;
  const grouped = new Intl.NumberFormat(document.documentElement.lang || "en");
  const store = `grid:${table.dataset.saveUrl}`;
  const WAIT = 600;

  const inputs = () => [...table.querySelectorAll("input[data-cell]")];
  const rows = () => [...table.querySelectorAll("tr")].filter((row) => row.querySelector("input[data-cell]"));
  const cellsOf = (row) => [...row.querySelectorAll("input[data-cell]")];
  const box = (input) => input.closest("td");
  const find = (cell) => table.querySelector(`input[data-cell="${CSS.escape(cell)}"]`);
  const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_, name) => facts[name] ?? "");

  /* --- numbers as people type them ------------------------------------- */
  const read = (text) => {
    const typed = text.trim();
    if (!typed) return { kind: "empty" };
    if (typed === "?" || typed.toLowerCase() === words.unknown.toLowerCase()) return { kind: "unknown" };
    const plain = /^\d{1,3}(?:([ .,'’\u00a0\u202f])\d{3}(?:\1\d{3})*)?$|^\d+$/.test(typed);
    return plain ? { kind: "number", value: Number(typed.replace(/\D/g, "")) } : { kind: "text" };
  };
  const toSend = (text) => (read(text).kind === "unknown" ? "?" : text.trim());

  /* --- totals: at once from what is typed; the server's answer overrules ---- */
  const draw = (key, text) => {
    for (const place of document.querySelectorAll(`[data-total="${CSS.escape(key)}"]`)) {
      const was = place.querySelector(".was");
      if (text.startsWith("≥")) {
        const seen = Object.assign(document.createElement("span"), { ariaHidden: "true", textContent: text });
        const aloud = Object.assign(document.createElement("span"), { className: "vh" });
        aloud.textContent = fill(words.atLeast, { number: text.replace(/^≥\s*/, "") });
        place.replaceChildren(seen, aloud);
      } else place.replaceChildren(text);
      if (was) place.append(was);
    }
  };
  const addUp = () => {
    const totals = new Map();
    for (const input of inputs()) {
      for (const key of (input.dataset.sum ?? "").split(" ").filter(Boolean)) {
        const total = totals.get(key) ?? { value: 0, some: false, open: false };
        const { kind, value } = read(input.value);
        if (kind === "number") Object.assign(total, { value: total.value + value, some: true });
        else if (kind !== "empty") total.open = true;
        totals.set(key, total);
      }
    }
    for (const [key, { value, some, open }] of totals) {
      draw(key, some ? `${open ? "≥ " : ""}${grouped.format(value)}` : open ? words.unknown : "–");
    }
  };

  /* --- what a cell says about itself --------------------------------------- */
  const flag = (input, level) => {
    const cell = box(input);
    cell.querySelector(".flag")?.remove();
    cell.classList.toggle("is-err", level === "error");
    cell.classList.toggle("is-warn", level === "warn");
    if (level === "error") input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
    const template = one(`template[data-flag="${level}"]`);
    if (template) cell.prepend(template.content.firstElementChild.cloneNode(true));
  };
  const told = (input, level, sentence) => {
    const id = `say-${input.dataset.cell}`;
    document.getElementById(id)?.remove();
    flag(input, level);
    if (!sentence) return input.removeAttribute("aria-describedby");
    const line = document.createElement("p");
    line.id = id;
    line.className = level === "error" ? "error grid-err" : "small soft grid-err";
    const link = Object.assign(document.createElement("a"), { href: `#${input.id}` });
    link.textContent = input.getAttribute("aria-label");
    line.append(link, `: ${sentence}`);
    errors.append(line);
    input.setAttribute("aria-describedby", id);
  };
  const settle = (input) => box(input).classList.toggle("is-unk", read(input.value).kind === "unknown");
  const state = (text) => status && (status.textContent = text);
  const message = (kind, text, buttons = []) => {
    const note = Object.assign(document.createElement("div"), { className: `note note-${kind}` });
    const icon = one(`template[data-flag="${kind}"]`);
    if (icon) note.append(icon.content.querySelector("svg").cloneNode(true));
    const line = document.createElement("p");
    line.append(text);
    for (const [label, act] of buttons) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "linkbtn" });
      button.textContent = label;
      button.addEventListener("click", () => (note.remove(), act()));
      line.append(" ", button);
    }
    note.append(line);
    say.append(note);
    return note;
  };

  /* --- saving: one request at a time, each cell with its version; nothing typed is lost --------- */
  const waiting = new Map(); // cell -> true, in the order of typing
  let timer, busy = false, pause = 2000, retry;
  const remember = () => {
    const kept = [...waiting.keys()].map((cell) => [cell, find(cell).value, find(cell).dataset.version]);
    if (kept.length) sessionStorage.setItem(store, JSON.stringify(kept));
    else sessionStorage.removeItem(store);
  };
  const changed = (input) => {
    waiting.set(input.dataset.cell, true);
    box(input).classList.add("is-saving");
    settle(input);
    addUp();
    remember();
    state(words.saving);
    clearTimeout(timer);
    timer = setTimeout(send, WAIT);
  };
  const clash = (input, answer) => {
    box(input).classList.add("is-clash");
    const text = fill(words.clash, { label: input.getAttribute("aria-label"), by: answer.by, at: answer.at,
      theirs: answer.value || words.empty, mine: input.value || words.empty });
    const decide = (take) => () => {
      box(input).classList.remove("is-clash");
      input.dataset.version = answer.version;
      if (take) input.value = answer.value ?? "";
      if (take) waiting.delete(input.dataset.cell), settle(input), addUp(), remember();
      else changed(input);
      input.focus();
    };
    message("warn", text, [[words.keepMine, decide(false)], [words.takeTheirs, decide(true)]]);
    state(words.decide);
  };
  const saved = (input, sent, answer) => {
    input.dataset.version = answer.version;
    if (document.activeElement !== input && toSend(input.value) === sent) input.value = answer.shown ?? answer.value ?? "";
    settle(input);
    const line = input.dataset.cell.split(":")[0];
    delete input.dataset.rejected;
    for (const other of cellsOf(input.closest("tr"))) if (!other.dataset.rejected) told(other, "", "");
    // Of several about one cell the gravest comes first, and stays.
    for (const { column, level, sentence } of (answer.findings ?? []).reverse()) {
      const about = find(`${line}:${column}`) ?? input;
      told(about, level, sentence);
    }
    if (!waiting.size) for (const [key, text] of Object.entries(answer.totals ?? {})) draw(key, String(text));
    const time = /^\d{4}-/.test(answer.saved_at ?? "")
      ? new Date(answer.saved_at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }) : answer.saved_at ?? "";
    state(table.querySelector("[aria-invalid]") ? words.toCorrect : fill(words.saved, { time }));
  };
  const failed = (text) => {
    state(text);
    clearTimeout(retry);
    retry = setTimeout(send, pause);
    pause = Math.min(pause * 2, 30000);
  };
  const post = (url, body) => fetch(url, { method: "POST", credentials: "same-origin", body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token } });
  async function send() {
    if (busy || !waiting.size) return;
    busy = true;
    const [cell] = waiting.keys();
    const input = find(cell);
    const [line, column] = cell.split(":");
    const value = toSend(input.value);
    try {
      const answer = await post(table.dataset.saveUrl, { line, column, value, version: Number(input.dataset.version) });
      if (!(answer.headers.get("Content-Type") ?? "").includes("json")) {
        failed(answer.redirected || answer.status === 403 ? words.away : words.broken);
        return;
      }
      const facts = await answer.json();
      pause = 2000;
      box(input).classList.remove("is-saving");
      const typedOn = toSend(input.value) !== value;
      waiting.delete(cell);
      if (answer.ok) saved(input, value, facts);
      else if (answer.status === 409) clash(input, facts);
      else {
        input.dataset.rejected = "yes";
        told(input, "error", facts.error ?? facts.detail ?? words.broken);
        state(words.toCorrect);
      }
      if (typedOn) changed(input);
      remember();
    } catch {
      failed(words.offline);
      return;
    } finally {
      busy = false;
    }
    if (waiting.size) send();
  }
  window.addEventListener("online", send);
  window.addEventListener("beforeunload", (event) => waiting.size && event.preventDefault());

  /* --- paste: a block of cells from a spreadsheet; text that is no number stays as an error to correct --- */
  let before = null; // what the last paste replaced: [[cell, text], …]
  const undo = () => {
    const old = before;
    before = null;
    say.replaceChildren();
    for (const [cell, text] of old ?? []) {
      const input = find(cell);
      input.value = text;
      box(input).classList.remove("is-pasted");
      changed(input);
    }
    if (old) find(old[0][0]).focus();
  };
  const addLine = async (row) => {
    if (!table.dataset.addUrl) return null;
    try {
      const answer = await post(table.dataset.addUrl, { after: row.dataset.line ?? cellsOf(row)[0].dataset.cell.split(":")[0] });
      if (!answer.ok) return null;
      row.insertAdjacentHTML("afterend", (await answer.json()).html);
      return row.nextElementSibling;
    } catch {
      return null;
    }
  };
  const paste = async (start, block) => {
    const at = cellsOf(start.closest("tr")).indexOf(start);
    let row = start.closest("tr");
    const old = [], lost = [];
    for (const [number, texts] of block.entries()) {
      if (number) row = row && (rows()[rows().indexOf(row) + 1] ?? (await addLine(row)));
      const cells = row ? cellsOf(row).slice(at) : [];
      texts.forEach((text, index) => {
        const input = cells[index];
        if (!input || input.readOnly || input.disabled) return text.trim() && lost.push(text.trim());
        old.push([input.dataset.cell, input.value]);
        input.value = text.trim();
        box(input).classList.add("is-pasted");
        changed(input);
      });
    }
    before = old;
    say.replaceChildren();
    message("info", fill(words.pasted, { count: old.length, lines: new Set(old.map(([cell]) => cell.split(":")[0])).size }),
      [[words.undo, undo]]);
    if (lost.length) message("warn", fill(words.lost, { count: lost.length, texts: lost.slice(0, 12).join(" · ") }));
  };
  table.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain").replace(/(\r\n|\r|\n)$/, "");
    if (!event.target.dataset?.cell || !/[\t\r\n]/.test(text)) return;
    event.preventDefault();
    paste(event.target, text.split(/\r\n|\r|\n/).map((line) => line.split("\t").map((cell) => cell.replace(/^"(.*)"$/, "$1"))));
  });

  /* --- typing and moving ------------------------------------------------------------------------ */
  let entered = "";
  const step = (input, down, across) => {
    const all = rows(), row = input.closest("tr"), cells = cellsOf(row);
    const next = across ? cells[cells.indexOf(input) + across] : cellsOf(all[all.indexOf(row) + down] ?? row)[cells.indexOf(input)];
    if (next && next !== input) next.focus(), next.select();
  };
  let shownFor = "", looking;
  const detail = async (input, move = true) => {
    const side = one("[data-grid-side]");
    if (!table.dataset.detailUrl || !side || (!move && shownFor === input.dataset.cell)) return;
    const url = `${table.dataset.detailUrl}?cell=${encodeURIComponent(input.dataset.cell)}`;
    const answer = await fetch(url, { credentials: "same-origin", headers: { "HX-Request": "true" } });
    if (!answer.ok || answer.redirected || (!move && document.activeElement !== input)) return;
    shownFor = input.dataset.cell;
    side.innerHTML = await answer.text();
    side.tabIndex = -1;
    if (move) side.focus();
  };
  /* A cell that wants a word shows why beside the grid, where there is room for it, and keeps the focus. */
  const look = (input) => {
    clearTimeout(looking);
    if (!box(input).matches(".is-warn, .is-noted") || !matchMedia("(min-width: 84rem)").matches) return;
    looking = setTimeout(() => detail(input, false), 300);
  };
  table.addEventListener("focusin", ({ target }) => {
    if (!target.dataset?.cell) return;
    entered = target.value;
    box(target).classList.add("is-active");
    look(target);
  });
  table.addEventListener("focusout", ({ target }) => {
    if (!target.dataset?.cell) return;
    box(target).classList.remove("is-active");
    if (target.value.trim() === "?") target.value = words.unknown;
  });
  table.addEventListener("input", ({ target }) => {
    if (!target.dataset?.cell) return;
    before = null;
    box(target).classList.remove("is-pasted");
    changed(target);
  });
  table.addEventListener("keydown", (event) => {
    const input = event.target, key = event.key;
    if (!input.dataset?.cell || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const all = input.selectionEnd - input.selectionStart === input.value.length;
    const moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [event.shiftKey ? -1 : 1, 0],
      ArrowLeft: (all || input.selectionEnd === 0) && [0, -1],
      ArrowRight: (all || input.selectionStart === input.value.length) && [0, 1] };
    if (command && key === "Enter") detail(input);
    else if (command && key.toLowerCase() === "z" && before) undo();
    else if (key === "Escape" && input.value !== entered) (input.value = entered), changed(input);
    else if (!command && moves[key] && (key === "Enter" || !event.shiftKey)) step(input, ...moves[key]);
    else return;
    event.preventDefault();
  });

  /* What could not be sent before the page was left or loaded again. */
  for (const [cell, value, version] of JSON.parse(sessionStorage.getItem(store) ?? "[]")) {
    const input = find(cell);
    if (!input || input.value === value) continue;
    Object.assign(input, { value });
    input.dataset.version = version;
    changed(input);
  }
  addUp();
})();
