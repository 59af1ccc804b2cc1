// What the browser finds by itself, without the net: the two kinds that need no register of people.
const GAP = "[ .\\u00a0\\u2009\\u202f]?";
const ELEVEN = new RegExp(`(?<!\\d)\\d\\d${GAP}\\d\\d${GAP}\\d\\d[ .\\u00a0\\u2009\\u202f–-]{0,3}\\d\\d\\d${GAP}\\d\\d(?!\\d)`, "g");
const FIRST = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
const PHONE = /(?<![\d/\\#_A-Za-zÆØÅæøå.,-])(?:[49]\d{7}|[2-7,9]\d \d\d \d\d \d\d|[49]\d\d \d\d \d\d\d)(?![\d/\\_%A-Za-zÆØÅæøå]|[-,.]\d|,-| ?(?:kr|kroner|nok)(?![a-zæøå]))/g;
const NUMBER_OF = /(?:sak|saksnr|saksnummer|faktura|fakturanr|ordre|bilag|konto|kontonr|ref|referanse|rom|serienummer|kr|nr)[.:#]?\s*$/i;

const sum = (digits, weights) => weights.reduce((total, weight, at) => total + weight * digits[at], 0) % 11;

// The same rule as rules/identity.py; from 2032 the first control sum may also leave 1, 2 or 3.
export function isIdentityNumber(text, today = new Date()) {
  const digits = [...text].map(Number);
  if (digits.length !== 11) return false;
  const pair = (at) => digits[at] * 10 + digits[at + 1];
  const month = [0, 40, 80].map((added) => pair(2) - added).find((left) => left >= 1 && left <= 12);
  const day = [0, 40].map((added) => pair(0) - added).find((left) => left >= 1 && left <= 31);
  if (!month || !day || day > new Date(Date.UTC(2000 + pair(4), month, 0)).getUTCDate()) return false;
  return sum(digits, FIRST) <= (today.getFullYear() >= 2032 ? 3 : 0) && sum(digits, SECOND) === 0;
}

export const keyOf = (kind, text) => `${kind}:${text.trim().split(/\s+/).join(" ")}`;

export function findLocally(text) {
  const numbers = [...text.matchAll(ELEVEN)].filter((match) => isIdentityNumber(match[0].replace(/\D/g, "")));
  const taken = numbers.map((match) => match[0]);
  const phones = [...text.matchAll(PHONE)].filter((match) => !NUMBER_OF.test(text.slice(0, match.index)) && !taken.some((number) => number.includes(match[0])));
  return [...numbers.map((match) => ["identity", match[0]]), ...phones.map((match) => ["phone", match[0]])]
    .map(([kind, found]) => ({ kind, text: found, key: keyOf(kind, found) }));
}

// Every place where it stands by itself; «Kari Berg» is not taken out of «Kari Bergan».
export function without(text, found, placeholder) {
  const words = found.trim().split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.replace(new RegExp(`(?<![\\p{L}\\d])${words.join("\\s+")}(?![\\p{L}\\d])`, "gu"), () => placeholder);
}
