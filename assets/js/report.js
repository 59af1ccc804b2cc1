// The report page: what is typed is kept on the phone at once, and sent once; without this the form works as any form.
import { dressForms } from "./forms.js";
import { mindQueue, onChange, sendWaiting } from "./offline.js";
import { showPhotos, shrunk } from "./offline/photos.js";
import { showQueue } from "./offline/queue.js";
import { REPORT, sendNow } from "./offline/sending.js";
import { allOf, canKeep, contentOf, put, remove, seal, sealContent } from "./offline/store.js";
import { announce, toast } from "./shell.js";

const form = document.querySelector("form[data-report]");
const page = document.querySelector("[data-report-page]");
const OWN = new Set(["csrfmiddlewaretoken", "idempotency_key", "person", "photos", "opened"]);
const SAVE_AFTER = 250;
const PATIENT = 6_000;
let me;
let row;
let photos = [];
let sealed = [];
let saving = Promise.resolve();
let timer;
let isBusy = false;

const texts = () => page.dataset;
const part = (name) => page.querySelector(`[data-${name}]`);
const newRow = () => ({ id: crypto.randomUUID(), person: me.person, made: Date.now(), state: "draft", files: [] });
const fields = () => [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && typeof value === "string");
const frame = () => form.closest(".panel") ?? form;
const isWritten = () => photos.length > 0 || ["description", "place_text", "immediate_action"].some((name) => form.elements[name]?.value.trim());

// Another tab may be writing the same draft: whoever holds its lock goes on, the other begins anew.
function held(id) {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((resolve) => {
    navigator.locks.request(`kvalitet-utkast-${id}`, { ifAvailable: true }, (lock) => {
      resolve(Boolean(lock));
      return lock ? new Promise(() => {}) : undefined;
    });
  });
}

async function write(state) {
  const content = { fields: state === "queued" ? [...fields(), ["opened", form.elements.opened?.value ?? ""]] : fields(), files: photos.map(({ name, type }) => ({ name, type })) };
  row = { ...row, state, changed: Date.now(), body: await sealContent(me.key, content), files: [...sealed] };
  await put(row);
}

// One write at a time, so that an older text never ends up on top of a newer one.
function save(state = "draft") {
  clearTimeout(timer);
  saving = saving.catch(() => {}).then(() => write(state));
  return saving;
}

function saveSoon() {
  clearTimeout(timer);
  if (isBusy) return;
  timer = setTimeout(() => { if (isWritten()) save().then(() => { part("saved").hidden = false; }, tellFull); }, SAVE_AFTER);
}

const tellFull = () => toast(texts().full);

function fill(values) {
  const byName = new Map(values);
  [...form.elements].forEach((field) => {
    if (!field.name || OWN.has(field.name) || field.type === "file") return;
    if (field.type === "radio") field.checked = byName.get(field.name) === field.value;
    else if (field.type === "checkbox") field.checked = byName.has(field.name);
    else if (byName.has(field.name)) field.value = byName.get(field.name);
  });
  form.querySelectorAll("details").forEach((fold) => { fold.open = fold.open || [...fold.querySelectorAll("textarea, input[type=checkbox]:checked, input[type=radio]:checked")].some((field) => field.type !== "textarea" ? field.value : field.value.trim()); });
  dressForms();
}

async function takeUp(found) {
  const content = await contentOf(found, me.key);
  row = found;
  photos = content.files;
  sealed = [...found.files];
  if (form.elements.opened) form.elements.opened.value = ""; // the time it lay is not time it took
  fill(content.fields);
  drawPhotos();
  if (found.state !== "draft") await save();
  part("restored").hidden = false;
  drawQueue();
}

function drawPhotos() {
  showPhotos(part("photos"), photos, async (index) => {
    photos.splice(index, 1);
    sealed.splice(index, 1);
    drawPhotos();
    await save();
    announce(texts().photoGone);
    form.querySelector("input[type=file]")?.focus();
  });
}

async function addPhotos(input) {
  const most = Number(texts().mostPhotos);
  const chosen = [...input.files];
  input.value = "";
  if (photos.length + chosen.length > most) toast(texts().tooMany);
  for (const file of chosen.slice(0, most - photos.length)) {
    const small = await shrunk(file);
    sealed.push(await seal(me.key, await small.arrayBuffer()));
    photos.push(small);
  }
  drawPhotos();
  announce(texts().photosNow.replace("%d", photos.length));
  await save().catch(tellFull);
}

async function drawQueue() {
  const waiting = await showQueue(part("queue"), me, row.id, { open: openRow, changed: drawQueue });
  if (!waiting) part("waiting").hidden = true;
}

async function openRow(wanted) {
  if (isWritten()) await save();
  if (!(await held(wanted.id))) {
    toast(texts().elsewhere);
    return;
  }
  await takeUp(wanted);
  frame().hidden = false;
  part("waiting").hidden = true;
  form.elements.description.focus();
}

function lacking() {
  const chosen = new FormData(form);
  return [...form.querySelectorAll("[data-required]")].filter((place) => !place.hidden && !place.closest("[hidden]") && !chosen.get(place.dataset.name)?.trim());
}

function tellLacking(places) {
  const summary = part("lacking").content.firstElementChild.cloneNode(true);
  places.forEach((place) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.className = "ds-link";
    link.href = `#${place.dataset.first}`;
    link.textContent = place.dataset.required;
    item.append(link);
    summary.querySelector("ul").append(item);
  });
  form.querySelectorAll(".ds-error-summary").forEach((old) => old.remove());
  form.prepend(summary);
  summary.focus();
}

function busy(is) {
  isBusy = is;
  form.querySelectorAll("button[type=submit]").forEach((button) => button.toggleAttribute("aria-busy", is));
}

// The server said no: show its form with its words, and what was typed and photographed as it was.
function showRefusal(came) {
  const answer = new DOMParser().parseFromString(came.page, "text/html");
  const theirs = answer.querySelector("form[data-report]");
  save().catch(tellFull);
  if (!theirs) {
    toast(came.status === 413 ? texts().tooBig : texts().refused);
    return;
  }
  form.innerHTML = theirs.innerHTML;
  document.title = answer.title;
  dressForms();
  drawPhotos();
  form.querySelector(".ds-error-summary")?.focus();
}

async function park(came) {
  await mindQueue();
  frame().hidden = true;
  const box = part("waiting");
  box.hidden = false;
  box.querySelector("[data-when-cut]").hidden = came.state === "signin";
  box.querySelector("[data-when-out]").hidden = came.state !== "signin";
  row = newRow();
  photos = [];
  sealed = [];
  await drawQueue();
  box.querySelector("h2").focus();
  window.scrollTo(0, 0);
}

async function send(event) {
  event.preventDefault();
  if (isBusy) return;
  const places = lacking();
  if (places.length) {
    tellLacking(places);
    return;
  }
  busy(true);
  const slow = setTimeout(() => toast(texts().slow, "info"), PATIENT);
  try {
    await save("queued");
    await mindQueue();
  } catch { // no room on the phone: send it the plain way
    clearTimeout(slow);
    form.removeEventListener("submit", send);
    form.requestSubmit();
    return;
  }
  const came = await sendNow(row.id);
  clearTimeout(slow);
  busy(false);
  document.getElementById("toasts")?.replaceChildren();
  if (came.state === "sent") {
    await remove(row.id);
    location.assign(came.url);
  } else if (came.state === "refused") showRefusal(came);
  else if (came.state === "gone") location.assign(REPORT);
  else await park(came);
}

// A page kept since this morning: «today» is today, and the place is the one on the sign that was scanned.
function freshen() {
  if (texts().kept === undefined) return;
  const now = new Date();
  const day = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  if (form.elements.happened_on) form.elements.happened_on.value = day;
  const token = new URLSearchParams(location.search).get("sted");
  if (!token) return;
  form.elements.place_token.value = token;
  const known = form.querySelector(`input[data-token="${CSS.escape(token)}"]`);
  const chosen = known ?? form.querySelector("input[name=where][value=kode]");
  if (!chosen) return;
  chosen.closest("[hidden]")?.removeAttribute("hidden");
  chosen.checked = true;
  dressForms();
}

async function begin() {
  const said = form.dataset;
  me = { person: said.person, key: said.key };
  row = newRow();
  freshen();
  form.removeAttribute("data-guard");
  form.removeAttribute("data-once");
  form.addEventListener("submit", send);
  form.addEventListener("input", saveSoon);
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=file]")) addPhotos(event.target);
    else saveSoon();
  });
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden" && !isBusy && isWritten()) save(); });
  part("begin-again").addEventListener("click", async () => {
    await saving.catch(() => {});
    await remove(row.id);
    location.assign(REPORT);
  });
  const isPlain = !form.querySelector(".ds-error-summary");
  for (const draft of isPlain && !isWritten() ? (await allOf(me.person)).filter((one) => one.state === "draft").reverse() : []) {
    if (await held(draft.id)) {
      await takeUp(draft);
      break;
    }
  }
  await held(row.id);
  document.addEventListener("kvalitet:sent", drawQueue);
  onChange(drawQueue);
  await drawQueue();
  await sendWaiting();
  form.dataset.ready = "";
}

if (form && canKeep()) begin();
