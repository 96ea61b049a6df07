"""The headers that every answer carries, whatever its status."""

from __future__ import annotations

from flask import Response

CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "object-src 'none'"
)
SECURITY = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
PAGE_CACHE = "private, max-age=0, must-revalidate"
STATIC_CACHE = "public, max-age=31536000, immutable"
NO_STORE = "no-store"


def secure(response: Response, *, https: bool, open_api: bool) -> Response:
    """Put the security headers on an answer; what is not meant to be kept says so."""
    for name, value in SECURITY.items():
        response.headers[name] = value
    if https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if open_api and response.mimetype == "application/json":
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if "Cache-Control" not in response.headers:
        response.headers["Cache-Control"] = NO_STORE
    return response
