// Sends what waits, each report once: one sender at a time on the device, and the server knows a report by its key.
import { all, contentOf, get, put, remove } from "./store.js";

export const REPORT = "/avvik/meld/";
export const SHELL = "/avvik/meld/uten-nett/";
export const SYNC = "kvalitet-meldinger";
export const PART = "X-Kvalitet-Del";
const WHO = "/avvik/meld/hvem/";
const PATIENCE = 60_000;
const SLOWEST = 5; // bytes a millisecond

// Only one page, or the service worker, sends at a time; where locks are lacking the server's key is enough.
export const alone = (work) => (navigator.locks ? navigator.locks.request("kvalitet-sending", work) : work());

async function who() {
  const answer = await fetch(WHO, { cache: "no-store", signal: AbortSignal.timeout(15_000) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function formOf(content, id, person) {
  const form = new FormData();
  content.fields.forEach(([name, value]) => form.append(name, value));
  content.files.forEach((file) => form.append("photos", file, file.name));
  form.set("idempotency_key", id);
  form.set("person", person);
  return form;
}

// Says what came of it: sent, waits (for the net), signin (to be done first) or refused (with the page that says why).
async function post(row, me) {
  const content = await contentOf(row, me.key);
  const body = formOf(content, row.id, row.person);
  const headers = { "X-CSRFToken": me.csrf, [PART]: "1" };
  const size = content.files.reduce((sum, file) => sum + file.size, 0);
  const answer = await fetch(REPORT, { method: "POST", body, headers, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE + size / SLOWEST) });
  if (answer.type === "opaqueredirect") return { state: "signin" };
  if (answer.ok) return { state: "sent", ...(await answer.json()) };
  if ([400, 403, 413, 422].includes(answer.status)) return { state: "refused", status: answer.status, page: await answer.text() };
  return { state: "waits" };
}

async function sendRow(row, me) {
  if (!me.person) return { state: "signin" };
  if (me.person !== row.person) return { state: "waits" };
  const came = await post(row, me);
  if (came.state === "sent" && me.forgets) await remove(row.id);
  else if (came.state === "sent") await put({ id: row.id, person: row.person, made: row.made, state: "sent", url: came.url, words: came.words });
  else if (came.state === "refused") await put({ ...row, state: "refused" });
  return came;
}

// Send one row that has just been finished; a second tap or another tab finds it sent already.
export const sendNow = (id) => alone(async () => {
  const row = await get(id);
  if (!row) return { state: "gone" };
  if (row.state === "sent") return row;
  try {
    return await sendRow(row, await who());
  } catch {
    return { state: "waits" };
  }
});

// Send everything that waits. Returns what came of each; throws when there is no net, so that it is tried again.
export const flush = () => alone(async () => {
  const waiting = (await all()).filter((row) => row.state === "queued");
  if (!waiting.length) return [];
  const me = await who();
  const came = [];
  let isCut = false;
  for (const row of waiting) {
    try {
      came.push({ id: row.id, ...(await sendRow(row, me)) });
    } catch {
      isCut = true;
    }
  }
  if (isCut) throw new Error("cut");
  return came;
});
