// The list «Sendes når du får nett» of the report page, and what happens to its rows.
import { announce } from "../shell.js";
import { contentOf, allOf, remove } from "./store.js";

const clock = new Intl.DateTimeFormat("nb-NO", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });

async function firstWords(row, key) {
  if (!row.body) return row.words ?? "";
  try {
    const { fields } = await contentOf(row, key);
    const text = new Map(fields).get("description")?.trim() ?? "";
    return text.length > 80 ? `${text.slice(0, 80)}…` : text;
  } catch {
    return "";
  }
}

async function itemOf(row, me, template, actions) {
  const item = template.content.firstElementChild.cloneNode(true);
  const texts = template.dataset;
  const words = { draft: texts.draft, queued: texts.queued, refused: texts.refused, sent: texts.isSent };
  item.dataset.state = row.state;
  item.querySelector("[data-words]").textContent = (await firstWords(row, me.key)) || texts.empty;
  item.querySelector("[data-said]").textContent = `${words[row.state]} · ${clock.format(row.made)}`;
  const open = item.querySelector("[data-open]");
  const drop = item.querySelector("[data-drop]");
  const link = item.querySelector("[data-link]");
  link.hidden = !row.url;
  if (row.url) link.href = row.url;
  open.hidden = row.state === "sent";
  open.addEventListener("click", () => actions.open(row));
  drop.addEventListener("click", async () => {
    if (row.state !== "sent" && !window.confirm(texts.sure)) return;
    await remove(row.id);
    announce(texts.dropped);
    actions.changed();
  });
  return item;
}

// Show the person's own rows but the one that is being written; returns how many wait.
export async function showQueue(section, me, current, actions) {
  const rows = (await allOf(me.person)).filter((row) => row.id !== current);
  const list = section.querySelector("ul");
  const template = section.querySelector("template");
  const items = await Promise.all(rows.map((row) => itemOf(row, me, template, actions)));
  list.replaceChildren(...items);
  section.hidden = rows.length === 0;
  return rows.filter((row) => row.state === "queued").length;
}
