"""Measures searches of a built site on a slow phone: what is transferred, and how long until the answer stands there.

Usage: python bench/search.py SITE [QUERY ...]

Chromium is slowed down to a quarter, and its network to what its tools call "Fast 4G": 165 ms of latency, 9 Mbit/s of
which a tenth is lost. The site is served from the folder without compression, so that a host that compresses does better.
"""

from __future__ import annotations

import functools
import http.server
import shutil
import sys
import threading
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

NETWORK = {"offline": False, "latency": 165, "downloadThroughput": 9e6 / 8 * 0.9, "uploadThroughput": 1.5e6 / 8 * 0.9}
SLOWER = 4
QUERIES = ("nuclear", "sanctions", '"the armed forces"', "denuclear*", "peace -war")
ASK = """query => {
  const page = document.querySelector(".search-page");
  const field = page.querySelector("input[name=q]");
  field.value = query;
  const began = performance.now();
  const told = { answered: 0, shown: 0 };
  window.told = told;
  new MutationObserver(() => {
    if (/found|No /.test(page.querySelector(".search-status").textContent)) told.answered ||= performance.now() - began;
    if (page.querySelector(".search-result__excerpt mark")) told.shown ||= performance.now() - began;
  }).observe(page, { childList: true, subtree: true, characterData: true });
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> None:
    """Serve the site, search it once for each query in a fresh browser, print a table."""
    site, queries = Path(sys.argv[1]), sys.argv[2:] or QUERIES
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"{'query':24} {'page':>9} {'index':>9} {'search':>9} {'answer':>9} {'passages':>9}")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for query in queries:
            context = browser.new_context(
                viewport={"width": 390, "height": 844}, bypass_csp=True
            )  # for what is asked here
            print(measured(context.new_page(), f"http://127.0.0.1:{server.server_address[1]}/", query))
            context.close()
        browser.close()
    server.shutdown()


def measured(page: Page, url: str, query: str) -> str:
    """Return the row of one query: bytes of the page, of the index's table and of the search, and its times."""
    sizes: dict[str, int] = {}
    names: dict[str, str] = {}
    session = page.context.new_cdp_session(page)
    session.on("Network.responseReceived", lambda e: names.update({e["requestId"]: e["response"]["url"]}))
    session.on("Network.loadingFinished", lambda e: sizes.update({e["requestId"]: e["encodedDataLength"]}))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(f"{url}search/")
    page.wait_for_selector("[data-filter] li", state="attached")
    page.wait_for_timeout(1500)
    before = dict(sizes)
    page.evaluate(ASK, query)
    page.wait_for_function("window.told.answered", timeout=60_000)
    page.wait_for_timeout(3000)
    told = page.evaluate("window.told")
    index = sum(size for name, size in before.items() if names.get(name, "").endswith(".idx"))
    rest, search = sum(before.values()) - index, sum(sizes.values()) - sum(before.values())
    kilobytes = " ".join(f"{size / 1000:6.0f} KB" for size in (rest, index, search))
    return f"{query:24} {kilobytes} {told['answered']:6.0f} ms {told['shown']:6.0f} ms"


if __name__ == "__main__":
    main()
