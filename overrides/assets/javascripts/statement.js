/** On a statement's page: its paragraphs' numbers as links, the ways to its copies, how to cite it, and to report what is wrong. */

for (const paragraph of document.querySelectorAll(".statement__body > p[id]")) {
  const number = paragraph.id.slice(1);
  paragraph.before(Object.assign(document.createElement("a"), { href: `#${paragraph.id}`, textContent: number }));
}

// The copies have one name and several endings: the first is a link, of the others the page has the endings.
const copy = document.querySelector(".forms > a");
const others = copy.nextSibling?.textContent.match(/\w+/g) ?? [];
copy.nextSibling?.remove();
for (const ending of others) {
  const href = copy.href.replace(/\w+$/, ending);
  copy.parentElement.append(", ", Object.assign(document.createElement("a"), { href, textContent: ending }));
}

import("./cite.js");
if (document.querySelector("[data-report]")) import("./report.js");
