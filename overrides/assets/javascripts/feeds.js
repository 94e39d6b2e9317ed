/* Beside each feed's link, a button that copies its address. Without this script the links stay links. */

import { gettext, language } from "./wording.js";

const icon =
  '<svg viewBox="0 0 16 16" width="14" height="14" fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true">' +
  '<rect x="5.5" y="5.5" width="9" height="9" rx="1"/><path d="M10.5 5.5v-3a1 1 0 0 0-1-1h-7a1 1 0 0 0-1 1v7a1 1 0 0 0 1 1h3"/></svg>';
const status = document.querySelector("[data-copied]");
status.lang = language;

for (const link of document.querySelectorAll("a[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.lang = language;
  button.title = gettext("Copy the address");
  button.setAttribute("aria-label", gettext("Copy the address of {feed}", { feed: link.title }));
  button.innerHTML = icon;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(link.href);
      status.textContent = gettext("Copied: {feed}, {address}", { feed: link.title, address: link.href });
    } catch {
      status.textContent = gettext("The browser does not let this page copy. The address is {address}", { address: link.href });
    }
    status.hidden = false;
  });
  link.after(button);
}
