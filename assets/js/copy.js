// Copies the text of a part of the page; the button is shown only where the browser can.
import { announce, toast } from "./shell.js";

document.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });

document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!button) return;
  try {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
  } catch {
    return;
  }
  toast(button.dataset.copied, "success");
  announce(button.dataset.copied);
});
