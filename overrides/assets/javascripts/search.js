/**
 * On every page: opens the search when a reader asks for it, and marks what a search led to. Fetches nothing before, but
 * on a statement's page the scripts of that page, which it so need not name.
 */

import { frame } from "./search/frame.js";
import { gettext, language } from "./wording.js";

// It is fetched while the page and its style are still on their way.
const once = (target, ...events) => new Promise((done) => events.forEach((event) => target.addEventListener(event, done, { once: true })));
if (document.readyState === "loading") await once(document, "DOMContentLoaded");
for (const link of document.querySelectorAll("link[rel=stylesheet]")) if (!link.sheet) await once(link, "load", "error");

const TEXT_FIELDS = "textarea, select, input:not([type=checkbox], [type=radio])";
const opener = document.querySelector("[data-search-open]");
const base = new URL("..", opener.action);
const page = document.getElementById("search-page");

let dialog;
let view;

/** Load the search page's view or the dialog's, once. */
function loaded() {
  view ??= page
    ? import("./search/page.js").then(({ SearchPage }) => new SearchPage(page, base))
    : import("./search/dialog.js").then(({ SearchDialog }) => new SearchDialog(dialog, base));
  return view;
}

/** Bring the reader to the field at once, so that no key is lost, while the script that searches is on its way. */
function openSearch(event) {
  event.preventDefault();
  if (!page && !dialog) document.body.append((dialog = frame(opener.action)));
  if (!page && !dialog.open) dialog.showModal();
  const field = (page ?? dialog).querySelector("[name=q]");
  field.focus();
  field.select();
  loaded().then((made) => made.open(), () => location.assign(opener.action));
}

/** Open the search on "/", and on Control or Command with K, unless the key goes into a text. */
function shortcut(event) {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const asked = ctrlKey || metaKey ? key.toLowerCase() === "k" : key === "/";
  if (asked && !altKey && !target.isContentEditable && !target.matches(TEXT_FIELDS)) openSearch(event);
}

opener.addEventListener("submit", openSearch);
const button = opener.querySelector("button");
button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
if (!page) button.setAttribute("aria-haspopup", "dialog");
document.addEventListener("keydown", shortcut, true);
if (page) loaded();
const query = new URLSearchParams(location.search).get("q");
if (query && document.querySelector(".statement")) import("./search/highlight.js").then(({ highlight }) => highlight(query));
const scheme = document.querySelector("[data-scheme-switch]");
scheme.setAttribute("aria-label", gettext("Switch between light and dark"));
scheme.lang = language;
if (document.querySelector(".cite")) import("./statement.js");
