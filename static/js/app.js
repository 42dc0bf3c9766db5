/* What every page may use. Pages work without it: menus are details elements, forms post, links lead. */
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* The error summary takes the focus, so that a screen reader starts there. */
  document.querySelector("[data-focus]")?.focus();

  /* Rail on small screens. */
  for (const button of all("[data-menu]")) {
    const rail = document.getElementById(button.getAttribute("aria-controls"));
    button.addEventListener("click", () => {
      const open = rail.classList.toggle("is-open");
      button.setAttribute("aria-expanded", String(open));
    });
  }

  /* Switcher and account menu close on Escape and on a click elsewhere. */
  const pops = all("details[data-pop]");
  document.addEventListener("click", (event) => {
    for (const pop of pops) if (pop.open && !pop.contains(event.target)) pop.open = false;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const pop of pops) {
      if (!pop.open) continue;
      pop.open = false;
      pop.querySelector("summary").focus();
    }
  });

  /* "/" goes to the search box of the page, or to the page with one. */
  const search = document.querySelector("input[data-search]") ?? document.querySelector("[data-search]");
  if (search) {
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (search.matches("a")) search.click();
      else search.focus();
    });
  }

  /* Colours: a person's choice is kept in a cookie of this site, so that the server draws the right page at once. */
  for (const choice of all("[data-theme-choice]")) {
    choice.hidden = false;
    choice.addEventListener("change", (event) => {
      const theme = event.target.value;
      const secure = location.protocol === "https:" ? "; Secure" : "";
      document.cookie = `theme=${theme}; Path=/; SameSite=Lax; Max-Age=${theme ? 31536000 : 0}${secure}`;
      if (theme) document.documentElement.dataset.theme = theme;
      else delete document.documentElement.dataset.theme;
    });
  }

  /* A form with typed text asks before it is left; sending it is leaving on purpose. */
  const dirty = new Set();
  for (const form of all("form[data-guard]")) {
    form.addEventListener("input", () => dirty.add(form));
    form.addEventListener("submit", (event) => {
      if (!event.defaultPrevented) dirty.delete(form);
    });
  }
  document.addEventListener("saved", () => dirty.clear()); // told by the server after saving while somebody writes
  window.addEventListener("beforeunload", (event) => {
    if (dirty.size) event.preventDefault();
  });

  /* One click sends once; the button becomes usable again when the page is shown again (back button). */
  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (event.defaultPrevented || !button || event.target.method !== "post") return;
    setTimeout(() => button.setAttribute("aria-disabled", "true"));
    if (button.dataset.sent) event.preventDefault();
    button.dataset.sent = "yes";
    setTimeout(freed, 8000, button); // an answer that is a file leaves the page as it is
  });
  const freed = (button) => {
    delete button.dataset.sent;
    button.removeAttribute("aria-disabled");
  };
  window.addEventListener("pageshow", () => all("[data-sent]").forEach(freed));

  /* A text beside its button is copied; without a script it is selected and copied by hand. */
  for (const button of all("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    button.hidden = false;
    text.addEventListener("focus", () => text.select());
    button.addEventListener("click", async () => {
      text.select();
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        document.execCommand("copy"); // without a secure connection
      }
      button.parentElement.querySelector("[role=status]").textContent = button.dataset.done;
    });
  }

  /* A file dropped on its area is chosen. */
  for (const area of all("[data-drop]")) {
    const input = area.querySelector("input[type=file]");
    if (!input) continue;
    area.addEventListener("dragover", (event) => {
      event.preventDefault();
      area.classList.add("is-over");
    });
    area.addEventListener("dragleave", () => area.classList.remove("is-over"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      area.classList.remove("is-over");
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
})();
