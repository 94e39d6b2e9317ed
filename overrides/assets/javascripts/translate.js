/**
 * Turns the words of a page into the language that the reader chose. The page stays as it is built, in the site's language;
 * what here equals a message of the catalogue, or fits one with values in its places, is replaced by its translation.
 * Nothing of the archive's own is: no title, text, name, note or address.
 */
import { filled, formOf, language, site, words } from "./wording.js";

/** Never looked into: what says its language or direction, what is code, what scripts fill, the citation. */
const CLOSED = "[lang], [dir=auto], script, style, code, pre, kbd, .md-header > a, .cite__text, .search-results, .search-filter ul, .lines :is(p, a, i)";

/** Where names and notes of the archive stand beside words of ours: only messages with a value in them count. */
const MIXED = ".facts dd, .known dd, .period, .ways__note, .row__about, .chart__key li, .numbers thead th + th";

/** Where only what is inside the elements is ours. */
const BETWEEN = "#corrections + ul > li";

/** Values that are names of the archive. */
const NAMES = new Set(["body", "group", "id", "ministry", "outlet", "person", "section", "site", "source"]);

/** Pages of one name: its heading and first words are the archive's. */
const NAMED = /^(?:(?:tags|ministries|kinds|issuers)\/[^/]+\/|statements\/\d{4}\/(?!\d\d\/)[^/]+\/)/;

/** Links that lead to a name or to a statement; the ways within a list are not among them. */
const NAME = /^(?:(?:tags|ministries|kinds|issuers)\/[^/]+\/|statements\/\d{4}\/(?!\d\d\/)[^/]+\/(?!oldest\/|page\/)[^/]+\/)$/;

/** Links to a ministry's statements of a year, whose words are its name, or ours with a value in them. */
const YEAR = /^statements\/\d{4}\/(?!\d\d\/)(?!oldest\/|page\/)[^/]+\/$/;

/** Where one thing is named, not several: of messages that are the same in the site's language the shortest is meant. */
const SINGLE = "dt, th, legend, option, label *";

const ATTRIBUTES = ["aria-label", "placeholder", "title", "alt"];
const FIRST = 0xe000; // private characters stand for the elements within a text
const INSIDE = /([\ue000-\uf8ff])/u;
const BREAKS = /(, | · |; |\. |: | (?=\())/u;
const LITERAL = 5; // a message with fewer letters of its own takes only numbers, dates and elements as values

const [from, to, english] = await Promise.all([words(site), words(language), words("en")]);
const root = new URL("../../", import.meta.url);
const here = location.href.startsWith(root.href) ? location.href.slice(root.href.length).replace(/[?#].*$/, "") : "";

/** Values that may be more than one sentence. */
const WHOLE = new Set([...NAMES, "title", "words"]);
const PLACES = { year: "(?:\\d{4}|[\ue000-\uf8ff])", count: "(?:\\d[\\d.,’\\s]*|[\ue000-\uf8ff])" };

/** How both languages write a date, form by form, as expressions and forms. */
function dates() {
  const pairs = ["days", "months", "yearless", "short", "names", "brief"].flatMap((kind) => from.calendar[kind].map((form, n) => [form, to.calendar[kind][n]]));
  if (from.calendar.day !== "{day}") pairs.push([from.calendar.day, to.calendar.day]);
  return pairs.map(([form, other]) => [expression(form, { year: "\\d{4}", day: "\\d{1,2}" }), other]);
}

function expression(form, places) {
  const parts = form.split(/\{([a-z_]+)\}/);
  const seen = new Set();
  const source = parts.map((part, n) => {
    if (n % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+");
    if (seen.has(part)) return `\\k<${part}>`;
    seen.add(part);
    return `(?<${part}>${places?.[part] ?? ".+?"})`;
  });
  return new RegExp(`^${source.join("")}$`, "su");
}

/** How many letters of its own a message has; one of a script without spaces says as much as three. */
const weight = (text) => [...text.replace(/\{[a-z_]+\}/g, "")].reduce((sum, letter) => sum + (/\p{L}/u.test(letter) ? (letter > "\u2000" ? 3 : 1) : /[“”]/.test(letter) ? 2 : 0), 0);

/** Every message as it stands on the page and as it shall stand there. */
function messages() {
  const exact = new Map();
  const fitting = [];
  for (const message of new Set([...Object.keys(english.messages), ...Object.keys(from.messages), ...Object.keys(to.messages)])) {
    const source = [message, from.more[message] ?? to.more[message]].filter(Boolean);
    const [old, now] = [from.messages[message] ?? source, to.messages[message] ?? source];
    for (const form of new Set(old)) {
      if (!form.includes("{")) {
        exact.set(form, [...(exact.get(form) ?? []), now[0]]);
      } else fitting.push({ form, now, weight: weight(form) + (form.includes("{year}") ? 0.5 : 0), test: expression(form, PLACES) });
    }
  }
  for (const [form, now] of [...exact]) {
    now.sort((one, other) => one.length - other.length);
    if (!exact.has(form.toLowerCase())) exact.set(form.toLowerCase(), now);
  }
  fitting.sort((one, other) => other.weight - one.weight);
  return { exact, fitting };
}

const { exact, fitting } = from && to && english ? messages() : { exact: new Map(), fitting: [] };
const beside = ["Others", "Statements"].map((message) => from?.messages[message]?.[0] ?? message); // names of a chart
const days = from && to ? dates() : [];

/** Return a date in the other language, or undefined where the text is none. */
function dated(text, mixed) {
  if (text.length > 40 || (mixed && !/\d/.test(text))) return undefined;
  for (const [test, form] of days) {
    const found = test.exec(text);
    if (found) return filled(form, found.groups ?? {});
  }
  return undefined;
}

const isPlain = (value) => /^(?:\d[\d.,\s\u00a0\u202f]*%?|[\ue000-\uf8ff])$/u.test(value);

/** Return a text in the other language, or undefined; in a mixed one only messages with values and dates count. */
function sentence(text, how) {
  const same = !how.mixed || beside.includes(text) ? (exact.get(text) ?? exact.get(text.toLowerCase())) : undefined;
  return same?.at(how.single ? 0 : -1) ?? dated(text, how.mixed) ?? fits(text, how);
}

function fits(text, how) {
  for (const { now, weight: own, test } of fitting) {
    const groups = test.exec(text)?.groups;
    if (!groups) continue;
    const values = {};
    let isFit = true;
    for (const [name, value] of Object.entries(groups)) {
      const other = NAMES.has(name) ? undefined : sentence(value, how);
      if ((name === "outlet" && /[,;] /.test(value)) || (!WHOLE.has(name) && /[.:] /.test(value))) isFit = false;
      if (own < LITERAL && other === undefined && !isPlain(value)) isFit = false;
      values[name] = other ?? value;
    }
    if (!isFit) continue;
    const count = Number((groups.count ?? "0").replace(/\D/g, ""));
    return filled(now[now.length > 1 ? formOf(to, count) : 0], values);
  }
  return undefined;
}

/** Return a text in the other language, whole or piece by piece, or undefined where no piece is ours. */
function turned(text, how) {
  const whole = around(text, how);
  if (whole !== undefined) return whole;
  const pieces = text.split(BREAKS);
  let isChanged = false;
  let made = "";
  for (let at = 0; at < pieces.length; ) {
    let end = pieces.length;
    let found;
    while (end > at) {
      const piece = pieces.slice(at, end).join("");
      found = piece.trim() && end - at < pieces.length ? around(piece, how) : undefined;
      if (found !== undefined) break;
      end--;
    }
    if (found !== undefined) isChanged = true;
    made += found ?? pieces[at];
    at = found !== undefined ? end : at + 1;
  }
  return isChanged ? made : undefined;
}

/** Turn a piece without the white space, brackets and elements around it. */
function around(piece, how) {
  const [, head, inside, tail] = /^([\s(\ue000-\uf8ff]*)(.*?)([\s)\ue000-\uf8ff]*)$/su.exec(piece);
  for (const [before, text, after] of [["", piece, ""], [head, inside, tail], [head, `${inside}${tail}`, ""], ["", `${head}${inside}`, tail]]) {
    const found = text && sentence(text, how);
    if (found !== undefined && found !== "") return before + found + after;
  }
  return undefined;
}

/** Say that an element speaks the interface's language, and that those in it that say none speak the site's still. */
function spoken(element) {
  element.lang = language;
  for (const child of element.children) if (!child.lang) child.lang = site;
}

/** Return whether an element is a link from this page to one whose address fits; those that turn a list around are none. */
function leads(element, form) {
  if (element.nodeName !== "A" || element.getAttribute("href")?.startsWith("#") || element.closest(".count, .pager") || !element.href.startsWith(root.href)) return false;
  return form.test(element.href.slice(root.href.length).replace(/[?#].*$/, ""));
}

function content(element, how) {
  const nodes = [...element.childNodes];
  const raw = nodes.map((node, n) => (node.nodeType === Node.TEXT_NODE ? node.data.replace(/[\ue000-\uf8ff]/gu, " ") : node.nodeType === Node.ELEMENT_NODE ? String.fromCharCode(FIRST + n) : "")).join("");
  const [, head, text, tail] = /^(\s*)(.*?)(\s*)$/su.exec(raw);
  const found = turned(text.replace(/\s+/g, " "), how);
  if (found === undefined) return;
  const parts = `${head}${found}${tail}`.split(INSIDE).filter(Boolean);
  const held = parts.filter((part) => INSIDE.test(part));
  if (new Set(held).size !== nodes.filter((node) => node.nodeType === Node.ELEMENT_NODE).length || held.length !== new Set(held).size) return;
  element.replaceChildren(...parts.map((part) => (INSIDE.test(part) ? nodes[part.charCodeAt(0) - FIRST] : part)));
  spoken(element);
}

/** Turn an element's own words, then what is inside it; what is closed stays as it is. */
function visit(element) {
  const inside = [...element.children].filter((child) => !child.matches(CLOSED));
  if (!leads(element, NAME) && !element.matches(BETWEEN)) {
    const isNamed = (element.nodeName === "H1" && NAMED.test(here)) || (element.matches(".intro") && NAMED.exec(here)?.[0] === here);
    const isOurs = element.matches(".ways__note") && !leads(element.parentElement.querySelector("a") ?? element, NAME);
    const how = { mixed: isNamed || leads(element, YEAR) || (element.matches(MIXED) && !isOurs), single: element.matches(SINGLE) };
    attributes(element, how);
    if ([...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim())) content(element, how);
  }
  inside.forEach(visit);
}

function attributes(element, how) {
  for (const name of ATTRIBUTES) {
    const found = element.hasAttribute(name) && turned(element.getAttribute(name).trim(), how);
    if (!found) continue;
    element.setAttribute(name, found);
    spoken(element);
  }
}

/** Turn the letters of months and the names of weekdays, which tell what they are only together. */
function together(element) {
  for (const [all, kind] of [[".chart__ticks", "initials"], [".days thead tr", "weekdays"]]) {
    for (const { children } of element.querySelectorAll(all)) {
      const isKnown = children.length === from.calendar[kind].length && from.calendar[kind].every((name, n) => name === children[n].textContent);
      if (isKnown) [...children].forEach((child, n) => Object.assign(child, { textContent: to.calendar[kind][n], lang: language }));
    }
  }
}

/** Turn everything below an element that is ours. */
export function translate(element) {
  if (!exact.size) return;
  const heading = document.querySelector("h1");
  const before = heading?.textContent;
  together(element);
  visit(element);
  if (before && heading.textContent !== before && document.title.startsWith(before)) {
    document.title = heading.textContent + document.title.slice(before.length);
  }
}
