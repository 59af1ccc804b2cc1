// The search box of the header: «/» and Ctrl+K lead to it, arrows walk the suggestions, Enter opens, Escape closes.
import { announce } from "./shell.js";

const box = document.querySelector("[data-suggests]");
const place = box && document.getElementById(box.dataset.suggests);
const options = () => [...(place?.querySelectorAll('[role="option"]') ?? [])];
let active = -1;

function show(isOpen) {
  if (!box) return;
  const list = place.querySelector('[role="listbox"]');
  place.hidden = !isOpen || !place.childElementCount;
  box.setAttribute("aria-expanded", String(isOpen && Boolean(list)));
  if (isOpen && list) box.setAttribute("aria-controls", list.id);
  else box.removeAttribute("aria-controls");
  if (place.hidden) choose(-1);
}

function choose(index) {
  active = index;
  options().forEach((option, at) => {
    option.setAttribute("aria-selected", String(at === index));
    if (at === index) option.scrollIntoView({ block: "nearest" });
  });
  const chosen = options()[index];
  if (chosen) box.setAttribute("aria-activedescendant", chosen.id);
  else box.removeAttribute("aria-activedescendant");
}

function walk(step) {
  const count = options().length;
  if (!count) return;
  if (place.hidden) show(true);
  // One place before the first is the text itself, so that one can get back to it.
  choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
}

function onKey(event) {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (!options().length) return;
    event.preventDefault();
    walk(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && active >= 0) {
    event.preventDefault();
    options()[active].click();
  } else if (event.key === "Escape" && !place.hidden) {
    event.preventDefault();
    show(false);
  }
}

if (box) {
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-haspopup", "listbox");
  show(false);
  box.addEventListener("keydown", onKey);
  box.addEventListener("focus", () => show(Boolean(box.value.trim())));
  box.addEventListener("input", () => {
    choose(-1);
    if (!box.value.trim()) show(false);
  });
  box.closest("form").addEventListener("focusout", (event) => {
    if (!event.currentTarget.contains(event.relatedTarget)) show(false);
  });
  place.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps focus while one clicks
  document.addEventListener("htmx:after:swap", (event) => {
    if (event.target !== box) return;
    choose(-1);
    show(document.activeElement === box && Boolean(box.value.trim()));
    if (!place.hidden) announce(place.querySelector("[data-said]")?.dataset.said);
  });
}

document.addEventListener("keydown", (event) => {
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const target = event.target instanceof Element ? event.target : document.body;
  if (!isSlash && !isK) return;
  if (target.closest("dialog") || (isSlash && target.closest("input, textarea, select, [contenteditable]"))) return;
  const field = [...document.querySelectorAll("[data-search-field]")].find((one) => one.checkVisibility());
  const link = document.querySelector(".search-link");
  if (!field && !link?.checkVisibility()) return;
  event.preventDefault();
  if (field) {
    field.focus();
    field.select();
  } else link.click();
});
