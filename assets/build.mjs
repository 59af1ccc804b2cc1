// Theme + bundle + icons + fonts + licences -> build/. Needs node_modules and nothing else: no network.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";
import { build } from "esbuild";
import { drawIcons } from "./icons.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const at = (...parts) => join(root, ...parts);
const modules = (...parts) => at("node_modules", ...parts);
process.chdir(root);

function theme() {
  const cli = modules("@digdir/designsystemet/dist/bin/designsystemet.js");
  const config = "assets/designsystemet.config.json";
  const run = (...args) => execFileSync(process.execPath, [cli, "tokens", ...args], { stdio: ["ignore", "ignore", "inherit"] });
  run("create", "--config", config, "--clean", "-o", "build/design-tokens");
  run("build", "--config", config, "-t", "build/design-tokens", "-o", "build/theme", "--clean");
}

async function bundle() {
  rmSync(at("build/static"), { recursive: true, force: true });
  await build({
    entryPoints: { app: "assets/js/app.js", sw: "assets/js/sw.js", style: "assets/css/app.css" },
    outdir: "build/static/kvalitet",
    bundle: true,
    minify: true,
    charset: "utf8", // component texts with æøå are read raw from the style sheet
    target: ["chrome120", "firefox121", "safari17"],
    format: "iife",
    loader: { ".woff2": "file", ".svg": "file" },
    assetNames: "fonts/[name]",
    legalComments: "none",
    logLevel: "warning",
  });
  cpSync(at("assets/img"), at("build/static/kvalitet/img"), { recursive: true });
  drawIcons(at("assets/img/favicon.svg"), at("build/static/kvalitet/img"));
}

function icons() {
  const names = readFileSync(at("assets/icons.txt"), "utf8").split("\n").map((name) => name.trim()).filter(Boolean);
  rmSync(at("build/icons"), { recursive: true, force: true });
  mkdirSync(at("build/icons"), { recursive: true });
  for (const name of names) {
    const file = modules("@navikt/aksel-icons/dist/svg", `${name}.svg`);
    if (!existsSync(file)) throw new Error(`assets/icons.txt: no icon is called ${name}`);
    const svg = readFileSync(file, "utf8").replace(/ (aria-labelledby|role|focusable|aria-hidden)="[^"]*"/g, "").replace(/<title[^>]*>.*?<\/title>/g, "");
    writeFileSync(at("build/icons", `${name}.svg`), svg.trim());
  }
}

// WOFF 1 is sfnt with each table deflated; PDF engines want the plain sfnt.
function woffToTtf(woff) {
  const count = woff.readUInt16BE(12);
  const tables = [];
  for (let i = 0; i < count; i += 1) {
    const at_ = 44 + i * 20;
    const [offset, packed, size] = [4, 8, 12].map((step) => woff.readUInt32BE(at_ + step));
    const raw = woff.subarray(offset, offset + packed);
    tables.push({ head: woff.subarray(at_, at_ + 4), sum: woff.readUInt32BE(at_ + 16), data: packed < size ? inflateSync(raw) : raw });
  }
  const power = 2 ** Math.floor(Math.log2(count));
  const header = Buffer.alloc(12 + count * 16);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE((count - power) * 16, 10);
  const parts = [header];
  let offset = header.length;
  tables.forEach((table, i) => {
    const row = 12 + i * 16;
    table.head.copy(header, row);
    header.writeUInt32BE(table.sum, row + 4);
    header.writeUInt32BE(offset, row + 8);
    header.writeUInt32BE(table.data.length, row + 12);
    const padding = Buffer.alloc((4 - (table.data.length % 4)) % 4);
    parts.push(table.data, padding);
    offset += table.data.length + padding.length;
  });
  return Buffer.concat(parts);
}

function pdfFonts() {
  mkdirSync(at("build/pdf-fonts"), { recursive: true });
  for (const [weight, name] of [["400", "Regular"], ["600", "SemiBold"]]) {
    for (const [letters, end] of [["latin", ""], ["latin-ext", "-Ext"]]) {
      const woff = readFileSync(modules("@fontsource/inter/files", `inter-${letters}-${weight}-normal.woff`));
      writeFileSync(at("build/pdf-fonts", `Inter-${name}${end}.ttf`), woffToTtf(woff));
    }
  }
}

// Some packages name MIT without shipping its text; the terms are the same words with the author's name.
function mit(about) {
  const author = typeof about.author === "string" ? about.author : (about.author?.name ?? about.name);
  const terms = readFileSync(modules("@digdir/designsystemet-css/LICENSE"), "utf8");
  return about.license === "MIT" ? terms.replace(/Copyright.*/, `Copyright (c) ${author}`) : "";
}

// What is shipped to browsers must carry its licence text (MIT, OFL, 0BSD): shown on the page «Om».
function licences() {
  const shipped = new Set();
  const walk = (name) => {
    const folder = modules(name);
    if (shipped.has(name) || !existsSync(join(folder, "package.json"))) return;
    shipped.add(name);
    Object.keys(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")).dependencies ?? {}).forEach(walk);
  };
  Object.keys(JSON.parse(readFileSync(at("package.json"), "utf8")).dependencies).forEach(walk);
  const list = [...shipped].filter((name) => !name.startsWith("@types/")).sort().map((name) => {
    const about = JSON.parse(readFileSync(modules(name, "package.json"), "utf8"));
    const file = readdirSync(modules(name)).find((entry) => /^licen[cs]e/i.test(entry));
    return { name, version: about.version, licence: about.license ?? "", text: file ? readFileSync(modules(name, file), "utf8") : mit(about) };
  });
  writeFileSync(at("build/licences.json"), JSON.stringify(list, null, 1));
}

mkdirSync(at("build/collected"), { recursive: true });
theme();
await bundle();
icons();
pdfFonts();
licences();
