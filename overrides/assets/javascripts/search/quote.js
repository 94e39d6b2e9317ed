/** Finds which statements hold a passage, even one that is slightly wrong, and the words that fit. */

import { times } from "./postings.js";
import { paragraphsOf } from "./passages.js";
import { isShort, letters, located, wanted } from "./words.js";

const ASKED = 12;
const VOTES = 0.5;
const READ = 48;
const AT_ONCE = 12;
const ALIKE = 0.7;
const FEWEST = 3;
const GAP = 0.5;

/** Find the statements that hold a passage, the oldest first; undefined where it is too short to tell. */
export async function find(stores, passage) {
  const asked = letters(passage);
  if (asked.length < FEWEST) return undefined;
  const found = await Promise.all(stores.map((store) => within(store, passage, asked)));
  const day = ({ store, number }) => store.table.day[number];
  return found.flat().sort((one, other) => day(one) - day(other) || one.number - other.number);
}

async function within(store, passage, asked) {
  const candidates = await vote(store, passage);
  const found = [];
  for (let at = 0; at < candidates.length; at += AT_ONCE) {
    const some = candidates.slice(at, at + AT_ONCE);
    const read = await Promise.all(some.map(async (number) => compare(await store.title(number), asked)));
    const alike = read.filter(({ share }) => share >= ALIKE);
    found.push(...alike);
    if (!alike.length) break;
  }
  return found;
}

/** The statements that have most of the passage's rarer words, the best first. */
async function vote(store, passage) {
  const units = [...new Set(wanted(passage).units.filter(({ begins }) => !begins).map(({ unit }) => unit))];
  const long = units.filter((unit) => !isShort(unit)).sort((one, other) => other.length - one.length);
  const chosen = (long.length ? long : units).slice(0, ASKED);
  const votes = new Map();
  let all = 0;
  for (const bytes of await Promise.all(chosen.map((unit) => store.unit("words", unit)))) {
    if (!bytes) continue; // a word misread, or one that no statement has
    const found = times(bytes, store.table.bases);
    const weight = Math.log(1 + store.size / found.size);
    all += weight;
    for (const number of found.keys()) votes.set(number, (votes.get(number) ?? 0) + weight);
  }
  const enough = [...votes].filter(([, weight]) => weight >= VOTES * all);
  return enough.sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, READ).map(([number]) => number);
}

/** Read a statement and lay the passage beside the part of it that is most alike. */
async function compare(title, asked) {
  const paragraphs = await paragraphsOf(title.address);
  const here = paragraphs.flatMap((text, paragraph) => located(text).map((word) => ({ ...word, paragraph })));
  const { share, pairs } = align(asked, here.map(({ unit }) => unit));
  const fitting = pairs.map((n) => here[n]);
  const paragraph = mostly(fitting.map((word) => word.paragraph));
  const text = paragraphs[paragraph] ?? "";
  const spans = joined(fitting.filter((word) => word.paragraph === paragraph), text);
  return { ...title, share, paragraph, text, spans };
}

/** Put spans together that only white space and punctuation parts. */
function joined(spans, text) {
  const made = [];
  for (const { start, end } of spans) {
    const last = made.at(-1);
    if (last && !letters(text.slice(last.end, start)).length) last.end = end;
    else made.push({ start, end });
  }
  return made;
}

function mostly(values) {
  const counted = new Map();
  for (const value of values) counted.set(value, (counted.get(value) ?? 0) + 1);
  return [...counted].sort((one, other) => other[1] - one[1])[0]?.[0] ?? 0;
}

/** Align words locally (Smith and Waterman, 1981): the share of the passage that fits in order, and where. */
export function align(asked, text) {
  const width = text.length + 1;
  const score = new Float32Array((asked.length + 1) * width);
  const way = new Uint8Array(score.length);
  let best = 0;
  for (let row = 1; row <= asked.length; row++) {
    for (let column = 1; column < width; column++) {
      const at = row * width + column;
      const diagonal = score[at - width - 1] + (asked[row - 1] === text[column - 1] ? 1 : -GAP);
      const options = [0, diagonal, score[at - width] - GAP, score[at - 1] - GAP];
      way[at] = options.indexOf(Math.max(...options));
      score[at] = options[way[at]];
      if (score[at] > score[best]) best = at;
    }
  }
  const pairs = [];
  for (let at = best; way[at]; at -= [0, width + 1, width, 1][way[at]]) {
    const [row, column] = [Math.floor(at / width), at % width];
    if (way[at] === 1 && asked[row - 1] === text[column - 1]) pairs.unshift(column - 1);
  }
  return { share: pairs.length / asked.length, pairs };
}
