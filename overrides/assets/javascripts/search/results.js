/** Draws what was found: the list, and what was done beyond the letter of the query. */

import { wordsOf } from "./days.js";
import { element, marked } from "./dom.js";
import { excerpt, paragraphsOf, patterns, spans } from "./passages.js";
import { TEXT } from "./text.js";

/** Draw the first results; their excerpts follow as the pages arrive. Gives the items, and a promise of the excerpts. */
export async function draw(store, base, { numbers, notes, query }, size) {
  const wanted = patterns(notes);
  const titles = await store.titles(numbers.slice(0, size));
  const items = titles.map((title) => item(store, base, title, wanted, query));
  return { items: items.map(({ node }) => node), rest: () => items.map(({ fill }) => fill()) };
}

/** Draw one result: title, day, ministry, kind, and room for the excerpt. */
function item(store, base, { number, title, url, language }, wanted, query) {
  const { table } = store;
  const name = (facet) => table[facet].names[table[facet].of[number]][1];
  const facts = [wordsOf(table.day[number], table.last[number]), name("ministry"), name("kind")];
  const address = new URL(url, base);
  if (query) address.searchParams.set("q", query);
  const lang = language;
  const link = element("a", { href: address.href, lang, dir: "auto" }, ...marked(title, spans(title, wanted)));
  const text = element("p", { className: "search-result__excerpt", lang, dir: "auto" }, "\u00a0");
  const about = element("p", { className: "search-result__facts" }, ...facts.map((fact) => element("span", {}, fact)));
  const node = element("li", { className: "search-result" }, element("h3", { className: "search-result__title" }, link), about, text);
  const fill = async () => {
    const found = excerpt(await paragraphsOf(new URL(url, base)), wanted);
    text.replaceChildren(...marked(found.text, found.spans));
  };
  return { node, fill: () => fill().catch(() => text.replaceChildren()) };
}

/** Say what was done beyond the letter: other endings, a word that nobody used, one that is nearly spelled so. */
export function remarks(notes, replace) {
  return notes.flatMap(({ piece, found, others, widened, near }) => {
    if (widened) return [remark(TEXT.widened(piece.text), widened, piece, replace)];
    if (near) return [remark(`${TEXT.unknown(piece.text)} ${near.length ? TEXT.near : ""}`, near, piece, replace)];
    if (!found.size && piece.quoted) return [remark(TEXT.unknown(piece.text), [], piece, replace)];
    if (!others?.length || piece.excluded) return [];
    return [remark(TEXT.others(piece.text), others, piece, replace, true)];
  });
}

function remark(words, choices, piece, replace, withAll = false) {
  const buttons = choices.map(({ word, count }) => button(word, count, () => replace(piece, word)));
  if (withAll) buttons.push(button(TEXT.anyEnding, "*", () => replace(piece, `${piece.text}*`)));
  return element("p", { className: "search-remark" }, words, ...buttons.flatMap((each) => [" ", each]));
}

function button(label, count, onclick) {
  return element("button", { type: "button", className: "search-choice", onclick }, label, " ", element("small", {}, count.toLocaleString("en")));
}
