/* Panah works without this file. It adds: a quick way out, drafts, a hidden page, holding a button to show a name,
   type-ahead in long lists, dates of today and yesterday, a warning before the lock. No data leaves for another site. */
"use strict";
(() => {
  const root = document.documentElement;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const on = (target, type, run, options) => target.addEventListener(type, run, options);
  root.classList.add("js");

  /* Leave at once: the page turns blank, typed text goes, this page's place in the history is taken by the other one. */
  let presses = [];
  const leave = (event) => {
    const exit = document.querySelector("[data-exit]");
    if (!exit) return;
    if (event) event.preventDefault();
    root.classList.add("gone");
    document.title = " ";
    leaving = true;
    all("form").forEach((form) => form.reset());
    location.replace(exit.href);
  };
  on(document, "click", (event) => { if (event.target.closest("[data-exit]")) leave(event); });
  on(document, "keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") { presses = []; return; }
    const now = Date.now();
    presses = presses.filter((at) => now - at < 5000).concat(now);
    if (presses.length >= 3) leave();
  });
  on(window, "pageshow", (event) => { if (event.persisted && root.classList.contains("gone")) location.reload(); });

  /* Drafts and leaving. A form that knows its writer saves itself; data-confirm-leave asks before unsaved text is lost. */
  let leaving = false;
  const { draftUrl, saved: savedWord, unsaved: unsavedWord } = document.body.dataset;
  const changed = new Set();
  const drafts = new Map();
  const posts = all("main form").filter((form) => form.method === "post");
  posts.forEach((form) => {
    on(form, "input", () => changed.add(form));
    on(form, "submit", (event) => {
      if (form.getAttribute("aria-busy")) { event.preventDefault(); return; }
      leaving = true;
      changed.delete(form);
      form.setAttribute("aria-busy", "true");
    });
    const url = form.dataset.draftUrl || (form.elements.writer && draftUrl);
    if (!url) return;
    let line = form.querySelector("[data-draft-status]");
    if (!line) {
      line = document.createElement("p");
      line.className = "note";
      line.setAttribute("role", "status");
      Object.assign(line.dataset, { draftStatus: "", saved: savedWord, unsaved: unsavedWord });
      form.append(line);
    }
    const keep = async () => {
      if (!changed.has(form) || leaving) return;
      changed.delete(form);
      const body = new FormData(form);
      body.set("draft_at", new URL(form.action).pathname);
      all("[type=file], [type=password]", form).forEach((input) => body.delete(input.name));
      let saved = false;
      try {
        const options = { method: "POST", body, credentials: "same-origin", keepalive: document.hidden, redirect: "error" };
        const answer = await fetch(url, options);
        saved = answer.ok && answer.status !== 202; /* 202: the form itself arrived before its draft */
      } catch { /* said below */ }
      if (!saved) changed.add(form);
      const time = new Date().toTimeString().slice(0, 5);
      line.textContent = saved ? `${line.dataset.saved} ${time}` : line.dataset.unsaved;
    };
    /* One on the way at a time, or an older text could arrive last; what is typed meanwhile follows it. */
    let running = null;
    let next = null;
    const save = () => {
      if (running) return (next ??= running.then(() => { next = null; return save(); }));
      return (running = keep().finally(() => { running = null; }));
    };
    drafts.set(form, save);
    on(form, "focusout", save);
    setInterval(save, 10000);
  });
  const saveAll = () => Promise.all([...drafts.values()].map((save) => save()));
  on(document, "visibilitychange", () => { if (document.hidden) saveAll(); });
  on(window, "beforeunload", (event) => {
    if (!leaving && [...changed].some((form) => "confirmLeave" in form.dataset)) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
  on(window, "pageshow", () => {
    leaving = false;
    posts.forEach((form) => form.removeAttribute("aria-busy"));
  });
  on(document, "keydown", (event) => {
    const form = event.target.form;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !posts.includes(form) || form.dataset.hold) return;
    event.preventDefault();
    form.requestSubmit();
  });

  /* How far a long task is, asked once a second while its form is on the way. */
  all("form[data-progress-url]").forEach((form) => on(form, "submit", () => setInterval(async () => {
    try {
      const answer = await fetch(form.dataset.progressUrl, { credentials: "same-origin" });
      if (answer.ok) form.querySelector("[role=status]").textContent = await answer.text();
    } catch { /* the next second asks again */ }
  }, 1000)));

  /* Whom a name may mean, while it is typed: asked a quarter of a second after the last key, in the body of a request. */
  all("form[data-typing-url]").forEach((form) => {
    const place = form.querySelector("[data-typing]");
    const input = form.elements.text;
    let timer = 0;
    let asked = null;
    const ask = async () => {
      if (asked) asked.abort();
      asked = new AbortController();
      try {
        const options = { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", signal: asked.signal };
        const answer = await fetch(form.dataset.typingUrl, options);
        if (!answer.ok) return;
        const found = new DOMParser().parseFromString(await answer.text(), "text/html").body;
        if (!root.classList.contains("gone")) place.replaceChildren(...found.childNodes);
      } catch { /* the next key asks again, and the button works without it */ }
    };
    on(input, "input", () => {
      clearTimeout(timer);
      if ((input.value.match(/\p{L}/gu) || []).length < 3) { if (asked) asked.abort(); place.replaceChildren(); return; }
      timer = setTimeout(ask, 250);
    });
    on(form, "submit", () => { clearTimeout(timer); if (asked) asked.abort(); });
    on(form, "keydown", (event) => {
      const stops = [input, ...all("a", place)];
      const next = stops[stops.indexOf(event.target) + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
      if (!next || stops.indexOf(event.target) < 0) return;
      event.preventDefault();
      next.focus();
    });
  });

  /* Hide the page from someone who looks over the shoulder. */
  const blur = document.querySelector("[data-blur]");
  const hide = (yes) => {
    root.classList.toggle("blurred", yes);
    blur.setAttribute("aria-pressed", String(yes));
    document.querySelector("main").inert = yes;
  };
  if (blur) {
    on(blur, "click", () => hide(!root.classList.contains("blurred")));
    on(document, "keydown", (event) => { if (event.key === "Escape") hide(false); });
  }

  /* Hold three seconds. A keyboard or a screen reader "clicks" without holding: it is asked instead. */
  all("form[data-hold]").forEach((form) => {
    const button = form.querySelector("button");
    const line = form.querySelector("[role=status]");
    let timer = 0;
    const stop = () => { clearTimeout(timer); timer = 0; };
    on(button, "pointerdown", (event) => {
      if (event.button) return;
      stop();
      line.textContent = form.dataset.hold;
      timer = setTimeout(() => { line.textContent = ""; form.requestSubmit(); }, 3000);
    });
    ["pointerup", "pointerleave", "pointercancel"].forEach((type) => on(button, type, stop));
    on(button, "contextmenu", (event) => event.preventDefault());
    on(button, "click", (event) => {
      event.preventDefault();
      if (event.detail === 0 && confirm(form.dataset.holdAsk)) form.requestSubmit();
    });
  });

  /* Type to choose from a long list: a native datalist in front of the select, which keeps the value. */
  const typeAhead = () => all("select[data-typeahead]:not([hidden])").forEach((select) => {
    const input = document.createElement("input");
    const list = document.createElement("datalist");
    const labels = new Map([...select.options].filter((option) => option.value).map((option) => [option.text.trim(), option.value]));
    labels.forEach((value, label) => list.append(new Option(label, label)));
    ["aria-describedby", "aria-invalid"].forEach((name) => {
      if (select.hasAttribute(name)) input.setAttribute(name, select.getAttribute(name));
    });
    list.id = `${select.id}-list`;
    input.id = select.id;
    input.setAttribute("list", list.id);
    input.autocomplete = "off";
    const chosen = select.selectedOptions[0];
    input.value = chosen && chosen.value ? chosen.text.trim() : "";
    select.id = `${input.id}-select`;
    select.hidden = true;
    select.after(input, list);
    const choose = () => {
      const typed = input.value.trim().toLocaleLowerCase();
      const matches = [...labels].filter(([label]) => label.toLocaleLowerCase().includes(typed));
      const exact = matches.find(([label]) => label.toLocaleLowerCase() === typed);
      const found = exact || (typed && matches.length === 1 ? matches[0] : null);
      select.value = found ? found[1] : "";
      return found;
    };
    on(input, "input", choose);
    on(input, "change", () => {
      const found = choose();
      input.value = found ? found[0] : "";
      select.dispatchEvent(new Event("change", { bubbles: true }));
    });
  });
  typeAhead();

  /* A form with data-one-entry goes on in one place of the history, so that leaving at once takes the whole way with it.
     What that place remembers is the sealed state of the page, for a reload. Where it fails the browser sends by itself. */
  const oneEntry = () => document.querySelector("form[data-one-entry]");
  let onTheWay = false;
  const show = (text, url) => {
    const next = new DOMParser().parseFromString(text, "text/html");
    document.title = next.title;
    root.lang = next.documentElement.lang;
    document.body.replaceWith(next.body);
    typeAhead();
    const { state, step, change } = oneEntry() ? oneEntry().elements : {};
    const place = state && step ? { state: state.value, step: step.value, change: change ? change.value : "" } : null;
    history.replaceState(place, "", url);
    scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  };
  const goOn = async (url, body) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 20000);
    onTheWay = true;
    try {
      const answer = await fetch(url, { method: "POST", body, credentials: "same-origin", redirect: "error", signal: patience.signal });
      const text = await answer.text();
      if (!(answer.headers.get("Content-Type") || "").startsWith("text/html")) return false;
      if (!root.classList.contains("gone")) show(text, url);
      return true;
    } catch {
      return root.classList.contains("gone");
    } finally {
      clearTimeout(timer);
      onTheWay = false;
    }
  };
  on(document, "submit", async (event) => {
    const { target: form, submitter } = event;
    if (!("oneEntry" in form.dataset) || !submitter) return;
    if (submitter.hasAttribute("formaction") && submitter.name !== "switch_language") return;
    event.preventDefault();
    if (onTheWay) return;
    const url = submitter.hasAttribute("formaction") ? submitter.formAction : form.action;
    const body = new FormData(form);
    if (submitter.name) body.append(submitter.name, submitter.value);
    if (await goOn(url, body)) return;
    const pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: submitter.name, value: submitter.value });
    if (submitter.name) form.append(pressed);
    form.action = url;
    form.submit();
  });
  if (oneEntry() && history.state && history.state.state) {
    const body = new FormData();
    Object.entries({ ...history.state, go: "again" }).forEach(([name, value]) => body.append(name, value));
    goOn(location.href, body);
  }

  /* Small buttons. */
  on(document, "click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.setDate) {
      const inputs = all("input", button.closest(".date"));
      button.dataset.setDate.split("-").forEach((part, index) => { inputs[index].value = part; });
      inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
      inputs[2].focus();
    }
    if (button.dataset.copy && navigator.clipboard) {
      navigator.clipboard.writeText(button.dataset.copy).then(() => { button.textContent = button.dataset.done; });
    }
    if ("print" in button.dataset) window.print();
  });

  /* Two minutes before the lock a question; at the lock the drafts are kept. Other tabs of this browser count as presence. */
  const idle = document.getElementById("idle");
  const { lockUrl, aliveUrl, idleMinutes } = document.body.dataset;
  if (idle && lockUrl && idle.showModal) {
    const limit = Number(idleMinutes) * 60000;
    const key = "panah-seen";
    let seen = Date.now();
    let pinged = seen;
    const lastSeen = () => {
      try { return Math.max(seen, Number(localStorage.getItem(key)) || 0); } catch { return seen; }
    };
    const here = () => {
      const now = Date.now();
      if (now - seen > 1000) { try { localStorage.setItem(key, String(now)); } catch { /* private window */ } }
      seen = now;
      if (aliveUrl && now - pinged > 60000) {
        pinged = now;
        fetch(aliveUrl, { credentials: "same-origin" }).catch(() => {});
      }
    };
    ["pointerdown", "keydown", "scroll"].forEach((type) => on(document, type, () => { if (!idle.open) here(); }, { passive: true }));
    on(idle, "close", () => { pinged = 0; here(); });
    on(idle.querySelector("[data-here]"), "click", () => idle.close());
    setInterval(async () => {
      const quiet = Date.now() - lastSeen();
      if (quiet >= limit) {
        await Promise.race([saveAll(), new Promise((tired) => { setTimeout(tired, 10000); })]); /* a dead network holds no page open */
        leaving = true;
        location.assign(lockUrl);
      }
      else if (quiet >= limit - 120000) { if (!idle.open) idle.showModal(); }
      else if (idle.open) idle.close();
    }, 5000);
  }
})();
