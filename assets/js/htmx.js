// What the content policy keeps out of attributes: announcements and errors around htmx.
import { announce, toast } from "./shell.js";

const words = () => document.getElementById("toasts")?.dataset ?? {};

document.addEventListener("htmx:after:swap", (event) => {
  if (event.target instanceof Element && event.target.closest("[data-suggests]")) return; // search.js says it
  const parts = [...document.querySelectorAll("[data-announce]")].map((node) => node.dataset.announce || node.textContent.trim());
  announce(parts.join(" "));
  const wrong = document.querySelector("main .ds-error-summary");
  if (wrong && !wrong.contains(document.activeElement) && wrong.dataset.seen === undefined) {
    wrong.dataset.seen = "";
    wrong.focus();
  }
});

document.addEventListener("htmx:response:error", (event) => {
  const status = event.detail?.ctx?.response?.raw?.status ?? event.detail?.ctx?.response?.status;
  if (status === 422) return;
  if (status === 403) toast(words().forbidden);
  else if (status === 404) toast(words().gone);
  else toast(words().failed);
});

document.addEventListener("htmx:error", () => toast(words().offline));

document.addEventListener("htmx:before:request", () => document.getElementById("toasts")?.replaceChildren());
