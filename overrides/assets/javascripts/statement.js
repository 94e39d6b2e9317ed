/** On a statement's page: its paragraphs' numbers as links, how to cite it, and to report what is wrong. */

for (const paragraph of document.querySelectorAll(".statement__body > p[id]")) {
  const number = paragraph.id.slice(1);
  paragraph.before(Object.assign(document.createElement("a"), { href: `#${paragraph.id}`, textContent: number }));
}

import("./cite.js");
if (document.querySelector("[data-report]")) import("./report.js");
