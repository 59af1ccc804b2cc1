// Lets the report page open without network, and sends what waits when the net is back. Touches no other page.
// `KVALITET` ({version, assets, report, shell, offline}) is written in front of this by the server.
import { REPORT, SHELL, SYNC, flush } from "./offline/sending.js";

const { assets, offline, version } = self.KVALITET;
const KEPT = `kvalitet-filer-${version}`;
const PERSONAL = "kvalitet-skall";
const SLOW = 5_000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll([...assets, offline].map((url) => new Request(url, { cache: "reload" })))).then(() => self.skipWaiting()));
});

// A new version: the kept page must ask for the new files, so it is fetched anew for whoever is signed in.
async function renewShell() {
  if (!(await caches.has(PERSONAL))) return;
  const answer = await fetch(SHELL, { cache: "no-store" });
  if (answer.ok && !answer.redirected) await (await caches.open(PERSONAL)).put(SHELL, answer);
}

async function tidy() {
  await renewShell().catch(() => {});
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("kvalitet-filer-") && name !== KEPT).map((name) => caches.delete(name)));
  await self.clients.claim();
}
self.addEventListener("activate", (event) => event.waitUntil(tidy()));

const shell = async () => (await caches.open(PERSONAL)).match(SHELL);
const fallback = async () => (await (await caches.open(KEPT)).match(offline)) ?? Response.error();

// A net that is there in name only is worse than none: after a while the kept page is shown, if there is one.
async function report(request) {
  const fresh = fetch(request);
  const kept = await shell();
  if (!kept) return fresh.catch(fallback);
  const late = new Promise((resolve) => { setTimeout(() => resolve(null), SLOW); });
  const first = await Promise.race([fresh.catch(() => null), late]);
  fresh.catch(() => null);
  return first && first.status < 500 ? first : kept;
}

async function asset(request) {
  const kept = await (await caches.open(KEPT)).match(request);
  if (kept && /\.[0-9a-f]{12}\.\w+$/.test(new URL(request.url).pathname)) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(url.pathname === REPORT ? report(request) : fetch(request).catch(fallback));
  else if (assets.includes(url.pathname)) event.respondWith(asset(request));
});

async function sendWaiting() {
  const came = await flush();
  if (came.length) new BroadcastChannel(SYNC).postMessage("sent");
}
self.addEventListener("sync", (event) => { if (event.tag === SYNC) event.waitUntil(sendWaiting()); });
