// The page around the content: menu dialog, live region, timed messages, printing.
document.documentElement.classList.add("js");

export function announce(text) {
  const live = document.getElementById("live");
  if (!live || !text) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = text; }, 60);
}

export function toast(text, color = "danger") {
  const place = document.getElementById("toasts");
  if (!place) return;
  const box = document.createElement("div");
  box.className = "ds-alert";
  box.dataset.color = color;
  box.setAttribute("role", color === "danger" ? "alert" : "status");
  box.textContent = text;
  place.replaceChildren(box);
}

document.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("[data-print]")) {
    event.preventDefault();
    window.print();
  }
  const dismiss = target?.closest("[data-dismiss]");
  if (dismiss) dismiss.closest(".ds-alert")?.remove();
  const all = target?.closest("[data-tree]");
  if (all) {
    const open = all.dataset.tree === "open";
    document.getElementById(all.getAttribute("aria-controls"))?.querySelectorAll("details").forEach((node) => { node.open = open; });
    announce(all.dataset.said);
  }
});

// What is folded must be on paper too.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = [...document.querySelectorAll("main .tree details:not([open])")];
  folded.forEach((node) => { node.open = true; });
});
window.addEventListener("afterprint", () => { folded.forEach((node) => { node.open = false; }); });

// A page that comes back from the browser's memory shows what is true now.
window.addEventListener("pageshow", (event) => { if (event.persisted && document.querySelector("[data-fresh]")) location.reload(); });
