// The privacy guard while one types: asks the server a moment after the last key, and finds the surest kinds itself.
import { findLocally, without } from "./guard-rules.js";
import { announce } from "./shell.js";

const WAIT = 700;
const states = new WeakMap();

function stateOf(box) {
  if (!states.has(box)) states.set(box, { kept: new Set(), asked: null, timer: 0, shown: "" });
  return states.get(box);
}

const fieldOf = (box) => document.getElementById(box.dataset.privacyGuard);

async function ask(box, text, signal) {
  const token = box.closest("form")?.querySelector('[name="csrfmiddlewaretoken"]')?.value ?? "";
  const response = await fetch(box.dataset.url, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams({ text }),
    credentials: "same-origin",
    cache: "no-store",
    redirect: "error",
    signal,
  });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()).found;
}

function local(box, text) {
  const words = JSON.parse(box.dataset.local);
  return findLocally(text).map((one) => ({ ...words[one.kind], ...one }));
}

async function check(box) {
  const text = fieldOf(box).value;
  const state = stateOf(box);
  state.asked?.abort();
  state.asked = new AbortController();
  const certain = local(box, text);
  draw(box, certain);
  if (!box.dataset.url || text.trim().length < 4) return;
  try {
    const found = await ask(box, text, state.asked.signal);
    const seen = new Set(found.map((one) => one.text));
    if (fieldOf(box).value === text) draw(box, [...found, ...certain.filter((one) => !seen.has(one.text))]);
  } catch {
    // Without the net, or when it is asked too often: the server looks again when the form is sent.
  }
}

function draw(box, found) {
  const state = stateOf(box);
  const unique = [...new Map(found.map((one) => [one.key, one])).values()];
  const shown = JSON.stringify(unique.map((one) => one.key));
  if (shown === state.shown) return;
  state.shown = shown;
  box.querySelector(".guard-list").replaceChildren(...unique.map((one, at) => line(box, one, at)));
  box.querySelector("[data-guard-send]")?.closest("p").remove();
  box.querySelector("[data-guard-all]").hidden = unique.length < 2;
  const words = unique.length === 1 ? box.dataset.one : box.dataset.more.replace("%d", unique.length);
  box.querySelector(".guard-summary").textContent = unique.length ? words : "";
}

function line(box, one, at) {
  const item = box.querySelector("template").content.cloneNode(true).querySelector("li");
  const state = stateOf(box);
  item.querySelector("strong").textContent = `«${one.text}»`;
  item.querySelector(".guard-why").textContent = `${one.why} ${one.suggestion}`;
  Object.assign(item.querySelector('input[type="hidden"]'), { name: `${box.dataset.name}_seen`, value: one.key });
  const keep = item.querySelector('input[type="checkbox"]');
  Object.assign(keep, { name: `${box.dataset.name}_keep`, value: one.key, id: `${box.id}_keep_${at}`, checked: state.kept.has(one.key) });
  keep.addEventListener("change", () => state.kept[keep.checked ? "add" : "delete"](one.key));
  const label = item.querySelector("label");
  label.htmlFor = keep.id;
  label.textContent = one.keep;
  const button = item.querySelector("[data-guard-remove]");
  button.setAttribute("aria-label", `${button.textContent}: ${one.text}`);
  item.guarded = one;
  return item;
}

function remove(box, items) {
  const field = fieldOf(box);
  items.forEach(({ guarded }) => { field.value = without(field.value, guarded.text, guarded.placeholder); });
  // Others listen for what is typed: the counter, the draft that is kept on the device.
  field.dispatchEvent(new Event("input", { bubbles: true }));
  clearTimeout(stateOf(box).timer);
  check(box);
  field.focus();
  announce(box.dataset.removed);
}

document.addEventListener("input", (event) => {
  const box = event.target.id && document.querySelector(`[data-privacy-guard="${CSS.escape(event.target.id)}"]`);
  if (!box) return;
  const state = stateOf(box);
  clearTimeout(state.timer);
  state.timer = setTimeout(check, WAIT, box);
});

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const box = target?.closest("[data-privacy-guard]");
  if (!box) return;
  if (target.closest("[data-guard-remove]")) remove(box, [target.closest("li")]);
  else if (target.closest("[data-guard-all]")) {
    remove(box, [...box.querySelectorAll(".guard-list > li")].filter((item) => !item.querySelector('input[type="checkbox"]').checked));
  }
});

function start() {
  document.querySelectorAll("[data-privacy-guard]").forEach((box) => {
    const state = stateOf(box);
    box.querySelectorAll(".guard-list input[type=checkbox]:checked").forEach((keep) => state.kept.add(keep.value));
    if (fieldOf(box)?.value && !box.querySelector("li")) check(box);
  });
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
