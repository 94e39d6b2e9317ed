/* The box "Cite": the other styles, each with a button that copies it; and a button beside selected text that copies it
   with its citation and a link to its paragraph. Without this script the box has one citation and the way to the files. */

import { offer } from "./selection.js";
import { gettext, language } from "./wording.js";

const box = document.querySelector(".cite");
const { statement } = box.dataset;
const files = box.querySelector(".cite__files");
const folder = files.firstElementChild.href;
const status = Object.assign(document.createElement("p"), { className: "cite__status", lang: language });
status.setAttribute("role", "status");
box.append(status);

/* What takes this statement's reference out of a file of many, by the file's ending. */
const one = {
  ris: (text) => text.split(/(?<=^ER {2}- \r\n)/m).find((part) => part.includes(`\nID  - ${statement}\r`)),
  bib: (text) => text.split(/(?<=^}\n)\n/m).find((part) => part.startsWith(`@misc{statement-${statement},`)),
  json: (text) => JSON.stringify([item(text)]),
};

/* Returns this statement's item of a CSL-JSON file; in its citations the names of variables give way to their values. */
function item(text) {
  const found = JSON.parse(text).find(({ id }) => id === statement);
  const values = { ...found, author: found.author[0].literal };
  const escaped = (name) => values[name].replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const { citations } = found.custom;
  for (const [style, cited] of Object.entries(citations)) {
    citations[style] = cited.replace(/\{([A-Za-z-]+)\}/g, (words, name) =>
      typeof values[name] === "string" ? escaped(name) : words,
    );
  }
  return found;
}

/* Returns the text of a file; one that cannot be fetched is an error. */
async function text(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
}

let fetched;
/* Returns the citation in the other styles, fetched once. */
function citations() {
  fetched ??= text(new URL("cite.json", folder)).then((all) => item(all).custom.citations);
  return fetched;
}

files.replaceChildren(Object.assign(document.createElement("span"), { lang: language, textContent: gettext("Download:") }));
const formats = { RIS: "ris", BibTeX: "bib", "CSL-JSON": "json" };
for (const name of files.dataset.formats?.split(" ") ?? Object.keys(formats)) {
  const ending = formats[name];
  const link = Object.assign(document.createElement("a"), { href: new URL(`cite.${ending}`, folder), download: "", textContent: name });
  files.append(files.children.length > 1 ? ", " : " ", link);
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    const made = document.createElement("a");
    try {
      made.href = URL.createObjectURL(new Blob([one[ending](await text(link.href))]));
      made.download = `${statement}.${ending}`;
    } catch {
      made.href = link.href; // the whole file, as without script
      made.download = "";
    }
    made.click();
  });
}

function button(label, what) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "copy";
  made.lang = language;
  made.textContent = label;
  made.setAttribute("aria-label", what);
  return made;
}

/* Copies text, as HTML too where there is some, and says so. */
async function copy(plain, markup, said) {
  try {
    const types = { "text/plain": new Blob([plain], { type: "text/plain" }) };
    if (markup) types["text/html"] = new Blob([markup], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(types)]);
    status.textContent = said;
  } catch {
    status.textContent = gettext("The browser does not let this page copy; select the text and copy it yourself.");
  }
}

/* Builds text of the archive's own citations, whose only markup is <i>. */
function shown(markup) {
  const line = document.createElement("p");
  const parsed = new DOMParser().parseFromString(markup, "text/html").body;
  for (const node of parsed.childNodes) {
    const part = node.nodeName === "I" ? document.createElement("i") : document.createTextNode("");
    part.textContent = node.textContent;
    line.append(part);
  }
  return line;
}

const first = box.querySelector(".cite__text");
const chicago = first.textContent;
const whole = button(gettext("Copy"), gettext("Copy the citation in the style {style}", { style: "Chicago" }));
whole.addEventListener("click", () => copy(chicago, "", gettext("{style}: copied.", { style: "Chicago" })));
first.append(" ", whole);

const styles = document.createElement("details");
styles.append(Object.assign(document.createElement("summary"), { lang: language, textContent: gettext("Other styles: {styles}", { styles: "APA, MLA, Bluebook, Wikipedia" }) }));
files.before(styles);
styles.addEventListener("toggle", async () => {
  if (!styles.open || styles.querySelector("dl")) return;
  try {
    const all = await citations();
    const list = document.createElement("dl");
    for (const [name, markup] of Object.entries(all)) {
      const term = Object.assign(document.createElement("dt"), { textContent: name });
      const copies = button(gettext("Copy"), gettext("Copy the citation in the style {style}", { style: name }));
      const text = document.createElement("dd");
      text.append(shown(markup));
      copies.addEventListener("click", () =>
        copy(text.textContent, name === "Wikipedia" ? "" : markup, gettext("{style}: copied.", { style: name })),
      );
      term.append(copies);
      list.append(term, text);
    }
    styles.append(list);
  } catch {
    fetched = undefined;
    status.textContent = gettext("The other styles could not be loaded.");
  }
});

/* The button beside selected text. */
const quote = button(gettext("Copy with citation"), gettext("Copy the selected words with citation and link"));
let chosen;
offer(quote, (found) => (chosen = found));

quote.addEventListener("click", async () => {
  const { words, paragraph } = chosen;
  const canonical = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const link = paragraph ? `${canonical}#p${paragraph}` : canonical;
  let cited = chicago;
  if (paragraph) cited = cited.replace(canonical, link);
  const said = paragraph ? gettext("Copied with its citation and a link to paragraph {number}.", { number: paragraph }) : gettext("Copied with its citation.");
  await copy(`“${words}”\n\n${cited}\n`, "", said);
});
