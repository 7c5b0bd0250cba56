/* Keeps the pages of forms that can be filled in without network, with their style and script, and nothing else: no answer
   to a form, no list, nothing of a session unless the page asked for it. Online, the newest page is always the one shown. */
"use strict";
const scope = new URL(self.registration.scope).pathname;
const name = `pages ${scope}`;
const credentials = new URL(self.location.href).searchParams.has("own") ? "same-origin" : "omit";
const PATIENCE = 4000;

const assetsOf = (text) => [...text.matchAll(/(?:href|src)="(\/static\/[^"]+\.(?:css|js|svg))"/g)].map((found) => found[1]);

const put = async (path, answer) => {
  const cache = await caches.open(name);
  const text = await answer.clone().text();
  const missing = [];
  for (const asset of new Set(assetsOf(text))) if (!(await cache.match(asset))) missing.push(asset);
  await cache.addAll(missing);
  await cache.put(path, answer);
  const used = new Set();
  for (const page of await cache.keys()) {
    const { pathname } = new URL(page.url);
    if (pathname.startsWith("/static/")) continue;
    used.add(pathname);
    assetsOf(await (await cache.match(page)).text()).forEach((asset) => used.add(asset));
  }
  for (const kept of await cache.keys()) if (!used.has(new URL(kept.url).pathname)) await cache.delete(kept);
};

const ask = (path) => fetch(path, { credentials, redirect: "manual", cache: "no-store" });

const show = async (event, path) => {
  const kept = await (await caches.open(name)).match(path);
  const asked = ask(path);
  const stored = asked.then((answer) => (answer.ok ? put(path, answer.clone()) : null)).catch(() => null);
  event.waitUntil(stored);
  if (!kept) return asked;
  const patience = new Promise((done) => { setTimeout(done, PATIENCE, null); });
  const answer = await Promise.race([asked.catch(() => null), patience]);
  return answer && answer.status < 500 ? answer : kept;
};

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("message", (event) => {
  const paths = event.data.filter((path) => path.startsWith(scope));
  event.waitUntil((async () => {
    let done = true;
    for (const path of paths) {
      try {
        if (await (await caches.open(name)).match(path)) continue;  /* each visit to it brings the newest */
        const answer = await ask(path);
        if (answer.ok) await put(path, answer); else done = false;
      } catch { done = false; }
    }
    if (event.source) event.source.postMessage(done);
  })());
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && !url.search) event.respondWith(show(event, url.pathname));
  else if (url.pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept || fetch(request)));
  }
});
