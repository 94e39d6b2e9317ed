/**
 * The colour scheme: the reader's choice, else the system's; and the archive's sign for the browser's tab. Runs in the head,
 * before anything is painted, so it is a classic script without an import; it is all that Material's own script would be
 * loaded for. Below it, what loads the script of all pages, which they so need not name, and what lets a copy of the site
 * be read from a folder without a server.
 */
(() => {
  const KEY = "archive-scheme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** Return the scheme that the reader chose, or null; storage may be closed to us. */
  const chosen = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };

  /** Keep the reader's choice for the next page. */
  const keep = (scheme) => {
    try {
      localStorage.setItem(KEY, scheme);
    } catch {
      // the choice then lasts for this page only
    }
  };

  const current = () => chosen() ?? (dark.matches ? "slate" : "default");
  const show = (scheme) => document.body.setAttribute("data-md-color-scheme", scheme);
  const button = document.createElement("button");

  /** Call when the body begins, which is not there yet. */
  const begun = (then) => {
    new MutationObserver((_, watch) => {
      if (!document.body) return;
      watch.disconnect();
      then();
    }).observe(document.documentElement, { childList: true });
  };

  document.documentElement.classList.remove("no-js");
  document.documentElement.classList.add("js");
  begun(() => show(current()));
  dark.addEventListener("change", () => show(current()));
  button.dataset.schemeSwitch = "";
  button.setAttribute("aria-label", "Switch between light and dark"); // in the reader's language once search.js is here
  // Once the page is read, before any module looks for it.
  document.addEventListener(
    "readystatechange",
    () => {
      document.querySelector("[data-search-open]").before(button);
      const icon = { rel: "icon", href: document.querySelector(".md-header img").src };
      if (!document.querySelector("link[rel=icon]")) document.head.append(Object.assign(document.createElement("link"), icon));
    },
    { once: true },
  );
  button.addEventListener("click", () => {
    const next = document.body.getAttribute("data-md-color-scheme") === "slate" ? "default" : "slate";
    keep(next);
    show(next);
  });
})();

// What search.js imports is named too, so that all comes at once. From a folder browsers load no module.
if (location.protocol !== "file:") {
  const address = (name) => new URL(name, document.currentScript.src).href;
  for (const name of ["wording.js", "search/frame.js", "search/dom.js", "search/text.js"]) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: address(name) }));
  }
  document.head.append(Object.assign(document.createElement("script"), { type: "module", src: address("search.js") }));
}

// Without a server nobody answers a link to a folder with its page, and search does not work: its page says so.
if (location.protocol === "file:") {
  document.addEventListener("DOMContentLoaded", () => {
    for (const told of document.querySelectorAll("[data-no-server]")) told.hidden = false;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
  });
}
