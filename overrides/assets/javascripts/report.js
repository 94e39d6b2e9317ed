/** Beside selected words, a link to the form for a mistake, filled in with the statement, the paragraph and the words. */

import "./cite.js"; // so that its button is always the first in the menu
import { offer } from "./selection.js";
import { gettext } from "./wording.js";

const MOST = 540; // characters of the words in an address, where a letter of some scripts takes nine

/** Return the beginning of the words that takes no more than so many characters in an address. */
function fitted(words) {
  let kept = "";
  let length = 0;
  for (const letter of words) {
    const size = encodeURIComponent(letter.isWellFormed?.() === false ? "\ufffd" : letter).length;
    if (length + size > MOST) return `${kept.trimEnd()}…`;
    kept += letter;
    length += size;
  }
  return kept;
}

const edit = new URL(document.querySelector("[data-report] a").href);
const form = edit.origin + edit.pathname.split("/").slice(0, 3).join("/") + "/issues/new"; // of the same repository
const link = document.createElement("a");
link.textContent = gettext("Report this passage");
link.href = `${form}?template=correction.yml`;
link.rel = "external noopener noreferrer";
offer(link, ({ words, paragraph }) => {
  const address = document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0];
  const fields = new URLSearchParams({
    template: "correction.yml",
    statement: `${document.querySelector("[data-statement]").dataset.statement} ${address}${paragraph ? `#p${paragraph}` : ""}`,
    passage: `${paragraph ? `Paragraph ${paragraph}: ` : ""}“${fitted(words)}”`,
  });
  link.href = `${form}?${fields}`;
});
