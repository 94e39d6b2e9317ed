"""The Content-Security-Policy of every page: what a browser may load and run there, whatever the page holds.

GitHub Pages sends no headers of ours, so it stands in a `<meta>` above the first script. There `frame-ancestors`,
`report-uri` and `sandbox` have no effect (https://www.w3.org/TR/CSP3/, section 3.3).
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

_RULES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",  # the theme's style sheets hold their signs as data
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "worker-src": "'none'",
}


def told(sites: Iterable[str] = (), *, preview: bool = False) -> str:
    """Return the policy. A `preview` lets scripts stand in pages too, since MkDocs' server writes one into each.

    `sites` are addresses whose index the search may fetch beside that of this site.
    """
    hosts = dict.fromkeys("{0.scheme}://{0.netloc}".format(urlsplit(site)) for site in sites)
    rules = _RULES | {"connect-src": " ".join([_RULES["connect-src"], *hosts])}
    rules |= {"script-src": "'self' 'unsafe-inline'"} if preview else {}
    return ";".join(f"{name} {value}" for name, value in rules.items())
