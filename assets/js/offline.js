// On every signed-in page: keeps the report page for when there is no net, and sends what waits. Forgets at sign-out.
import { REPORT, SHELL, SYNC, flush } from "./offline/sending.js";
import { all, allOf, canKeep, remove, update } from "./offline/store.js";
import { toast } from "./shell.js";

const PERSONAL = "kvalitet-skall";
const FLAG = "kvalitet-venter";
const KEPT = "kvalitet-holdt";
const OWNER = "kvalitet-holdt-for";
const page = document.querySelector("meta[name=kvalitet-person]");
const channel = globalThis.BroadcastChannel ? new BroadcastChannel(SYNC) : null;

function remembered(name, value) {
  try {
    if (value === undefined) return localStorage.getItem(name);
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch { /* a browser that keeps nothing still sends when it is asked to */ }
  return null;
}

export const onChange = (work) => channel?.addEventListener("message", work);

// Called when a row starts to wait: from now on every page tries, and so does the browser itself where it can.
export async function mindQueue() {
  remembered(FLAG, "1");
  try {
    const worker = await navigator.serviceWorker?.getRegistration();
    await worker?.sync?.register(SYNC);
  } catch { /* Safari and Firefox send when a page is opened or the net comes back */ }
}

// Whoever sent it, this page, another one or the service worker: it is told once.
async function tellSent() {
  const sent = (await allOf(page.content)).filter((row) => row.state === "sent" && !row.told);
  if (!sent.length) return;
  await Promise.all(sent.map((row) => update(row.id, { told: true })));
  toast(sent.map((row) => row.words).join(" "), "success");
  document.dispatchEvent(new CustomEvent("kvalitet:sent"));
}

export async function sendWaiting() {
  if (!page || !canKeep() || !remembered(FLAG)) return;
  try {
    if ((await flush()).length) channel?.postMessage("sent");
    if (!(await all()).some((row) => row.state === "queued")) remembered(FLAG, null);
  } catch { /* still no net */ }
  await tellSent();
}

// Nothing of the person stays but what is sealed: the kept page goes, and the receipts.
async function forget() {
  remembered(KEPT, null);
  remembered(OWNER, null);
  if (globalThis.caches) await caches.delete(PERSONAL);
  if (!globalThis.indexedDB || !remembered("kvalitet-brukt")) return;
  const rows = await all();
  await Promise.all(rows.filter((row) => row.state === "sent").map((row) => remove(row.id)));
}

async function keepShell() {
  const today = new Date().toISOString().slice(0, 10);
  const mark = `${page.content} ${today}`;
  if (remembered(KEPT) === mark && await caches.match(SHELL)) return;
  const answer = await fetch(SHELL, { cache: "no-store" });
  if (!answer.ok || answer.redirected) return;
  remembered(OWNER, page.content);
  const cache = await caches.open(PERSONAL);
  await cache.put(SHELL, answer);
  remembered(KEPT, mark);
  remembered("kvalitet-brukt", "1");
}

async function start() {
  if (!("serviceWorker" in navigator) || !globalThis.caches) return;
  if (!page) {
    if (remembered(OWNER) && !document.querySelector("[data-no-net]")) await forget();
    return;
  }
  if (!navigator.onLine) return;
  try {
    await navigator.serviceWorker.register(page.dataset.worker, { scope: "/" });
    if (![null, page.content].includes(remembered(OWNER))) await forget();
    await keepShell();
  } catch { /* without it the page works as before, with a net */ }
}

document.addEventListener("submit", (event) => { if (new URL(event.target.action, location.href).pathname.endsWith("/konto/logout/")) forget(); });
if (page) channel?.addEventListener("message", tellSent);
window.addEventListener("online", sendWaiting);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") sendWaiting(); });
const soon = (work) => (document.readyState === "complete" ? work() : window.addEventListener("load", work, { once: true }));
soon(() => {
  start();
  if (location.pathname !== REPORT) sendWaiting();
});
