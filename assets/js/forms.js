// Help while writing; the server is the judge.
import { announce } from "./shell.js";

const number = new Intl.NumberFormat("nb-NO");

function count(field) {
  const counter = document.getElementById(`${field.id}_counter`);
  if (!counter) return;
  const left = Number(counter.dataset.limit) - [...field.value].length;
  counter.toggleAttribute("data-over", left < 0);
  const text = left < 0 ? counter.dataset.overText : counter.dataset.leftText;
  counter.textContent = text.replace("%d", number.format(Math.abs(left)));
}

function dirty(form) {
  form.dataset.dirty = "";
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (!(field instanceof Element)) return;
  if (field.matches("textarea[data-limited]")) count(field);
  if (field.matches("[data-options-filter]")) filterOptions(field);
  else {
    const form = field.closest("form[data-guard]");
    if (form) dirty(form);
  }
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!(field instanceof Element)) return;
  if (field.matches("[data-select-all]")) {
    const scope = field.closest("form, table");
    scope?.querySelectorAll(`input[type="checkbox"][name="${CSS.escape(field.dataset.selectAll)}"]`).forEach((box) => { box.checked = field.checked; });
  }
  if (field.matches(".ds-file-upload input")) showFile(field);
  if (field.matches("[data-autosubmit]") && !field.closest("form")?.hasAttribute("hx-get")) field.closest("form")?.requestSubmit();
});

// The design system hides the browser's own file field, so the name of the file must be said.
function showFile(field) {
  const line = field.closest(".ds-file-upload")?.parentElement.querySelector("[data-file-name]");
  if (!line) return;
  line.hidden = field.files.length === 0;
  const names = (files) => files.map((file) => file.name).join(", ");
  const files = [...field.files];
  const big = files.filter((file) => file.size > Number(field.dataset.maxBytes ?? Infinity));
  line.textContent = line.dataset.fileName.replace("%s", names(files));
  if (big.length) line.textContent += `. ${line.dataset.tooBig.replace("%s", names(big))}`;
  announce(line.hidden ? "" : line.textContent);
}

function filterOptions(field) {
  const wanted = field.value.trim().toLocaleLowerCase("nb");
  let shown = 0;
  field.closest("fieldset")?.querySelectorAll(".options > .ds-field").forEach((option) => {
    const hit = !wanted || option.textContent.toLocaleLowerCase("nb").includes(wanted) || option.querySelector("input").checked;
    option.hidden = !hit;
    shown += hit ? 1 : 0;
  });
  announce(field.dataset.said?.replace("%d", number.format(shown)));
}

// A field shown only when another one has certain values: data-shown-by="kind" data-shown-for="person group".
function toggleDependants(root = document) {
  root.querySelectorAll("[data-shown-by]").forEach((part) => {
    const form = part.closest("form");
    const name = part.dataset.shownBy;
    const source = form?.querySelector(`[name="${CSS.escape(name)}"]:checked`) ?? form?.querySelector(`select[name="${CSS.escape(name)}"], input[name="${CSS.escape(name)}"]:not([type="radio"], [type="checkbox"])`);
    part.hidden = !part.dataset.shownFor.split(" ").includes(source?.value ?? "");
  });
}
document.addEventListener("change", () => toggleDependants());

window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-guard][data-dirty]")) event.preventDefault();
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  delete form.dataset.dirty;
  if (form.matches("[data-once]")) {
    if (form.dataset.sent !== undefined) event.preventDefault();
    form.dataset.sent = "";
    form.querySelectorAll('button[type="submit"], button:not([type])').forEach((button) => button.setAttribute("aria-busy", "true"));
  }
});
window.addEventListener("pageshow", () => document.querySelectorAll("[data-sent]").forEach((form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}));

// A list of hundreds (every employee) gets a field that narrows it; the choice made stays in the list.
const LONG = 25;
function narrowLongLists() {
  const words = document.getElementById("toasts")?.dataset;
  document.querySelectorAll(".ds-field > select.ds-input:not([multiple], [data-narrowed])").forEach((select) => {
    if (select.options.length <= LONG || !words) return;
    select.dataset.narrowed = "";
    const all = [...select.children];
    const field = document.createElement("input");
    Object.assign(field, { type: "search", className: "ds-input select-filter", placeholder: words.find });
    field.setAttribute("aria-label", `${words.find}: ${select.labels[0]?.firstChild?.textContent.trim() ?? ""}`);
    field.dataset.noguard = "";
    field.addEventListener("input", () => {
      const parts = field.value.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
      const fits = (option) => parts.every((part) => option.textContent.toLocaleLowerCase("nb").includes(part));
      const chosen = select.selectedOptions[0];
      const shown = all.filter((option, index) => index === 0 || option === chosen || fits(option));
      select.replaceChildren(...shown);
      const hits = shown.filter((option) => option.value && fits(option));
      if (hits.length === 1) select.value = hits[0].value;
      else if (chosen) select.value = chosen.value;
      announce(words.found?.replace("%d", number.format(hits.length)));
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === "ArrowDown") {
        event.preventDefault();
        select.focus();
      }
    });
    select.before(field);
  });
}

function start() {
  narrowLongLists();
  document.querySelectorAll("textarea[data-limited]").forEach(count);
  toggleDependants();
  const summary = document.querySelector("main .ds-error-summary");
  if (summary) {
    summary.dataset.seen = "";
    summary.focus();
  }
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
// For what has come into the page after it was loaded.
export function dressForms() {
  narrowLongLists();
  document.querySelectorAll("textarea[data-limited]").forEach(count);
  toggleDependants();
}
document.addEventListener("htmx:after:swap", dressForms);
