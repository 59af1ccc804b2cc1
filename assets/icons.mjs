// Home screen icons in PNG, drawn from the favicon: phones don't take SVG. Knows the few path commands it uses.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

const BOX = 36;
const STEPS = 16;
const SIZES = [180, 192, 512];
const ROOM = 0.62; // phones cut the edges off
const COUNTS = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, z: 0 };

// Every command of a path made to lines; returns a list of lines, each a list of points.
function linesOf(d) {
  const words = d.match(/[a-z]|-?\d*\.?\d+/gi);
  const lines = [];
  let [x, y] = [0, 0];
  let [cx, cy] = [0, 0];
  let command = "";
  const to = (nx, ny) => { [x, y] = [nx, ny]; lines.at(-1).push([x, y]); };
  while (words.length) {
    if (/[a-z]/i.test(words[0])) command = words.shift();
    const low = command.toLowerCase();
    const n = words.splice(0, COUNTS[low]).map(Number);
    const [ox, oy] = command === low ? [x, y] : [0, 0];
    if (low === "m") {
      lines.push([]);
      to(ox + n[0], oy + n[1]);
      command = command === "m" ? "l" : "L";
    } else if (low === "l") to(ox + n[0], oy + n[1]);
    else if (low === "h") to(ox + n[0], y);
    else if (low === "v") to(x, oy + n[0]);
    else if (low === "z") lines.at(-1).push(lines.at(-1)[0]);
    else if (low === "c" || low === "s") {
      const [start, own] = [[x, y], low === "c" ? n : [command === "s" ? x - cx : 2 * x - cx, command === "s" ? y - cy : 2 * y - cy, ...n]];
      const [ax, ay, bx, by, ex, ey] = own.map((value, index) => value + (index % 2 ? oy : ox));
      for (let i = 1; i <= STEPS; i += 1) {
        const [t, u] = [i / STEPS, 1 - i / STEPS];
        const mix = (p0, p1, p2, p3) => u ** 3 * p0 + 3 * u * u * t * p1 + 3 * u * t * t * p2 + t ** 3 * p3;
        lines.at(-1).push([mix(start[0], ax, bx, ex), mix(start[1], ay, by, ey)]);
      }
      [x, y, cx, cy] = [ex, ey, bx, by];
    }
    if (low !== "c" && low !== "s") [cx, cy] = [x, y];
  }
  return lines;
}

function isInside(points, x, y) {
  let inside = false;
  for (let i = 1; i < points.length; i += 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

function isNear(points, x, y, reach) {
  for (let i = 1; i < points.length; i += 1) {
    const [[ax, ay], [bx, by]] = [points[i - 1], points[i]];
    const [dx, dy] = [bx - ax, by - ay];
    const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
    if ((x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2 <= reach * reach) return true;
  }
  return false;
}

const CRC = Array.from({ length: 256 }, (_, n) => { for (let i = 0; i < 8; i += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1; return n; });
const crc32 = (bytes) => (bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1) ^ -1) >>> 0;

function png(size, pixels) {
  const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y += 1) pixels.copy(rows, y * (1 + size * 3) + 1, y * size * 3, (y + 1) * size * 3);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk("IHDR", head), chunk("IDAT", deflateSync(rows, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

const rgb = (hex) => [1, 3, 5].map((at) => parseInt((hex.length === 4 ? `#${[...hex.slice(1)].map((one) => one + one).join("")}` : hex).slice(at, at + 2), 16));

const reaches = ({ box, reach }, x, y) => x >= box[0] - reach && x <= box[2] + reach && y >= box[1] - reach && y <= box[3] + reach;

function drawn(shapes, size) {
  const pixels = Buffer.alloc(size * size * 3, 255);
  const [scale, shift] = [(size * ROOM) / BOX, (size * (1 - ROOM)) / 2];
  const grid = [0.25, 0.75];
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      let sum = [0, 0, 0];
      for (const sy of grid) for (const sx of grid) {
        const [px, py] = [(x + sx - shift) / scale, (y + sy - shift) / scale];
        const hit = shapes.findLast((shape) => reaches(shape, px, py) && (shape.reach ? isNear(shape.line, px, py, shape.reach) : isInside(shape.line, px, py)));
        sum = sum.map((value, index) => value + (hit ? hit.color[index] : 255) / 4);
      }
      pixels.set(sum.map(Math.round), (y * size + x) * 3);
    }
  }
  return png(size, pixels);
}

export function drawIcons(source, folder) {
  const shapes = [...readFileSync(source, "utf8").matchAll(/<path ([^>]*)\/>/g)].flatMap(([, text]) => {
    const said = Object.fromEntries([...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]));
    const isLine = said.fill === "none";
    const [reach, color] = [isLine ? Number(said["stroke-width"]) / 2 : 0, rgb(isLine ? said.stroke : said.fill)];
    return linesOf(said.d).map((line) => ({ line, reach, color, box: [Math.min, Math.max].flatMap((most) => [0, 1].map((axis) => most(...line.map((point) => point[axis])))) }));
  });
  for (const size of SIZES) writeFileSync(join(folder, `app-${size}.png`), drawn(shapes, size));
}
