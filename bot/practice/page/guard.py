"""Who may use the page: this machine's own browser, from the page itself. And what every answer carries.

The middleware looks at headers alone; the token is looked at where a form has been read.
"""

import secrets
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Not `no-referrer`: with it a browser sends `Origin: null` from our own forms, and they could not be told
# from another site's. `same-origin` tells nobody else anything either.
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SAFE = frozenset({"GET", "HEAD"})
OTHER_HOST = "This page answers only as 127.0.0.1 or localhost, on this machine."
OTHER_SITE = "This did not come from the practice page, so nothing was done."
OTHER_TOKEN = "This form is not of this practice page, or of one started since. Load the page again."  # noqa: S105


class Guard:
    """Lets through what comes to our own host and, if it changes anything, from our own pages."""

    def __init__(self, inner: ASGIApp, hosts: Iterable[str]) -> None:
        self._inner = inner
        self._hosts = frozenset(hosts)
        self._origins = frozenset(f"http://{host}" for host in self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403 in a sentence, or hand on; either way with the headers that keep a browser strict."""
        if scope["type"] != "http":
            return
        refusal = self._refusal(str(scope["method"]), Headers(scope=scope))
        answer: ASGIApp = PlainTextResponse(refusal, 403) if refusal else self._inner
        await answer(scope, receive, _with_headers(send))

    def _refusal(self, method: str, headers: Headers) -> str:
        if headers.getlist("host") not in [[host] for host in self._hosts]:
            return OTHER_HOST
        if method in SAFE:
            return ""
        site = headers.get("sec-fetch-site", "same-origin")
        ours = headers.get("origin") in self._origins and site == "same-origin"
        return "" if ours else OTHER_SITE


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


def new_token() -> str:
    """What every form of one server carries."""
    return secrets.token_urlsafe(32)


def same_token(given: str, token: str) -> bool:
    """Whether a form carries our token, compared in constant time."""
    return secrets.compare_digest(given.encode(), token.encode())
