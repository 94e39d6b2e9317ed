/** The files of the index, each fetched once. Their form: docs/search.md. */

import { spanOf, yearOf } from "./days.js";
import { group } from "./words.js";

const LINE_END = 10;

/** Fetch a file and take it apart: the value of its first line, and the bytes after it. */
async function read(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const packed = new Uint8Array(await answer.arrayBuffer());
  const isPacked = packed[0] === 0x1f && packed[1] === 0x8b; // a server may have unpacked it
  const opened = isPacked ? new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip")) : packed;
  const bytes = new Uint8Array(await new Response(opened).arrayBuffer());
  const end = bytes.indexOf(LINE_END);
  return { head: JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))), bytes: bytes.subarray(end + 1) };
}

/** The index of one archive. */
export class Store {
  #files = new Map();

  /** Keep the address of the site, and what to call it beside other sites. */
  constructor(site, name = "") {
    this.site = site;
    this.name = name;
    this.base = new URL("search/", site);
  }

  /** Load what every search needs: the table of all statements and the names of the files. */
  async open() {
    const { head } = await this.#file("archive.idx");
    this.about = head;
    this.table = columns(head);
    this.size = this.table.day.length;
    return this;
  }

  /** The title, address and language of a statement. */
  async title(number) {
    const each = this.about.records;
    const { head } = await this.#file(`titles/${Math.floor(number / each)}.idx`);
    const [title, url, language] = head[number % each];
    return { store: this, number, title, address: new URL(url, this.site), language };
  }

  /** The postings of one unit of a shelf, or undefined. */
  async unit(shelf, unit) {
    const name = group(unit, this.about.depth);
    const firsts = this.about.shelves[shelf][name];
    if (!firsts) return undefined;
    const file = await this.#shelf(shelf, name, place(firsts, unit));
    const at = file.units.indexOf(unit);
    return at < 0 ? undefined : file.bytes.subarray(file.starts[at], file.starts[at + 1]);
  }

  /** The units of a shelf that begin with these letters, in order, each with its postings. */
  async beginning(shelf, letters) {
    const { depth, shelves } = this.about;
    const own = group(letters, depth);
    const names = own.startsWith("u") || [...letters].length >= depth ? [own] : Object.keys(shelves[shelf]).filter((name) => name.startsWith(letters));
    const found = await Promise.all(names.filter((name) => shelves[shelf][name]).map((name) => this.#from(shelf, name, letters)));
    return found.flat();
  }

  async #from(shelf, name, letters) {
    const firsts = this.about.shelves[shelf][name];
    const [from, to] = [place(firsts, letters), place(firsts, `${letters}\u{10ffff}`)];
    const wanted = Array.from({ length: to - from + 1 }, (_, n) => this.#shelf(shelf, name, from + n));
    return (await Promise.all(wanted)).flatMap((file) =>
      file.units.flatMap((unit, at) =>
        unit.startsWith(letters) ? [{ unit, bytes: file.bytes.subarray(file.starts[at], file.starts[at + 1]) }] : [],
      ),
    );
  }

  async #shelf(shelf, name, number) {
    const { head, bytes } = await this.#file(`${shelf}/${name}-${number}.idx`);
    let end = 0;
    return { units: head[0], starts: [0, ...head[1].map((size) => (end += size))], bytes };
  }

  /** Fetch a file, unless it is there; a failure is forgotten, so that it can be tried again. */
  #file(path) {
    if (!this.#files.has(path)) {
      const reading = read(new URL(path, this.base));
      reading.catch(() => this.#files.delete(path));
      this.#files.set(path, reading);
    }
    return this.#files.get(path);
  }
}

/** Which file of a group holds a unit: the last whose first unit is not after it, in the order of code points. */
function place(firsts, unit) {
  let number = 0;
  while (number < firsts.length && !isBefore(unit, firsts[number])) number++;
  return number;
}

/** Whether one text comes before another in the order of code points, which the index has. */
export function isBefore(one, other) {
  const [first, second] = [[...one], [...other]];
  const at = first.findIndex((character, n) => character !== second[n]);
  if (at < 0) return first.length < second.length;
  return at < second.length && first[at].codePointAt(0) < second[at].codePointAt(0);
}

/** The table as typed arrays, and what its numbers stand for. */
function columns({ table, facets, parts, length }) {
  const day = Int32Array.from(table.day);
  for (let n = 1; n < day.length; n++) day[n] += day[n - 1];
  const bases = parts.map(((sum) => (size) => (sum += size) - size)(0));
  const up = (names) => names.map(([, , above], number) => [number, ...above]);
  const tags = up(facets.tag);
  return {
    day,
    year: years(day),
    last: day.map((first, n) => first + table.days[n]),
    bases,
    length: Float32Array.from(length, (quarters) => 2 ** (quarters / 4)),
    ministry: { of: table.ministry, values: up(facets.ministry), names: facets.ministry },
    kind: { of: table.kind, values: up(facets.kind), names: facets.kind },
    tag: { of: table.tags, values: table.tagSets.map((set) => [...new Set(set.flatMap((tag) => tags[tag]))]), names: facets.tag },
    issuer: { of: table.issuer, values: table.issuers.map((_, n) => [n]), names: table.issuers.map((name) => [name, name, []]) },
    language: { of: table.language, values: table.languages.map((_, n) => [n]), names: table.languages.map((code) => [code, code, []]) },
  };
}

/** The year of each day; they ascend, so that each year is asked for once. */
function years(days) {
  let [year, next] = ["", -Infinity];
  return Array.from(days, (day) => {
    if (day >= next) {
      year = yearOf(day);
      next = spanOf(year)[1] + 1;
    }
    return year;
  });
}
