/* The sealed outbox. A form is sealed to the server's public key (HPKE: P-256, HKDF-SHA-256, AES-256-GCM), kept as a
   ciphertext with its time, and sent whenever there is a connection. This device cannot read it back. */
"use strict";
(() => {
  const line = document.querySelector("[data-outbox]");
  if (!line) return;
  const { post: postUrl, list: listUrl, worker, scope } = line.dataset;
  const one = (selector, from = document) => from.querySelector(selector);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const said = new Map(all("[data-word]", one("[data-outbox-words]").content).map((word) => [word.dataset.word, word.textContent]));
  const word = (name) => said.get(name) || "";
  const subtle = window.isSecureContext && window.crypto ? crypto.subtle : null;
  const isCut = () => navigator.onLine === false;

  /* Sealing: RFC 9180, base mode, one message. */
  const bytes = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => Uint8Array.from(parts.flatMap((part) => [...part]));
  const letters = (data) => {
    let text = "";
    for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };
  const fromLetters = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const VERSION = bytes("HPKE-v1");
  const KEM = joined(bytes("KEM"), [0, 16]);
  const SUITE = joined(bytes("HPKE"), [0, 16, 0, 1, 0, 2]);
  const P256 = { name: "ECDH", namedCurve: "P-256" };
  const mac = async (key, data) => {
    const own = await subtle.importKey("raw", key.length ? key : new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await subtle.sign("HMAC", own, data));
  };
  const extract = (suite, salt, label, data) => mac(salt, joined(VERSION, suite, bytes(label), data));
  const expand = async (suite, key, label, info, length) =>
    (await mac(key, joined([0, length], VERSION, suite, bytes(label), info, [1]))).slice(0, length);
  const seal = async (theirs, info, clear) => {
    const own = await subtle.generateKey(P256, false, ["deriveBits"]);
    const point = new Uint8Array(await subtle.exportKey("raw", own.publicKey));
    const other = await subtle.importKey("raw", theirs, P256, false, []);
    const shared = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: other }, own.privateKey, 256));
    const first = await expand(KEM, await extract(KEM, [], "eae_prk", shared), "shared_secret", joined(point, theirs), 32);
    const context = joined([0], await extract(SUITE, [], "psk_id_hash", []), await extract(SUITE, [], "info_hash", info));
    const secret = await extract(SUITE, first, "secret", []);
    const key = await subtle.importKey("raw", await expand(SUITE, secret, "key", context, 32), "AES-GCM", false, ["encrypt"]);
    const iv = await expand(SUITE, secret, "base_nonce", context, 12);
    const closed = new Uint8Array(await subtle.encrypt({ name: "AES-GCM", iv }, key, clear));
    const whole = new Uint8Array(point.length + closed.length);
    whole.set(point);
    whole.set(closed, point.length);
    return whole;
  };
  const sealed = async (form) => {
    performance.mark("seal");
    const [key, theirs] = form.dataset.key.split(".");
    const kind = form.dataset.seal;
    const id = letters(crypto.getRandomValues(new Uint8Array(16)));
    const at = Date.now();
    const fields = [...new FormData(form)].filter((pair) => typeof pair[1] === "string");
    let text = JSON.stringify({ at, fields });
    text += " ".repeat(1024 - (bytes(text).length % 1024));  /* the length tells little of what was written */
    const closed = await seal(fromLetters(theirs), bytes(`panah post 1|${kind}|${id}|${key}`), bytes(text));
    performance.measure("seal", "seal");
    return { id, kind, key, at, sealed: letters(closed), state: "waits" };
  };

  /* Keeping. */
  const opened = () => new Promise((done, fail) => {
    const asked = indexedDB.open("outbox", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("items", { keyPath: "id" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = asked.onblocked = () => fail(asked.error);
  });
  const store = async (mode, run) => {
    const base = await opened();
    try {
      return await new Promise((done, fail) => {
        const act = base.transaction("items", mode, { durability: "strict" });
        const asked = run(act.objectStore("items"));
        act.oncomplete = () => done(asked.result);
        act.onerror = act.onabort = () => fail(act.error);
      });
    } finally { base.close(); }
  };
  const isThere = async () => !indexedDB.databases || (await indexedDB.databases()).some((base) => base.name === "outbox");
  const items = async () => {
    try {
      if (!(await isThere())) return [];  /* whoever only looks leaves no trace */
      return (await store("readonly", (rows) => rows.getAll())).sort((a, b) => a.at - b.at);
    } catch { return []; }
  };
  const remove = (id) => store("readwrite", (rows) => rows.delete(id));
  const settle = (id, answer) => store("readwrite", (rows) => {
    const asked = rows.get(id);
    asked.onsuccess = () => {
      const item = asked.result;
      if (!item || item.state === "arrived") return;  /* deleted meanwhile, or another tab was first */
      if (answer.state === "arrived") rows.put({ id, at: item.at, state: "arrived", receipt: answer.receipt });
      else rows.put({ ...item, state: "refused", sentence: answer.sentence });
    };
    return asked;
  });
  const tabs = window.BroadcastChannel ? new BroadcastChannel("outbox") : null;
  const changed = () => { if (tabs) tabs.postMessage(1); return draw(); };

  /* Sending: one tab at a time where the browser can tell, and harmless where it cannot. */
  const sendOne = async ({ id, kind, key, sealed: text }) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 60000);
    try {
      const answer = await fetch(postUrl, {
        method: "POST", credentials: "omit", cache: "no-store", redirect: "error", signal: patience.signal,
        headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
        body: JSON.stringify({ v: 1, id, kind, key, sealed: text }),
      });
      const found = await answer.json().catch(() => ({}));
      if (["arrived", "refused"].includes(found.state)) return found;
      return { state: "later", sentence: found.sentence, isForAll: [429, 503].includes(answer.status) };
    } catch { return { state: "later", isForAll: true }; } finally { clearTimeout(timer); }
  };
  let later = "";
  const run = async (again) => {
    later = "";
    for (const item of await items()) {
      if (item.state !== "waits" && !(again && item.state === "refused")) continue;
      if (isCut()) break;
      const answer = await sendOne(item);
      if (answer.state === "later") {
        later = answer.sentence || word("later");
        if (answer.isForAll) break;
        continue;  /* what the server stumbles over must not hold up the others */
      }
      await settle(item.id, answer);
      await changed();
    }
    await draw();
  };
  let running = Promise.resolve();
  const send = (again = false) => {
    const turn = () => (navigator.locks ? navigator.locks.request("outbox", () => run(again)) : run(again));
    running = running.then(turn).catch(() => {});
    return running;
  };

  /* The forms. */
  const say = (form, text, faults = [], isAtOnce = true) => {
    const box = one("[data-faults]", form.parentElement);
    const list = one("ul", box);
    one("p", box).textContent = text;
    list.replaceChildren(...faults.map(([sentence, name]) => {
      const link = document.createElement("a");
      const field = all("input, select, textarea", form).find((input) => input.name === name);
      link.href = `#${field ? field.id : ""}`;
      link.textContent = sentence;
      const row = document.createElement("li");
      row.append(link);
      return row;
    }));
    box.hidden = !text;
    if (text && isAtOnce) box.focus();
  };
  const faultsOf = (form) => {
    const typed = new FormData(form);
    const count = (name) => (typed.getAll(name).some((text) => typeof text === "string" && text.trim()) ? 1 : 0);
    return JSON.parse(form.dataset.rules || "[]").flatMap(({ names, least = 0, most = names.length, few, many, limit }) => {
      if (limit) return String(typed.get(names[0]) || "").length > limit ? [[few, names[0]]] : [];
      const filled = names.reduce((sum, name) => sum + count(name), 0);
      return filled < least ? [[few, names[0]]] : filled > most ? [[many, names[names.length - 1]]] : [];
    });
  };
  const empty = (form) => {
    [...form.elements].forEach((field) => {
      if (field.type === "hidden" || field.type === "submit" || field.type === "button") return;
      if ("defaultChecked" in field && (field.type === "checkbox" || field.type === "radio")) field.defaultChecked = false;
      else if (field.options) [...field.options].forEach((option) => { option.defaultSelected = false; });
      else if ("defaultValue" in field) field.defaultValue = "";
    });
    form.reset();
    delete form.dataset.confirmLeave;
  };
  const shown = (card, item) => {
    if (!item || card.dataset.state === item.state) return;
    card.dataset.state = item.state;
    one("[data-sealed-title]", card).textContent = word(`${item.state}_title`);
    one("[data-sealed-text]", card).textContent = item.sentence || word(`${item.state}_text`);
    one("[data-sealed-receipt]", card).textContent = item.receipt || "";
    all("[data-when]", card).forEach((part) => { part.hidden = part.dataset.when !== item.state; });
  };
  const replace = (form, item) => {
    const card = one("[data-sealed]", form.parentElement);
    card.dataset.item = item.id;
    delete card.dataset.state;
    shown(card, item);
    form.hidden = true;
    card.hidden = false;
    card.focus();
  };
  let busy = false;
  const keep = async (form) => {
    const faults = faultsOf(form);
    say(form, faults.length ? word("faults") : "", faults);
    if (busy || faults.length) return;
    busy = true;
    try {
      const item = await sealed(form);
      try { await store("readwrite", (rows) => rows.put(item)); } catch {
        const answer = isCut() ? {} : await sendOne(item);
        if (answer.state !== "arrived") { say(form, answer.sentence || word("full")); return; }
        empty(form);
        replace(form, { id: "", ...answer });
        return;
      }
      empty(form);
      replace(form, item);
      await changed();
      await send();
    } finally { busy = false; }
  };
  const isReached = async () => {
    if (isCut()) return false;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), 5000);
    try {
      return (await fetch(listUrl, { method: "HEAD", credentials: "omit", cache: "no-store", signal: patience.signal })).ok;
    } catch { return false; } finally { clearTimeout(timer); }
  };
  const passed = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const by = event.submitter;
    if (!("seal" in form.dataset) || passed.has(form)) return;
    const isSent = !by || by.name !== "switch_language" && (by.name !== "go" || by.value === "send");
    if (!isCut() && (!isSent || !subtle)) return;  /* goes its ordinary way */
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!isSent) say(form, word("cut"));
    else if (!subtle) say(form, word("open"));
    else if (!("offlineOnly" in form.dataset)) keep(form);
    else isReached().then((yes) => {
      if (!yes) { keep(form); return; }
      passed.add(form);
      form.requestSubmit(by);
    });
  }, true);
  all("form[data-seal]").forEach((form) => {
    const asks = "confirmLeave" in form.dataset;
    form.addEventListener("input", () => { if (asks) form.dataset.confirmLeave = ""; });
    if (!subtle) say(form, word("open"), [], false);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-again]")) return;
    const card = event.target.closest("[data-sealed]");
    const form = one("form[data-seal]", card.parentElement);
    card.hidden = true;
    form.hidden = false;
    window.scrollTo(0, 0);
    one("input:not([type=hidden]), select, textarea", form).focus();
  });

  /* The line in the page, and the list. */
  const list = one("[data-outbox-list]");
  const two = (number) => String(number).padStart(2, "0");
  const time = (at) => {
    const day = new Date(at);
    return `${two(day.getDate())}.${two(day.getMonth() + 1)}.${day.getFullYear()} ${two(day.getHours())}:${two(day.getMinutes())}`;
  };
  const put = (place, text) => { place.textContent = text || ""; place.hidden = !text; };
  const row = (item) => {
    const made = one("[data-outbox-item]").content.cloneNode(true);
    one("[data-at]", made).textContent = time(item.at);
    one("[data-state]", made).textContent = word(`${item.state}_chip`);
    one("[data-state]", made).className = `chip ${{ waits: "due", refused: "late", arrived: "ok" }[item.state]}`;
    one("[data-receipt]", made).textContent = item.receipt || "";
    one(".figure", made).hidden = !item.receipt;
    put(one("[data-sentence]", made), item.sentence || (item.state === "arrived" ? word("arrived_text") : ""));
    const button = one("[data-remove]", made);
    button.dataset.remove = item.id;
    button.textContent = word(item.state === "arrived" ? "noted" : "delete");
    button.hidden = item.state === "waits";
    return made;
  };
  const draw = async () => {
    const found = await items();
    const waiting = found.filter((item) => item.state !== "arrived").length;
    const refused = found.filter((item) => item.state === "refused").length;
    const kept = waiting - refused;
    const counts = [kept && `${word(isCut() ? "offline" : "waiting")}: ${kept}`, refused && `${word("refused_title")}: ${refused}`];
    const text = counts.filter(Boolean).join(" · ") || (isCut() ? word("cut") : "");
    if (line.textContent.trim() !== text) {
      line.replaceChildren(text);
      if (waiting && !list) {
        const link = document.createElement("a");
        Object.assign(link, { href: listUrl, textContent: text });
        line.replaceChildren(link);
      }
    }
    all("[data-sealed][data-item]").forEach((card) => shown(card, found.find((item) => item.id === card.dataset.item)));
    if (!list) return;
    const here = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.remove : "";
    list.replaceChildren(...found.map(row));
    if (here) { const again = one(`[data-remove="${here}"]`, list); if (again) again.focus(); }
    one("[data-outbox-empty]").hidden = found.length > 0;
    all("[data-when-waiting]").forEach((part) => { part.hidden = !waiting; });
    one("[data-later]").textContent = waiting && !isCut() ? later : "";
  };
  const asked = (dialog) => new Promise((done) => {
    dialog.returnValue = "";
    dialog.addEventListener("close", () => done(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
  if (list) {
    list.addEventListener("click", async (event) => {
      const { remove: id } = event.target.dataset;
      if (!id) return;
      await remove(id);
      await changed();
      one("h1").focus();
    });
    one("[data-send]").addEventListener("click", () => { later = ""; send(true); });
    one("[data-delete-all]").addEventListener("click", async () => {
      if (!(await asked(one("#delete-all")))) return;
      for (const item of await items()) if (item.state !== "arrived") await remove(item.id);
      await changed();
    });
    one("[data-forget]").addEventListener("click", async () => {
      if (!(await asked(one("#forget")))) return;
      if (navigator.serviceWorker) for (const kept of await navigator.serviceWorker.getRegistrations()) await kept.unregister();
      if (window.caches) for (const name of await caches.keys()) await caches.delete(name);
      await new Promise((done) => { const gone = indexedDB.deleteDatabase("outbox"); gone.onsuccess = gone.onerror = gone.onblocked = done; });
      await changed();
      line.textContent = word("forgotten");
    });
  }
  if (tabs) tabs.onmessage = () => draw();
  window.addEventListener("online", () => send());
  window.addEventListener("offline", () => draw());
  window.addEventListener("pageshow", (event) => { if (event.persisted) send(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(async () => { if ((await items()).some((item) => item.state === "waits")) send(); }, 60000);
  send();

  /* The page itself stays, so that it opens without network. */
  const lasting = one("[data-lasting]");
  if (worker && navigator.serviceWorker && !isCut()) {
    const mark = () => { if (lasting) lasting.textContent = word("lasting"); };
    navigator.serviceWorker.addEventListener("message", (event) => { if (event.data === true) mark(); });
    navigator.serviceWorker.register(worker, { scope, updateViaCache: "none" })
      .then(() => navigator.serviceWorker.ready)
      .then((registration) => registration.active.postMessage([...new Set([location.pathname, listUrl])]))
      .catch(() => { /* the page works while it is open */ });
  }
})();
