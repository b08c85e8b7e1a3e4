"""Standard Webhooks (standardwebhooks.com): secrets, and the headers by which a receiver knows us."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence

PREFIX = "whsec_"
BYTES = 32


def new_secret() -> str:
    """Return a secret in the standard's writing."""
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def headers(message: str, body: bytes, *, at: int, known: Sequence[str]) -> Mapping[str, str]:
    """Return the three headers of the standard: `at` is in seconds since 1970, `known` all valid secrets."""
    signed = f"{message}.{at}.".encode() + body
    return {
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": " ".join(_signature(secret, signed) for secret in known),
    }


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
